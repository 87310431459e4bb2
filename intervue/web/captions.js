/** Captions: what was said, as text; how large, and whether at all, is remembered. */

import { byId, element } from "./element.js";
import { remember, remembered } from "./preferences.js";
import { speaker } from "./transcript.js";

const SIZES = ["S", "M", "L", "XL"];
const GAP = "Something is missing here: the connection was down.";

export class Captions {
  #panel = byId("conversation");
  #scroll = byId("captions-scroll");

  constructor() {
    new ResizeObserver(() => this.#toEnd()).observe(this.#scroll);
    byId("captions-on").addEventListener("change", ({ target }) => this.#turn(target.checked, true));
    for (const choice of this.#choices) choice.addEventListener("change", () => this.#resize(choice.value));
    const size = remembered("caption-size");
    this.#resize(SIZES.includes(size) ? size : "M");
    this.#turn(remembered("captions") !== "off");
  }

  /** @param {{role: string, text: string, sequence: number, missed: boolean}[]} lines */
  show(lines) {
    byId("captions").replaceChildren(...lines.flatMap((line) => [
      ...(line.missed ? [element("li", { class: "gap" }, GAP)] : []),
      element(
        "li",
        { class: line.role, "data-role": line.role, "data-sequence": line.sequence },
        element("span", { class: "who" }, speaker(line.role)),
        element("p", {}, line.text),
      ),
    ]));
    byId("captions-empty").hidden = lines.length > 0;
    this.#toEnd();
  }

  /** Marks the line that is being spoken. */
  set speaking(on) {
    const lines = [...byId("captions").children];
    const last = lines.findLast((line) => line.dataset.role === "interviewer");
    for (const line of lines) line.classList.toggle("now", on && line === last);
  }

  /** The sound cannot be had, so the text has to be there, this once. */
  reveal() { this.#turn(true); }

  /** From captions to a transcript: always shown. */
  finish() {
    byId("conversation-title").textContent = "Transcript";
    byId("captions-empty").textContent = "Nothing was said.";
    byId("captions-switch").hidden = true;
    this.#turn(true);
  }

  get #choices() { return document.querySelectorAll("input[name=caption-size]"); }

  #turn(on, keep = false) {
    byId("captions-on").checked = on;
    this.#panel.toggleAttribute("data-off", !on);
    this.#scroll.hidden = byId("caption-sizes").hidden = !on;
    if (keep) remember("captions", on ? "on" : "off");
    if (on) this.#toEnd();
  }

  #resize(size) {
    this.#panel.dataset.size = size;
    for (const choice of this.#choices) choice.checked = choice.value === size;
    remember("caption-size", size === "M" ? null : size);
    this.#toEnd();
  }

  #toEnd() { this.#scroll.scrollTop = this.#scroll.scrollHeight; }
}
