/** One interview: what is known of it, its links, what was said; and how it is erased. */

import { ask } from "./desk.js";
import { facts, link, moment, resume, speaker, stateOf, stateOfLink, title } from "./desk_words.js";
import { byId, element } from "./element.js";

export class OneInterview {
  #on;
  #id = "";
  #session = null;
  #fresh = null; // an invitation whose link is shown this once

  /** @param {{problem: function(string), erased: function(string)}} handlers `erased` gets a sentence to be shown. */
  constructor(handlers) {
    this.#on = handlers;
    byId("one-copy").addEventListener("click", () => copy());
    byId("one-invite").addEventListener("click", () => this.#invite());
    byId("one-again").addEventListener("click", () => this.#load());
    byId("one-erase").addEventListener("click", () => this.#askToErase());
    byId("erase-cancel").addEventListener("click", () => byId("erase-dialog").close());
    byId("erase-confirm").addEventListener("click", () => this.#erase());
  }

  /** A link that nobody will see again. */
  made(invitation) { this.#fresh = invitation; }

  async show(id) {
    if (this.#fresh?.session_id !== id) this.#fresh = null;
    this.#id = id;
    this.#session = null;
    byId("one").dataset.interview = id;
    byId("one").removeAttribute("data-known");
    byId("one-title").textContent = "Interview";
    byId("one-state").textContent = "";
    for (const part of ["one-facts", "one-links", "one-transcript"]) byId(part).replaceChildren();
    this.#showFresh();
    await this.#load();
  }

  leave() {
    this.#fresh = null;
    byId("one-link").value = "";
  }

  get #path() { return `sessions/${encodeURIComponent(this.#id)}`; }

  async #load() {
    const id = this.#id;
    const [details, said] = await Promise.all([ask("GET", this.#path), ask("GET", `${this.#path}/transcript`)]);
    if (id !== this.#id) return; // another one was opened meanwhile
    this.#on.problem(details.problem || said.problem);
    if (!details.ok) return;
    this.#describe(details.body);
    if (said.ok) this.#transcribe(said.body.transcript);
  }

  #describe({ session, job_description: description, resume: parsed, invitations }) {
    this.#session = session;
    const { name, words } = stateOf(session);
    byId("one").dataset.known = "";
    byId("one-title").textContent = title(session);
    document.title = `${title(session)} · Intervue`;
    byId("one-state").dataset.state = name;
    byId("one-state").textContent = words;
    byId("one-facts").replaceChildren(
      ...facts(session).flatMap(([fact, value]) => [element("dt", {}, fact), element("dd", {}, value)]),
    );
    byId("one-links").replaceChildren(...invitations.map((each) => this.#linkRow(each, name)));
    byId("one-linkless").hidden = invitations.length > 0;
    byId("one-invite").hidden = name === "over";
    unfold("one-description", description);
    unfold("one-resume", parsed ? resume(parsed) : "");
    byId("one-ahead").hidden = !description && !parsed;
  }

  #linkRow(invitation, state) {
    const { name, words } = stateOfLink(invitation, state);
    const mayRevoke = name === "valid" || name === "expired"; // who came in by an expired one is still in
    const revoke = element("button", { type: "button", class: "quiet" }, "Withdraw");
    revoke.setAttribute("aria-label", `Withdraw the link made ${moment(invitation.created_at)}`);
    revoke.addEventListener("click", () => this.#revoke(invitation.id, revoke));
    return element(
      "li", { "data-invitation": invitation.id },
      element("span", { class: "chip", "data-state": name }, words),
      element("span", { class: "muted" }, link(invitation)),
      ...(mayRevoke ? [revoke] : []),
    );
  }

  #transcribe(transcript) {
    byId("one-transcript").replaceChildren(...transcript.map((entry) => element(
      "li", { "data-role": entry.role },
      element("span", { class: "who-said" }, `${speaker(entry.role)} · ${moment(entry.at)}`),
      element("p", {}, entry.text),
    )));
    byId("one-silence").hidden = transcript.length > 0;
    for (const [part, format, ending] of [["one-text", "text", "txt"], ["one-json", "json", "json"]]) {
      byId(part).hidden = transcript.length === 0;
      byId(part).href = `${this.#path}/transcript?format=${format}`;
      byId(part).download = `interview-${this.#id.slice(0, 8)}.${ending}`;
    }
  }

  async #invite() {
    const answer = await ask("POST", `${this.#path}/invitations`, { body: {} });
    this.#on.problem(answer.problem);
    if (!answer.ok) return;
    this.#fresh = answer.body;
    this.#showFresh();
    await this.#load();
    byId("one-link").focus();
  }

  async #revoke(id, button) {
    button.disabled = true;
    const answer = await ask("DELETE", `${this.#path}/invitations/${encodeURIComponent(id)}`);
    button.disabled = false;
    this.#on.problem(answer.problem);
    if (!answer.ok) return;
    if (this.#fresh?.id === id) this.#fresh = null;
    this.#showFresh();
    await this.#load();
    byId("one-links-title").focus(); // the button is gone
  }

  #showFresh() {
    byId("one-new-link").hidden = !this.#fresh;
    byId("one-link").value = this.#fresh?.invitation_url ?? "";
    byId("one-copied").textContent = "";
  }

  #askToErase() {
    byId("erase-title").textContent = `Erase the ${this.#named}?`;
    byId("erase-dialog").showModal();
  }

  get #named() {
    const { candidate, role } = this.#session ?? {};
    if (candidate) return `interview of ${candidate}`;
    return role ? `interview for “${role}” (candidate’s name unknown)` : `interview ${this.#id}`;
  }

  async #erase() {
    byId("erase-confirm").disabled = true;
    const answer = await ask("DELETE", this.#path);
    byId("erase-confirm").disabled = false;
    byId("erase-dialog").close();
    this.#on.problem(answer.problem);
    if (answer.ok) this.#on.erased(`The ${this.#named} was erased. ${answer.body.detail ?? ""}`.trim());
  }
}

function unfold(id, text) {
  byId(id).hidden = !text;
  byId(id).querySelector("p").textContent = text;
}

async function copy() {
  const field = byId("one-link");
  field.select();
  let copied;
  try {
    await navigator.clipboard.writeText(field.value);
    copied = true;
  } catch {
    copied = document.execCommand("copy"); // the clipboard is there on secure pages only
  }
  byId("one-copied").textContent = copied ? "Copied." : "Your browser does not let the page copy: press Ctrl+C.";
}
