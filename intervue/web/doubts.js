/** What of a résumé was read with doubt, where it stands, and what its file hides. */

/** Fields under this confidence are marked (`DOUBTFUL` of intervue/resume/confidence.py). */
const DOUBTFUL = 0.7;
const MOST_HIDDEN = 20;
const HIDDEN_CHARS = 200;
const MISSING = "It was not found in the file.";
const NOWHERE = "It may be misread: it does not stand in the file like this.";

export class Doubts {
  #fields;
  #hidden;

  /** @param {{fields: Object<string, string>, hidden: string[]}|null} [kept] what an earlier one said of itself (`kept`). */
  constructor(kept) {
    this.#fields = { ...kept?.fields };
    this.#hidden = kept?.hidden ?? [];
  }

  /** @param {{confidence, source, hidden_text}} details of the server's answer; any of them may be missing. */
  static of({ confidence = {}, source = {}, hidden_text: hidden = [] }, resume) {
    const doubtful = Object.keys(confidence).filter((path) => confidence[path] < DOUBTFUL);
    const fields = Object.fromEntries(doubtful.map((path) => [path, words(at(resume, path), source[path])]));
    return new Doubts({ fields, hidden: hidden.slice(0, MOST_HIDDEN).map((text) => text.slice(0, HIDDEN_CHARS)) });
  }

  /** All there is, as plain data. */
  get kept() { return { fields: this.#fields, hidden: this.#hidden }; }

  get count() { return Object.keys(this.#fields).length; }

  /** Text of the file that nobody sees who looks at it. */
  get hidden() { return this.#hidden; }

  /** @returns {string} why a field is doubtful and where it stands, or an empty text. */
  why(path) { return this.#fields[path] ?? ""; }

  /** @returns {number[]} which items of a list are doubtful. */
  items(path) {
    return this.#below(path).map((each) => Number(each.slice(path.length + 1))).filter(Number.isInteger);
  }

  /** A person has looked at a field, with all that belongs to it. */
  settle(path) {
    for (const each of [path, ...this.#below(path)]) delete this.#fields[each];
  }

  settleAll() { this.#fields = {}; }

  /** An entry of a list was taken out: those after it move up. */
  remove(list, index) {
    this.settle(`${list}.${index}`);
    this.#fields = Object.fromEntries(Object.entries(this.#fields).map(([path, why]) => {
      const [name, number, ...rest] = path.split(".");
      return [name === list && number > index ? [name, number - 1, ...rest].join(".") : path, why];
    }));
  }

  #below(path) { return Object.keys(this.#fields).filter((each) => each.startsWith(`${path}.`)); }
}

function words(value, source) {
  if (!value) return MISSING;
  return source ? `It may be misread. See page ${source.page} of the file.` : NOWHERE;
}

function at(resume, path) {
  return path.split(".").reduce((value, key) => value?.[key], resume);
}
