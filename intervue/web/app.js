/** Puts the page together: setup, interview, end, and the other tab. */

import { MicrophoneCheck } from "./check.js";
import { byId } from "./element.js";
import { Interview } from "./interview.js";
import { Microphone } from "./microphone.js";
import { ResumePanel } from "./resume.js";
import { limits, loadLimits, readiness } from "./server.js";
import { Session } from "./session.js";
import { TabClaim } from "./tabs.js";
import { bindTheme } from "./theme.js";
import { download } from "./transcript.js";
import { View } from "./view.js";

const NOT_READY = {
  starting: "This server is still getting ready. Wait a minute, then try again.",
  unreachable: "The server cannot be reached. Check your connection and try again.",
};
const TELL = "This server is not ready for interviews. Please tell whoever invited you.";

const session = new Session();
const view = new View();
const microphone = new Microphone();
const check = new MicrophoneCheck(microphone, view);
const resume = new ResumePanel((parsed, doubts) => session.update({ resume: parsed, doubts }));
let interview = null; // made once this tab has its id to itself
let claim = new TabClaim(session, takenOver);
let starting = false;

async function start() {
  if (starting) return; // a double click
  if (resume.busy) {
    view.startError("Your résumé is still being read. Wait a moment, or cancel it.");
    return;
  }
  view.startError("");
  interview.unlockSound();
  starting = true;
  byId("start").setAttribute("aria-busy", "true");
  const ready = await check.open();
  byId("start").removeAttribute("aria-busy");
  starting = false;
  if (!ready) {
    view.startError("The interview needs a microphone. See “Your microphone” above.");
    return;
  }
  check.stop();
  interview.begin();
}

/** What the server says names folders and commands where it is not set up: that is for its operator, not the candidate. */
async function startFailed(words) {
  const state = await readiness();
  view.screen("setup");
  if (state === "ready") view.startError(words);
  else view.startError(NOT_READY[state] ?? TELL, words);
  byId("start").textContent = "Try again";
  byId("start").focus();
}

function takenOver() {
  const unsent = interview?.standAside() ? " The answer that was not sent yet is lost: please give it again there." : "";
  view.elsewhere(
    "This interview goes on in another tab",
    `This tab has stopped, so that nothing is heard or sent twice.${unsent} You can close it, or bring the interview back here.`,
  );
}

async function goOnHere() {
  byId("elsewhere-here").disabled = true;
  await claim.takeOver();
  byId("elsewhere-here").disabled = false;
  interview ??= makeInterview();
  if (session.end) showEnd();
  else if (session.wanted) interview.begin();
  else view.screen("setup");
}

function makeInterview() {
  return new Interview(session, view, microphone, { startFailed });
}

/** The next interview may be another person's: nothing is carried over. */
function startAnew() {
  session.clear();
  location.reload();
}

/** The end page once more: after a reload, or in place of the tab that ended the interview. */
function showEnd() {
  resume.show(null);
  view.identify(session.id);
  view.captions.show(session.captions);
  view.finish({ ...session.end, hasLines: session.captions.length > 0, mayRetry: false });
}

/** A tab of its own for each interview: a duplicated tab brings along an id that is in use. */
async function claimSession() {
  if (await claim.take()) return true;
  if (session.wanted) {
    view.elsewhere(
      "This interview is open in another tab",
      "Go on here, and the other tab stops; no answer that was sent is lost. Or close this tab and stay there.",
    );
    return false;
  }
  session.renew();
  claim = new TabClaim(session, takenOver);
  await claim.takeNew();
  return true;
}

function bind() {
  byId("start").addEventListener("click", start);
  byId("replay").addEventListener("click", () => interview.replay());
  byId("pause").addEventListener("click", () => interview.togglePause());
  byId("end").addEventListener("click", () => byId("end-dialog").showModal());
  byId("end-cancel").addEventListener("click", () => byId("end-dialog").close());
  byId("end-confirm").addEventListener("click", () => {
    byId("end-dialog").close();
    interview.end();
  });
  byId("download").addEventListener("click", () => download("text", session));
  byId("download-markdown").addEventListener("click", () => download("markdown", session));
  byId("retry").addEventListener("click", () => interview.begin());
  byId("again").addEventListener("click", startAnew);
  byId("elsewhere-here").addEventListener("click", goOnHere);
  byId("elsewhere-new").addEventListener("click", startAnew);
  bindTheme(byId("theme"));
}

async function showLimits() {
  await loadLimits();
  resume.showLimit();
  byId("insecure").hidden = !limits.insecure;
  byId("duration").textContent = `It takes at most ${Math.round(limits.interviewMinutes)} minutes.`;
  byId("duration").hidden = false;
}

async function open() {
  bind();
  if (session.end) {
    showEnd();
    await showLimits();
    return;
  }
  resume.show(session.resume, session.doubts);
  const [mine] = await Promise.all([claimSession(), showLimits()]);
  if (!mine) return;
  view.identify(session.id);
  interview = makeInterview();
  byId("start").disabled = false; // until here a press would have been lost
  if (session.wanted) interview.begin();
}

open();
