/** The microphone: permission, what to do when there is none, and how loud it is. */

import { remember, remembered } from "./preferences.js";

const CHOSEN = "microphone"; // the preference that holds a device id
const PROCESSING = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
const GONE = ["OverconstrainedError", "NotFoundError"];
const FLOOR_DB = -60; // silence in a quiet room
const CEILING_DB = -12; // a loud voice close by

/** Why there is no microphone, and what the candidate can do. `lines` are paragraphs. */
export class MicrophoneProblem extends Error {
  constructor(title, ...lines) {
    super(title);
    this.lines = lines;
  }
}

export class Microphone {
  #stream = null;
  #context = null;
  #analyser = null;
  #samples = null;
  #opening = null; // the promise of an `open` that is under way
  #uses = 0; // how often it was closed: what is opened for an earlier use is let go
  #whenLost = [];

  get ready() { return this.#stream?.getAudioTracks()[0]?.readyState === "live"; }
  get stream() { return this.#stream; }
  get deviceId() { return this.#stream?.getAudioTracks()[0]?.getSettings().deviceId ?? ""; }

  /** Whether the level can be trusted: a browser may keep its meter asleep and give zeros. */
  get measured() { return this.#context?.state === "running"; }

  /** Called whenever the microphone in use went away: unplugged, switched off, taken back. */
  whenLost(handler) { this.#whenLost.push(handler); }

  /** The microphone that was chosen here before is not there; another one is in use. */
  get substituted() {
    const chosen = remembered(CHOSEN);
    return this.ready && chosen !== null && chosen !== this.deviceId;
  }

  /** Asks where needed, once for all who wait. Raises `MicrophoneProblem`. */
  async open() {
    if (this.ready) return;
    this.#opening ??= this.#open();
    const opening = this.#opening;
    try {
      await opening;
    } finally {
      if (this.#opening === opening) this.#opening = null;
    }
  }

  /** Uses another one, and again the next time. Raises `MicrophoneProblem`. */
  async choose(deviceId) {
    remember(CHOSEN, deviceId);
    this.close();
    await this.open();
  }

  /** @returns {Promise<{id: string, label: string}[]>} all there are; with labels once one was allowed. */
  async devices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter(({ kind }) => kind === "audioinput")
      .map(({ deviceId, label }, index) => ({ id: deviceId, label: label || `Microphone ${index + 1}` }));
  }

  /** Between answers nothing is heard; the stream stays, so that the next answer starts at once. */
  set listening(on) {
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = on;
    if (on) this.#context?.resume();
  }

  /** How loud it is now, 0..1 on a scale of decibels. */
  get level() {
    if (!this.#analyser) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    const decibels = 10 * Math.log10(power + 1e-10);
    return Math.min(1, Math.max(0, (decibels - FLOOR_DB) / (CEILING_DB - FLOOR_DB)));
  }

  close() {
    this.#uses += 1;
    this.#opening = null;
    release(this.#stream);
    this.#stream = null;
    this.#analyser = null;
    this.#context?.close();
    this.#context = null;
  }

  async #open() {
    const problem = impossible();
    if (problem) throw problem;
    const use = this.#uses;
    let stream;
    try {
      stream = await chosenOrAny(remembered(CHOSEN));
    } catch (error) {
      throw explain(error);
    }
    if (use !== this.#uses) {
      release(stream);
      throw new MicrophoneProblem("The microphone was switched off meanwhile", "Please try again.");
    }
    this.#stream = stream;
    stream.getAudioTracks()[0].onended = () => {
      if (stream === this.#stream) this.#whenLost.forEach((handler) => handler());
    };
    this.#listen();
  }

  #listen() {
    this.#context?.close();
    this.#context = new AudioContext();
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(this.#stream).connect(this.#analyser);
  }
}

function release(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

async function chosenOrAny(deviceId) {
  const ask = (more) => navigator.mediaDevices.getUserMedia({ audio: { ...PROCESSING, ...more } });
  if (!deviceId) return ask({});
  try {
    return await ask({ deviceId: { exact: deviceId } });
  } catch (error) {
    if (!GONE.includes(error.name)) throw error;
    return ask({});
  }
}

/** What makes a microphone impossible here, whatever the candidate allows; null where nothing does. */
export function impossible() {
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) {
    const here = window.isSecureContext ? "" : ` This page came from ${location.origin}.`;
    return new MicrophoneProblem(
      "The browser gives this page no microphone",
      `Browsers allow the microphone only on https addresses and on the machine itself (localhost).${here}`,
      "For whoever runs this server: put it behind https (a reverse proxy with a certificate), or open the page on the "
      + `server's own machine as http://localhost${location.port ? `:${location.port}` : ""}. The candidate cannot change this.`,
    );
  }
  if (typeof MediaRecorder === "undefined") {
    return new MicrophoneProblem("This browser cannot record", "Please use a current Chrome, Edge, Firefox or Safari.");
  }
  return null;
}

function explain(error) {
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError":
      return new MicrophoneProblem(
        "The microphone is not allowed",
        "Press the icon beside the address of this page, set Microphone to “Allow”, and try again. If it is "
        + "allowed there, look whether your system's privacy settings let the browser use the microphone.",
        "Without a microphone you cannot answer.",
      );
    case "NotFoundError":
    case "OverconstrainedError":
      return new MicrophoneProblem(
        "No microphone was found",
        "Plug one in, or switch your headset on, and try again.",
      );
    case "NotReadableError":
    case "AbortError":
      return new MicrophoneProblem(
        "The microphone does not answer",
        "Another program may be using it. Close video calls and recorders, and try again.",
      );
    default:
      return new MicrophoneProblem("The microphone cannot be used", `The browser says: ${error.message || error.name}`);
  }
}
