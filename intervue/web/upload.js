/** Sends a file to be read, and says how far it is. */

const PATIENCE_MS = 180_000;
const UNREACHABLE = "The server could not be reached. Check your connection and try again.";
const TOO_SLOW = "Sending took too long. Check your connection and try again.";

/**
 * @param {File} file
 * @param {{sent: function(number), reading: function(), done: function(object), failed: function(string, boolean)}} told
 *  percent sent so far; all was sent; the answer; why there is none, and whether the same file may be tried again.
 * @param {Object<string, string>} headers to be sent along.
 * @returns {function()} cancels: nothing is told any more.
 */
export function upload(file, told, headers = {}) {
  const request = new XMLHttpRequest(); // fetch cannot tell how much was sent
  request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
    if (lengthComputable) told.sent((100 * loaded) / total);
  };
  request.upload.onload = () => told.reading();
  request.onload = () => answered(request, told);
  request.onerror = () => told.failed(UNREACHABLE, true);
  request.ontimeout = () => told.failed(TOO_SLOW, true);
  request.open("POST", "resume/parse?details=true");
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.timeout = PATIENCE_MS;
  const form = new FormData();
  form.append("file", file);
  request.send(form);
  return () => request.abort();
}

function answered({ status, responseText }, told) {
  const body = parsed(responseText);
  if (status === 200 && body?.contact) {
    told.done(body);
    return;
  }
  const detail = typeof body?.detail === "string" ? body.detail : "";
  told.failed(detail || `The résumé could not be read (error ${status}). Try again, or go on without one.`, status !== 400);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's own error page
  }
}
