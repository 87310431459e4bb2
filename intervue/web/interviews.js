/** Puts the recruiters' page together: the list, a new interview, one interview. The address says which is shown. */

import { List } from "./desk_list.js";
import { NewInterview } from "./desk_new.js";
import { OneInterview } from "./desk_one.js";
import { call, isStaff, signInAgain } from "./desk.js";
import { forget, keepAlso, takeBack } from "./desk_return.js";
import { byId } from "./element.js";
import { limits, loadLimits } from "./server.js";
import { bindTheme } from "./theme.js";

const VIEWS = { list: "Interviews", new: "New interview", one: "Interview" };

const list = new List(problem);
const newInterview = new NewInterview((invitation) => {
  one.made(invitation);
  location.hash = `interview=${invitation.session_id}`;
});
const one = new OneInterview({
  problem,
  erased: (words) => {
    tidings = words;
    location.hash = "";
  },
});
let shown = null;
let tidings = ""; // to be said by the next view

function problem(words) {
  byId("problem").textContent = words;
  byId("problem").hidden = !words;
}

function notice(words) {
  byId("notice").hidden = !words;
  byId("notice").textContent = words;
}

async function route() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const id = wanted.get("interview");
  problem("");
  notice(tidings);
  tidings = "";
  if (shown === "one") one.leave();
  if (id) {
    turnTo("one");
    await one.show(id);
  } else if (wanted.has("new")) {
    turnTo("new");
    newInterview.show();
  } else {
    turnTo("list");
    await list.show();
  }
}

function turnTo(view) {
  for (const name of Object.keys(VIEWS)) byId(name).hidden = name !== view;
  document.title = `${VIEWS[view]} · Intervue`;
  scrollTo(0, 0);
  if (shown !== null) byId(`${view}-title`).focus({ preventScroll: true }); // not when the page was opened
  shown = view;
}

async function signOut() {
  const answer = await call("POST", "sign-out");
  if (answer.ok || answer.status === 401) {
    forget();
    location.assign("sign-in");
  } else {
    problem(answer.problem);
  }
}

function bind() {
  bindTheme(byId("theme"));
  byId("make").addEventListener("click", () => { location.hash = "new"; });
  byId("new-cancel").addEventListener("click", () => {
    newInterview.clear();
    location.hash = "";
  });
  byId("sign-out").addEventListener("click", signOut);
  addEventListener("hashchange", route);
}

async function open() {
  bind();
  const [me] = await Promise.all([call("GET", "me"), loadLimits()]);
  byId("insecure").hidden = !limits.insecure;
  if (me.status === 401 || (me.ok && !isStaff(me.body.role))) {
    signInAgain();
    return;
  }
  if (!me.ok) {
    problem(me.problem);
    return;
  }
  byId("who").textContent = me.body.name ? `Signed in as ${me.body.name}` : "Open to all who reach it: no sign-in";
  byId("sign-out").hidden = !me.body.csrf;
  const typed = takeBack(me.body.name);
  for (const [name, part] of [["list", list], ["new", newInterview]]) {
    if (typed[name]) part.restore(typed[name]);
    keepAlso(name, () => part.typed);
  }
  await route();
}

open();
