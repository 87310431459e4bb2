/** What a résumé is made of: its parts, the fields of each, and what of it is missing. */

/**
 * A field: `always` is shown though it is empty, others wait behind a button; `text` runs over several lines; `list` is a
 * list of texts, written one a line or, with "comma", in one row; `odd` gives a hint for what looks incomplete.
 */
const CONTACT = [
  { key: "name", label: "Name", always: true },
  { key: "email", label: "Email", optional: true, mode: "email", odd: notAnAddress },
  { key: "phone", label: "Phone", optional: true, mode: "tel" },
  { key: "location", label: "Place", optional: true },
  { key: "linkedin", label: "LinkedIn", optional: true, mode: "url" },
];
const POSITION = [
  { key: "title", label: "Role", always: true },
  { key: "company", label: "Employer", always: true },
  { key: "start_date", label: "From", always: true, optional: true },
  { key: "end_date", label: "To", always: true, optional: true },
  { key: "description", label: "What it was about", text: true },
  { key: "highlights", label: "What you did there", help: "One point a line", list: "line" },
];
const COURSE = [
  { key: "degree", label: "Degree or course", always: true },
  { key: "field", label: "Subject", optional: true },
  { key: "institution", label: "School or university", always: true },
  { key: "graduation_date", label: "Year", always: true, optional: true },
];

export const PARTS = {
  contact: { title: "Contact", noun: "contact data", fields: CONTACT, quick: ["email", "phone"] },
  summary: {
    title: "About you",
    noun: "a summary",
    fields: [{ key: "summary", label: "About you", always: true, optional: true, text: true }],
  },
  skills: { title: "Skills", noun: "skills", fields: [{ key: "skills", label: "Skills", always: true, list: "comma" }] },
  certifications: {
    title: "Certifications",
    noun: "certifications",
    fields: [{ key: "certifications", label: "Certifications", help: "One a line", always: true, list: "line" }],
  },
};

export const LISTS = {
  experiences: {
    title: "Experience",
    noun: "position",
    fields: POSITION,
    quick: [],
    blank: { company: "", title: "", start_date: null, end_date: null, description: "", highlights: [] },
  },
  education: {
    title: "Education",
    noun: "course",
    fields: COURSE,
    quick: [],
    blank: { institution: "", degree: "", field: null, graduation_date: null },
  },
};

/** A `ParsedResume` of our own, with all its lists; what the server adds to the contract's fields stays out. */
export function copied(resume) {
  const { contact, summary = null, experiences = [], education = [], skills = [], certifications = [], raw_text = "" } = resume;
  return structuredClone({ contact, summary, experiences, education, skills, certifications, raw_text });
}

/** @returns {boolean} whether no field of a part or an entry holds anything. */
export function isBlank(fields, target) {
  return fields.every(({ key }) => !target[key]?.length);
}

/** @returns {string} one sentence on what nearly every résumé has and this one has not, or an empty text. */
export function whatIsMissing({ contact, experiences, education, skills }) {
  const missing = [
    !contact.name && "name", !contact.email && "e-mail address", !contact.phone && "phone number",
    !experiences.length && "positions", !education.length && "education", !skills.length && "skills",
  ].filter(Boolean);
  if (!missing.length) return "";
  const last = missing.pop();
  const all = missing.length ? `${missing.join(", ")} or ${last}` : last;
  return `No ${all} ${missing.length || last.endsWith("s") ? "were" : "was"} found in the file. You can add what belongs here.`;
}

function notAnAddress(text) {
  return !text.trim() || /\S@\S/.test(text) ? "" : "An e-mail address has an “@” in it. Is this one complete?";
}
