/** One recording: encoded, ready to send or to be heard. */

const FORMATS = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "mp4"], // Safari
  ["audio/ogg;codecs=opus", "ogg"],
];
const BITS_PER_SECOND = 48000; // speech needs no more, and five minutes stay under 3 MB on the wire

export class Recorder {
  #recorder = null;
  #parts = [];
  #stopped = null; // a promise: all parts are there
  #before = 0; // milliseconds recorded before the last pause
  #since = null; // when it last went on; null while it stands still

  get active() { return this.#recorder !== null; }
  get paused() { return this.active && this.#since === null; }

  /** Seconds recorded so far, pauses left out. */
  get seconds() {
    if (!this.active) return 0;
    return (this.#before + (this.paused ? 0 : performance.now() - this.#since)) / 1000;
  }

  start(stream) {
    const mimeType = FORMATS.map(([type]) => type).find((type) => MediaRecorder.isTypeSupported(type));
    const options = { audioBitsPerSecond: BITS_PER_SECOND };
    const recorder = new MediaRecorder(stream, mimeType ? { ...options, mimeType } : options);
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
    recorder.start();
    this.#stopped = stopped;
    this.#recorder = recorder;
    this.#parts = parts;
    this.#before = 0;
    this.#since = performance.now();
  }

  /** Keeps what was recorded and stands still. A microphone that is gone has stopped the recording itself. */
  pause() {
    if (!this.active || this.paused) return;
    this.#before += performance.now() - this.#since;
    this.#since = null;
    if (this.#recorder.state === "recording") this.#recorder.pause();
  }

  /** @returns {boolean} whether it records again; not after its microphone went away. */
  resume() {
    if (!this.paused || this.#recorder.state !== "paused") return false;
    this.#recorder.resume();
    this.#since = performance.now();
    return true;
  }

  /** @returns {Promise<{data: string, format: string, bytes: number}>} `data` is plain base64. */
  async stop() {
    const recorder = this.#recorder;
    const parts = this.#parts;
    const stopped = this.#stopped;
    this.#recorder = null;
    if (recorder.state !== "inactive") recorder.stop();
    await stopped; // also where the microphone went away and the last part is still on its way
    const type = recorder.mimeType || parts[0]?.type || "";
    const blob = new Blob(parts, { type });
    return { data: await base64(blob), format: labelOf(type), bytes: blob.size };
  }

  discard() {
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder && recorder.state !== "inactive") recorder.stop();
  }
}

function labelOf(type) {
  return FORMATS.find(([, label]) => type.includes(label))?.[1] ?? "webm";
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
