/** A parsed résumé as elements to show. All of it is somebody's text: never HTML. */

import { element } from "./element.js";

/** @param {Doubts} doubts what is to be marked. @returns {HTMLElement[]} */
export function summarise(resume, doubts) {
  const { contact, summary, experiences = [], education = [], skills = [], certifications = [] } = resume;
  const found = [
    group("Experience", experiences.map((each, index) => experience(each, `experiences.${index}`, doubts))),
    group("Education", education.map((each, index) => course(each, `education.${index}`, doubts))),
    chips("Skills", skills, "skills", doubts),
    chips("Certifications", certifications, "certifications", doubts),
  ].filter(Boolean);
  if (!found.length) {
    found.push(element("p", {}, "Little of this layout could be understood. The questions will be general ones."));
  }
  const reach = ["email", "phone", "location", "linkedin"].map((key) => marked(contact[key], [`contact.${key}`], doubts));
  return [
    element("p", { class: "summary-name" }, marked(contact.name || "No name was found", ["contact.name"], doubts)),
    line("muted", reach),
    line("summary-words", [marked(summary, ["summary"], doubts)]),
    ...found,
  ].filter(Boolean);
}

function experience({ title, company, start_date: start, end_date: end, description, highlights = [] }, path, doubts) {
  const points = highlights.length ? `${highlights.length} ${highlights.length === 1 ? "highlight" : "highlights"}` : "";
  const told = [`${path}.description`, ...doubts.items(`${path}.highlights`).map((index) => `${path}.highlights.${index}`)];
  return entry(
    [named(title, "No role was found", `${path}.title`, doubts), named(company, "No employer was found", `${path}.company`, doubts)],
    [
      marked(period(start, end), [`${path}.start_date`, `${path}.end_date`], doubts),
      marked(points || (told.some((each) => doubts.why(each)) ? description && "description" : ""), told, doubts),
    ],
  );
}

function period(start, end) {
  return [...new Set([start, end])].filter(Boolean).join(" – "); // one season is one date
}

function course({ degree, field, institution, graduation_date: date }, path, doubts) {
  const studied = [degree, field].filter(Boolean).join(", ");
  return entry(
    [
      named(studied, "No degree was found", `${path}.degree`, doubts, `${path}.field`),
      named(institution, "No school was found", `${path}.institution`, doubts),
    ],
    [marked(date, [`${path}.graduation_date`], doubts)],
  );
}

/** A text that should be there: its absence is shown only where it is doubtful. */
function named(text, absent, path, doubts, ...others) {
  return marked(text || (doubts.why(path) && absent), [path, ...others], doubts);
}

/** The text, with a mark that says so where one of the fields that it comes from is doubtful. */
function marked(text, paths, doubts) {
  const whys = paths.map((path) => doubts.why(path)).filter(Boolean);
  if (!text || !whys.length) return text;
  const tag = element("span", { class: "doubt-tag" }, "check", element("span", { class: "unseen" }, `: ${whys[0]}`));
  return element("mark", { class: "doubt", title: whys[0] }, text, " ", tag);
}

function entry(main, rest) {
  const item = element("li", {}, ...dotted(main));
  const more = line("muted", rest);
  if (more) item.append(more);
  return item;
}

function line(style, texts) {
  const shown = dotted(texts);
  return shown.length ? element("p", { class: style }, ...shown) : null;
}

function dotted(texts) {
  return texts.filter(Boolean).flatMap((text, index) => (index ? [" · ", text] : [text]));
}

function group(title, items) {
  return items.length ? element("div", {}, element("h3", {}, title), element("ul", { class: "entries" }, ...items)) : null;
}

function chips(title, words, path, doubts) {
  if (!words.length) return null;
  const items = words.map((word, index) => element("li", {}, marked(word, [`${path}.${index}`], doubts)));
  return element("div", {}, element("h3", {}, title), element("ul", { class: "chips" }, ...items));
}
