/** Light and dark: as the system has it, until the button was pressed once. */

import { remember, remembered } from "./preferences.js";

const root = document.documentElement;

export function bindTheme(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const show = (theme) => {
    root.dataset.theme = theme;
    button.setAttribute("aria-label", theme === "dark" ? "Use light colours" : "Use dark colours");
  };
  show(root.dataset.theme ?? "light");
  system.addEventListener("change", () => {
    if (!remembered("theme")) show(system.matches ? "dark" : "light");
  });
  button.addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    remember("theme", theme);
    show(theme);
  });
}
