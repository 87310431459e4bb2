/** The résumé: handed in, read by the server, shown as it was understood. */

import { Doubts } from "./doubts.js";
import { byId, element } from "./element.js";
import { copied, whatIsMissing } from "./resume_parts.js";
import { Review } from "./review.js";
import { limits } from "./server.js";
import { upload } from "./upload.js";

const MIB = 1024 * 1024;
const UNDERSTOOD = "This is what was understood. The questions will build on it.";
const NOT_A_PDF = "Only a PDF can be read. Open the file in the program that made it, save or export it as PDF, and choose that.";
const DAMAGED = "The file is damaged: parts of it may be missing.";
const KEPT = "The résumé below stays as it is.";
const NAMES = ["drop", "file", "upload", "progress", "cancel", "status", "error", "ways", "retry", "again", "skip", "understood",
  "check", "unread", "missing", "hidden", "summary", "remove", "label", "limit"];

export class ResumePanel {
  #parts = Object.fromEntries(NAMES.map((name) => [name, byId(`resume-${name}`)]));
  #onChange;
  #review;
  #resume = null;
  #cancelUpload = null;
  #file = null;

  /** @param {function(object|null, object|null)} onChange gets the résumé with its doubts (plain data), or null when there
   *  is none any more. */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#review = new Review(this.#parts.summary, (resume, doubts) => {
      this.#describe(resume, doubts);
      onChange(resume, doubts.kept);
    });
    const { file, cancel, remove, retry, again, skip, check } = this.#parts;
    file.addEventListener("change", () => this.#chosen(file.files[0]));
    cancel.addEventListener("click", () => this.#cancel());
    remove.addEventListener("click", () => this.#remove());
    retry.addEventListener("click", () => this.#chosen(this.#file));
    again.addEventListener("click", () => file.click());
    skip.addEventListener("click", () => this.#skip());
    check.addEventListener("click", () => this.#review.checkNext());
    this.#takeDrops();
  }

  get busy() { return this.#cancelUpload !== null; }

  /** Shows a résumé that was understood before (a reload, a second interview), and the doubts that were kept with it. */
  show(resume, doubts = null) {
    const { understood, label, drop } = this.#parts;
    const whole = resume && copied(resume);
    understood.hidden = !resume;
    this.#review.show(whole, doubts);
    this.#describe(whole, new Doubts(doubts));
    drop.classList.toggle("small", Boolean(resume));
    label.textContent = resume ? "Choose another PDF" : "Choose a PDF";
  }

  /** Says how well it was understood; again after every change. */
  #describe(resume, doubts) {
    const { status, check, unread, missing, hidden } = this.#parts;
    this.#resume = resume;
    say(status, resume ? understood(doubts.count) : "");
    check.hidden = !doubts.count;
    say(check, doubts.count > 1 ? `Check ${doubts.count} details` : "Check one detail");
    tell(missing, resume ? whatIsMissing(resume) : "");
    tell(unread, [unreadPages(doubts.unread), doubts.repaired && DAMAGED].filter(Boolean).join(" "));
    hidden.hidden = !doubts.hidden.length;
    if (hidden.querySelectorAll("li").length === doubts.hidden.length) return;
    hidden.querySelector("ul").replaceChildren(...doubts.hidden.map((text) => element("li", {}, text)));
  }

  /** The server's limit is known now. */
  showLimit() {
    this.#parts.limit.textContent = `or drop it here, up to ${megabytes(limits.resumeBytes)} MB`;
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
    this.#file = file;
    this.#fail("");
    const unfit = whyUnfit(file);
    if (unfit) this.#fail(unfit);
    else this.#upload(file);
  }

  #upload(file) {
    const { progress, status } = this.#parts;
    this.#cancelUpload?.();
    this.#parts.upload.hidden = false;
    progress.value = 0;
    say(status, `Sending ${file.name}`);
    this.#cancelUpload = upload(file, {
      sent: (percent) => { progress.value = percent; },
      reading: () => {
        progress.removeAttribute("value");
        say(status, "Reading your résumé");
      },
      done: (answer) => this.#done(answer),
      failed: (words, mayRetry) => {
        this.#idle();
        this.#fail(words, mayRetry);
      },
    });
  }

  #done(answer) {
    this.#cancelUpload = null;
    this.#parts.upload.hidden = true;
    this.#file = null;
    const resume = copied(answer); // the interview gets what it always got
    const doubts = Doubts.of(answer, resume).kept;
    this.show(resume, doubts);
    this.#onChange(resume, doubts);
  }

  #cancel() {
    this.#cancelUpload?.();
    this.#idle();
    this.#parts.file.focus();
  }

  /** What was shown before the upload is still there, with all that was corrected in it. */
  #idle() {
    this.#cancelUpload = null;
    this.#parts.upload.hidden = true;
    say(this.#parts.status, this.#resume ? UNDERSTOOD : "");
  }

  #remove() {
    this.show(null);
    this.#fail("");
    this.#onChange(null, null);
    this.#parts.file.focus();
  }

  #skip() {
    this.#fail("");
    const next = [byId("microphone-check"), byId("echo")].find((button) => button.offsetParent !== null);
    (next ?? byId("start")).focus();
  }

  #fail(words, mayRetry = false) {
    const { error, ways, retry, skip } = this.#parts;
    tell(error, words && this.#resume ? `${words} ${KEPT}` : words);
    ways.hidden = !words;
    retry.hidden = !mayRetry;
    skip.hidden = Boolean(this.#resume);
  }
}

function understood(count) {
  if (!count) return UNDERSTOOD;
  return `${UNDERSTOOD} ${count === 1 ? "One detail may be misread; it is" : `${count} details may be misread; they are`} marked.`;
}

function unreadPages(pages) {
  if (!pages.length) return "";
  const [which, why] = pages.length === 1
    ? [`Page ${pages[0]} of the file was`, "it is a picture"] : [`Pages ${pages.join(", ")} of the file were`, "they are pictures"];
  return `${which} not read, most likely because ${why} without text. Add what is missing, or choose a PDF with recognised text.`;
}

function whyUnfit(file) {
  if (/\.(?:docx?|odt|rtf|pages|txt|jpe?g|png|heic|webp)$/i.test(file.name)) return NOT_A_PDF;
  if (file.size <= limits.resumeBytes) return "";
  return `This file has ${megabytes(file.size)} MB; at most ${megabytes(limits.resumeBytes)} MB can be read. `
    + "Save the PDF with smaller pictures, or go on without a résumé.";
}

function tell(place, words) {
  place.hidden = !words;
  say(place, words);
}

/** A live region speaks again at every change, so there is none without a reason. */
function say(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

function megabytes(bytes) {
  return String(Math.round((bytes / MIB) * 10) / 10);
}
