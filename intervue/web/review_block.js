/** One part of a résumé: read, or with its fields open to be corrected. */

import { element } from "./element.js";
import { button, inputs, lower, quoted } from "./resume_fields.js";
import { isBlank } from "./resume_parts.js";
import { shown } from "./resume_shown.js";

export class Block {
  #kind;
  #part;
  #target;
  #review;
  #before = null; // how it was when its fields were opened

  /**
   * @param {string} kind of `PARTS` or `LISTS` @param {object} part what it says of this kind
   * @param {object} target what is shown and changed @param {object} review has `doubts`, `prefix(target)`, `changed()`, and
   *  for an entry of a list `remove(target)`; `prefix` is what the paths of its fields begin with.
   */
  constructor(kind, part, target, review) {
    this.#kind = kind;
    this.#part = part;
    this.#target = target;
    this.#review = review;
    this.element = element(part.blank ? "li" : "div", { class: "block" });
  }

  get isOpen() { return this.#before !== null; }

  /** The doubtful fields and items, as paths. */
  get doubtful() { return this.#part.fields.flatMap(({ key }) => this.#doubts.of(this.#path(key))); }

  /** Draws it anew, unless somebody is writing in it. */
  draw() {
    if (this.isOpen) return;
    const { title, noun, fields, blank } = this.#part;
    const empty = !blank && isBlank(fields, this.#target) && this.#kind !== "contact";
    this.element.classList.remove("open");
    this.element.classList.toggle("empty", empty);
    if (empty) this.element.replaceChildren(button(`Add ${noun}`, () => this.edit(), "quiet add", { "data-add": this.#kind }));
    else this.element.replaceChildren(...this.#read(blank || this.#kind === "contact" ? null : title));
  }

  /** Opens the fields, at the first doubtful one or at one that is named. */
  edit(key = null) {
    const { fields, noun, blank, title } = this.#part;
    const settled = this.doubtful.map((path) => [path.slice(this.#path("").length), this.#doubts.why(path)]);
    this.#before ??= { target: structuredClone(this.#target), settled };
    const heading = blank ? `${this.#isNew ? "A new" : "Correct this"} ${noun}` : title;
    const name = fields.slice(0, 2).map((field) => blank && this.#before.target[field.key]).filter(Boolean).join(", ");
    const named = { "aria-label": [heading, name].filter(Boolean).join(": "), autocomplete: "off", novalidate: "" };
    const form = element("form", named, element(blank ? "h4" : "h3", {}, heading),
      ...inputs(fields, this.#target, (each) => this.#doubtsOf(each), (each) => this.#typed(each)), ...this.#ways());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#done();
    });
    this.element.classList.add("open");
    this.element.classList.remove("empty");
    this.element.replaceChildren(form);
    if (key) form.querySelector(`[data-add="${key}"]`)?.click();
    const wanted = key && form.querySelector(`[data-field="${key}"] :is(input, textarea)`);
    (wanted || form.querySelector(".doubtful") || form.querySelector("input, textarea")).focus();
  }

  focus() { this.element.querySelector("button")?.focus(); }

  #read(title) {
    const mark = this.#marker();
    const { top, style = "", rest } = shown[this.#kind](this.#target, mark, Number(this.#path("").split(".")[1]));
    const heading = element(this.#part.blank ? "h4" : "h3", style ? { class: style } : {}, title ?? top);
    const name = element("span", { class: "unseen" }, ` ${title ? lower(title) : heading.textContent}`);
    const edit = element("button", { type: "button", class: "quiet edit" }, "Edit", name);
    edit.addEventListener("click", () => this.edit());
    const adds = this.#part.quick?.filter((key) => !this.#target[key]).map((key) => this.#adder(key)) ?? [];
    return [
      element("div", { class: "block-top" }, heading, edit),
      ...rest.filter(Boolean),
      ...(adds.length ? [element("div", { class: "more-fields" }, ...adds)] : []),
      ...this.#notes(),
    ];
  }

  #adder(key) {
    const { label } = this.#part.fields.find((field) => field.key === key);
    return button(`Add ${lower(label)}`, () => this.edit(key), "quiet add");
  }

  /** Marks doubtful texts: by a broken line, and by a word for those who hear the page. */
  #marker() {
    const mark = (text, key, index = null) => {
      const why = this.#doubts.why(this.#path(index === null ? key : `${key}.${index}`));
      if (!text || !why) return text;
      return element("mark", { class: "doubt", title: why }, text, element("span", { class: "unseen" }, " (please check)"));
    };
    return Object.assign(mark, { doubts: (key) => this.#doubts.why(this.#path(key)) });
  }

  /** What is doubtful, why, and what can be done about it. */
  #notes() {
    const notes = this.#part.fields.flatMap((field) => {
      const doubts = this.#doubtsOf(field.key);
      return doubts.length ? [this.#note(field, doubts)] : [];
    });
    return notes.length ? [element("ul", { class: "doubts" }, ...notes)] : [];
  }

  #note({ key, label }, doubts) {
    const items = doubts.filter(([item]) => item);
    const subject = items.length ? quoted(items.map(([item]) => item)) : `${label}:`;
    const why = items.length > 1 ? "may be misread." : doubts[0][1];
    const empty = !items.length && !this.#target[key];
    const settle = button(empty ? "Leave it out" : doubts.length > 1 ? "They are right" : "It is right", () => {
      this.#doubts.settle(this.#path(key));
      this.draw();
      this.focus();
      this.#review.changed();
    });
    const correct = button(empty ? "Add it" : "Correct", () => this.edit(key));
    for (const each of [correct, settle]) each.append(element("span", { class: "unseen" }, ` (${lower(label)})`));
    const words = element("p", {}, element("strong", {}, subject), ` ${why}`);
    return element("li", { class: "doubt-note" }, words, element("div", { class: "actions" }, correct, settle));
  }

  #ways() {
    const { blank, noun } = this.#part;
    const remove = button(`Remove this ${noun}`, () => this.#review.remove(this.#target), "quiet remove");
    const done = element("button", { type: "submit", class: "primary" }, "Done");
    return [
      ...(blank && !this.#isNew ? [remove] : []),
      element("div", { class: "actions sticky" }, done, button("Cancel", () => this.#cancel(), "quiet")),
    ];
  }

  #done() {
    for (const { key } of this.#part.fields) this.#doubts.settle(this.#path(key)); // they were in sight
    this.#close();
  }

  #cancel() {
    const { target, settled } = this.#before;
    for (const { key } of this.#part.fields) this.#target[key] = target[key];
    this.#doubts.unsettle(settled.map(([path, why]) => [this.#path(path), why]));
    this.#close();
  }

  #close() {
    this.#before = null;
    if (this.#part.blank && isBlank(this.#part.fields, this.#target)) {
      this.#review.remove(this.#target);
      return;
    }
    this.draw();
    this.focus();
    this.#review.changed();
  }

  /** For one that is taken out with its fields open: it comes back closed. */
  shut() {
    this.#before = null;
    this.draw();
  }

  #typed(key) {
    this.#doubts.settle(this.#path(key));
    this.#review.changed();
  }

  /** @returns {Array<[string, string]>} each doubt of a field with its item's text, or an empty one. */
  #doubtsOf(key) {
    const path = this.#path(key);
    const value = this.#target[key];
    const item = (each) => (each === path ? "" : value[each.slice(path.length + 1)] ?? "");
    return this.#doubts.of(path).map((each) => [item(each), this.#doubts.why(each)]);
  }

  get #isNew() { return Boolean(this.#before) && isBlank(this.#part.fields, this.#before.target); }

  get #doubts() { return this.#review.doubts; }

  #path(key) { return this.#review.prefix(this.#target) + key; }
}
