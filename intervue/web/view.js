/** What stands on the screen during and after the interview. Knows elements, decides nothing. */

import { element } from "./element.js";
import { speaker } from "./transcript.js";

const LABELS = { idle: "Hold to talk", held: "Release to send", latched: "Tap to send" };
const SCREENS = ["setup", "interview", "finish"];
const byId = (id) => document.getElementById(id);

export class View {
  #noticeAction = null;
  #mayReplay = false;

  constructor() {
    const scroll = byId("captions-scroll");
    new ResizeObserver(() => { scroll.scrollTop = scroll.scrollHeight; }).observe(scroll);
    byId("notice-action").addEventListener("click", () => this.#noticeAction?.());
  }

  /** @param {"setup"|"interview"|"finish"} name */
  screen(name) {
    if (document.body.dataset.screen === name) return;
    document.body.dataset.screen = name;
    for (const id of SCREENS) byId(id).hidden = id !== name;
    byId("conversation").hidden = name === "setup";
    const first = { setup: "setup-title", interview: "talk", finish: "finish-title" }[name];
    byId(first).focus({ preventScroll: name === "interview" });
  }

  state({ name, words, hint, mayTalk }) {
    const state = byId("state");
    if (state.dataset.state !== name) {
      state.dataset.state = name;
      state.textContent = words;
      document.title = `${words} · Intervue`;
    }
    byId("hint").textContent = hint;
    // Not `disabled`: a disabled button loses the focus, and the space bar with it.
    byId("talk").setAttribute("aria-disabled", String(!mayTalk));
  }

  talkMode(mode) {
    byId("talk").dataset.mode = mode;
    byId("talk-label").textContent = LABELS[mode];
  }

  recording(on) {
    // The row keeps its place and the buttons swap theirs, so that nothing moves under a finger that holds the button.
    byId("recording").classList.toggle("on", on);
    byId("discard").hidden = !on;
    byId("replay").hidden = on || !this.#mayReplay;
    byId("record-warning").textContent = "";
    if (on) this.recordTime(0, Infinity);
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
    byId("notice").hidden = !words;
    byId("notice-text").textContent = words;
    this.#noticeAction = action?.[1] ?? null;
    byId("notice-action").hidden = !action;
    byId("notice-action").textContent = action?.[0] ?? "";
  }

  captions(lines) {
    const list = byId("captions");
    list.replaceChildren(...lines.flatMap((line) => [
      ...(line.missed ? [element("li", { class: "gap" }, "Something is missing here: the connection was down.")] : []),
      element(
        "li",
        { class: line.role, "data-role": line.role, "data-sequence": line.sequence },
        element("span", { class: "who" }, speaker(line.role)),
        element("p", {}, line.text),
      ),
    ]));
    byId("captions-empty").hidden = lines.length > 0;
    const scroll = byId("captions-scroll");
    scroll.scrollTop = scroll.scrollHeight;
  }

  replay(possible) {
    this.#mayReplay = possible;
    byId("replay").hidden = !possible || !byId("discard").hidden;
  }

  /** @param {{reason: string, title: string, text: string, hasLines: boolean, mayRetry: boolean}} end */
  finish({ reason, title, text, hasLines, mayRetry }) {
    byId("finish").dataset.reason = reason;
    byId("finish-title").textContent = title;
    byId("finish-text").textContent = text;
    byId("download").hidden = !hasLines;
    byId("retry").hidden = !mayRetry;
    byId("conversation-title").textContent = "Transcript";
    byId("captions-empty").textContent = "Nothing was said.";
    document.title = `${title} · Intervue`;
    this.notice("");
    this.screen("finish");
  }

  problem(box, title, ...lines) {
    box.replaceChildren(element("strong", {}, title), ...lines.map((words) => element("p", {}, words)));
    box.hidden = !title;
  }
}
