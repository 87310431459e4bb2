/** The conversation as a text file. */

const NAMES = { interviewer: "Interviewer (AI)", candidate: "You" };

export function speaker(role) {
  return NAMES[role] ?? role;
}

/** @param {{role: string, text: string, missed: boolean}[]} captions */
export function asText(captions, sessionId, when = new Date()) {
  const head = ["Interview transcript", `Date: ${when.toLocaleString()}`, `Interview: ${sessionId}`];
  const lines = captions.flatMap((line) => [
    ...(line.missed ? ["(Something is missing here: the connection was down.)"] : []),
    `${speaker(line.role)}: ${line.text}`,
  ]);
  return `${head.join("\n")}\n\n${lines.join("\n\n")}\n`;
}

export function download(captions, sessionId) {
  const url = URL.createObjectURL(new Blob([asText(captions, sessionId)], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `interview-${new Date().toISOString().slice(0, 10)}-${sessionId.slice(0, 8)}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
