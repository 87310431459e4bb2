"""A follow-up that is made live: written by the model, checked clause by clause, spoken while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervue.interview.clauses import ClauseCutter, sentences
from intervue.interview.conduct import Breach, breach_of, early_breach, words
from intervue.interview.effects import CancelReply, Effect, Generate

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.interview.effects import ChatMessage
    from intervue.interview.moves import Move
    from intervue.interview.policy import Policy
    from intervue.interview.voicing import Utterance, Voicing


class LiveReply:
    """One attempt at a follow-up."""

    def __init__(
        self,
        utterance: str,
        move: Move,
        *,
        attempt: int,
        policy: Policy,
        voicing: Voicing,
        emit: Callable[[Effect], None],
    ) -> None:
        self.utterance = utterance
        self.move = move
        self.attempt = attempt
        self.breach: Breach | None = None
        self.cost = policy.reply_max_tokens
        """Tokens that it counts for: as many as it may have, until it is known how many it had."""
        self._policy = policy
        self._most_words = policy.reply_max_words - len(words(move.lead))
        self._voicing = voicing
        self._emit = emit
        self._cutter = ClauseCutter()
        self._spoken: Utterance = voicing.begin()

    def begin(self, messages: tuple[ChatMessage, ...], seed: int) -> None:
        """Ask the model."""
        self._begin_speech()
        self._emit(
            Generate(
                self.utterance,
                messages,
                self.move.opener,
                self._policy.reply_max_tokens,
                # The second attempt draws more freely, or it would write the same again.
                0.4 if self.attempt == 0 else 0.8,
                seed + self.attempt,
            )
        )

    def _begin_speech(self) -> None:
        """The lead, and whole clauses of the opener, are certain: they are spoken while the model writes."""
        for clause in (*sentences(self.move.lead), *self._cutter.add(self.move.opener)):
            self._voicing.add(self._spoken, clause)

    def whole(self, text: str) -> str:
        """All that is said: the lead, and what the model wrote."""
        return f"{self.move.lead} {text}".strip()

    def grew(self, piece: str, *, restarted: bool) -> bool:
        """The model wrote some more; clauses that are complete go to the voice. Whether any did.

        `breach` says what is wrong with it, if anything.
        """
        if restarted:
            self._voicing.drop(self._spoken)
            self._spoken = self._voicing.begin()
            self._cutter = ClauseCutter()
            self._begin_speech()
        clauses = self._cutter.add(piece)
        self.breach = early_breach(self._cutter.text, most_words=self._most_words)
        if self.breach is None:
            for clause in clauses:
                self._voicing.add(self._spoken, clause)
        return self.breach is None and bool(clauses)

    def finished(self, text: str, *, answer: str, asked: list[str], known: tuple[str, ...]) -> Breach | None:
        """The model is done. If nothing is wrong the rest goes to the voice."""
        self.breach = breach_of(text, answer=answer, asked=asked, known=known, most_words=self._most_words)
        if self.breach is None:
            rest = self._cutter.rest()
            if rest:
                self._voicing.add(self._spoken, rest)
            self._voicing.finish(self._spoken)
        return self.breach

    def speech(self, text: str) -> Utterance:
        """The voice's utterance of the finished text; said anew if the voice heard other words than were written."""
        if "".join(self._spoken.text.split()) == "".join(text.split()) and not self._spoken.failed:
            return self._spoken
        self._voicing.drop(self._spoken)
        return self._voicing.say(text)

    def cancel(self) -> None:
        """It is not wanted any more."""
        self._emit(CancelReply(self.utterance))
        self._voicing.drop(self._spoken)
