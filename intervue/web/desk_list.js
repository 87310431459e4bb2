/** The list of interviews: a page of it, searched and filtered. */

import { ask } from "./desk.js";
import { moment, stateOf, title } from "./desk_words.js";
import { byId, element } from "./element.js";

const PAGE = 20;
const TYPING_MS = 250;
const EMPTY = "There are no interviews yet. Press “New interview”: you say what it is about, and get a link to send to the candidate.";

export class List {
  #tell;
  #offset = 0;
  #asked = null; // the question that is on its way; a later one makes it void
  #timer = 0;

  /** @param {function(string)} tell shows a problem; an empty text hides it. */
  constructor(tell) {
    this.#tell = tell;
    byId("search").addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#turnTo(0), TYPING_MS);
    });
    byId("state").addEventListener("change", () => this.#turnTo(0));
    byId("before").addEventListener("click", () => this.#turnTo(Math.max(0, this.#offset - PAGE)));
    byId("after").addEventListener("click", () => this.#turnTo(this.#offset + PAGE));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && !byId("list").hidden) this.show();
    });
  }

  async show() {
    this.#asked?.abort();
    const asked = this.#asked = new AbortController();
    const answer = await ask("GET", `sessions?${this.#query}`, { signal: asked.signal });
    if (asked.signal.aborted) return;
    this.#tell(answer.problem);
    if (!answer.ok) return;
    const { total, offset, sessions } = answer.body;
    if (!sessions.length && offset) {
      this.#turnTo(0); // the page that was looked at was erased
      return;
    }
    byId("rows").replaceChildren(...sessions.map(row));
    byId("nothing").hidden = total > 0;
    byId("nothing").textContent = this.#isFiltered ? "No interview fits." : EMPTY;
    byId("range").textContent = total ? `${offset + 1} to ${offset + sessions.length} of ${total}` : "";
    const focused = document.activeElement;
    byId("before").hidden = offset === 0;
    byId("after").hidden = offset + sessions.length >= total;
    if (focused.hidden) this.#refocus();
  }

  // The button that was pressed is gone, as there is no further page: who has no mouse goes on from the other one.
  #refocus() {
    const other = ["before", "after"].map(byId).find((button) => !button.hidden);
    (other ?? byId("list-title")).focus({ preventScroll: true });
  }

  /** What a search was about, for `restore`. */
  get typed() { return { search: byId("search").value, state: byId("state").value, offset: this.#offset }; }

  restore({ search, state, offset }) {
    byId("search").value = search;
    byId("state").value = state;
    this.#offset = offset;
  }

  get #isFiltered() { return Boolean(byId("search").value || byId("state").value); }

  get #query() {
    const wanted = { limit: PAGE, offset: this.#offset, search: byId("search").value.trim(), state: byId("state").value };
    return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
  }

  async #turnTo(offset) {
    this.#offset = offset;
    await this.show();
  }
}

function row(session) {
  const { name, words } = stateOf(session);
  return element(
    "li", { class: "row", "data-interview": session.id },
    element("a", { href: `#interview=${encodeURIComponent(session.id)}` }, title(session)),
    element("span", { class: "position muted" }, session.candidate ? session.role : ""),
    element("span", { class: "chip", "data-state": name }, words),
    element("span", { class: "when" }, moment(session.last_event_at)),
  );
}
