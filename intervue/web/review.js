/** A résumé as it was understood: short, readable, with what is doubtful marked, and each part to be corrected in its place. */

import { Doubts } from "./doubts.js";
import { element } from "./element.js";
import { button } from "./resume_fields.js";
import { Block } from "./review_block.js";
import { LISTS, PARTS, copied, isBlank } from "./resume_parts.js";

export class Review {
  #box;
  #onChange;
  #resume = null;
  #doubts = new Doubts();
  #blocks = new Map(); // by what they show: an entry of a list, or the name of a part
  #lists = {};
  #removed = null;

  /** @param {HTMLElement} box @param {function(object, Doubts)} onChange gets the résumé at every change. */
  constructor(box, onChange) {
    this.#box = box;
    this.#onChange = onChange;
  }

  get doubts() { return this.#doubts; }

  /** @param {object|null} resume a `ParsedResume`; it is not changed. @param {object|null} doubts `kept` of `Doubts`. */
  show(resume, doubts) {
    this.#resume = resume && copied(resume);
    this.#doubts = new Doubts(doubts);
    this.#blocks.clear();
    this.#removed = null;
    this.#box.replaceChildren(...(resume ? this.#drawn() : []));
  }

  /** Opens the first part that has something doubtful. */
  checkNext() {
    const inOrder = [...this.#box.querySelectorAll(".block")];
    const blocks = [...this.#blocks.values()].filter((block) => block.doubtful.length);
    blocks.sort((a, b) => inOrder.indexOf(a.element) - inOrder.indexOf(b.element));
    blocks[0]?.edit();
  }

  #drawn() {
    return [this.#part("contact"), this.#part("summary"), this.#list("experiences"), this.#list("education"), this.#part("skills"),
      this.#part("certifications")];
  }

  #part(name) {
    const target = name === "contact" ? this.#resume.contact : this.#resume;
    const prefix = name === "contact" ? "contact." : "";
    return this.#block(name, name, PARTS[name], target, { prefix: () => prefix }).element;
  }

  #list(name) {
    const { title, noun } = LISTS[name];
    const list = element("ul", { class: "entries" });
    const add = button(`Add a ${noun}`, () => this.#add(name), "quiet add", { "data-add": name });
    this.#lists[name] = { list, add };
    this.#drawList(name);
    return element("div", {}, element("h3", {}, title), list, add);
  }

  #drawList(name) {
    const { list } = this.#lists[name];
    list.replaceChildren(...this.#resume[name].map((entry) => this.#entry(name, entry).element));
    if (this.#removed?.name === name) list.insertBefore(this.#undo(), list.children[this.#removed.index] ?? null);
    list.hidden = !list.childElementCount;
  }

  #entry(name, entry) {
    return this.#block(entry, name, LISTS[name], entry, {
      prefix: (target) => `${name}.${this.#resume[name].indexOf(target)}.`,
      remove: (target) => this.#remove(name, target),
    });
  }

  #block(key, kind, part, target, more) {
    const review = this;
    const asked = { get doubts() { return review.#doubts; }, changed: () => this.#changed(), ...more };
    if (!this.#blocks.has(key)) {
      this.#blocks.set(key, new Block(kind, part, target, asked));
      this.#blocks.get(key).draw();
    }
    return this.#blocks.get(key);
  }

  #add(name) {
    const { fields, blank } = LISTS[name];
    const begun = this.#resume[name].find((each) => isBlank(fields, each));
    const entry = begun ?? structuredClone(blank);
    if (!begun) this.#resume[name].push(entry);
    this.#removed = null;
    this.#drawList(name);
    this.#blocks.get(entry).edit();
    this.#changed();
  }

  #remove(name, entry) {
    const index = this.#resume[name].indexOf(entry);
    const settled = this.#doubts.settle(`${name}.${index}`);
    this.#resume[name].splice(index, 1);
    this.#doubts.move(name, index + 1, -1);
    this.#removed = isBlank(LISTS[name].fields, entry) ? null : { name, index, entry, settled };
    this.#drawList(name);
    (this.#lists[name].list.querySelector(".undo button") ?? this.#lists[name].add).focus();
    this.#changed();
  }

  #undo() {
    const { name, index, entry, settled } = this.#removed;
    const words = `${entry.title || entry.degree || entry.company || entry.institution || "It"} was removed.`;
    const undo = button("Undo", () => {
      this.#resume[name].splice(index, 0, entry);
      this.#doubts.move(name, index, 1);
      this.#doubts.unsettle(settled);
      this.#removed = null;
      this.#blocks.get(entry).shut();
      this.#drawList(name);
      this.#blocks.get(entry).focus();
      this.#changed();
    });
    return element("li", { class: "undo" }, element("span", { role: "status" }, words), undo);
  }

  #changed() {
    const kept = { ...this.#resume };
    for (const [name, { fields }] of Object.entries(LISTS)) {
      const last = kept[name].findLastIndex((entry) => !isBlank(fields, entry)); // those in the middle keep the others' numbers
      kept[name] = kept[name].slice(0, last + 1);
    }
    this.#onChange(kept, this.#doubts);
  }
}
