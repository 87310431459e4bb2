/** One WebSocket after another under the same session id. */

import { isUp } from "./server.js";

const DELAYS_MS = [500, 1000, 2000, 4000, 8000, 10000];
const STABLE_MS = 5000; // a socket that lived this long was a good one: the back-off begins anew
const REPLY_MS = 15000; // the server answers every message at once, and a handshake too, so longer silence is a dead line
const REFUSALS_BEFORE_ASKING = 3;
const RESTARTS = 1012;
const ON_PURPOSE = [1000, 1008]; // the server is done with this socket; whether with this browser, only asking tells

export class Connection {
  #url;
  #on;
  #socket = null;
  #timer = 0;
  #replyTimer = 0;
  #tries = 0;
  #refusals = 0;
  #wanted = false;

  /**
   * @param {string} sessionId
   * @param {{opened: function, message: function(object), lost: function(number, boolean, boolean), tooLarge: function,
   *   refused: function(string), standing: function(): Promise<string>}} handlers `lost` gets the milliseconds to the next
   *   try, whether bytes were left unsent, and whether the server said that it restarts; `standing` asks whether this
   *   browser may still come in ("in", "unknown"), or why not, which `refused` is told.
   */
  constructor(sessionId, handlers) {
    const url = new URL(`ws/interview/${sessionId}`, document.baseURI);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.#url = url.href;
    this.#on = handlers;
    addEventListener("online", () => this.retryNow());
    addEventListener("offline", () => this.#abandon());
  }

  get isOpen() { return this.#socket?.readyState === WebSocket.OPEN; }

  open() {
    this.#wanted = true;
    this.#refusals = 0;
    this.#tries = 0;
    this.retryNow();
  }

  close() {
    this.#wanted = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#replyTimer);
    this.#socket?.close();
    this.#socket = null;
  }

  /** Says whether the message was handed to an open socket. */
  send(message) {
    if (!this.isOpen) return false;
    this.#socket.send(JSON.stringify(message));
    this.#expectReply();
    return true;
  }

  retryNow() {
    const idle = !this.#socket || this.#socket.readyState === WebSocket.CLOSED;
    if (this.#wanted && idle) this.#connect();
  }

  #connect() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#expectReply();
    let openedAt = 0;
    socket.onopen = () => {
      openedAt = Date.now();
      this.#refusals = 0;
      this.#expectReply();
      this.#on.opened();
    };
    socket.onmessage = (event) => {
      clearTimeout(this.#replyTimer);
      if (socket === this.#socket) this.#receive(event.data);
    };
    socket.onclose = (event) => {
      if (socket === this.#socket) this.#closed(socket, openedAt, event.code);
    };
  }

  #receive(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return; // not a message of the protocol; the next one may be
    }
    if (message && typeof message === "object") this.#on.message(message);
  }

  async #closed(socket, openedAt, code) {
    clearTimeout(this.#replyTimer);
    this.#socket = null;
    if (!this.#wanted) return;
    if (openedAt && Date.now() - openedAt > STABLE_MS) this.#tries = 0;
    if (!openedAt) this.#refusals += 1;
    if (code === 1009) this.#on.tooLarge();
    if (ON_PURPOSE.includes(code) && await this.#isOut()) return;
    const delay = DELAYS_MS[Math.min(this.#tries, DELAYS_MS.length - 1)] * (0.8 + 0.4 * Math.random());
    this.#tries += 1;
    this.#on.lost(delay, socket.bufferedAmount > 0, code === RESTARTS);
    // A refused handshake and a dead server look the same to a page (1006): only asking tells them apart.
    if (!openedAt && await this.#isOut()) return;
    if (this.#refusals >= REFUSALS_BEFORE_ASKING && await isUp()) {
      this.#refuse("unknown");
      return;
    }
    if (this.#wanted && !this.#socket) this.#timer = setTimeout(() => this.#connect(), delay);
  }

  // Whether the server knows already that no further try can succeed: then none is made.
  async #isOut() {
    const standing = await this.#on.standing();
    if (!this.#wanted || this.#socket) return true; // another try is on its way, or none is wanted any more
    if (["in", "unknown"].includes(standing)) return false;
    this.#refuse(standing);
    return true;
  }

  #refuse(why) {
    if (!this.#wanted || this.#socket) return;
    this.#wanted = false;
    this.#on.refused(why);
  }

  #expectReply() {
    clearTimeout(this.#replyTimer);
    const socket = this.#socket;
    let left = socket.bufferedAmount;
    const check = () => {
      const moving = socket.bufferedAmount < left; // a long answer on a slow line is still on its way
      left = socket.bufferedAmount;
      if (moving) this.#replyTimer = setTimeout(check, REPLY_MS);
      else this.#abandon();
    };
    this.#replyTimer = setTimeout(check, REPLY_MS);
  }

  // A dead line may keep close() waiting for a minute, so its end is declared here.
  #abandon() {
    const socket = this.#socket;
    if (!socket || socket.readyState === WebSocket.CLOSED) return;
    const opened = socket.readyState === WebSocket.OPEN ? Date.now() : 0;
    this.#socket = null;
    socket.close();
    this.#closed(socket, opened, 1006);
  }
}
