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
    PLACE = "place"
    """Whether one can work from home, and the like."""
    READERS = "readers"
    """Who reads or hears the answers."""
    MACHINE = "machine"
    """Whether the interviewer is one."""
    OUTCOME = "outcome"
    """How it went, and when the candidate will hear of it."""
    FIRM = "firm"
    CHAT = "chat"
    """A question to the interviewer that has nothing to do with work."""
    INSULT = "insult"
    LANGUAGE = "language"
    """An answer in another language."""
    COMMAND = "command"
    """An instruction to the interviewer instead of an answer."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


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
_LANGUAGES = "german|spanish|french|chinese|mandarin|italian|portuguese|turkish|russian|polish|arabic|hindi|japanese"
_COMMAND = re.compile(
    rf"{_SPOKEN_TO}(?:(?:ignore|disregard|forget|override)\b.{{0,30}}\b(?:instruction|rule|prompt|previous|above|"
    rf"everything|guideline)|"
    rf"(?:print|show|repeat|reveal|tell me|read)\b.{{0,20}}\b(?:your|the) (?:system |hidden |initial )?"
    rf"(?:prompt|instructions|rules)|"
    rf"(?:from (?:here|now|this point) on,? )?you are now (?:a|an|my|in|no|free)\b|pretend (?:to be|that you|"
    rf"you are)\b|act as (?:a|an|my)\b|"
    rf"(?:enter|switch to|activate) \w+ mode\b|(?:recommend|hire|score|rate|grade|mark|rank|praise) me\b|"
    rf"give me\b.{{0,15}}\b(?:10|ten|a hundred|100|full|highest|best|top|perfect|maximum)|"
    rf"say (?:that )?(?:i am|i'm) (?:hired|the best)|"
    rf"(?:repeat|read back|say) (?:the |all )?(?:words?|text|sentences?|lines?) (?:above|before)|"
    rf"(?:write|recite|sing|compose|tell|read|give|show)\b(?: me| us)?\b.{{0,20}}\b(?:poem|song|code|function|script|"
    rf"essay|limerick|haiku|recipe)\b|"
    rf"(?:speak|talk|continue|go on|answer|ask|switch)\b.{{0,45}}\b(?:in|to) (?:{_LANGUAGES})\b|"
    rf"speak (?:{_LANGUAGES})\b|"
    rf"(?:let'?s|let us)\b.{{0,35}}\b(?:in|to) (?:{_LANGUAGES})\b|"
    rf"(?:system|developer|admin|administrator) (?:message|note|override|prompt|instruction)s?\b|"
    rf"say\b.{{0,40}}\b(?:back to me|word for word|exactly|(?:two|three|four|five|ten) times)|"
    rf"(?:only|just) say(?: the word)?\b|say (?:only|just|nothing but)\b|"
    rf"this is (?:the|your|an?) (?:developer|admin|administrator|creator|programmer|system)\b)|"
    r"\bi am (?:start|end)\b.{0,30}\bi am (?:start|end)\b|\(note\s*:|</?answer>|\bi am start (?:system|assistant)\b|"
    r"\b(?:every|each) (?:reply|answer|sentence) (?:is|must be|should be) the word\b|\bim start system\b|"
    r"\byour (?:next|following) (?:\w+ )?(?:sentence|repl|response|answer|word)|"
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
            r"\bnot sure (?:what you (?:mean|are)|(?:that |if )?i (?:quite |really )?understand)|"
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
        AnswerKind.INSULT,
        re.compile(
            r"\b(?:you(?:'re| are)?|this is|that'?s|what an?|stupid|fucking?)\b.{0,15}\b(?:stupid|"
            r"idiot(?:ic)?|dumb|useless|moron|crap|garbage|"
            r"bullshit|ridiculous|nonsense|waste of (?:my )?time)\b|\bfuck\b|\bshut up\b|\bscrew you\b|"
            r"\bgo to hell\b|\b(?:this is|what) a joke\b|\bi hate (?:you|this (?:interview|thing|machine))\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.READERS,
        re.compile(
            r"\bwho\b.{0,25}\b(?:reads?|hears?|sees?|listens?|listen(?:ing)?|gets?)\b.{0,30}(?:this|it|that|"
            r"answers?|me|"
            r"interview|recordings?|transcript)\b|"
            r"\b(?:is|are|am) (?:this|it|that|i|my answers?|the interview|we) (?:being )?(?:recorded|stored|"
            r"saved|kept)\b|"
            r"\bwhat (?:happens|do you do|will you do) (?:to|with) (?:my|the|this|these|what)\b|"
            r"\bwhere\b.{0,20}\b(?:answers?|recordings?|data)\b.{0,12}\b(?:go|kept|stored|end up)\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.MACHINE,
        re.compile(
            r"\b(?:who|what) (?:are you|am i (?:talking|speaking) (?:to|with))\b|\bare you (?:really )?(?:a |an )?"
            r"(?:real |living |actual )?(?:robot|human|ai|real|machine|person|bot|computer|chatbot|program)\b|"
            r"\b(?:talking|speaking) (?:to|with) (?:a |an )?(?:real |living |actual )?(?:robot|human|ai|"
            r"machine|person|bot|"
            r"computer)\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.OUTCOME,
        re.compile(
            r"\bwhen (?:will|do|can|would) (?:i|you|we) (?:hear|know|get|tell|decide|expect)\b|\bdid i (?:get|"
            r"pass|do)\b|"
            r"\bhow (?:did|am) i do(?:ing)?\b|\bwas (?:that|this|my answer|it) (?:good|okay|ok|right|correct|"
            r"enough)\b.*\?|"
            r"\bwhat happens (?:next|now|after)\b|\bwhat (?:is|are) (?:the )?next steps?\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.PLACE,
        re.compile(
            r"\b(?:is|are|can|could|would|will|do)\b.{0,60}\b(?:remote(?:ly)?|home office|hybrid|from home|on site|"
            r"in the office)\b.*\?|\bwhere (?:is|would|will)\b.{0,20}\b(?:office|job|position|i work|work)\b.*\?|"
            r"\bwhat (?:are|would be) the (?:working )?hours\b|\bhow many hours\b.{0,30}\?",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.FIRM,
        re.compile(
            r"\b(?:tell me|know|hear|learn|ask)\b.{0,20}\babout (?:the|your|this) (?:company|firm|team|role|"
            r"position|job|"
            r"organisation|organization|department)\b|\bwhat (?:is|does|are|would|will)\b.{0,25}\b(?:company|firm|team|"
            r"role|position|job|tasks|colleagues)\b.*\?|"
            r"\bhow (?:big|large|many)\b.{0,25}\b(?:company|firm|team|people|staff|patients)\b.*\?|"
            r"\bwho (?:is|would be|will be) (?:your|my|the) (?:boss|manager|chief|team|client|company)\b|"
            r"\bwhy is (?:the|this) (?:position|job|role) (?:open|free|vacant)\b",
            _FLAGS,
        ),
    ),
    (
        AnswerKind.CHAT,
        re.compile(
            r"^\W*(?:(?:so|well|hey|hi|hello|and|but|okay)[,\s]+)*(?:"
            r"(?:do|did|have|are|were|can|would) you (?:ever )?(?:like|love|watch|play|have|eat|sleep|believe|"
            r"think|know|"
            r"follow|seen|been|married|tired|happy|bored|feel|dream|drink|sing|single|a fan)\b|"
            r"how are you\b|how'?s it going\b|what'?s up\b|"
            r"what(?:'s| is| was) (?:the (?:weather|time|capital|meaning|score)|your (?:name|favou?rite|hobby|"
            r"opinion))|"
            r"what do you think (?:of|about)\b|who (?:won|will win|is winning)\b|where are you from\b|"
            r"how old are you\b|"
            r"(?:(?:can|could|will|would) you )?tell me (?:a|another|your) (?:joke|story|secret|favou?rite))",
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
QUESTIONS_BACK = frozenset(
    {
        AnswerKind.PAY,
        AnswerKind.PLACE,
        AnswerKind.READERS,
        AnswerKind.MACHINE,
        AnswerKind.OUTCOME,
        AnswerKind.FIRM,
        AnswerKind.CHAT,
    }
)
"""Questions of the candidate that deserve a word."""
_TOLD_WORDS = 6
_REPORTED = re.compile(r"\b(?:asked|ask myself|said|told|wondered|wrote)\b", _FLAGS)
"""Words of somebody else's question, told in a story."""
_BY_THE_WAY = re.compile(r"^\W*(?:(?:and|but|so|oh|also|by the way|actually|one question|just)[,:]?\s+)+", _FLAGS)
_REPEAT_WORDS = re.compile(
    r"\b(?:repeat|say)\b.{0,25}\b(?:again|once more|one more time|the question|your question)\b|\brepeat\b", _FLAGS
)
_HEARING = re.compile(
    r"\bpardon\b|\bcome again\b|\b(?:didn'?t|did not|couldn'?t|could not|can'?t|cannot) (?:hear|catch|get) "
    r"(?:you|that|it|the question|what)|\bwhat was (?:the|your|that) (?:last )?question\b|\bone more time\b|"
    r"\bi missed (?:that|the question)|\bwhat did you (?:say|ask)\b|\bwhat was that\b\W*$",
    _FLAGS,
)
_ASKS = re.compile(r"\?|\b(?:can|could|would|will) you\b|\bplease\b|^\W*(?:repeat|say)\b", _FLAGS)
"""A request that is made, not one that is told of."""


