/** The fields of one part of a résumé as inputs. Every change counts at once. */

import { element } from "./element.js";

const LONGEST = 300;
const LONGEST_TEXT = 8000;
const MOST_QUOTED = 3;
const QUOTED_CHARS = 60;
let made = 0; // fields so far: each needs an id of its own for its label

/**
 * @param {object[]} fields as in resume_parts.js @param {object} target gets what is typed
 * @param {function(string): Array<[string, string]>} doubtsOf the doubts of a field: each with its item's text, if it is one
 * @param {function(string)} onInput is told which field was changed @returns {HTMLElement[]}
 */
export function inputs(fields, target, doubtsOf, onInput) {
  const grid = element("div", { class: "fields" });
  const more = element("div", { class: "more-fields" });
  const add = (field) => {
    const headingSaysIt = fields.length === 1;
    const box = inputFor(field, target, doubtsOf(field.key), () => onInput(field.key), headingSaysIt);
    const later = fields.slice(fields.indexOf(field) + 1);
    const after = later.map(({ key }) => grid.querySelector(`:scope > [data-field="${key}"]`));
    grid.insertBefore(box, after.find(Boolean) ?? null);
    return box;
  };
  for (const field of fields) {
    if (field.always || target[field.key]?.length || doubtsOf(field.key).length) add(field);
    else more.append(button(`Add ${lower(field.label)}`, (pressed) => {
      pressed.remove();
      add(field).querySelector("input, textarea").focus();
      more.hidden = !more.childElementCount;
    }, "quiet add", { "data-add": field.key }));
  }
  more.hidden = !more.childElementCount;
  return [grid, more];
}

/** A button that does something with itself in hand. */
export function button(words, press, style = "", attributes = {}) {
  const created = element("button", { type: "button", ...(style && { class: style }), ...attributes }, words);
  created.addEventListener("click", () => press(created));
  return created;
}

/** The first letter small, but not that of a name. */
export function lower(label) {
  return label === "LinkedIn" ? label : label[0].toLowerCase() + label.slice(1);
}

function inputFor(field, target, doubts, onInput, headingSaysIt) {
  const { key, label, help, text, list, mode } = field;
  const long = text || list;
  const id = `resume-field-${made += 1}`;
  const attributes = { id, maxlength: long ? LONGEST_TEXT : LONGEST, ...(mode && { inputmode: mode }) };
  const input = element(long ? "textarea" : "input", attributes);
  const writing = list ? listWriting(list, target[key]) : textWriting(field);
  input.value = writing.shown(target[key]);
  const name = element("label", { for: id, ...(headingSaysIt && { class: "unseen" }) }, label);
  const box = element("div", { class: long ? "field wide" : "field", "data-field": key }, name);
  const explain = help ?? writing.help;
  if (explain) box.append(described(input, "help", element("span", { class: "muted" }, explain)));
  box.append(input);
  const note = doubts.length ? doubtNote(input, doubts) : null;
  if (note) box.append(note);
  if (field.odd) box.append(hint(input, field.odd));
  input.addEventListener("input", () => {
    target[key] = writing.read(input.value);
    input.classList.remove("doubtful");
    note?.classList.add("settled"); // its room stays, so that nothing moves under the pointer
    onInput();
  });
  return box;
}

function textWriting({ optional }) {
  return { shown: (value) => value ?? "", read: (typed) => typed.trim() || (optional ? null : "") };
}

/** One row with commas, but where an item has a comma itself: one a line. */
function listWriting(list, items) {
  const rows = list === "line" || items.some((item) => item.includes(","));
  return {
    help: rows ? "One a line" : "Separated by commas",
    shown: (value) => value.join(rows ? "\n" : ", "),
    read: (typed) => typed.split(rows ? "\n" : /[,\n]/).map((item) => item.trim()).filter(Boolean),
  };
}

function doubtNote(input, doubts) {
  input.classList.add("doubtful");
  const items = doubts.map(([item]) => item).filter(Boolean);
  const why = items.length > 1 ? "may be misread." : doubts[0][1];
  const words = items.length ? `${quoted(items)} ${why}` : why;
  return described(input, "doubt", element("span", { class: "doubt-note" }, element("strong", {}, "Check: "), words));
}

/** A doubt that stops nobody: said when the field is left, taken back as soon as it is gone. */
function hint(input, odd) {
  const words = described(input, "hint", element("span", { class: "muted", role: "status" }, odd(input.value)));
  input.addEventListener("change", () => { words.textContent = odd(input.value); });
  input.addEventListener("input", () => {
    if (!odd(input.value)) words.textContent = "";
  });
  return words;
}

function described(input, kind, words) {
  const before = input.getAttribute("aria-describedby");
  words.id = `${input.id}-${kind}`;
  input.setAttribute("aria-describedby", before ? `${before} ${words.id}` : words.id);
  return words;
}

/** The first few of some texts in quotes, and how many more there are. */
export function quoted(texts) {
  const first = texts.slice(0, MOST_QUOTED).map((text) => `“${shortened(text)}”`).join(", ");
  return texts.length > MOST_QUOTED ? `${first} and ${texts.length - MOST_QUOTED} more` : first;
}

function shortened(text) {
  return text.length > QUOTED_CHARS ? `${text.slice(0, QUOTED_CHARS).trimEnd()}…` : text;
}
