/** The interview as this page sees it: messages in, words and sounds out. */

import { Answering } from "./answering.js";
import { InterviewClock } from "./clock.js";
import { Connection } from "./connection.js";
import { byId } from "./element.js";
import { Link, describe } from "./state.js";
import { Voice } from "./voice.js";

const SLOW_RETRY_MS = 1500; // shorter waits are over before they are read
const BUSY = ["processing_stt", "generating", "speaking"];
const RESTART_MS = 120_000; // a server that is away for longer is not being restarted
const UNREACHABLE = "The server cannot be reached. The page keeps trying.";
const RESTARTING = "The server is being restarted. You need not do anything: the interview goes on by itself as soon as it is back.";
const ASK = "If that surprises you, please ask whoever invited you";
const OUT = { // titles and texts of those who cannot come back
  withdrawn: ["Your invitation was withdrawn",
    `Whoever invited you has taken your link back. If you got another one since then, open that. ${ASK}.`],
  over: ["This interview is over", `Thank you for your time. ${ASK}.`],
  other: ["Another interview was opened in this browser",
    "A browser holds one invited interview at a time. To go on with this one, open its link again."],
  stranger: ["The server does not know this browser any more",
    "What tells it that you were invited, a cookie, was cleared or blocked here. Open the link of your invitation again, and the "
      + "interview goes on where it was. If that does not help, ask whoever invited you."],
};

export class Interview {
  #session;
  #view;
  #invited; // whether the interview was made ahead: then nobody begins another one here
  #microphone;
  #on;
  #connection;
  #voice;
  #answering;
  #clock;
  #link = Link.IDLE;
  #server = null; // the last status since the connection was opened
  #live = false;
  #idle = 0; // how often this connection said "ready" before any sign of a started interview
  #ending = false;
  #paused = false;
  #waiting = null; // an answer that is recorded and not sent
  #sent = null; // an answer that was sent and not shown as text yet
  #unsure = false; // the connection broke before the server reacted to #sent
  #lineNotice = false;
  #restartedAt = null; // when the server closed the line, and said that it comes back

