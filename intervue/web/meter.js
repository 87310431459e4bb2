/** A bar that shows how loud the microphone is, as long as `source` says so. */

export class Meter {
  #element;
  #fill;
  #frame = 0;

  constructor(element) {
    this.#element = element;
    this.#fill = element.querySelector(".meter-fill");
  }

  /** @param {function(): number} level 0..1, asked once per frame. */
  run(level) {
    this.stop();
    let shown = 0;
    let frames = 0;
    const draw = () => {
      shown = Math.max(level(), shown * 0.9);
      this.#fill.style.transform = `scaleX(${shown.toFixed(3)})`;
      if (frames++ % 15 === 0) this.#element.setAttribute("aria-valuenow", String(Math.round(shown * 100)));
      this.#frame = requestAnimationFrame(draw);
    };
    draw();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    this.#fill.style.transform = "scaleX(0)";
  }
}
