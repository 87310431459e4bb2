/** Interviews in words. Pure: what the server tells in, texts out. */

const STATES = { waiting: "Not begun", running: "Begun", over: "Over" };
const LINKS = { valid: "Valid", expired: "Expired", revoked: "Withdrawn", over: "Closed" };
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const DEADLINE = new Intl.DateTimeFormat(undefined, {
  year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short",
});
const SPEAKERS = { interviewer: "Interviewer (AI)", candidate: "Candidate" };

/** @returns {string} whose interview it is, or what it is for. */
export function title(session) {
  return session.candidate || (session.role ? `Somebody for ${session.role}` : "Nobody named yet");
}

/** @returns {{name: "waiting"|"running"|"over", words: string}} */
export function stateOf(session) {
  const name = session.state === "ended" ? "over" : session.started_at ? "running" : "waiting";
  return { name, words: STATES[name] };
}

/** @param {string} state of the interview: when it is over, no link opens it any more.
 * @returns {{name: "valid"|"expired"|"revoked"|"over", words: string}} */
export function stateOfLink(invitation, state) {
  const name = state === "over" && invitation.state !== "revoked" ? "over" : invitation.state;
  return { name, words: LINKS[name] };
}

/** @param {string|null} at ISO 8601 @returns {string} in local time, or an empty text. */
export function moment(at) {
  return at ? DATE.format(new Date(at)) : "";
}

/** As `moment`, for somebody who may be in another time zone. */
function deadline(at) {
  return DEADLINE.format(new Date(at));
}

function rounded(minutes) {
  return Math.round(minutes * 10) / 10;
}

function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

export function speaker(role) {
  return SPEAKERS[role] ?? role;
}

/** @param {{questions: number|null, minutes: number|null}} most null: not known.
 * @returns {string} how long an interview may become. */
export function length({ questions, minutes }) {
  return [
    questions && counted(questions, "question"), minutes && `at most ${counted(rounded(minutes), "minute")}`,
  ].filter(Boolean).join(", ");
}

/** @param {string} longest what `length` says of it.
 * @returns {Array<[string, string]>} what is known of an interview, for people. */
export function facts(session, longest) {
  const because = session.ended_because ? ` (${session.ended_because.replaceAll("_", " ")})` : "";
  return [
    ["Position", session.role],
    ["Candidate", session.candidate],
    ["Length", longest],
    ["Made", moment(session.opened_at)],
    ["Begun", moment(session.started_at)],
    ["Over", session.ended_at ? moment(session.ended_at) + because : ""],
    ["Took", session.started_at ? counted(session.minutes, "minute") : ""],
    ["Interview ID", session.id],
  ].filter(([, value]) => value);
}

/** @param {string} state what `stateOfLink` calls it: when the interview is over, a link has no deadline any more.
 * @returns {string} one link that was given out. */
export function link(invitation, state) {
  const { created_by: maker } = invitation;
  const by = maker === "everybody" ? "" : ` by ${maker.replace(/^(?:user|jwt):/, "").replace(/^key:/, "the key ")}`;
  const end = invitation.revoked_at
    ? `; withdrawn ${moment(invitation.revoked_at)}` : `; can be opened until ${moment(invitation.expires_at) || "further notice"}`;
  return `Made ${moment(invitation.created_at)}${by}${state === "over" ? "" : end}.`;
}

/** @param {{url: string, until: string, minutes: number|null, role: string}} invitation
 * @returns {string} what a recruiter may send to the candidate. */
export function invitationText({ url, until, minutes, role }) {
  const duration = minutes ? ` It takes at most ${counted(rounded(minutes), "minute")}.` : "";
  return [
    role ? `You are invited to an interview for the position of ${role}.` : "You are invited to an interview.",
    `Open this link when you have the time and quiet for it:\n${url}\nIt is for you alone, and can be opened until ${deadline(until)}.`,
    `You need a current browser, a microphone and a quiet room.${duration} An AI asks the questions aloud, and you answer by speaking.`,
    "What is stored: the questions, your answers and your résumé, as text, on our own machine. Your voice is not kept. We read what "
      + "was said, and can erase it.",
  ].join("\n\n");
}

/** @returns {string} a résumé in a few lines. */
export function resume(parsed) {
  const { name, email, phone } = parsed.contact ?? {};
  const jobs = (parsed.experiences ?? []).map(({ title: job, company }) => [job, company].filter(Boolean).join(", "));
  const schools = (parsed.education ?? []).map(({ degree, institution }) => [degree, institution].filter(Boolean).join(", "));
  const parts = [[name, email, phone].filter(Boolean).join(" · "), parsed.summary, ...jobs, ...schools, (parsed.skills ?? []).join(", ")];
  return parts.filter(Boolean).join("\n");
}