_FOREIGN = _set(
    "ich und nicht sie wie haben habe der das bitte danke mit auf für ist ein eine wir kein aber oder "
    "yo el los las por que qué para con una un muy pero gracias favor usted está del no es mi en la le je et les des "
    "une pas est vous nous dans pour sur avec mais merci suis ho sono di il che per non gli ben"
)
_ENGLISH = _set("the and i a to of in is was it that we my for on with had were have they not so but at this an no me")
_FEWEST_FOREIGN = 3


def classify(text: str) -> AnswerKind:
    """The kind of an answer. A long answer is substance, whatever words occur in it, unless it gives commands."""
    words = text.split()
    if _COMMAND.search(text):
        return AnswerKind.COMMAND
    if is_foreign(text):
        return AnswerKind.LANGUAGE
    if len(words) <= _ASIDE_WORDS:
        if _HEARING.search(text) or (_REPEAT_WORDS.search(text) and _ASKS.search(text)):
            return AnswerKind.REPEAT
        for kind, pattern in _ASIDES:
            # "I led a project. By the way, what is the salary?" is an answer, with a question after it.
            if kind in QUESTIONS_BACK and _told_before_asking(text) and side_question(text) is not None:
                break
            if pattern.search(text) and (kind is not AnswerKind.PAUSE or len(words) <= _PAUSE_WORDS):
                return kind
    return AnswerKind.SHORT if len(words) <= _SHORT_WORDS else AnswerKind.SUBSTANCE


