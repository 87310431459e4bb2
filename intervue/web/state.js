/** What the interview is doing, in words. Pure: facts in, a state out. */

export const Link = Object.freeze({ IDLE: "idle", CONNECTING: "connecting", OPEN: "open", LOST: "lost" });

const STATES = {
  connecting: ["Connecting", "One moment, please."],
  reconnecting: ["Connection lost", "Trying to reach the server again. All that was answered before is kept."],
  sending: ["Your answer is waiting", "It is sent as soon as the server can be reached."],
  ending: ["Ending the interview", "One moment, please."],
  speaking: ["The interviewer is speaking", "One moment, the voice is being prepared."],
  "your-turn": ["Your turn", "Hold the button or the space bar while you speak. Or tap once to begin, again to send."],
  listening: ["Listening", "Speak now."],
  cut: ["Your microphone is gone", "What you said until then is kept: send it, or discard it and answer again."],
  understanding: ["Understanding your answer", "Your words are being written down."],
  thinking: ["Thinking", "The interviewer is preparing the next question."],
  paused: ["Paused", "Nothing is played or recorded until you go on. The interview's time runs on."],
};
const INTERRUPTIBLE = "You may answer before the end: that stops the voice.";
const KEPT = "What you recorded is kept. The interview's time runs on.";

const SERVER = { processing_stt: "understanding", generating: "thinking", speaking: "speaking" };
const ANNOUNCED = ["your-turn", "cut", "thinking", "reconnecting", "sending", "paused", "ending"];

/**
 * @param {{link: string, server: string|null, started: boolean, playing: boolean, recording: boolean,
 *   cut: boolean, waiting: boolean, ending: boolean, paused: boolean}} facts `cut`: the microphone went away in the middle
 *   of the recording; `waiting`: an answer is recorded and not sent yet.
 * @returns {{name: string, words: string, hint: string, mayTalk: boolean, announce: boolean}} `announce`: to be said
 *   to those who do not see it; never while somebody speaks, for it would be heard over them.
 */
export function describe(facts) {
  const name = nameOf(facts);
  const mayTalk = name === "listening" || name === "cut" || name === "your-turn" || (name === "speaking" && facts.playing);
  const [words, usual] = STATES[name];
  return { name, words, hint: hintOf(name, facts, mayTalk) ?? usual, mayTalk, announce: ANNOUNCED.includes(name) };
}

function hintOf(name, facts, mayTalk) {
  if (name === "speaking" && mayTalk) return INTERRUPTIBLE;
  if (name === "paused" && facts.recording) return KEPT;
  return null;
}

function nameOf(facts) {
  if (facts.ending) return "ending";
  if (facts.paused) return "paused";
  if (facts.recording) return facts.cut ? "cut" : "listening";
  if (facts.link === Link.LOST) return facts.waiting ? "sending" : "reconnecting";
  if (facts.link !== Link.OPEN) return "connecting";
  if (SERVER[facts.server] && !facts.playing) return SERVER[facts.server];
  if (facts.playing) return "speaking";
  if (facts.waiting) return "sending";
  return facts.started && facts.server === "ready" ? "your-turn" : "connecting";
}
