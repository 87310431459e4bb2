/** What was understood of a résumé, as a form. Every change counts at once; there is nothing to be saved. */

import { element } from "./element.js";

const LONGEST = 300;
const LONGEST_TEXT = 8000;
const MOST_QUOTED = 3;
const QUOTED_CHARS = 60;
let made = 0; // fields so far: each needs an id of its own for its label

const CONTACT = [
  { key: "name", label: "Name" },
  { key: "email", label: "Email", optional: true, odd: notAnAddress },
  { key: "phone", label: "Phone", optional: true },
  { key: "location", label: "Place", optional: true },
  { key: "linkedin", label: "LinkedIn", optional: true, wide: true },
];
const SUMMARY = [{ key: "summary", label: "Summary", help: "How the résumé introduces you", optional: true, long: true }];
const POSITION = [
  { key: "title", label: "Role" },
  { key: "company", label: "Employer" },
  { key: "start_date", label: "From", optional: true },
  { key: "end_date", label: "To", optional: true },
  { key: "description", label: "What it was about", long: true },
  { key: "highlights", label: "What you did there", help: "One point a line", long: true, list: "\n" },
];
const COURSE = [
  { key: "degree", label: "Degree or course" },
  { key: "field", label: "Subject", optional: true },
  { key: "institution", label: "School or university" },
  { key: "graduation_date", label: "Year", optional: true },
];
const SKILLS = [{ key: "skills", label: "Skills", help: "Separated by commas", long: true, list: ", " }];
const CERTIFICATIONS = [{ key: "certifications", label: "Certifications", help: "One a line", long: true, list: "\n" }];
const NEW_POSITION = { company: "", title: "", start_date: null, end_date: null, description: "", highlights: [] };
const NEW_COURSE = { institution: "", degree: "", field: null, graduation_date: null };

export class ResumeForm {
  #form;
  #onChange;
  #resume = null;
  #doubts = null;

  /** @param {HTMLFormElement} form @param {function(object)} onChange gets the whole résumé, as it is now. */
  constructor(form, onChange) {
    this.#form = form;
    this.#onChange = onChange;
    form.addEventListener("submit", (event) => event.preventDefault()); // Enter in a field
  }

  /** @param {object} resume a `ParsedResume`; it is not changed. @param {Doubts} doubts lose what is corrected. */
  edit(resume, doubts) {
    this.#doubts = doubts;
    this.#resume = structuredClone(resume);
    for (const key of ["experiences", "education", "skills", "certifications"]) this.#resume[key] ??= [];
    this.#form.replaceChildren(
      part("You", this.#fields(CONTACT, this.#resume.contact, "contact.")),
      part("About you", this.#fields(SUMMARY, this.#resume)),
      this.#entries("experiences", "Experience", "Position", POSITION, NEW_POSITION),
      this.#entries("education", "Education", "Course", COURSE, NEW_COURSE),
      part("Skills", this.#fields([...SKILLS, ...CERTIFICATIONS], this.#resume)),
    );
  }

  #entries(key, title, noun, fields, blank) {
    const list = element("div", { class: "group" });
    const add = button(`Add a ${noun.toLowerCase()}`, () => {
      this.#resume[key].push(structuredClone(blank));
      draw();
      list.lastElementChild.querySelector("input").focus();
      this.#changed();
    });
    const draw = () => list.replaceChildren(...this.#resume[key].map((entry, index) => {
      const name = `${noun} ${index + 1}`;
      const remove = button(`Remove ${name.toLowerCase()}`, () => {
        this.#resume[key].splice(index, 1);
        this.#doubts.remove(key, index);
        draw();
        add.focus();
        this.#changed();
      });
      remove.classList.add("quiet");
      return element("fieldset", { class: "entry" }, element("legend", {}, name), this.#fields(fields, entry, `${key}.${index}.`), remove);
    }));
    draw();
    return part(title, list, add);
  }

  #fields(fields, target, path = "") {
    return element("div", { class: "fields" }, ...fields.map((each) => this.#field(each, target, path + each.key)));
  }

  #field({ key, label, help, optional, long, list, wide, odd }, target, path) {
    const id = `resume-field-${made += 1}`;
    const input = element(long ? "textarea" : "input", { id, "data-key": key, maxlength: long ? LONGEST_TEXT : LONGEST });
    input.value = list ? target[key].join(list) : target[key] ?? "";
    input.addEventListener("input", () => {
      const text = input.value.trim();
      if (list) target[key] = input.value.split(list === "\n" ? "\n" : /[,\n]/).map((word) => word.trim()).filter(Boolean);
      else target[key] = text || !optional ? text : null;
      this.#doubts.settle(path);
      this.#changed();
    });
    const box = element("div", { class: long || wide ? "field wide" : "field" }, element("label", { for: id }, label));
    if (help) {
      box.append(element("span", { id: `${id}-help`, class: "muted" }, help));
      describe(input, `${id}-help`);
    }
    const why = list ? this.#whyItems(path, target[key]) : this.#doubts.why(path);
    if (why) box.append(doubt(input, why));
    box.append(input);
    if (odd) box.append(hint(input, odd));
    return box;
  }

  #whyItems(path, texts) {
    const items = this.#doubts.items(path).filter((index) => texts[index]);
    const first = items.slice(0, MOST_QUOTED).map((index) => `“${shortened(texts[index])}”`).join(", ");
    const more = items.length > MOST_QUOTED ? ` and ${items.length - MOST_QUOTED} more` : "";
    return items.length ? `${first}${more} may be misread.` : "";
  }

  #changed() {
    this.#resume.raw_text = ""; // the page's text still has what was corrected or taken out
    this.#onChange(this.#resume);
  }
}

function describe(input, id) {
  const before = input.getAttribute("aria-describedby");
  input.setAttribute("aria-describedby", before ? `${before} ${id}` : id);
}

/** Says that a field should be looked at; gone as soon as it is changed. */
function doubt(input, why) {
  const words = element("span", { id: `${input.id}-doubt`, class: "doubt-note" }, element("strong", {}, "Check: "), why);
  input.classList.add("doubtful");
  input.title = why;
  describe(input, words.id);
  input.addEventListener("input", () => {
    words.replaceChildren();
    input.classList.remove("doubtful");
    input.removeAttribute("title");
  }, { once: true });
  return words;
}

function shortened(text) {
  return text.length > QUOTED_CHARS ? `${text.slice(0, QUOTED_CHARS).trimEnd()}…` : text;
}

/** A doubt that stops nobody: said when the field is left, taken back as soon as it is gone. */
function hint(input, odd) {
  const words = element("span", { id: `${input.id}-hint`, class: "muted", role: "status" }, odd(input.value));
  describe(input, words.id);
  input.addEventListener("change", () => { words.textContent = odd(input.value); });
  input.addEventListener("input", () => {
    if (!odd(input.value)) words.textContent = "";
  });
  return words;
}

function notAnAddress(text) {
  return !text.trim() || /\S@\S/.test(text) ? "" : "An e-mail address has an “@” in it. Is this one complete?";
}

function part(title, ...content) {
  return element("div", {}, element("h3", {}, title), ...content);
}

function button(words, press) {
  const created = element("button", { type: "button" }, words);
  created.addEventListener("click", press);
  return created;
}
