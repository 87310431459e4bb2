/** What a tab keeps for whoever has to sign in again in the middle: where they were, and what they had typed. */

const KEY = "intervue.desk";
const parts = new Map(); // name of a part of the page -> what it has typed
let who = "";

/** @param {string} name @param {function(): object|null} kept */
export function keepAlso(name, kept) { parts.set(name, kept); }

/** Before the page for signing in comes. What nobody has taken back yet is not written over by an empty page. */
export function keep() {
  const typed = who ? Object.fromEntries([...parts].map(([name, kept]) => [name, kept()])) : read()?.typed ?? {};
  const owner = who || (read()?.who ?? "");
  write({ who: owner, out: Boolean(who) || Boolean(read()?.out), hash: location.hash || (who ? "" : read()?.hash ?? ""), typed });
}

/** @returns {string} where in the page somebody was: a hash, or an empty text. */
export function place() { return read()?.hash ?? ""; }

/** @returns {boolean} whether somebody was at work in this tab, and is not signed in any more. */
export function wasPutOut() { return read()?.out ?? false; }

/** Somebody signed in. What another person had typed is thrown away.
 * @param {string} name @returns {Object<string, object|null>} by part */
export function takeBack(name) {
  who = name;
  const kept = read();
  forget();
  return kept?.who === name ? kept.typed : {};
}

export function forget() { write(null); }

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null; // storage is forbidden: whoever has to sign in again begins at the list
  }
}

function write(kept) {
  try {
    if (kept === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch (error) {
    console.info("This tab cannot remember what was typed:", error.name);
  }
}
