/** What the server says about itself, outside of an interview. */

const PATIENCE_MS = 3000;

/** The server's limits; until they are known, those of a server as it comes. */
export const limits = {
  answerSeconds: 300, resumeBytes: 10 * 1024 * 1024, interviewMinutes: 30, interviewQuestions: 6, invitationDays: 14,
  insecure: false, access: false,
};

/** Asks for the limits. Without an answer they stay as they are: the server checks everything itself. */
export async function loadLimits() {
  const answer = await ask("page/settings.json");
  if (!answer?.ok) return;
  limits.answerSeconds = answer.body.answer_max_seconds ?? limits.answerSeconds;
  limits.resumeBytes = answer.body.resume_max_bytes ?? limits.resumeBytes;
  limits.interviewMinutes = answer.body.interview_minutes ?? limits.interviewMinutes;
  limits.interviewQuestions = answer.body.interview_questions ?? limits.interviewQuestions;
  limits.invitationDays = answer.body.invitation_days ?? limits.invitationDays;
  limits.insecure = answer.body.insecure ?? false;
  limits.access = answer.body.access ?? false;
}

/** @returns {Promise<"ready"|"starting"|"models_missing"|"failed"|"unreachable">} whether interviews can be held. */
export async function readiness() {
  const answer = await ask("ready");
  if (!answer) return "unreachable";
  return answer.ok ? "ready" : answer.body.status ?? "failed";
}

/** @returns {Promise<boolean>} whether the server answers at all. */
export async function isUp() {
  return (await ask("health"))?.ok ?? false;
}

async function ask(address) {
  try {
    const reply = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return { ok: reply.ok, body: await reply.json().catch(() => ({})) };
  } catch {
    return null; // no answer in time, or none at all
  }
}
