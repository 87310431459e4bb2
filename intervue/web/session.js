/** What this tab remembers across a reload: the session id, the captions, the résumé. Gone when the tab is closed. After
 *  the end it is the transcript alone, until a new interview is asked for: the next person at this machine is another one. */

const KEY = "intervue.session";
const VOICE_KEY = "intervue.voice";

export class Session {
  constructor() {
    const kept = read(KEY);
    this.data = kept ?? fresh(null);
    this.save();
  }

  get id() { return this.data.id; }
  get captions() { return this.data.captions; }
  get resume() { return this.data.resume; }

  /** What of the résumé was read with doubt (`kept` of `Doubts`). */
  get doubts() { return this.data.doubts ?? null; }

  /** The candidate's name as the résumé has it, or an empty text. */
  get name() { return this.data.name ?? this.resume?.contact?.name ?? ""; }

  /** How it ended, as `finish` was told; null before the end. */
  get end() { return this.data.end ?? null; }

  get lastSequence() { return this.data.captions.reduce((last, line) => Math.max(last, line.sequence), 0); }

  /** What is known of an interview that was made ahead, as `enter` got it; null where anybody may begin one. */
  get invited() { return this.data.invited ?? null; }

  /** The start button was pressed in this tab, so a reload goes straight on. */
  get wanted() { return this.data.wanted; }

  /** The server has shown that the interview runs. */
  get started() { return this.data.started; }

  /** When it began, by this machine's clock: milliseconds since 1970, or null. */
  get startedAt() { return this.data.startedAt ?? null; }

  /** This tab is for an interview that was made ahead; what it knew of another one goes.
   * @param {{session_id: string, invitation: string, role: string, minutes: number|null, started: boolean, resume: boolean}}
   *   interview as the server tells it. */
  enter(interview) {
    if (interview.session_id !== this.id) this.data = { ...fresh(null), id: interview.session_id };
    this.update({ invited: interview });
  }

  update(changes) {
    if (changes.started && !this.started) this.data.startedAt = Date.now();
    if (changes.started === false) this.data.startedAt = null;
    Object.assign(this.data, changes);
    this.save();
  }

  /** Adds a caption, or corrects the one with the same number. Says whether lines in between were missed. */
  addCaption({ role, text, sequence }) {
    const missed = sequence > this.lastSequence + 1;
    this.data.captions = [...this.captions.filter((line) => line.sequence !== sequence), { role, text, sequence, missed }];
    this.data.captions.sort((a, b) => a.sequence - b.sequence);
    this.save();
  }

  /** The last question's sound, so that it can be replayed after a reload. */
  get voice() { return read(VOICE_KEY); }
  set voice(voice) {
    write(VOICE_KEY, null); // the storage may have room for one question only
    write(VOICE_KEY, voice);
  }

  /** The id is used up. What was said stays to be downloaded, also after a reload; the résumé goes, but for the name.
   * @param {{reason: string, title: string, text: string}} end */
  finish(end) {
    const { id, startedAt, captions, invited } = this.data;
    const { name } = this;
    this.data = { ...fresh(null), id, startedAt, captions, invited, name, end };
    this.save();
  }

  /** Nothing of this interview stays in the tab, not even its id; the next one begins empty. */
  clear() {
    this.data = fresh(null);
    this.save();
  }

  /** Another tab has this id before its interview began: this one gets its own, with the same résumé. */
  renew() {
    this.data = { ...fresh(this.resume), doubts: this.doubts };
    this.save();
  }

  /** Everything another tab needs to go on with this interview. */
  handOver() { return { data: this.data, voice: this.voice }; }

  /** Goes on with what another tab handed over. */
  adopt({ data, voice }) {
    if (data.id !== this.id) return;
    this.data = data;
    this.save();
    this.voice = voice;
  }

  save() { write(KEY, this.data); }
}

function fresh(resume) {
  write(VOICE_KEY, null);
  return { id: randomId(), wanted: false, started: false, startedAt: null, end: null, captions: [], resume };
}

// crypto.randomUUID exists in secure contexts only, and the page must explain itself in others too.
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null; // storage is forbidden or holds something else: the interview works, only a reload starts anew
  }
}

function write(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    console.info("This tab cannot remember the interview across a reload:", error.name);
  }
}
