/** What this browser remembers for all interviews: colours, captions, the microphone. Never what was said. */

const PREFIX = "intervue.";

/** @returns {string|null} */
export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // storage is forbidden: everything works, with the defaults
  }
}

/** @param {string|null} value null forgets it. */
export function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch (error) {
    console.info(`This browser cannot remember “${name}”:`, error.name);
  }
}
