/** What stands on the screen. Knows elements, decides nothing. */

import { Captions } from "./captions.js";
import { byId, element } from "./element.js";

const LABELS = { idle: "Hold to talk", held: "Release to send", latched: "Tap to send" };
const FIRST = {
  setup: "setup-title", interview: "talk", finish: "finish-title", elsewhere: "elsewhere-title", closed: "closed-title",
};
const SCREENS = Object.keys(FIRST);
const TALKING = ["interview", "finish"];

export class View {
  captions = new Captions();
  #noticeAction = null;
  #mayReplay = false;
  #recording = false;

  constructor() {
    byId("notice-action").addEventListener("click", () => this.#noticeAction?.());
  }

  /** @param {"setup"|"interview"|"finish"|"elsewhere"|"closed"} name */
  screen(name) {
    if (document.body.dataset.screen === name) return;
    document.body.dataset.screen = name;
    for (const id of SCREENS) byId(id).hidden = id !== name;
    byId("conversation").hidden = !TALKING.includes(name);
    byId("announcer").textContent = "";
    scrollTo(0, 0);
    byId(FIRST[name]).focus({ preventScroll: true });
  }

  state({ name, words, hint, mayTalk, announce }) {
    const state = byId("state");
    if (state.dataset.state !== name) {
      state.dataset.state = byId("interview").dataset.state = name;
      state.textContent = words;
      document.title = `${words} · Intervue`;
      byId("announcer").textContent = announce ? words : "";
      this.captions.speaking = name === "speaking";
      byId("record-meter").setAttribute("aria-hidden", String(name !== "listening"));
      byId("pause").textContent = name === "paused" ? "Go on" : "Pause";
      byId("pause").hidden = name === "ending";
      this.#arrange();
      this.#label();
    }
    byId("hint").textContent = hint;
    // Not `disabled`: a disabled button loses the focus, and the space bar with it.
    byId("talk").setAttribute("aria-disabled", String(!mayTalk));
  }

  talkMode(mode) {
    byId("talk").dataset.mode = mode;
    this.#label();
  }

  recording(on) {
    this.#recording = on;
    // The row keeps its place and the buttons swap theirs, so that nothing moves under a finger that holds the button.
    byId("recording").classList.toggle("on", on);
    byId("record-warning").textContent = "";
    if (on) this.recordTime(0, Infinity);
    this.#arrange();
  }

  recordTime(seconds, left) {
    const time = byId("record-time");
    const whole = Math.floor(seconds);
    time.dataset.seconds = seconds.toFixed(1);
    time.textContent = left <= 30
      ? `${Math.max(0, Math.ceil(left))} s left`
      : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    time.classList.toggle("urgent", left <= 30);
  }

  warn(words) {
    if (byId("record-warning").textContent !== words) byId("record-warning").textContent = words;
  }

  /** @param {string} words empty hides it. @param {[string, function]|null} action a button's label and what it does. */
  notice(words, action = null) {
    const focused = document.activeElement === byId("notice-action");
    byId("notice").hidden = !words;
    byId("notice-text").textContent = words;
    this.#noticeAction = action?.[1] ?? null;
    byId("notice-action").hidden = !action;
    byId("notice-action").textContent = action?.[0] ?? "";
    if (focused && !action) byId("talk").focus({ preventScroll: true });
  }

  replay(possible) {
    this.#mayReplay = possible;
    this.#arrange();
  }

  /** The interview's id, for whoever is asked for help: in groups that can be read out. @param {string} id */
  identify(id) {
    const groups = () => id.match(/.{1,4}/g).map((part) => element("span", {}, part));
    for (const place of document.querySelectorAll(".reference code")) place.replaceChildren(...groups());
  }

  /** What was agreed on ahead. @param {{role: string, started: boolean, resume: boolean}|null} invited */
  invited(invited) {
    byId("position").hidden = !invited?.role;
    byId("position-name").textContent = invited?.role ?? "";
    byId("readers").hidden = !invited;
    byId("resume-known").hidden = !invited?.resume;
    byId("again").hidden = byId("elsewhere-new").hidden = Boolean(invited);
    if (invited?.started) byId("start").textContent = "Go on with the interview";
  }

  /** The page cannot hold an interview. @param {{title: string, text: string, mayRetry: boolean, forStaff: boolean}} why */
  closed({ title, text, mayRetry = false, forStaff = false }) {
    byId("closed-title").textContent = title;
    byId("closed-text").textContent = text;
    byId("closed-retry").hidden = !mayRetry;
    byId("closed-staff").hidden = !forStaff;
    document.title = `${title} · Intervue`;
    this.screen("closed");
  }

  /** @param {{reason: string, title: string, text: string, hasLines: boolean, mayRetry: boolean}} end */
  finish({ reason, title, text, hasLines, mayRetry }) {
    byId("finish").dataset.reason = reason;
    byId("finish-title").textContent = title;
    byId("finish-text").textContent = text;
    byId("download").hidden = byId("download-markdown").hidden = !hasLines;
    byId("retry").hidden = !mayRetry;
    this.captions.speaking = false;
    this.captions.finish();
    document.title = `${title} · Intervue`;
    this.notice("");
    this.screen("finish");
    byId("conversation").hidden = reason === "erased";
  }

  elsewhere(title, text) {
    byId("elsewhere-title").textContent = title;
    byId("elsewhere-text").textContent = text;
    document.title = `${title} · Intervue`;
    this.notice("");
    this.screen("elsewhere");
  }

  /** @param {string} words empty hides it. @param {string} details for the operator, folded away. */
  startError(words, details = "") {
    byId("start-error").textContent = words;
    byId("start-error").hidden = !words;
    byId("start-details-text").textContent = details;
    byId("start-details").hidden = !details;
  }

  problem(box, title, ...lines) {
    box.replaceChildren(element("strong", {}, title), ...lines.map((words) => element("p", {}, words)));
    box.hidden = !title;
  }

  #label() {
    byId("talk-label").textContent = this.#paused ? "Paused" : LABELS[byId("talk").dataset.mode ?? "idle"];
  }

  get #paused() { return byId("state").dataset.state === "paused"; }

  #arrange() {
    byId("discard").hidden = !this.#recording;
    byId("replay").hidden = this.#recording || this.#paused || !this.#mayReplay;
  }
}
