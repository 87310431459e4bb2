/** The way into an interview that was made ahead: an invitation's link, or the cookie that an opened one left behind. */

const PATIENCE_MS = 8000;
const STANDING_PATIENCE_MS = 3000; // somebody is in the middle of an interview
const NOT_VALID = "invalid";
const OVER = "over";
const GONE = ["expired", "revoked"]; // told to whoever has the very link

export class Invitation {
  #token = globalThis.invitationToken ?? null;

  constructor() {
    delete globalThis.invitationToken;
    // Another link in the same tab changes the address alone; the page has to begin anew with it.
    addEventListener("hashchange", () => {
      if (location.hash.startsWith("#invitation=")) location.reload();
    });
  }

  /** Whether the page was opened by a link. */
  get given() { return this.#token !== null; }

  /** The part of the token that is no secret. */
  get id() { return this.#token?.split("_")[1] ?? null; }

  /** Hands the token in; the answer's cookie lets this browser into the interview.
   * @returns {Promise<{door: "open"|"invalid"|"expired"|"revoked"|"over"|"busy"|"unreachable", interview?: object}>} */
  async open() {
    const answer = await ask("invitations/open", { method: "POST", body: JSON.stringify({ token: this.#token }) });
    if (answer?.status === 200) return { door: "open", interview: answer.body };
    const found = await this.#byCookie(answer?.status === 403);
    if (found) return { door: "open", interview: found };
    const door = { 400: NOT_VALID, 403: NOT_VALID, 410: OVER, 429: "busy" }[answer?.status] ?? "unreachable";
    return { door: door === NOT_VALID && GONE.includes(answer.body.state) ? answer.body.state : door };
  }

  /** The interview that this browser entered before. @returns {Promise<object|null>} */
  async entered() {
    return (await ask("me"))?.body.interview ?? null;
  }

  /** Whether this browser may still be in an interview that it entered. Who is signed in as well is told "unknown".
   * @param {string} session @returns {Promise<"in"|"withdrawn"|"gone"|"over"|"other"|"stranger"|"unknown">}
   *   "gone": erased, which is told only to who shows a cookie of that interview; "stranger": without a cookie that counts. */
  async standing(session) {
    const answer = await ask("me", { signal: AbortSignal.timeout(STANDING_PATIENCE_MS) });
    if (answer?.status !== 200) return "unknown";
    const { interview, role, withdrawn, gone } = answer.body;
    if (interview) return interview.session_id === session ? "in" : "other";
    if (gone) return gone === session ? "gone" : "other";
    if (role === "anonymous") return withdrawn ? "withdrawn" : "stranger"; // cookies are cleared, blocked, or of another server
    return role === "candidate" ? "over" : "unknown";
  }

  /** Whether the server says that it has nothing (any more) of an interview that is over. Without an answer it does not.
   * @param {string} session @param {boolean} access whether everybody is asked who they are */
  async isErased(session, access) {
    const standing = access ? await this.standing(session) : "unknown";
    if (standing !== "unknown") return standing === "gone";
    // Staff, and everybody where nobody is asked, may look at the interview itself; others are refused.
    const answer = await ask(`sessions/${session}`, { signal: AbortSignal.timeout(STANDING_PATIENCE_MS) });
    return answer?.status === 404 && typeof answer.body.detail === "string";
  }

  /** The link has expired and its interview goes on: this browser came in by it in time. */
  async #byCookie(refused) {
    const found = refused ? await this.entered() : null;
    return found?.invitation === this.id ? found : null;
  }
}

async function ask(address, options = {}) {
  try {
    const headers = options.body ? { "content-type": "application/json" } : {};
    const reply = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS), headers, ...options });
    return { status: reply.status, body: await reply.json().catch(() => ({})) };
  } catch {
    return null; // no answer in time, or none at all
  }
}
