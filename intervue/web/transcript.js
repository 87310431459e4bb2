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

/** @param {{role: string, text: string, missed: boolean}[]} captions */
export function asText(captions, sessionId, when = new Date()) {
  const head = ["Interview transcript", `Date: ${when.toLocaleString()}`, `Interview: ${sessionId}`];
  const lines = captions.flatMap((line) => [...(line.missed ? [GAP] : []), `${speaker(line.role)}: ${line.text}`]);
  return `${head.join("\n")}\n\n${lines.join("\n\n")}\n`;
}

export function asMarkdown(captions, sessionId, when = new Date()) {
  const head = ["# Interview transcript", `- Date: ${when.toLocaleString()}\n- Interview: \`${sessionId}\``];
  const lines = captions.flatMap((line) => [
    ...(line.missed ? [`*${GAP}*`] : []),
    `**${speaker(line.role)}:** ${escaped(line.text)}`,
  ]);
  return `${[...head, ...lines].join("\n\n")}\n`;
}

/** @param {"text"|"markdown"} kind */
export function download(kind, captions, sessionId) {
  const { write, type, ending } = KINDS[kind];
  const url = URL.createObjectURL(new Blob([write(captions, sessionId)], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `interview-${new Date().toISOString().slice(0, 10)}-${sessionId.slice(0, 8)}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// What was said stays as it was said: a spoken "*" is no emphasis, and "<b>" no element.
function escaped(text) {
  return text.replace(/[\\`*_[\]<>#|~]/g, "\\$&");
}
