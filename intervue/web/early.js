/* Before the first paint, so that nothing flashes: the colours that were chosen here, else those of the system. */
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("intervue.theme");
  } catch (error) {
    console.info("This browser keeps no preferences:", error.name);
  }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
