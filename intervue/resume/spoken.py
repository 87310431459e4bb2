"""Spoken languages and levels: what stands among skills without being one."""

# ruff: noqa: RUF001
# Why: the dashes that resumes are written with; word lists are read as text.

from __future__ import annotations

import re

_NAMES = (
    "english german french spanish portuguese italian dutch polish swedish danish norwegian finnish icelandic"
    " russian ukrainian czech slovak"
    " hungarian romanian bulgarian greek turkish arabic hebrew persian farsi urdu hindi bengali punjabi gujarati"
    " marathi tamil telugu kannada"
    " malayalam nepali sinhala thai vietnamese indonesian malay tagalog filipino mandarin cantonese chinese japanese"
    " korean swahili amharic"
    " yoruba igbo hausa zulu xhosa afrikaans twi somali catalan basque galician welsh irish gaelic croatian serbian"
    " bosnian slovenian slovene"
    " albanian macedonian estonian latvian lithuanian armenian georgian azerbaijani kazakh uzbek mongolian esperanto"
    " maori māori latin creole"
    " hawaiian ilocano samoan tongan fijian cebuano bisaya hiligaynon waray kikuyu kipsigis luo luganda kinyarwanda"
    " kiswahili isizulu isixhosa sesotho setswana shona wolof lingala oromo tigrinya akan fante ewe malagasy hokkien"
    " teochew hakka quechua guaraní aymara mapudungun náhuatl sarnami papiamento papiamentu luxembourgish romansh"
    " frisian faroese lao khmer burmese hmong tibetan uyghur dari pashto konkani maithili assamese odia"
    " deutsch englisch französisch spanisch portugiesisch italienisch niederländisch polnisch schwedisch dänisch"
    " norwegisch finnisch russisch"
    " ukrainisch tschechisch slowakisch ungarisch rumänisch bulgarisch griechisch türkisch arabisch hebräisch"
    " persisch kurdisch chinesisch japanisch"
    " koreanisch vietnamesisch kroatisch serbisch bosnisch albanisch latein"
    " anglais allemand français espagnol portugais italien néerlandais polonais russe arabe chinois japonais breton"
    " occitan roumain turc grec suisse-allemand schweizerdeutsch schwyzerdütsch svizzero-tedesco"
    " inglés alemán francés español castellano portugués italiano neerlandés polaco ruso árabe chino japonés catalán"
    " euskera gallego valenciano"
    " inglês alemão francês espanhol português holandês russo chinês japonês libras"
    " inglese tedesco francese spagnolo portoghese olandese arabo cinese giapponese"
    " engels duits frans spaans portugees italiaans nederlands pools turks fries"
    " angielski niemiecki francuski hiszpański włoski polski rosyjski svenska engelska tyska franska danska norska"
    " dansk norsk engelsk tysk"
    " 日本語 英語 中文 한국어 영어 русский українська ελληνικά"
)
_LANGUAGES = frozenset(_NAMES.split())
_VARIETY = re.compile(
    r"(?:swiss|austrian|brazilian|european|canadian|american|latin\s+american|british|mexican|haitian|mauritian"
    r"|cape\s+verdean|scottish|scots|egyptian|levantine|moroccan|modern\s+standard|suisse|simplified|traditional|ancient|classical|biblical)\s+(?=[^\W\d_]+$)"
)
"""What a language's name begins with that tells where or when it is spoken: "Haitian Creole"."""
_LEVEL_WORDS = (
    r"native(?:\s+(?:speaker|proficiency))?|bilingual|mother\s+tongue|fluent|proficient|expert|advanced|intermediate"
    r"|upper[- ]intermediate"
    r"|pre-intermediate|beginner|basics?|elementary|novice|conversational"
    r"|professional(?:\s+working)?(?:\s+proficiency)?|full\s+professional"
    r"(?:\s+proficiency)?|limited\s+working(?:\s+proficiency)?|working\s+(?:knowledge|proficiency)|good|very\s+good"
    r"|excellent|familiar|competent|strong"
    r"|business\s+(?:fluent|level)|(?:very\s+)?confident|master(?:y)?|skilled|experienced|learning|daily|occasional"
    r"|muttersprachen?|muttersprachlich|fließend|verhandlungssicher|fortgeschritten|sehr\s+gut|gut|grundkenntnisse"
    r"|grundlagen|experte|anfänger"
    r"|profi|konversationssicher|langue\s+maternelle|(?:parl[ée]\s+)?courant|professionnel|lu|écrit|parlé|bilingue|notions|débutant|intermédiaire|avancé|confirmé"
    r"|maîtrise|scolaire|lu,?\s+écrit,?\s+parlé"
    r"|nativo|lengua\s+materna|fluido|avanzado|intermedio|básico|medio|alto|experto|língua\s+materna|fluente"
    r"|avançado|intermediário|especialista"
    r"|madrelingua|fluente|avanzato|base|ottimo|buono|discreto|scolastico|esperto|moedertaal|vloeiend|gevorderd|biegle|ojczysty|komunikatywny|modersmål|flytende|flytande"
    r"|basis|goed|uitstekend"
    r"|[ABC][12](?:\.[12])?(?:[-–/][ABC][12])?\+?|level\s+\d|\d\s*/\s*(?:5|10)|\d{1,3}\s?%|\d+\+?\s*(?:years?|yrs?"
    r"|jahre?|ans|años|anos|anni|jaar)(?:\s+of\s+experience)?"
)
_LEVEL = re.compile(
    rf"(?:(?:{_LEVEL_WORDS})(?:\s+(?:level|skills?|user|knowledge|proficiency|niveau))?)", re.IGNORECASE
)
_LEVEL_AFTER = re.compile(
    rf"(?:\s*[(\[]\s*(?:{_LEVEL.pattern})(?:\s*[,/]\s*(?:{_LEVEL.pattern}))*\s*[)\]]|\s*(?::"
    rf"|\s[–—-])\s+(?:{_LEVEL.pattern})(?:\s*\([^()]*\))?|\s+(?:\d{{1,3}}\s?%|[ABC][12]|\d{{1,2}}\+?\s*(?:years?|yrs?|jahre?|ans|años|anos|anni|jaar))"
    r"|\s+n(?:ivel|iveau|ível)\s+(?:de\s+)?[^\W\d_]+"
    r"|\s*[★☆⭐●○◉◯■□▪▫▮▯█░▓▒◆◇•✔✓*]{2,})\s*$",
    re.IGNORECASE,
)
_LEVEL_BEFORE = re.compile(rf"^(?:{_LEVEL.pattern})\s*:?\s+(?:in\s+)?", re.IGNORECASE)


