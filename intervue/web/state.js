/** What the interview is doing, in words. Pure: facts in, a state out. */

export const Link = Object.freeze({ IDLE: "idle", CONNECTING: "connecting", OPEN: "open", LOST: "lost" });

const STATES = {
  connecting: ["Connecting", "One moment, please."],
  reconnecting: ["Connection lost", "Trying to reach the server again. All that was answered before is kept."],
  sending: ["Your answer is waiting", "It is sent as soon as the server can be reached."],
  ending: ["Ending the interview", "One moment, please."],
  speaking: ["The interviewer is speaking", "You may answer before the end: that stops the voice."],
  "your-turn": ["Your turn", "Hold the button or the space bar while you speak. Or tap once to begin, again to send."],
  listening: ["Listening", "Speak now."],
  understanding: ["Understanding your answer", "Your words are being written down."],
  thinking: ["Thinking", "The interviewer is preparing the next question."],
};

const SERVER = { processing_stt: "understanding", generating: "thinking", speaking: "speaking" };

/**
 * @param {{link: string, server: string|null, started: boolean, playing: boolean, recording: boolean,
 *   waiting: boolean, ending: boolean}} facts `waiting`: an answer is recorded and not sent yet.
 * @returns {{name: string, words: string, hint: string, mayTalk: boolean}}
 */
export function describe(facts) {
  const name = nameOf(facts);
  const [words, hint] = STATES[name];
  const mayTalk = facts.recording || name === "your-turn" || (name === "speaking" && facts.playing);
  return { name, words, hint, mayTalk };
}

function nameOf(facts) {
  if (facts.recording) return "listening";
  if (facts.ending) return "ending";
  if (facts.link === Link.LOST) return facts.waiting ? "sending" : "reconnecting";
  if (facts.link !== Link.OPEN) return "connecting";
  if (SERVER[facts.server] && !facts.playing) return SERVER[facts.server];
  if (facts.playing) return "speaking";
  if (facts.waiting) return "sending";
  return facts.started && facts.server === "ready" ? "your-turn" : "connecting";
}
