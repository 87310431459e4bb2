/** Puts the page together: setup, interview, end. */

import { Interview } from "./interview.js";
import { Meter } from "./meter.js";
import { Microphone, impossible } from "./microphone.js";
import { ResumePanel } from "./resume.js";
import { Session } from "./session.js";
import { download } from "./transcript.js";
import { View } from "./view.js";

const byId = (id) => document.getElementById(id);
const session = new Session();
const view = new View();
const microphone = new Microphone();
const meter = new Meter(byId("microphone-meter"));
const resume = new ResumePanel((parsed) => session.update({ resume: parsed }));
const interview = new Interview(session, view, microphone, { startFailed });

async function openMicrophone() {
  try {
    await microphone.open();
  } catch (problem) {
    showMicrophoneProblem(problem);
    return false;
  }
  byId("microphone-problem").hidden = true;
  byId("microphone-status").textContent = "The microphone works. Say something: the bar should move.";
  byId("microphone-meter").hidden = false;
  byId("microphone-check").hidden = true;
  meter.run(() => microphone.level);
  return true;
}

function showMicrophoneProblem(problem) {
  view.problem(byId("microphone-problem"), problem.message, ...problem.lines ?? []);
  byId("microphone-check").textContent = "Try again";
}

function showStartError(words) {
  byId("start-error").textContent = words;
  byId("start-error").hidden = !words;
}

async function start() {
  if (resume.busy) {
    showStartError("Your résumé is still being read. Wait a moment, or cancel it.");
    return;
  }
  showStartError("");
  interview.unlockSound();
  const button = byId("start");
  button.setAttribute("aria-busy", "true");
  const ready = await openMicrophone();
  button.removeAttribute("aria-busy");
  if (!ready) {
    showStartError("The interview needs a microphone. See “Your microphone” above.");
    return;
  }
  meter.stop();
  interview.begin();
}

function startFailed(words) {
  view.screen("setup");
  showStartError(words);
  byId("start").textContent = "Try again";
  byId("start").focus();
}

byId("microphone-check").addEventListener("click", async () => {
  if (await openMicrophone()) byId("start").focus();
});
byId("start").addEventListener("click", start);
byId("start").disabled = false; // until here a press would have been lost
byId("replay").addEventListener("click", () => interview.replay());
byId("end").addEventListener("click", () => byId("end-dialog").showModal());
byId("end-cancel").addEventListener("click", () => byId("end-dialog").close());
byId("end-confirm").addEventListener("click", () => {
  byId("end-dialog").close();
  interview.end();
});
byId("download").addEventListener("click", () => download(session.captions, session.id));
byId("retry").addEventListener("click", () => interview.begin());
byId("again").addEventListener("click", () => {
  session.finish();
  location.reload();
});

resume.show(session.resume);
if (session.wanted) {
  interview.begin();
} else {
  const problem = impossible();
  if (problem) showMicrophoneProblem(problem);
}