_ABOUT_LEVEL = re.compile(
    r"^(?:niveau|level|nivel|n[íi]vel|livello)\s+|^[–—-]\s+|\s+(?:speaker|spoken)$", re.IGNORECASE
)
_SPEAKER = re.compile(r"\s+speaker$", re.IGNORECASE)


_TWO = re.compile(r"([^\W\d_]+)\s(?:and|und|et|y|e|en)\s([^\W\d_]+(?:\s\(.*\))?)")


def is_level(text: str) -> bool:
    """Whether the text is a level ("Advanced", "C1", "80 %") and nothing else."""
    bare = text.strip(" ()[].:–—-•")
    return _LEVEL.fullmatch(bare) is not None or _LEVEL.fullmatch(bare.partition(" (")[0]) is not None


def without_level(text: str) -> str:
    """An item without the level behind it: "SQL (advanced)" is "SQL"."""
    return _LEVEL_AFTER.sub("", text).strip(" :–—-") or text


def is_spoken_language(text: str) -> bool:
    """Whether the text names a spoken language, or two, with or without a level."""
    two = _TWO.fullmatch(text)
    if two and is_spoken_language(two[1]) and is_spoken_language(two[2]):
        return True
    first, _, rest = text.partition(" ")
    if first.casefold().strip(",:") in _LANGUAGES and is_level(_ABOUT_LEVEL.sub("", rest)):
        return True
    bare = _SPEAKER.sub("", _LEVEL_BEFORE.sub("", without_level(text))).casefold()
    bare = re.sub(r"\s*\(.*\)$|\s+(?:language|sprache)$", "", bare).strip(" .:")
    words = re.split(r"\s+|\s*[(/]\s*", _VARIETY.sub("", bare))
    return len(words) in {1, 2} and all(word in _LANGUAGES for word in words)
