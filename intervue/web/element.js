/** The element with an id; the page always has it. */
export const byId = (id) => document.getElementById(id);

/** Makes an element; strings become text, never HTML. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
