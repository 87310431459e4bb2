/** The form that makes an interview. */

import { ask, marks } from "./desk.js";
import { byId } from "./element.js";
import { copied } from "./resume_parts.js";
import { limits } from "./server.js";
import { upload } from "./upload.js";

const WITHOUT = "Without one, the candidate can hand one in.";
const AGAIN = "Please choose the résumé again: it was not kept while you were signed out.";
const FIELDS = ["role", "candidate", "description", "questions", "minutes", "days"];
const STILL = "The résumé is still being read. Wait a moment, or remove it.";

export class NewInterview {
  #made;
  #resume = null;
  #proposed = ""; // the name that the résumé has: not typed by anybody
  #cancelUpload = null;

  /** @param {function(object, number)} made gets the invitation to the interview that was made. */
  constructor(made) {
    this.#made = made;
    byId("new-form").addEventListener("submit", (event) => this.#submit(event));
    byId("new-resume").addEventListener("change", () => this.#chosen(byId("new-resume").files[0]));
    byId("new-resume-remove").addEventListener("click", () => {
      this.#forget();
      byId("new-resume").focus();
    });
  }

  show() {
    byId("new-questions").placeholder = usual(limits.interviewQuestions);
    byId("new-minutes").placeholder = usual(limits.interviewMinutes);
    byId("new-days").placeholder = usual(limits.invitationDays);
    tell("");
  }

  /** What was typed, for `restore`: of a résumé only that there was one, for what is kept outlives the sign-in. */
  get typed() {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, byId(`new-${name}`).value]));
    if (fields.candidate === this.#proposed) fields.candidate = "";
    return { fields, resume: Boolean(this.#resume) };
  }

  restore({ fields, resume }) {
    for (const [name, value] of Object.entries(fields)) byId(`new-${name}`).value = value;
    if (resume) say(AGAIN);
  }

  /** The next interview is for somebody else. */
  clear() {
    byId("new-form").reset();
    this.#forget();
    tell("");
  }

  #chosen(file) {
    if (!file) return;
    this.#forget(false);
    if (file.size > limits.resumeBytes) {
      this.#failed(`This file is too large: at most ${Math.round(limits.resumeBytes / 1024 / 1024)} MB can be read.`);
      return;
    }
    byId("new-resume-remove").hidden = false;
    say(`Sending ${file.name}`);
    this.#cancelUpload = upload(file, {
      sent: () => {},
      reading: () => say("Reading the résumé"),
      done: (answer) => {
        this.#cancelUpload = null;
        this.#resume = copied(answer);
        say(understood(this.#resume));
        this.#propose(this.#resume.contact?.name ?? "");
      },
      failed: (words) => this.#failed(words),
    }, marks());
  }

  #failed(words) {
    this.#forget();
    tell(words);
  }

  #forget(emptied = true) {
    this.#cancelUpload?.();
    this.#cancelUpload = null;
    this.#resume = null;
    this.#propose("");
    if (emptied) byId("new-resume").value = "";
    byId("new-resume-remove").hidden = true;
    say(WITHOUT);
    tell("");
  }

  // What a recruiter typed stays.
  #propose(name) {
    const field = byId("new-candidate");
    const isTyped = field.value.trim() && field.value !== this.#proposed;
    this.#proposed = name.trim().slice(0, field.maxLength);
    if (!isTyped) field.value = this.#proposed;
  }

  async #submit(event) {
    event.preventDefault();
    const button = byId("new-submit");
    if (button.getAttribute("aria-busy") === "true") return; // a double click
    tell(this.#cancelUpload ? STILL : "");
    if (this.#cancelUpload) return;
    button.setAttribute("aria-busy", "true");
    const answer = await ask("POST", "sessions", { body: this.#body });
    button.removeAttribute("aria-busy");
    tell(answer.problem);
    if (!answer.ok) return;
    this.clear();
    this.#made(answer.body);
  }

  get #body() {
    const number = (name) => (byId(name).value ? Number(byId(name).value) : null);
    return {
      role: byId("new-role").value,
      job_description: byId("new-description").value,
      questions: number("new-questions"),
      minutes: number("new-minutes"),
      invitation_days: number("new-days"),
      resume: this.#named,
    };
  }

  /** The résumé, with the name that stands in the form. */
  get #named() {
    const name = byId("new-candidate").value.trim();
    return name ? { ...this.#resume, contact: { ...this.#resume?.contact, name } } : this.#resume;
  }
}

function usual(number) {
  return `${number} (usual)`;
}

function understood({ contact, experiences, education, skills }) {
  const counts = [[experiences, "position", "positions"], [education, "degree", "degrees"], [skills, "skill", "skills"]]
    .map(([list, one, many]) => [list?.length ?? 0, one, many])
    .filter(([count]) => count)
    .map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return `Understood: ${[contact?.name || "no name", ...counts].join(", ")}.`;
}

function say(words) {
  byId("new-resume-status").textContent = words;
}

function tell(words) {
  byId("new-problem").textContent = words;
  byId("new-problem").hidden = !words;
}
