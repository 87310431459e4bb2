/** The interviewer's voice. One audio element for all questions: browsers unlock sound per element. */

export class Player {
  #element;
  #on;
  #url = "";
  #announced = false;

  /** @param {{ended: function, blocked: function, failed: function}} handlers each at most once per `play`. */
  constructor(element, handlers) {
    this.#element = element;
    this.#on = handlers;
    element.addEventListener("ended", () => this.#over("ended"));
    element.addEventListener("error", () => this.#over("failed"));
  }

  /** To be called inside a click: from then on the page may play by itself. */
  unlock() {
    if (this.#announced) return;
    this.#load(silence());
    this.#element.play().catch(() => {}); // refused or cut off by the first question: `play` reports what matters
  }

  play({ data, format }) {
    let bytes;
    try {
      bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    } catch {
      this.stop();
      this.#on.failed();
      return;
    }
    this.#load(new Blob([bytes], { type: format === "mp3" ? "audio/mpeg" : `audio/${format}` }));
    this.#announced = true;
    this.#begin();
  }

  stop() {
    this.#announced = false;
    this.#element.pause();
  }

  /** Stands still until `resume`. */
  pause() { this.#element.pause(); }

  resume() {
    if (this.#announced) this.#begin();
  }

  #begin() {
    this.#element.play().catch((error) => {
      if (error.name === "NotAllowedError") this.#over("blocked");
      else if (error.name !== "AbortError") this.#over("failed");
    });
  }

  #over(event) {
    if (!this.#announced) return;
    this.#announced = false;
    this.#on[event]();
  }

  #load(blob) {
    this.#announced = false;
    if (this.#url) URL.revokeObjectURL(this.#url);
    this.#url = URL.createObjectURL(blob);
    this.#element.src = this.#url;
  }
}

/** A tenth of a second of silence: WAV, 8 bit, mono, 8 kHz. */
function silence() {
  const samples = 800;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const text = (at, word) => [...word].forEach((char, index) => view.setUint8(at + index, char.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, samples, true);
  for (let index = 0; index < samples; index += 1) view.setUint8(44 + index, 128);
  return new Blob([view.buffer], { type: "audio/wav" });
}
