/** What of a résumé was read with doubt and where it stands, and what of its file was not read at all. Plain data, kept with
 *  the résumé; nothing of it is handed in. */

/** Fields under this confidence are marked (`DOUBTFUL` of intervue/resume/confidence.py). */
const DOUBTFUL = 0.7;
const MOST_HIDDEN = 20;
const MOST_CHARS = 200;
const MISSING = "It was not found in the file.";
const NOWHERE = "It may be misread: it does not stand in the file like this.";
const IN_AN_ENTRY = /^(?:experiences|education)\.\d+\./;

export class Doubts {
  #fields;
  #file;

  /** @param {{fields: Object<string, string>, hidden: string[], unread: number[], repaired: boolean}|null} [kept] what an
   *  earlier one said of itself (`kept`). */
  constructor(kept) {
    const { fields = {}, hidden = [], unread = [], repaired = false } = kept ?? {};
    this.#fields = { ...fields };
    this.#file = { hidden, unread, repaired };
  }

  /** @param {object} details of the server's answer; any of them may be missing. */
  static of({ confidence = {}, source = {}, hidden_text: hidden = [], unread_pages: unread = [], repaired = false }, resume) {
    const lines = (resume.raw_text ?? "").split("\n").map(spaced);
    const doubtful = Object.keys(confidence).filter((path) => confidence[path] < DOUBTFUL && isMarked(path, at(resume, path)));
    const fields = Object.fromEntries(doubtful.map((path) => [path, why(at(resume, path), source[path], lines)]));
    return new Doubts({ fields, unread, repaired, hidden: hidden.slice(0, MOST_HIDDEN).map((text) => text.slice(0, MOST_CHARS)) });
  }

  /** All there is, as plain data. */
  get kept() { return { fields: this.#fields, ...this.#file }; }

  get count() { return Object.keys(this.#fields).length; }

  /** Text of the file that nobody sees who looks at it. */
  get hidden() { return this.#file.hidden; }

  /** Pages whose text was not read, from 1. */
  get unread() { return this.#file.unread; }

  /** Whether the file is damaged, so that parts of it may be missing. */
  get repaired() { return this.#file.repaired; }

  /** @returns {string} why a field is doubtful and where it stands, or an empty text. */
  why(path) { return this.#fields[path] ?? ""; }

  /** @returns {string[]} the doubtful ones of a field and of its items, as paths. */
  of(path) {
    return Object.keys(this.#fields).filter((each) => each === path || each.startsWith(`${path}.`));
  }

  /** A person has looked at a field, with all that belongs to it. @returns {Array<[string, string]>} for `unsettle`. */
  settle(path) {
    const settled = this.of(path).map((each) => [each, this.#fields[each]]);
    for (const [each] of settled) delete this.#fields[each];
    return settled;
  }

  unsettle(settled) { Object.assign(this.#fields, Object.fromEntries(settled)); }

  /** The entries of a list from an index on have moved by so many places: up by -1, down by 1. */
  move(list, from, by) {
    this.#fields = Object.fromEntries(Object.entries(this.#fields).map(([path, text]) => {
      const [name, number, ...rest] = path.split(".");
      return [name === list && number >= from ? [name, Number(number) + by, ...rest].join(".") : path, text];
    }));
  }
}

/** What is missing is said in one sentence (review.js), but for the halves of an entry that is there. */
function isMarked(path, value) {
  return Array.isArray(value) ? false : Boolean(value) || IN_AN_ENTRY.test(path);
}

function why(value, source, lines) {
  if (!value) return MISSING;
  if (!source) return NOWHERE;
  const pages = [source, ...(source.continued ?? [])].map(({ page }) => page);
  const line = lineOf(value, lines);
  const place = pages.length > 1 ? `pages ${pages.join(" and ")}` : `page ${pages[0]}`;
  return `It may be misread. ${line ? `On ${place} of the file: “${line}”` : `See ${place} of the file.`}`;
}

/** The only line of the file that has the text, and more than it. */
function lineOf(value, lines) {
  const wanted = spaced(String(value));
  const found = lines.filter((line) => line.includes(wanted));
  return found.length === 1 && found[0] !== wanted && found[0].length <= MOST_CHARS ? found[0] : "";
}

function spaced(text) {
  return text.replace(/\s+/g, " ").trim();
}

function at(resume, path) {
  return path.split(".").reduce((value, key) => value?.[key], resume);
}
