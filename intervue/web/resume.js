/** The résumé: handed in, read by the server, shown as it was understood, corrected. */

import { Doubts } from "./doubts.js";
import { byId, element } from "./element.js";
import { ResumeForm } from "./resume_form.js";
import { limits } from "./server.js";
import { summarise } from "./summary.js";

const MIB = 1024 * 1024;
const UNREACHABLE = "The server could not be reached. Check your connection and try again.";
const UNDERSTOOD = "This is what was understood. The questions will build on it.";
const NAMES = ["drop", "file", "upload", "progress", "cancel", "status", "error", "ways", "again", "skip", "summary", "form",
  "actions", "edit", "remove", "label", "limit", "hidden"];

export class ResumePanel {
  #parts = Object.fromEntries(NAMES.map((name) => [name, byId(`resume-${name}`)]));
  #onChange;
  #form;
  #resume = null;
  #doubts = new Doubts();
  #request = null;

  /** @param {function(object|null, object|null)} onChange gets the résumé with its doubts (plain data), or null when there
   *  is none any more. */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#form = new ResumeForm(this.#parts.form, (resume) => this.#become(resume));
    const { file, cancel, remove, again, skip, edit } = this.#parts;
    file.addEventListener("change", () => this.#chosen(file.files[0]));
    cancel.addEventListener("click", () => this.#cancel());
    remove.addEventListener("click", () => this.#remove());
    again.addEventListener("click", () => file.click());
    skip.addEventListener("click", () => this.#skip());
    edit.addEventListener("click", () => this.#toggleForm());
    this.#takeDrops();
  }

  get busy() { return this.#request !== null; }

  /** Shows a résumé that was understood before (a reload, a second interview), and the doubts that were kept with it. */
  show(resume, doubts = null) {
    const { actions, label, drop } = this.#parts;
    this.#resume = resume;
    this.#doubts = new Doubts(doubts);
    actions.hidden = !resume;
    this.#summarise();
    this.#openForm(false);
    drop.classList.toggle("small", Boolean(resume));
    label.textContent = resume ? "Choose another PDF" : "Choose a PDF";
  }

  #summarise() {
    const { summary, status, hidden } = this.#parts;
    summary.replaceChildren(...(this.#resume ? summarise(this.#resume, this.#doubts) : []));
    status.textContent = this.#resume ? this.#understood() : "";
    hidden.hidden = !this.#resume || !this.#doubts.hidden.length;
    hidden.querySelector("ul").replaceChildren(...this.#doubts.hidden.map((text) => element("li", {}, text)));
  }

  #understood() {
    const { count } = this.#doubts;
    const some = count === 1 ? "One detail may be misread; it is" : `${count} details may be misread; they are`;
    return count ? `${UNDERSTOOD} ${some} marked “check”.` : UNDERSTOOD;
  }

  /** The server's limit is known now. */
  showLimit() {
    this.#parts.limit.textContent = `or drop it here, up to ${megabytes(limits.resumeBytes)} MB`;
  }

  #become(resume) {
    this.#resume = resume;
    this.#onChange(resume, this.#doubts.kept);
  }

  #toggleForm() {
    const open = this.#parts.form.hidden;
    if (open) {
      this.#form.edit(this.#resume, this.#doubts);
    } else {
      this.#doubts.settleAll(); // they were in sight, and the person is done
      this.#summarise();
      this.#onChange(this.#resume, this.#doubts.kept);
    }
    this.#openForm(open);
    const { form } = this.#parts;
    if (open) (form.querySelector(".doubtful") ?? form.querySelector("input")).focus();
  }

  #openForm(open) {
    const { form, summary, edit, remove, actions } = this.#parts;
    form.hidden = !open;
    actions.classList.toggle("sticky", open);
    summary.hidden = open || !this.#resume;
    remove.hidden = open;
    const { count } = this.#doubts;
    edit.textContent = open ? "Done" : count ? `Check ${count} ${count === 1 ? "detail" : "details"}` : "Correct it";
    edit.setAttribute("aria-expanded", String(open));
  }

  // A file that misses the box must not make the browser leave the page.
  #takeDrops() {
    const { drop, file } = this.#parts;
    for (const name of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(name, (event) => {
        const ready = document.body.dataset.screen === "setup";
        drop.classList.toggle("over", ready && name === "dragover");
        if (event.target === file || !event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        if (name === "drop" && ready) this.#chosen(event.dataTransfer.files[0]);
      });
    }
  }

  #chosen(file) {
    if (!file) return;
    this.#parts.file.value = ""; // the same file may be chosen again after a fault
    this.#fail("");
    if (file.size > limits.resumeBytes) {
      this.#fail(`This file has ${megabytes(file.size)} MB; at most ${megabytes(limits.resumeBytes)} MB can be read. `
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
    request.open("POST", "resume/parse?details=true");
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
      const { confidence, source, hidden_text, ...resume } = body; // the interview gets what it always got
      const doubts = Doubts.of({ confidence, source, hidden_text }, resume).kept;
      this.show(resume, doubts);
      this.#onChange(resume, doubts);
      return;
    }
    const detail = typeof body?.detail === "string" ? body.detail : "";
    this.#failed(request, detail || `The résumé could not be read (error ${request.status}). Try again, or go on without one.`);
  }

  #failed(request, words) {
    this.#idle(request);
    this.show(null);
    this.#onChange(null, null);
    this.#fail(words);
  }

  #cancel() {
    this.#request?.abort();
    this.#idle(this.#request);
    this.#parts.status.textContent = this.#resume ? this.#understood() : "";
    this.#parts.file.focus();
  }

  #remove() {
    this.show(null);
    this.#onChange(null, null);
    this.#parts.file.focus();
  }

  #skip() {
    this.#fail("");
    const next = [byId("microphone-check"), byId("echo")].find((button) => button.offsetParent !== null);
    (next ?? byId("start")).focus();
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
    this.#parts.error.hidden = this.#parts.ways.hidden = !words;
  }
}

function megabytes(bytes) {
  return String(Math.round((bytes / MIB) * 10) / 10);
}
