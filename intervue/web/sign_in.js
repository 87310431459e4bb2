/** The page where recruiters sign in. */

import { byId } from "./element.js";
import { call, isStaff } from "./desk.js";
import { place, wasPutOut } from "./desk_return.js";
import { bindTheme } from "./theme.js";

const DESK = "interviews";

async function signIn(event) {
  event.preventDefault();
  const button = byId("sign-in");
  if (button.getAttribute("aria-busy") === "true") return; // a double click
  button.setAttribute("aria-busy", "true");
  tell("");
  byId("put-out").hidden = true;
  const body = { name: byId("name").value, password: byId("password").value };
  const answer = await call("POST", "sign-in", { body });
  button.removeAttribute("aria-busy");
  if (answer.ok) {
    location.replace(DESK + place());
    return;
  }
  tell(answer.problem);
  byId("password").value = "";
  byId("password").focus();
}

function tell(words) {
  byId("problem").textContent = words;
  byId("problem").hidden = !words;
}

async function open() {
  bindTheme(byId("theme"));
  byId("form").addEventListener("submit", signIn);
  const { ok, body } = await call("GET", "me");
  if (ok && isStaff(body.role)) location.replace(DESK + place()); // signed in already, or nobody needs to
  else if (document.activeElement === document.body) byId("name").focus();
  byId("put-out").hidden = !wasPutOut();
}

open();
