/** Puts the page together: the way in, setup, interview, end, and the other tab. */

import { MicrophoneCheck } from "./check.js";
import { byId } from "./element.js";
import { Interview } from "./interview.js";
import { Invitation } from "./invitation.js";
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

const CLOSED = {
  expired: {
    title: "This link has expired",
    text: "It could be opened for a limited time only. Please ask whoever invited you for a new one: that is quickly done.",
  },
  revoked: {
    title: "This invitation was withdrawn",
    text: "Whoever invited you has taken this link back. If you got another one since then, open that. If this surprises you, "
      + "please ask them.",
  },
  invalid: {
    title: "This link does not open an interview",
    text: "It may be incomplete, it may have expired, or it was withdrawn. Open it once more from the message that you got. If "
      + "that does not help, ask whoever invited you for a new link.",
  },
  over: {
    title: "This interview is over",
    text: "Its link does not open it any more. If you did not expect that, ask whoever invited you.",
  },
  uninvited: {
    title: "You need an invitation",
    text: "Interviews on this server begin with a personal link. Open the one that you were sent; if you have none, ask whoever "
      + "invited you.",
    forStaff: true,
  },
  busy: {
    title: "Please wait a minute",
    text: "Too many requests came from your network at once. Your link is all right: try again in a minute.",
    mayRetry: true,
  },
  unreachable: { title: "The server cannot be reached", text: "Check your connection, then try again.", mayRetry: true },
};

const invitation = new Invitation();
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
  else showSetup();
}

function showSetup() {
  view.screen("setup");
  byId("start").disabled = false;
}

function makeInterview() {
  const standing = async () => (session.invited ? invitation.standing(session.id) : "unknown");
  return new Interview(session, view, microphone, { startFailed, standing });
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
  if (session.wanted || session.invited) {
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
  byId("closed-retry").addEventListener("click", enter);
  byId("elsewhere-new").addEventListener("click", startAnew);
  bindTheme(byId("theme"));
}

async function showLimits() {
  await loadLimits();
  resume.showLimit();
  byId("insecure").hidden = !limits.insecure;
}

function showDuration() {
  limits.interviewMinutes = session.invited?.minutes ?? limits.interviewMinutes;
  byId("duration").textContent = `It takes at most ${Math.round(limits.interviewMinutes)} minutes.`;
  byId("duration").hidden = false;
}

/** Whether this tab may hold an interview; by a link, or a cookie, it is the one that was made ahead. */
async function wayIn(limitsKnown) {
  if (invitation.given) {
    const { door, interview: found } = await invitation.open();
    if (found) session.enter(found);
    // The tab that held it still has what was said.
    return door === "over" && session.end && session.invited?.invitation === invitation.id ? "open" : door;
  }
  if (session.invited || session.end) return "open";
  await limitsKnown;
  if (!limits.access) return "open";
  const found = await invitation.entered();
  if (found) session.enter(found);
  return found ? "open" : "uninvited";
}

/** Somebody had the record of what this tab still shows deleted: then it goes here as well. Says whether that is told. */
async function forgetErased(limitsKnown) {
  if (!session.end) return false;
  await limitsKnown;
  if (!await invitation.isErased(session.id, limits.access)) return false;
  const { id, invited } = session;
  session.clear();
  if (invitation.given && invited?.invitation !== invitation.id) return false; // somebody asks for another interview
  resume.show(null);
  view.captions.show([]);
  view.invited(invited);
  view.identify(id);
  view.finish({
    reason: "erased",
    title: "This interview was erased",
    text: "Nothing of it is kept on the server any more. What was said is gone from this page as well."
      + (invited ? " If that surprises you, ask whoever invited you." : ""),
    hasLines: false,
    mayRetry: false,
  });
  return true;
}

async function enter() {
  const limitsKnown = showLimits();
  const door = await wayIn(limitsKnown);
  if (await forgetErased(limitsKnown)) return;
  if (door !== "open") {
    view.closed(CLOSED[door]);
    return;
  }
  view.invited(session.invited);
  if (session.end) {
    showEnd();
    return;
  }
  resume.show(session.resume, session.doubts);
  const [mine] = await Promise.all([claimSession(), limitsKnown]);
  showDuration();
  if (!mine) return;
  view.identify(session.id);
  interview = makeInterview();
  showSetup(); // until here a press would have been lost
  if (session.wanted) interview.begin();
}

bind();
enter();
