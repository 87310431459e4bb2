/** Time used and time left. The server keeps the real time; this one began with the first sign of the interview. */

import { byId } from "./element.js";
import { limits } from "./server.js";

const TICK_MS = 1000;

export class InterviewClock {
  #session;
  #timer = 0;

  constructor(session) { this.#session = session; }

  run() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#show(), TICK_MS);
    this.#show();
  }

  stop() {
    clearInterval(this.#timer);
    byId("time").hidden = true;
    byId("tag").hidden = false;
  }

  #show() {
    const began = this.#session.startedAt;
    byId("time").hidden = began === null;
    byId("tag").hidden = began !== null;
    if (began === null) return;
    const used = Math.max(0, Math.floor((Date.now() - began) / 1000));
    byId("time-used").textContent = `${Math.floor(used / 60)}:${String(used % 60).padStart(2, "0")} used`;
    byId("time-left").textContent = inWords(limits.interviewMinutes * 60 - used);
  }
}

/** @param {number} seconds left */
export function inWords(seconds) {
  if (seconds <= 0) return "The time is up";
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "Last minute" : `${minutes} min left`;
}
