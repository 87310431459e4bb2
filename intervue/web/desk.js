/** What recruiters' pages ask of the server. */

import { keep } from "./desk_return.js";

const PATIENCE_MS = 20_000;
const UNREACHABLE = "The server could not be reached. Check your connection and try again.";

const SIGN_IN = "sign-in";

let csrf = ""; // said along with whatever changes something; another site cannot know it

/** @returns {Object<string, string>} headers of a request that changes something. */
export const marks = () => (csrf ? { "x-csrf-token": csrf } : {});

/**
 * @param {"GET"|"POST"|"DELETE"} method @param {string} path @param {{body?: object, signal?: AbortSignal}} options
 * @returns {Promise<{ok: boolean, status: number, body: object, problem: string}>} `problem`: a sentence, unless it is ok.
 */
export async function call(method, path, { body, signal } = {}) {
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])];
  const headers = { ...(body ? { "content-type": "application/json" } : {}), ...(method === "GET" ? {} : marks()) };
  let reply;
  try {
    reply = await fetch(path, {
      method, headers, cache: "no-store", signal: AbortSignal.any(signals), body: body && JSON.stringify(body),
    });
  } catch {
    return { ok: false, status: 0, body: {}, problem: signal?.aborted ? "" : UNREACHABLE };
  }
  const answer = await reply.json().catch(() => ({}));
  if (typeof answer.csrf === "string") csrf = answer.csrf;
  const detail = typeof answer.detail === "string" ? answer.detail : `The server answered with an error (${reply.status}).`;
  return { ok: reply.ok, status: reply.status, body: answer, problem: reply.ok ? "" : detail };
}

/** Whether somebody of this role works with these pages. */
export const isStaff = (role) => ["recruiter", "admin", "everybody"].includes(role);

/** The page for signing in comes; afterwards it leads back to where somebody was. */
export function signInAgain() {
  keep();
  location.assign(SIGN_IN);
}

/** As `call`; where nobody is signed in (any more), the page for that comes instead. */
export async function ask(method, path, options) {
  const answer = await call(method, path, options);
  if (answer.status === 401) signInAgain();
  return answer;
}
