/** One answer: recorded, encoded, ready to send. */

const FORMATS = [
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "mp4"],
  ["audio/ogg;codecs=opus", "ogg"],
];
const BITS_PER_SECOND = 48000; // speech needs no more, and five minutes stay under 3 MB on the wire

export class Recorder {
  #recorder = null;
  #parts = [];
  #startedAt = 0;

  get active() { return this.#recorder !== null; }

  /** Seconds recorded so far. */
  get seconds() { return this.active ? (performance.now() - this.#startedAt) / 1000 : 0; }

  start(stream) {
    const mimeType = FORMATS.map(([type]) => type).find((type) => MediaRecorder.isTypeSupported(type));
    const options = { audioBitsPerSecond: BITS_PER_SECOND };
    const recorder = new MediaRecorder(stream, mimeType ? { ...options, mimeType } : options);
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start();
    this.#recorder = recorder;
    this.#parts = parts;
    this.#startedAt = performance.now();
  }

  /** @returns {Promise<{data: string, format: string, bytes: number}>} `data` is plain base64. */
  async stop() {
    const recorder = this.#recorder;
    const parts = this.#parts;
    this.#recorder = null;
    if (recorder.state !== "inactive") {
      const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
      recorder.stop();
      await stopped;
    }
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
