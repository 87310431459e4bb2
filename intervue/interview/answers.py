"""What kind of answer the candidate gave, told by code: the model handles the odd ones badly in every setting."""

from __future__ import annotations

import re
from enum import StrEnum


class AnswerKind(StrEnum):
    """What an answer calls for."""

    SUBSTANCE = "substance"
    SHORT = "short"
    """One word or two: a good interviewer asks for more."""
    REPEAT = "repeat"
    REPHRASE = "rephrase"
    UNKNOWING = "unknowing"
    PAUSE = "pause"
    """The candidate asks for a moment to think."""
    SKIP = "skip"
    STOP = "stop"
    """The candidate wants to end the interview."""
    PAY = "pay"
    FIRM = "firm"
    INSULT = "insult"
    COMMAND = "command"
    """An instruction to the interviewer instead of an answer."""


_FLAGS = re.IGNORECASE
_SHORT_WORDS = 3
_ASIDE_WORDS = 25
"""A question back or a request is short; in a longer answer the same words are part of a story."""
_PAUSE_WORDS = 10
"""Who says more than that has thought already: "Let me think. That was at my first hospital ..."."""

_SPOKEN_TO = (
    r"(?:^|[.!?]\s{1,5})\W{0,5}(?:(?:so|and|but|well|okay|ok|now|then|just|please|(?:can|could|would|will) you|"
    r"you (?:must|should|need to|have to|will)|i (?:want|would like) you to)[,\s]+)*"
)
"""How a sentence begins that asks for something: "I act as a mediator" asks for nothing, "Act as a pirate" does."""
_COMMAND = re.compile(
    rf"{_SPOKEN_TO}(?:(?:ignore|disregard|forget|override)\b.{{0,30}}\b(?:instruction|rule|prompt|previous|above|"
    rf"everything|guideline)|"
    rf"(?:print|show|repeat|reveal|tell me|read)\b.{{0,20}}\b(?:your|the) (?:system |hidden |initial )?"
    rf"(?:prompt|instructions|rules)|"
    rf"you are now (?:a|an|my|in|no|free)\b|pretend (?:to be|that you|you are)\b|act as (?:a|an|my)\b|"
    rf"(?:enter|switch to|activate) \w+ mode\b|(?:recommend|hire|score|rate|grade|mark|rank|praise) me\b|"
    rf"give me\b.{{0,15}}\b(?:10|ten|a hundred|100|full|highest|best|top|perfect|maximum)|"
    rf"say (?:that )?(?:i am|i'm) (?:hired|the best))|"
    r"\b(?:ignore|disregard|forget|override) (?:(?:all|any|of|the|these) )*(?:your|previous|prior|above) "
    r"(?:instruction|rule|prompt|guideline)|\byour (?:system|hidden|initial) prompt\b|\bim_(?:start|end)\b|<\|",
    _FLAGS,
)
_ASIDES: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    (
        AnswerKind.STOP,
        re.compile(
            r"\b(?:stop|end|quit|finish|cancel|leave) (?:(?:the|this|our) interview|(?:this|our) (?:conversation|call|"
            r"session))\b|"
            r"\bi(?:'d like| want| would like| need| have) to (?:stop|leave|quit|go|end (?:it|this|here))"
            r"(?: (?:here|now|right now|today|please)\b|\W*$|[.!?])|"
            r"\blet(?:'?s| us) (?:stop|end|finish) (?:here|it|this|now)\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.REPHRASE,
        re.compile(
            r"\bwhat do you mean\b|\b(?:don'?t|do not|didn'?t|did not) (?:quite |really )?understand (?:the|"
            r"your|what|you|it"
            r"|this|that)|\b(?:explain|rephrase|clarify)\b.{0,12}\b(?:question|that|it|mean)|"
            r"\bnot sure what you (?:mean|are)|"
            r"\bin other words\b\W*$|\bcan you be more specific\b|\bwhat kind of (?:answer|example)\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.PAUSE,
        re.compile(
            r"\b(?:give me|i need|wait|let me have) (?:just )?(?:a |one |for a )?(?:moment|minute|second|sec)\b|"
            r"(?:^|[.!?,])\W{0,5}(?:just )?(?:a|one) (?:moment|minute|second|sec)\b|"
            r"\blet me think\b|\bhold on\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.PAY,
        re.compile(
            r"\b(?:salary|salaries|pay|paid|wage|compensation|bonus|benefits|vacation|holidays|days off|"
            r"stock options)\b"
            r".*\?|\bwhat (?:is|are|would|will|do|does|about)\b.{0,30}\b(?:salary|pay|paid|wage|compensation|"
            r"benefits)\b|"
            r"\bhow much\b.{0,30}\b(?:pay|paid|earn|salary|money|make)\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.FIRM,
        re.compile(
            r"\b(?:tell me|know|hear|learn|ask)\b.{0,20}\babout (?:the|your) (?:company|firm|team|role|position|job|"
            r"organisation|organization)\b|\bwhat (?:is|does|are|would)\b.{0,25}\b(?:company|firm|team|role|"
            r"position|job)\b"
            r".*\?|\bhow (?:big|large|many)\b.{0,25}\b(?:company|firm|team|people)\b.*\?|\b(?:remote|"
            r"home office|hybrid)\b.*\?|"
            r"\bwho (?:are|is) (?:you|your)\b|\bare you (?:a |an )?(?:robot|human|ai|real|machine|person|bot)\b|"
            r"\bwhen (?:will|do) i (?:hear|know|get)\b|\bdid i (?:get|pass)\b|\bhow (?:did|am) i do(?:ing)?\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.INSULT,
        re.compile(
            r"\b(?:you(?:'re| are)?|this is|stupid|fucking?)\b.{0,15}\b(?:stupid|idiot|dumb|useless|moron|crap|garbage|"
            r"bullshit|ridiculous|waste of time|joke)\b|\bfuck\b|\bshut up\b|\bscrew you\b|\bgo to hell\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.SKIP,
        re.compile(
            r"\b(?:next|another|different) question\b|\bskip (?:it|this|that|the question)\b|"
            r"\b(?:let'?s|let us|(?:can|could|shall) we|please|like to|want to) move on\b|"
            r"^\W*(?:move on|(?:i )?pass)\W*$|"
            r"\b(?:rather|prefer) not (?:to )?(?:say|answer|talk)",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.UNKNOWING,
        re.compile(
            r"\bi (?:really |honestly |just |actually )?(?:don'?t|do not|wouldn'?t|would not) (?:really |actually )?"
            r"(?:know|remember|recall)\b(?! (?:how many|exactly|if|whether|who)"
            r"|[^.?!]{0,40}\bbut\b)|\bno idea\b|\bnot sure\b\W*$|"
            r"\b(?:can'?t|cannot|can not) (?:think of|remember|recall|answer)\b|\bnothing comes to mind\b|"
            r"\bi (?:have|'ve) (?:never|not) (?:done|had|used|experienced) (?:that|it|this|any|anything)\b|\bno clue\b",
            _FLAGS,
        ),
    ),
)
_REPEAT_WORDS = re.compile(r"\b(?:repeat|say)\b.{0,25}\b(?:again|once more|question|that|it)\b|\brepeat\b", _FLAGS)
_HEARING = re.compile(
    r"\bpardon\b|\bcome again\b|\b(?:didn'?t|did not|couldn'?t|could not|can'?t|cannot) (?:hear|catch|get) "
    r"(?:you|that|it|the question|what)|\bwhat was (?:the|your|that) (?:last )?question\b|\bone more time\b|"
    r"\bi missed (?:that|the question)|\bwhat did you (?:say|ask)\b|\bwhat was that\b\W*$",
    _FLAGS,
)
_ASKS = re.compile(r"\?|\b(?:can|could|would|will) you\b|\bplease\b|^\W*(?:repeat|say)\b", _FLAGS)
"""A request that is made, not one that is told of."""


def classify(text: str) -> AnswerKind:
    """The kind of an answer. A long answer is substance, whatever words occur in it, unless it gives commands."""
    words = text.split()
    if _COMMAND.search(text):
        return AnswerKind.COMMAND
    if len(words) <= _ASIDE_WORDS:
        if _HEARING.search(text) or (_REPEAT_WORDS.search(text) and _ASKS.search(text)):
            return AnswerKind.REPEAT
        for kind, pattern in _ASIDES:
            if pattern.search(text) and (kind is not AnswerKind.PAUSE or len(words) <= _PAUSE_WORDS):
                return kind
    return AnswerKind.SHORT if len(words) <= _SHORT_WORDS else AnswerKind.SUBSTANCE