  /** @param {{startFailed: function(string), standing: function(): Promise<string>}} handlers `standing`: see `Connection`. */
  constructor(session, view, microphone, handlers) {
    this.#session = session;
    this.#view = view;
    this.#invited = Boolean(session.invited);
    this.#microphone = microphone;
    this.#on = handlers;
    this.#clock = new InterviewClock(session);
    this.#voice = new Voice(session, {
      heard: () => this.#connection.send({ type: "playback_complete" }),
      changed: () => this.#show(),
      blocked: () => this.#blocked(),
      failed: () => this.#unplayable(),
    });
    this.#connection = new Connection(session.id, {
      opened: () => this.#opened(),
      message: (message) => this.#receive(message),
      lost: (delay, unsent, restarting) => this.#lost(delay, unsent, restarting),
      tooLarge: () => this.#tooLarge(),
      refused: (why) => this.#refused(why),
      standing: () => handlers.standing(),
    });
    this.#answering = new Answering(microphone, view, {
      active: () => this.#live && !this.#paused && !byId("end-dialog").open,
      allowed: () => this.#state.mayTalk,
      begun: () => this.#begun(),
      recorded: (answer) => this.#recorded(answer),
      changed: () => this.#show(),
      notice: (words) => {
        if (this.#live) view.notice(words);
      },
    });
    addEventListener("beforeunload", (event) => {
      if (this.#live && this.#unsent) event.preventDefault();
    });
  }

  /** To be called inside a click, so that the page may speak later. */
  unlockSound() { this.#voice.unlock(); }

  /** Begins, tries again after START_ERROR, or goes on after a reload or in place of another tab. */
  begin() {
    this.#session.update({ wanted: true });
    this.#live = true;
    this.#microphone.listening = false;
    this.#voice.reload();
    this.#view.captions.show(this.#session.captions);
    this.#view.replay(this.#voice.replayable);
    this.#clock.run();
    this.#view.notice("");
    this.#view.identify(this.#session.id);
    this.#view.screen("interview");
    if (this.#connection.isOpen) {
      this.#start();
    } else {
      this.#link = Link.CONNECTING;
      this.#connection.open();
    }
    this.#show();
  }

  replay() {
    if (this.#answering.recording) return;
    this.#view.notice("");
    this.#voice.replay();
  }

  /** The candidate's own pause: voice and recording stand still, nothing is lost. The server does not know of it. */
  togglePause() {
    if (!this.#live || this.#ending || byId("end-dialog").open) return;
    this.#paused = !this.#paused;
    if (this.#paused) {
      this.#answering.pause();
      this.#voice.pause();
    } else {
      this.#answering.resume();
      this.#voice.resume();
    }
    this.#show();
    byId(this.#paused ? "pause" : "talk").focus({ preventScroll: true });
  }

  end() {
    this.#ending = true;
    this.#waiting = null;
    this.#rest();
    if (!this.#connection.send({ type: "end_session" })) {
      this.#view.notice("The server cannot be reached. The interview ends as soon as it can; you may also close this page.");
    }
    this.#show();
  }

  /** Another tab goes on with this interview. @returns {boolean} whether an answer was lost by that. */
  standAside() {
    const lost = this.#live && this.#unsent;
    this.#live = false;
    this.#link = Link.IDLE;
    this.#waiting = this.#sent = null;
    this.#rest();
    this.#connection.close();
    this.#microphone.close();
    this.#clock.stop();
    return lost;
  }

  // Nothing plays, nothing records.
  #rest() {
    this.#paused = false;
    this.#answering.discard();
    this.#voice.stop();
  }

  // --- the line ---

  #opened() {
    this.#link = Link.OPEN;
    this.#server = null;
    this.#idle = 0;
    if (this.#lineNotice) this.#view.notice("");
    this.#lineNotice = false;
    this.#restartedAt = null;
    this.#show();
  }

  #lost(delay, unsentBytes, restarting) {
    this.#link = Link.LOST;
    if (restarting) this.#restartedAt ??= Date.now();
    const comesBack = this.#restartedAt !== null && Date.now() - this.#restartedAt < RESTART_MS;
    this.#server = null;
    if (!this.#live) {
      this.#connection.close(); // nothing runs that a new connection could serve
      return;
    }
    if (this.#sent && unsentBytes) {
      this.#waiting = this.#sent; // a message arrives whole or not at all
      this.#sent = null;
    } else if (this.#sent) {
      this.#unsure = true;
    }
    if (comesBack || delay > SLOW_RETRY_MS) {
      this.#lineNotice = true;
      this.#view.notice(comesBack ? RESTARTING : UNREACHABLE, ["Try now", () => this.#connection.retryNow()]);
    }
    this.#show();
  }

  #tooLarge() {
    this.#sent = this.#waiting = null;
    this.#view.notice("That answer was too large for the server. Please give a shorter one.");
  }

  #refused(why) {
    if (this.#ending || why === "over") {
      const [title, text] = this.#ending ? ["Thank you", "The interview is over."] : OUT.over;
      this.#close("ended", title, text + this.#lostWords);
      return;
    }
    if (why === "gone") {
      this.#erased("Nothing of it is kept on the server any more.");
      return;
    }
    if (OUT[why]) {
      const [title, text] = OUT[why];
      const said = this.#session.captions.length ? " What was said until now stays in this tab until you close it." : "";
      this.#close(why, title, text + said + this.#lostWords);
      return;
    }
    const title = this.#session.started ? "This interview cannot go on" : "The interview could not be started";
    const [cause, what] = this.#invited
      ? ["your invitation was withdrawn, this browser has opened another one since then",
        "You can try again, or open your link again. If that does not help, ask whoever invited you."]
      : ["it is over", "You can try again, or start a new interview."];
    this.#close("refused", title, `The server is running, but it does not accept this interview: ${cause}, or no more `
      + `interviews are taken at the moment.${this.#lostWords} ${what}`);
  }

  get #lostWords() { return this.#waiting ? " Your last answer could not be sent." : ""; }

  // --- messages ---

  #receive(message) {
    switch (message.type) {
      case "session_started": this.#joined(); break;
      case "status": this.#status(message.state); break;
      case "transcript": this.#transcript(message); break;
      case "audio": this.#audio(message); break;
      case "error": this.#error(message); break;
      case "session_ended": this.#ended(); break;
      default: return; // of a later version
    }
    this.#show();
  }

  #joined() {
    if (this.#ending) this.#connection.send({ type: "end_session" });
    else if (this.#session.wanted && !this.#session.started) this.#start();
  }

  #start() {
    const { resume } = this.#session;
    if (resume) this.#connection.send({ type: "resume_context", parsed_resume: resume });
    this.#connection.send({ type: "start_interview" });
    this.#server = null;
  }

  #status(state) {
    this.#server = state;
    if (BUSY.includes(state)) {
      this.#unsure = false;
      if (!this.#session.started) this.#session.update({ started: true });
    }
    if (state !== "ready") return;
    // The first is the greeting of a reconnect; a second one is the answer to a start that had arrived before.
    if (!this.#session.started && ++this.#idle > 1) this.#session.update({ started: true });
    if (this.#waiting) {
      this.#flush();
    } else if (this.#unsure) {
      this.#unsure = false;
      this.#view.notice(
        "The connection was lost while your answer was on its way. If the interviewer did not react to it, send it again.",
        ["Send my answer again", () => this.#resend()],
      );
    }
  }

  #transcript({ role, text, sequence }) {
    this.#session.update({ started: true });
    this.#session.addCaption({ role, text, sequence });
    if (role === "candidate") {
      this.#sent = null;
      this.#unsure = false;
      this.#view.notice("");
    }
    this.#view.captions.show(this.#session.captions);
  }

  #error({ code, message, recoverable }) {
    if (code === "START_ERROR") {
      this.#live = false;
      this.#session.update({ wanted: false, started: false });
      this.#clock.stop();
      this.#on.startFailed(message);
    } else if (code === "SESSION_NOT_FOUND") {
      this.#erased(message);
    } else if (!recoverable) {
      this.#stopped(message);
    } else if (code === "EMPTY_TRANSCRIPTION") {
      this.#sent = null;
      this.#view.notice(message);
    } else {
      this.#unsure = false;
      this.#view.notice(message, this.#sent ? ["Send the same answer again", () => this.#resend()] : null);
    }
  }

  // Without its cookie a socket is opened all the same, and asked for a token, as programs have one.
  async #stopped(message) {
    this.#connection.close();
    const why = await this.#on.standing();
    if (!this.#live) return; // another tab goes on with it meanwhile
    if (why === "stranger") this.#refused(why);
    else this.#close("failed", "The interview had to stop", message);
  }

  // Somebody had the record deleted: what this tab knows of it goes as well.
  #erased(message) {
    this.#waiting = this.#sent = null;
    this.#session.clear();
    this.#voice.reload();
    this.#view.captions.show([]);
    this.#close("erased", "This interview was erased", `${message} What was said, and your résumé, are gone from this page as `
      + `well. If that surprises you, ask whoever invited you${this.#invited ? "." : "; or start a new interview."}`);
  }

  #ended() {
    const cut = this.#unsent && !this.#ending ? "What you were saying in that moment was not sent any more. " : "";
    const count = this.#session.captions.filter((line) => line.role === "candidate").length;
    const answers = ["no answer", "one answer"][count] ?? `${count} answers`;
    this.#close("ended", "Thank you", `The interview is over. You gave ${answers}. ${cut}`
      + `The text stays in this tab until you ${this.#invited ? "close it" : "start a new interview"}: download it if you want `
      + "to keep it.");
  }

  #close(reason, title, text) {
    this.#live = false;
    if (reason === "ended") this.#session.finish({ reason, title, text });
    this.#connection.close();
    this.#rest();
    this.#microphone.close();
    this.#clock.stop();
    this.#view.finish({
      reason, title, text, hasLines: this.#session.captions.length > 0, mayRetry: reason === "refused",
    });
  }

  // --- the voice ---

  #audio({ data, format }) {
    this.#session.update({ started: true });
    // Never over the candidate's own voice: the question stands in the captions.
    this.#voice.ask({ data, format }, !this.#answering.recording && !this.#ending);
    this.#view.replay(true);
  }

  #blocked() {
    this.#view.notice("Your browser waits for a click before it plays sound.", ["Play the question", () => this.replay()]);
  }

  #unplayable() {
    this.#view.captions.reveal();
    this.#view.notice("The sound could not be played. The question stands in the captions.");
  }

  // --- answers ---

  #begun() {
    this.#view.notice("");
    this.#voice.interrupt();
  }

  #recorded(answer) {
    this.#waiting = answer;
    this.#flush();
    this.#show();
  }

  #flush() {
    const { data, format } = this.#waiting;
    if (this.#server !== "ready" || !this.#connection.send({ type: "audio", data, format })) return;
    this.#sent = this.#waiting;
    this.#waiting = null;
    this.#unsure = false;
    this.#server = "processing_stt"; // said by the server in a moment
  }

  #resend() {
    this.#view.notice("");
    this.#waiting = this.#sent;
    this.#sent = null;
    if (this.#waiting) this.#flush();
    this.#show();
  }

  get #unsent() { return this.#answering.recording || Boolean(this.#waiting); }

  get #state() {
    return describe({
      link: this.#link,
      server: this.#server,
      started: this.#session.started,
      playing: this.#voice.playing,
      paused: this.#paused,
      recording: this.#answering.recording,
      cut: this.#answering.cut,
      waiting: Boolean(this.#waiting),
      ending: this.#ending,
    });
  }

  #show() {
    if (this.#live) this.#view.state(this.#state);
  }
}
