/** The résumé: handed in, read by the server, shown as it was understood. */

import { summarise } from "./summary.js";

const MOST_BYTES = 10 * 1024 * 1024;
const UNREACHABLE = "The server could not be reached. Check your connection and try again.";

export class ResumePanel {
  #parts;
  #onChange;
  #request = null;

  /** @param {function(object|null)} onChange gets the parsed résumé, or null when there is none any more. */
  constructor(onChange) {
    const names = ["drop", "file", "upload", "progress", "cancel", "status", "error", "summary", "remove", "label"];
    this.#parts = Object.fromEntries(names.map((name) => [name, document.getElementById(`resume-${name}`)]));
    this.#onChange = onChange;
    this.#parts.file.addEventListener("change", () => this.#chosen(this.#parts.file.files[0]));
    this.#parts.cancel.addEventListener("click", () => this.#cancel());
    this.#parts.remove.addEventListener("click", () => this.#remove());
    for (const [event, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
      this.#parts.drop.addEventListener(event, () => this.#parts.drop.classList.toggle("over", over));
    }
  }

  get busy() { return this.#request !== null; }

  /** Shows a résumé that was understood before (a reload, a second interview). */
  show(resume) {
    const { summary, remove, label, status } = this.#parts;
    summary.replaceChildren(...(resume ? summarise(resume) : []));
    summary.hidden = remove.hidden = !resume;
    label.textContent = resume ? "Choose another PDF" : "Choose a PDF";
    status.textContent = resume ? "This is what was understood. The questions will build on it." : "";
  }

  #chosen(file) {
    if (!file) return;
    this.#parts.file.value = ""; // the same file may be chosen again after a fault
    this.#fail("");
    if (file.size > MOST_BYTES) {
      this.#fail(`This file has ${(file.size / 1024 / 1024).toFixed(1)} MB; at most 10 MB can be read. `
        + "Save the PDF with smaller pictures, or go on without a résumé.");
      return;
    }
    this.#upload(file);
  }

  #upload(file) {
    this.#request?.abort();
    const request = new XMLHttpRequest(); // fetch cannot tell how much was sent
    this.#request = request;
    this.#working(`Sending ${file.name}`);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) this.#parts.progress.value = (100 * event.loaded) / event.total;
    };
    request.upload.onload = () => {
      this.#parts.progress.removeAttribute("value");
      this.#parts.status.textContent = "Reading your résumé";
    };
    request.onload = () => this.#done(request);
    request.onerror = () => this.#failed(request, UNREACHABLE);
    request.open("POST", "resume/parse");
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  }

  #done(request) {
    let body = null;
    try {
      body = JSON.parse(request.responseText);
    } catch {
      body = null; // a proxy's own error page
    }
    if (request.status === 200 && body?.contact) {
      this.#idle(request);
      this.show(body);
      this.#onChange(body);
      return;
    }
    const detail = typeof body?.detail === "string" ? body.detail : "";
    this.#failed(request, detail || `The résumé could not be read (error ${request.status}). Try again, or go on without one.`);
  }

  #failed(request, words) {
    this.#idle(request);
    this.show(null);
    this.#onChange(null);
    this.#fail(words);
  }

  #cancel() {
    this.#request?.abort();
    this.#idle(this.#request);
    this.#parts.status.textContent = "";
    this.#parts.file.focus();
  }

  #remove() {
    this.show(null);
    this.#onChange(null);
    this.#parts.file.focus();
  }

  #working(words) {
    this.#parts.upload.hidden = false;
    this.#parts.progress.value = 0;
    this.#parts.status.textContent = words;
  }

  #idle(request) {
    if (request !== this.#request) return;
    this.#request = null;
    this.#parts.upload.hidden = true;
  }

  #fail(words) {
    this.#parts.error.textContent = words;
    this.#parts.error.hidden = !words;
  }
}
