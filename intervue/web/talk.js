/** Push to talk: hold the button or the space bar, or tap once to begin and once more to send. */

const TAP_MS = 350; // shorter is a tap, longer is a hold
const KEEPS_SPACE = "button, a, input, select, textarea, summary, dialog, [contenteditable], [data-keeps-space], [role=region]";

export class TalkControl {
  #button;
  #on;
  #mode = "idle"; // idle, held, latched
  #pressedAt = 0;
  #byPointer = false;

  /** @param {{begin: function, finish: function, changed: function(string), active: function(): boolean}} handlers */
  constructor(button, handlers) {
    this.#button = button;
    this.#on = handlers;
    this.#bindPointer();
    this.#bindKeys();
    // Focus lost with the button down: the release will never be seen, so the next press ends it.
    addEventListener("blur", () => this.latch());
  }

  /** The recording ended by itself (limit, discarded, no microphone). */
  reset() { this.#become("idle"); }

  #bindPointer() {
    const button = this.#button;
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.#byPointer = true;
      button.setPointerCapture(event.pointerId);
      this.#press();
    });
    button.addEventListener("pointerup", () => this.#release());
    button.addEventListener("pointercancel", () => this.latch());
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const handled = this.#byPointer;
      this.#byPointer = false;
      if (handled) return;
      this.#press(); // Enter, or a screen reader: there is no release to wait for
      this.latch();
    });
  }

  #bindKeys() {
    document.addEventListener("keydown", (event) => {
      if (!this.#isTalkKey(event)) return;
      event.preventDefault();
      if (!event.repeat) this.#press();
    });
    document.addEventListener("keyup", (event) => {
      if (!this.#isTalkKey(event)) return;
      event.preventDefault(); // else the focused button would click as well
      this.#release();
    });
  }

  #isTalkKey(event) {
    if (event.code !== "Space" || event.ctrlKey || event.altKey || event.metaKey || !this.#on.active()) return false;
    const other = event.target.closest?.(KEEPS_SPACE);
    return !other || other === this.#button;
  }

  #press() {
    if (!this.#on.active()) return;
    if (this.#mode === "latched") {
      this.#become("idle");
      this.#on.finish();
    } else if (this.#mode === "idle") {
      this.#pressedAt = performance.now();
      this.#become("held");
      this.#on.begin();
    }
  }

  #release() {
    if (this.#mode !== "held") return;
    if (performance.now() - this.#pressedAt < TAP_MS) {
      this.latch();
    } else {
      this.#become("idle");
      this.#on.finish();
    }
  }

  /** From now on a press ends the recording, not a release. */
  latch() {
    if (this.#mode === "held") this.#become("latched");
  }

  #become(mode) {
    this.#mode = mode;
    this.#on.changed(mode);
  }
}
