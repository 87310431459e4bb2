/** The conversation as a file: plain text or Markdown. */

const NAMES = { interviewer: "Interviewer (AI)", candidate: "You" };
const GAP = "(Something is missing here: the connection was down.)";
const KINDS = {
  text: { write: asText, type: "text/plain", ending: "txt" },
  markdown: { write: asMarkdown, type: "text/markdown", ending: "md" },
};

export function speaker(role) {
  return NAMES[role] ?? role;
}

/** @param {import("./session.js").Session} session */
export function asText(session) {
  const head = ["Interview transcript", ...facts(session).map(([name, value]) => `${name}: ${value}`)];
  const lines = session.captions.flatMap((line) => [...(line.missed ? [GAP] : []), `${speaker(line.role)}: ${line.text}`]);
  return `${head.join("\n")}\n\n${lines.join("\n\n")}\n`;
}

/** @param {import("./session.js").Session} session */
export function asMarkdown(session) {
  const head = facts(session).map(([name, value]) => `- ${name}: ${escaped(value)}`).join("\n");
  const lines = session.captions.flatMap((line) => [
    ...(line.missed ? [`*${GAP}*`] : []),
    `**${speaker(line.role)}:** ${escaped(line.text)}`,
  ]);
  return `${["# Interview transcript", head, ...lines].join("\n\n")}\n`;
}

/** @param {"text"|"markdown"} kind @param {import("./session.js").Session} session */
export function download(kind, session) {
  const { write, type, ending } = KINDS[kind];
  const url = URL.createObjectURL(new Blob([write(session)], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `interview-${localTime(began(session)).slice(0, 10)}-${session.id.slice(0, 8)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** @returns {string} such as "2026-03-01 09:05:00 +01:00 (Europe/Paris)". */
export function localTime(when) {
  const ahead = -when.getTimezoneOffset(); // minutes
  const shifted = new Date(when.getTime() + ahead * 60000).toISOString(); // its UTC reads as the local time
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((part) => String(part).padStart(2, "0"));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} ${ahead < 0 ? "-" : "+"}${hours}:${minutes}${zone ? ` (${zone})` : ""}`;
}

function facts(session) {
  const known = [["Candidate", session.name], ["Started", localTime(began(session))], ["Interview ID", session.id]];
  return known.filter(([, value]) => value);
}

function began(session) {
  return new Date(session.startedAt ?? Date.now());
}

// What was said stays as it was said: a spoken "*" is no emphasis, and "<b>" no element.
function escaped(text) {
  return text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
}
