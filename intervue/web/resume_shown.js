/** The parts of a résumé as they are read. All of it is somebody's text: never HTML. Each function gets the part, a function
 *  `mark(text, key, index)`, which marks a text where it is doubtful, and which of its list it is (from 0). It gives the line on
 *  top and what follows it. */

import { element } from "./element.js";

const FEW_POINTS = 3;
const POSITIONS_IN_FULL = 3;
const MANY_SKILLS = 40;
const LONG_TEXT = 280;

export const shown = {
  contact(contact, mark) {
    const reach = ["email", "phone", "location", "linkedin"].map((key) => line([mark(bare(contact[key]), key)], "", "span"));
    return { top: mark(contact.name || "No name was found", "name"), style: "review-name", rest: [line(reach)] };
  },

  experiences({ title, company, start_date: start, end_date: end, description, highlights = [] }, mark, number) {
    const [first, second] = title || !company ? ["title", "company"] : ["company", "title"];
    const texts = { title, company };
    const dates = start && start === end ? [mark(start, "start_date")] : [mark(start, "start_date"), mark(end, "end_date")];
    const below = line([mark(texts[second] || (mark.doubts(second) && absent(second)), second), line(dates, " – ", "span")]);
    const top = mark(texts[first] || absent(first), first);
    const told = [...passage(description, mark), ...points(highlights, mark)];
    const brief = number >= POSITIONS_IN_FULL && told.length && !told.some((each) => each.querySelector("mark"));
    if (!brief) return { top, rest: [below, ...told] };
    const all = [description ? element("p", { class: "review-text" }, description) : null, list(highlights)].filter(Boolean);
    return { top, rest: [below, element("details", {}, element("summary", {}, ...toggle("Show what you did there")), ...all)] };
  },

  education({ degree, field, institution, graduation_date: date }, mark) {
    const studied = line([mark(degree || (mark.doubts("degree") && absent("degree")), "degree"), mark(field, "field")], ", ", "span");
    const school = mark(institution || (mark.doubts("institution") && absent("institution")), "institution");
    const [top, below] = studied ? [studied, school] : [school || absent("degree"), null];
    return { top, rest: [line([below, mark(date, "graduation_date")])] };
  },

  summary({ summary }, mark) {
    return { rest: passage(summary, mark, "summary") };
  },

  skills({ skills }, mark) {
    const items = skills.map((word, index) => element("li", {}, mark(word, "skills", index)));
    return { rest: folded(items, MANY_SKILLS, "chips", "skills") };
  },

  certifications({ certifications }, mark) {
    return { rest: [list(certifications.map((each, index) => mark(each, "certifications", index)))] };
  },
};

function absent(key) {
  const name = { title: "role", company: "employer", degree: "degree", institution: "school" }[key];
  return `No ${name} was found`;
}

/** An address as people read it. */
function bare(address) {
  return address?.replace(/^https?:\/\/(?:www\.)?/, "").replace(/\/$/, "");
}

function passage(text, mark, key = "description") {
  if (!text) return [];
  if (text.length <= LONG_TEXT || mark.doubts(key)) return [element("p", { class: "review-text" }, mark(text, key))];
  const beginning = element("span", { class: "closed" }, `${text.slice(0, LONG_TEXT - 40).trimEnd()}… `);
  const all = element("p", { class: "review-text" }, text);
  return [element("details", {}, element("summary", {}, beginning, ...toggle("Show all")), all)];
}

function points(highlights, mark) {
  const items = highlights.map((each, index) => element("li", {}, mark(each, "highlights", index)));
  return items.length ? folded(items, FEW_POINTS, "points", "points") : [];
}

function list(texts) {
  return texts.length ? element("ul", { class: "points" }, ...texts.map((text) => element("li", {}, text))) : null;
}

/** Long lists end in "Show 5 more"; a doubtful item is never behind it. */
function folded(items, few, style, noun) {
  const part = (some) => element("ul", { class: style }, ...some);
  if (items.length <= few + 1 || items.slice(few).some((item) => item.querySelector("mark"))) return [part(items)];
  const more = element("summary", {}, ...toggle(`Show ${items.length - few} more ${noun}`));
  return [part(items.slice(0, few)), element("details", {}, more, part(items.slice(few)))];
}

function toggle(words) {
  return [element("span", { class: "more closed" }, words), element("span", { class: "more opened" }, "Show less")];
}

function line(texts, between = " · ", tag = "p") {
  const there = texts.filter(Boolean).flatMap((text, index) => (index ? [between, text] : [text]));
  return there.length ? element(tag, { class: tag === "p" ? "muted" : "whole" }, ...there) : null;
}
