/** The interviewer's voice: the last question, whether it plays, and whether its end was reported. */

import { byId } from "./element.js";
import { Player } from "./player.js";

export class Voice {
  #session;
  #on;
  #player;
  #last;
  #playing = false;
  #paused = false;
  #silent = false; // it came while paused and has not begun
  #unheard = false; // the end of this question's playback is still to be reported

  /**
   * @param {{heard: function, changed: function, blocked: function, failed: function}} handlers `heard`: once per
   *   question, when it was played, interrupted or impossible to play.
   */
  constructor(session, handlers) {
    this.#session = session;
    this.#on = handlers;
    this.#last = session.voice;
    this.#player = new Player(byId("voice"), {
      ended: () => this.#over(),
      blocked: () => {
        this.#playing = false;
        handlers.blocked();
        handlers.changed();
      },
      failed: () => {
        handlers.failed();
        this.#over();
      },
    });
  }

  /** A question is being played, or stands still in a pause. */
  get playing() { return this.#playing; }
  get replayable() { return Boolean(this.#last); }

  unlock() { this.#player.unlock(); }

  /** Takes up what was stored meanwhile, by another tab. */
  reload() { this.#last = this.#session.voice; }

  /** @param {{data: string, format: string}} sound @param {boolean} aloud false: it is only kept for a replay. */
  ask(sound, aloud) {
    this.#last = this.#session.voice = sound;
    this.#unheard = true;
    if (aloud) this.#play();
    else this.#over();
  }

  replay() {
    if (this.#last && !this.#paused) this.#play();
  }

  /** The candidate speaks now, or the interview ends. */
  interrupt() {
    this.#player.stop();
    this.#over();
  }

  pause() {
    this.#paused = true;
    this.#player.pause();
  }

  resume() {
    this.#paused = false;
    if (!this.#playing) return;
    if (this.#silent) this.#play();
    else this.#player.resume();
  }

  stop() {
    this.#playing = this.#paused = this.#silent = this.#unheard = false;
    this.#player.stop();
  }

  #play() {
    this.#playing = true;
    this.#silent = this.#paused;
    if (!this.#paused) this.#player.play(this.#last);
    this.#on.changed();
  }

  #over() {
    this.#playing = this.#silent = false;
    if (this.#unheard) this.#on.heard();
    this.#unheard = false;
    this.#on.changed();
  }
}
