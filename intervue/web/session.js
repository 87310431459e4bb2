/** What this tab remembers across a reload: the session id, the captions, the résumé. Gone when the tab is closed. */

const KEY = "intervue.session";
const VOICE_KEY = "intervue.voice";

export class Session {
  constructor() {
    const kept = read(KEY);
    this.data = kept && !kept.ended ? kept : fresh(kept?.resume ?? null);
    this.save();
  }

  get id() { return this.data.id; }
  get captions() { return this.data.captions; }
  get resume() { return this.data.resume; }
  get lastSequence() { return this.data.captions.reduce((last, line) => Math.max(last, line.sequence), 0); }

  /** The start button was pressed in this tab, so a reload goes straight on. */
  get wanted() { return this.data.wanted; }

  /** The server has shown that the interview runs. */
  get started() { return this.data.started; }

  /** When it began, by this machine's clock: milliseconds since 1970, or null. */
  get startedAt() { return this.data.startedAt ?? null; }

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

  /** The id is used up: the next load begins a new interview, with the same résumé. What was said stays in the page alone. */
  finish() {
    this.update({ ended: true });
    write(VOICE_KEY, null);
  }

  /** It was erased on the server: nothing of it stays here either, the résumé included. */
  forget() {
    this.data = fresh(null);
    this.finish();
  }

  /** Another tab has this id: this one gets its own, with the same résumé. */
  renew() {
    this.data = fresh(this.resume);
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

  save() { write(KEY, this.data.ended ? { ...this.data, captions: [] } : this.data); }
}

function fresh(resume) {
  write(VOICE_KEY, null);
  return { id: randomId(), wanted: false, started: false, startedAt: null, ended: false, captions: [], resume };
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