def side_question(text: str) -> AnswerKind | None:
    """What the candidate asks at the end of an answer: one of `QUESTIONS_BACK`, or None."""
    last = re.split(r"(?<=[.!?])\s+", text.strip())[-1]
    if not last.endswith("?") or len(last.split()) > _ASIDE_WORDS or _REPORTED.search(last):
        return None
    plain = _BY_THE_WAY.sub("", last)
    return next((kind for kind, pattern in _ASIDES if kind in QUESTIONS_BACK and pattern.search(plain)), None)


def told(text: str) -> str:
    """An answer without the question at its end that has nothing to do with it."""
    if side_question(text) is None or not _told_before_asking(text):
        return text
    return text.strip()[: -len(re.split(r"(?<=[.!?])\s+", text.strip())[-1])].strip()


def _told_before_asking(text: str) -> bool:
    """Whether enough was said before the last sentence to be an answer."""
    parts = re.split(r"(?<=[.!?])\s+", text.strip())
    told = " ".join(part for part in parts[:-1] if not part.endswith("?"))
    return len(told.split()) >= _TOLD_WORDS


def is_foreign(text: str) -> bool:
    """Whether a text is in another language than English, as far as its letters and commonest words tell."""
    letters = [char for char in text if char.isalpha()]
    if sum(char > "\u024f" for char in letters) * 3 > len(letters) > 0:
        return True
    words = [word.strip(".,;:!?¿¡\"'()").casefold() for word in text.split()]
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= _FEWEST_FOREIGN and foreign > 2 * sum(word in _ENGLISH for word in words)
