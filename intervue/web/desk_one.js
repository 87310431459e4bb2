/** One interview: what is known of it, its links, what was said; and how it is erased. */

import { ask } from "./desk.js";
import { facts, invitationText, length, link, moment, resume, speaker, stateOf, stateOfLink, title } from "./desk_words.js";
import { byId, element } from "./element.js";
import { limits } from "./server.js";

export class OneInterview {
  #on;
  #id = "";
  #session = null;
  #minutes = null; // how long it takes at most
  #fresh = null; // an invitation whose link is shown this once
  #withdrawing = null; // the id of the link that the question is about

  /** @param {{problem: function(string), erased: function(string)}} handlers `erased` gets a sentence to be shown. */
  constructor(handlers) {
    this.#on = handlers;
    byId("one-copy").addEventListener("click", () => copy(byId("one-link").value));
    byId("one-copy-text").addEventListener("click", () => copy(this.#letter));
    byId("one-invite").addEventListener("click", () => this.#invite());
    byId("one-again").addEventListener("click", () => this.#load());
    byId("one-erase").addEventListener("click", () => this.#askToErase());
    byId("erase-cancel").addEventListener("click", () => byId("erase-dialog").close());
    byId("erase-confirm").addEventListener("click", () => this.#erase());
    byId("withdraw-cancel").addEventListener("click", () => byId("withdraw-dialog").close());
    byId("withdraw-confirm").addEventListener("click", () => this.#revoke());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && !byId("one").hidden) this.#load(); // the interview may have been held meanwhile
    });
  }

  /** A link that nobody will see again. */
  made(invitation) { this.#fresh = invitation; }

  async show(id) {
    if (this.#fresh?.session_id !== id) this.#fresh = null;
    this.#id = id;
    this.#session = this.#minutes = null;
    byId("one").dataset.interview = id;
    byId("one").removeAttribute("data-known");
    byId("one-title").textContent = "Interview";
    byId("one-state").textContent = byId("one-told").textContent = "";
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
    if (details.status === 404) this.#gone(); // somebody has erased it
    if (!details.ok) return;
    this.#describe(details.body);
    this.#settle(details.body.invitations);
    if (said.ok) this.#transcribe(said.body.transcript);
  }

  #describe({ session, job_description: description, questions, minutes, resume: parsed, invitations }) {
    this.#session = session;
    this.#minutes = minutes ?? limits.interviewMinutes;
    const { name, words } = stateOf(session);
    const most = name === "over" ? { questions, minutes } // the installation may have had others then
      : { questions: questions ?? limits.interviewQuestions, minutes: this.#minutes };
    byId("one").dataset.known = "";
    byId("one-title").textContent = title(session);
    document.title = `${title(session)} · Intervue`;
    byId("one-state").dataset.state = name;
    byId("one-state").textContent = words;
    byId("one-facts").replaceChildren(
      ...facts(session, length(most)).flatMap(([fact, value]) => [element("dt", {}, fact), element("dd", {}, value)]),
    );
    byId("one-links").replaceChildren(...invitations.map((each) => this.#linkRow(each, name)));
    byId("one-linkless").hidden = invitations.length > 0;
    byId("one-invite").hidden = name === "over";
    unfold("one-description", description);
    const whole = parsed ? resume(parsed) : "";
    unfold("one-resume", whole === session.candidate ? "" : whole); // the name stands above
    byId("one-ahead").hidden = byId("one-description").hidden && byId("one-resume").hidden;
  }

  // A link that opens nothing any more is not offered to be copied.
  #settle(invitations) {
    if (!this.#fresh) return;
    const over = this.#session.state === "ended";
    if (!over && invitations.find(({ id }) => id === this.#fresh.id)?.state === "valid") return;
    this.#fresh = null;
    this.#showFresh();
    tell(over ? "The interview is over: its links do not open it any more." : "The new link does not open the interview any more.");
  }

  #gone() {
    this.#fresh = this.#session = null;
    this.#showFresh();
    byId("one").removeAttribute("data-known");
  }

  get #letter() {
    const { invitation_url: url, expires_at: until } = this.#fresh;
    return invitationText({ url, until, minutes: this.#minutes, role: this.#session?.role ?? "" });
  }

  #linkRow(invitation, state) {
    const { name, words } = stateOfLink(invitation, state);
    const mayRevoke = name === "valid" || name === "expired"; // who came in by an expired one is still in
    const revoke = element("button", { type: "button", class: "quiet" }, "Withdraw");
    revoke.setAttribute("aria-label", `Withdraw the link made ${moment(invitation.created_at)}`);
    revoke.addEventListener("click", () => this.#askToWithdraw(invitation));
    return element(
      "li", { "data-invitation": invitation.id },
      element("span", { class: "chip", "data-state": name }, words),
      element("span", { class: "muted" }, link(invitation, name)),
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
    tell("");
    await this.#load();
    byId("one-link").focus();
  }

  #askToWithdraw(invitation) {
    this.#withdrawing = invitation.id;
    byId("withdraw-link").textContent = link(invitation);
    byId("withdraw-dialog").showModal();
  }

  async #revoke() {
    const id = this.#withdrawing;
    byId("withdraw-confirm").disabled = true;
    const answer = await ask("DELETE", `${this.#path}/invitations/${encodeURIComponent(id)}`);
    byId("withdraw-confirm").disabled = false;
    byId("withdraw-dialog").close();
    this.#on.problem(answer.problem);
    if (!answer.ok) return;
    if (this.#fresh?.id === id) this.#fresh = null;
    this.#showFresh();
    await this.#load();
    tell("The link was withdrawn: it lets nobody in any more.");
    byId("one-links-title").focus(); // the button is gone
  }

  #showFresh() {
    byId("one-new-link").hidden = !this.#fresh;
    byId("one-link").value = this.#fresh?.invitation_url ?? "";
    byId("one-copied").textContent = "";
  }

  #askToErase() {
    // What people write may turn the direction of text: not of the words around it.
    byId("erase-title").replaceChildren("Erase the ", element("bdi", {}, this.#named), "?");
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

function tell(words) {
  byId("one-told").textContent = words;
}

async function copy(text) {
  let copied;
  try {
    await navigator.clipboard.writeText(text);
    copied = true;
  } catch {
    copied = copySelected(text); // the clipboard is there on secure pages only
  }
  byId("one-copied").textContent = copied ? "Copied." : "Your browser does not let the page copy: select the link and press Ctrl+C.";
}

function copySelected(text) {
  const focused = document.activeElement;
  const area = element("textarea", { class: "unseen", readonly: "", "aria-label": "To be copied" }, text);
  byId("one-new-link").append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused.focus();
  return copied;
}
