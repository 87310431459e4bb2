/** A parsed résumé as elements to show. All of it is somebody's text: never HTML. */

import { element } from "./element.js";

/** @returns {HTMLElement[]} */
export function summarise(resume) {
  const { contact, summary, experiences = [], education = [], skills = [], certifications = [] } = resume;
  const found = [
    group("Experience", experiences.map(experience)),
    group("Education", education.map(course)),
    chips("Skills", skills),
    chips("Certifications", certifications),
  ].filter(Boolean);
  if (!found.length) {
    found.push(element("p", {}, "Little of this layout could be understood. The questions will be general ones."));
  }
  return [
    element("p", { class: "summary-name" }, contact.name || "No name was found"),
    line("muted", [contact.email, contact.phone, contact.location, contact.linkedin]),
    line("summary-words", [summary]),
    ...found,
  ].filter(Boolean);
}

function experience({ title, company, start_date: start, end_date: end, highlights = [] }) {
  const points = highlights.length ? `${highlights.length} ${highlights.length === 1 ? "highlight" : "highlights"}` : "";
  return entry([title, company], [period(start, end), points]);
}

function period(start, end) {
  return [...new Set([start, end])].filter(Boolean).join(" – "); // one season is one date
}

function course({ degree, field, institution, graduation_date: date }) {
  return entry([[degree, field].filter(Boolean).join(", "), institution], [date]);
}

function entry(main, rest) {
  const item = element("li", {}, main.filter(Boolean).join(" · "));
  const more = line("muted", rest);
  if (more) item.append(more);
  return item;
}

function line(style, texts) {
  const shown = texts.filter(Boolean);
  return shown.length ? element("p", { class: style }, shown.join(" · ")) : null;
}

function group(title, items) {
  return items.length ? element("div", {}, element("h3", {}, title), element("ul", { class: "entries" }, ...items)) : null;
}

function chips(title, words) {
  if (!words.length) return null;
  const items = words.map((word) => element("li", {}, word));
  return element("div", {}, element("h3", {}, title), element("ul", { class: "chips" }, ...items));
}
