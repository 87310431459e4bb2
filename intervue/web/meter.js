/** Shows how loud the microphone is, as the custom property --level (0..1) of an element. */

const EVERY = 15; // frames between two values for screen readers, and for those who want little motion

export class Meter {
  #element;
  #frame = 0;

  constructor(element) { this.#element = element; }

  /** @param {function(): number} level 0..1, asked once per frame. */
  run(level) {
    this.stop();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let shown = 0;
    let frames = 0;
    const draw = () => {
      shown = Math.max(level(), shown * 0.9);
      const due = frames++ % EVERY === 0;
      if (due || !calm) this.#element.style.setProperty("--level", shown.toFixed(3));
      if (due) this.#element.setAttribute("aria-valuenow", String(Math.round(shown * 100)));
      this.#frame = requestAnimationFrame(draw);
    };
    draw();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#element.style.setProperty("--level", "0");
  }
}
