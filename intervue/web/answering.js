/** Recording answers: the talk button, the microphone, the meter, the limit. */

import { byId } from "./element.js";
import { MicrophoneProblem } from "./microphone.js";
import { Meter } from "./meter.js";
import { Recorder } from "./recorder.js";
import { limits } from "./server.js";
import { TalkControl } from "./talk.js";

const WARN_S = 30;
const SHORTEST_S = 0.3;
const DEAF_AFTER_S = 4;
const DEAF_LEVEL = 0.05;
const GONE = "Your microphone is gone. Plug it in or switch it on again: your next answer looks for one.";

export class Answering {
  #microphone;
  #view;
  #on;
  #recorder = new Recorder();
  #talk;
  #meter = new Meter(byId("record-meter"));
  #timer = 0;
  #attempt = 0;
  #loudest = 0;
  #encoding = false;

  /**
   * @param {Microphone} microphone
   * @param {View} view
   * @param {{active: function(): boolean, allowed: function(): boolean, begun: function, recorded: function(object),
   *   changed: function, notice: function(string)}} handlers `recorded` gets `{data, format, bytes}`.
   */
  constructor(microphone, view, handlers) {
    this.#microphone = microphone;
    this.#view = view;
    this.#on = handlers;
    this.#talk = new TalkControl(byId("talk"), {
      active: handlers.active,
      begin: () => this.#begin(),
      finish: () => this.#finish(),
      changed: (mode) => view.talkMode(mode),
    });
    byId("discard").addEventListener("click", () => {
      this.discard();
      byId("talk").focus();
      handlers.notice("That recording was thrown away. Answer again when you are ready.");
    });
    microphone.whenLost(() => this.#lose());
  }

  /** Stands still; what was recorded is kept, and the button is pressed, not held, to send it later. */
  pause() {
    if (!this.recording) {
      this.#attempt += 1; // a microphone that is still being asked for must not begin to record
      this.#talk.reset();
    }
    this.#talk.latch();
    this.#recorder.pause();
    this.#microphone.listening = false;
  }

  resume() {
    if (!this.#recorder.active) return;
    this.#microphone.listening = true;
    if (!this.cut) this.#recorder.resume();
  }

  get recording() { return this.#recorder.active || this.#encoding; }

  /** The microphone went away in the middle: what was recorded until then waits to be sent or discarded. */
  get cut() { return this.#recorder.active && !this.#microphone.ready; }

  discard() {
    this.#attempt += 1;
    this.#recorder.discard();
    this.#settle();
    this.#talk.reset();
    this.#on.changed();
  }

  async #begin() {
    if (this.recording || !this.#on.allowed()) {
      this.#talk.reset();
      return;
    }
    const attempt = ++this.#attempt;
    try {
      await this.#microphone.open();
      if (attempt !== this.#attempt) {
        this.#on.notice("The microphone is ready now. Hold the button again to answer.");
        return;
      }
      this.#microphone.listening = true;
      this.#recorder.start(this.#microphone.stream);
    } catch (error) {
      this.#talk.reset();
      const lines = error instanceof MicrophoneProblem ? error.lines : [error.message];
      this.#on.notice([error instanceof MicrophoneProblem ? `${error.message}.` : "Recording failed.", ...lines].join(" "));
      return;
    }
    this.#loudest = 0;
    this.#view.recording(true);
    this.#meter.run(() => this.#hear());
    this.#timer = setInterval(() => this.#tick(), 200);
    this.#on.begun();
  }

  async #finish() {
    const attempt = ++this.#attempt;
    if (!this.#recorder.active) return;
    const seconds = this.#recorder.seconds;
    this.#encoding = true;
    const answer = await this.#recorder.stop().catch(() => ({ bytes: 0 })); // the browser could not put it together
    this.#encoding = false;
    if (attempt !== this.#attempt) return; // discarded in the last moment
    this.#settle();
    if (seconds < SHORTEST_S || answer.bytes === 0) {
      this.#on.notice("That was too short to hear anything. Hold the button while you speak.");
      this.#on.changed();
    } else {
      this.#on.recorded(answer);
    }
  }

  #hear() {
    const level = this.#microphone.level;
    this.#loudest = Math.max(this.#loudest, level);
    return level;
  }

  #tick() {
    const { seconds } = this.#recorder;
    if (!this.#recorder.active || this.#recorder.paused) return;
    this.#hear(); // the meter stands still in a tab in the background
    const left = limits.answerSeconds - seconds;
    this.#view.recordTime(seconds, left);
    if (left <= 0) {
      this.#talk.reset();
      this.#finish();
      this.#on.notice("The longest time for one answer is over, so it was sent.");
    } else if (left <= WARN_S) {
      this.#view.warn(`Please come to an end: this answer is sent in ${WARN_S} seconds.`);
    } else if (seconds > DEAF_AFTER_S && this.#loudest < DEAF_LEVEL && this.#microphone.measured && !document.hidden) {
      this.#view.warn("Nothing can be heard so far. Is your microphone muted?");
    } else if (seconds > DEAF_AFTER_S) {
      this.#view.warn("");
    }
  }

  #lose() {
    if (!this.#recorder.active) {
      this.#on.notice(GONE);
      return;
    }
    this.#talk.latch();
    this.#recorder.pause();
    this.#meter.stop();
    this.#view.warn("");
    this.#on.changed();
  }

  #settle() {
    clearInterval(this.#timer);
    this.#meter.stop();
    this.#microphone.listening = false;
    this.#view.recording(false);
  }
}
