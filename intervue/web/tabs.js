/** One interview, one tab: a duplicated tab copies the id, and two tabs would talk over each other. */

const WAIT_MS = 700; // a reload's old page may need a moment to let go
const HAND_OVER_MS = 500;

export class TabClaim {
  #session;
  #lost;
  #channel = null;

  /** @param {function} lost another tab has taken the interview over. */
  constructor(session, lost) {
    this.#session = session;
    this.#lost = lost;
  }

  /** @returns {Promise<boolean>} whether this tab has its id to itself now. */
  async take() {
    if (!navigator.locks) return true; // not a secure page: without a microphone there is no interview to share
    return this.#hold({ signal: AbortSignal.timeout(WAIT_MS) });
  }

  /** Claims an id that was made a moment ago: nobody else can have it, so there is nothing to wait for. */
  async takeNew() {
    if (navigator.locks) await this.#hold({});
  }

  /** Takes the interview over, with what the other tab knows of it. */
  async takeOver() {
    await this.#fetchState();
    await this.#hold({ steal: true });
  }

  #hold(options) {
    return new Promise((resolve) => {
      let held = false;
      const keep = () => {
        held = true;
        this.#serve();
        resolve(true);
        return new Promise(() => {}); // until the tab is closed, or another one steals it
      };
      navigator.locks.request(this.#name, options, keep).catch((error) => {
        if (!held) {
          resolve(error.name !== "TimeoutError"); // forbidden with all storage: nothing can be shared then either
          return;
        }
        this.#channel?.close();
        this.#lost();
      });
    });
  }

  #serve() {
    this.#channel?.close();
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }) => {
      if (data.wanted) this.#channel.postMessage({ state: this.#session.handOver() });
    };
  }

  #fetchState() {
    return new Promise((resolve) => {
      const channel = new BroadcastChannel(this.#name);
      const done = () => {
        clearTimeout(timer);
        channel.close();
        resolve();
      };
      const timer = setTimeout(done, HAND_OVER_MS); // a frozen tab says nothing: what this one knows must do
      channel.onmessage = ({ data }) => {
        if (!data.state) return;
        this.#session.adopt(data.state);
        done();
      };
      channel.postMessage({ wanted: true });
    });
  }

  get #name() { return `intervue.${this.#session.id}`; }
}
