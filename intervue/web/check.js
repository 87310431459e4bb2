/** The microphone before the interview: allowed, chosen, seen on a meter, and heard back. */

import { byId, element } from "./element.js";
import { Meter } from "./meter.js";
import { impossible } from "./microphone.js";
import { Player } from "./player.js";
import { Recorder } from "./recorder.js";

const ECHO_S = 4;
const FAINT = 0.3; // of the meter: a voice that far down is hard to recognise
const UNPLAYABLE = "The recording could not be played here. The interviewer may still hear you well.";
const RECORD = "Record a few seconds and hear yourself";

export class MicrophoneCheck {
  #microphone;
  #view;
  #meter = new Meter(byId("microphone-meter"));
  #recorder = new Recorder();
  #player;
  #timer = 0;
  #loudest = 0;
  #round = 0; // of recording and hearing it
  #replacing = false;

  constructor(microphone, view) {
    this.#microphone = microphone;
    this.#view = view;
    this.#player = new Player(byId("echo-voice"), {
      ended: () => this.#say(this.#verdict()),
      blocked: () => this.#say("Your browser did not play the recording. Press the button once more."),
      failed: () => this.#say(this.#faint ? this.#verdict() : UNPLAYABLE),
    });
    byId("microphone-check").addEventListener("click", async () => {
      if (await this.open()) byId("echo").focus();
    });
    byId("microphone-device").addEventListener("change", ({ target }) => this.#choose(target.value));
    byId("echo").addEventListener("click", () => this.#toggleEcho());
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#changed());
    microphone.whenLost(() => this.#replace());
    const problem = impossible();
    if (problem) this.#show(problem);
  }

  /** Asks for the microphone where needed. Says whether there is one; if not, why stands on the screen. */
  async open() {
    try {
      await this.#microphone.open();
    } catch (problem) {
      this.#show(problem);
      return false;
    }
    await this.#opened();
    return true;
  }

  /** The interview begins: nothing of the test goes on. */
  stop() {
    this.#round += 1;
    clearTimeout(this.#timer);
    this.#recorder.discard();
    this.#player.stop();
    this.#meter.stop();
    byId("echo").textContent = RECORD;
    this.#say("");
  }

  async #opened() {
    byId("microphone-problem").hidden = true;
    byId("microphone-status").textContent = this.#microphone.substituted
      ? "The microphone that you chose before is not here, so another one is used. Say something: the bar should move."
      : "The microphone works. Say something: the bar should move.";
    byId("microphone-test").hidden = byId("microphone-more").hidden = false;
    byId("microphone-check").hidden = true;
    this.#meter.run(() => this.#hear());
    await this.#list();
  }

  async #list() {
    const devices = await this.#microphone.devices();
    const select = byId("microphone-device");
    select.replaceChildren(...devices.map(({ id, label }) => element("option", { value: id }, label)));
    select.value = this.#microphone.deviceId;
    byId("microphone-choice").hidden = devices.length < 2;
  }

  async #choose(deviceId) {
    this.stop();
    try {
      await this.#microphone.choose(deviceId);
    } catch (problem) {
      this.#show(problem);
      return;
    }
    await this.#opened();
  }

  // Something was plugged in or out. What is in use stays in use as long as it is there.
  async #changed() {
    if (byId("microphone-more").hidden) return;
    if (this.#microphone.ready) await this.#list();
    else await this.#replace();
  }

  // The one in use is gone. In the interview the next answer looks for another one.
  async #replace() {
    if (document.body.dataset.screen !== "setup" || this.#replacing) return;
    this.#replacing = true;
    this.stop();
    if (await this.open()) {
      byId("microphone-status").textContent = "That microphone is gone, so another one is used. Say something: the bar should move.";
    }
    this.#replacing = false;
  }

  #show(problem) {
    this.stop();
    byId("microphone-test").hidden = byId("microphone-more").hidden = true;
    byId("microphone-check").hidden = false;
    byId("microphone-check").textContent = "Try again";
    byId("microphone-status").textContent = "";
    this.#view.problem(byId("microphone-problem"), problem.message, ...problem.lines ?? []);
  }

  #toggleEcho() {
    if (this.#recorder.active) this.#play();
    else this.#record();
  }

  #record() {
    this.#player.stop();
    this.#player.unlock(); // inside the click: the recording is played some seconds later
    this.#loudest = 0;
    this.#round += 1;
    try {
      this.#recorder.start(this.#microphone.stream);
    } catch (error) {
      this.#say(`Recording failed: ${error.message} Try again, or choose another microphone.`);
      return;
    }
    byId("echo").textContent = "Stop and listen";
    this.#say("Recording. Say your name and where you are from.");
    this.#timer = setTimeout(() => this.#play(), ECHO_S * 1000);
  }

  async #play() {
    clearTimeout(this.#timer);
    byId("echo").textContent = RECORD;
    this.#say("This is how you sound.");
    const round = this.#round;
    const sound = await this.#recorder.stop();
    if (round !== this.#round) return; // the interview has begun, or another recording
    if (sound.bytes) this.#player.play(sound);
    else this.#say("Nothing was recorded. Try again, or choose another microphone.");
  }

  #hear() {
    const { level } = this.#microphone;
    this.#loudest = Math.max(this.#loudest, level);
    return level;
  }

  get #faint() { return this.#loudest < FAINT && this.#microphone.measured; }

  #verdict() {
    return this.#faint
      ? "That was very faint. Come closer, turn the microphone up in your system's settings, or choose another one."
      : "Did you hear yourself clearly? Then all is well. If not, check your sound, or choose another microphone.";
  }

  #say(words) { byId("echo-status").textContent = words; }
}
