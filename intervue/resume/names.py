"""The candidate's name: the largest text of the head that can be one."""

# ruff: noqa: PLR2004, RUF001, SIM905
# Why: thresholds in points or words stand where they are used; the quotes that names are written with; word lists.

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from intervue.resume.addresses import in_address
from intervue.resume.lines import join_all, joined, without_icons
from intervue.resume.places import is_department, is_place
from intervue.resume.rows import Row
from intervue.resume.sections import kind_of
from intervue.resume.tracing import fold, fold_words
from intervue.resume.vocabulary import title_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Line

_WHOLE = (
    r"(?:(?:full|complete|candidate['’]?s?)\s+)?names?(?:\s+(?:and|&)\s+surname|\s+in\s+full|\s+of\s+(?:the\s+)?(?:candidate|applicant))?"
    r"|surname\s+(?:and|&)\s+(?:first\s+|given\s+)?names?|applicant|(?:vor|zu)-?\s*und\s+(?:nachname|zuname|vorname)|vorname,?\s*(?:/\s*)?(?:nach)?name|(?:nach)?name,?\s*(?:/\s*)?vorname|nom(?:\s*(?:et|,|/|&)\s*pr[ée]noms?)?"
    r"|pr[ée]nom\s+et\s+nom|nombre(?:\s+(?:y\s+apellidos|completo))?|apellidos\s+y\s+nombres?"
    r"|nome(?:\s+(?:completo|e\s+cognome))?|cognome\s+e\s+nome|naam(?:\s+en\s+voornaam)?|voornaam\s+en\s+(?:achter)?naam|candidate|imi[ęe]\s+i\s+nazwisko"
    r"|surname(?:\(s\))?\s*/\s*first\s+name(?:\(s\))?|first\s+name(?:\(s\))?\s*/\s*surname(?:\(s\))?"
)
_GIVEN = r"(?:first|given)\s+names?|forenames?|vornamen?|pr[ée]noms?|nombres?|nome|voornaam"
_FAMILY = (
    r"(?:last|family)\s+names?|surnames?|nachnamen?|familienname|nom(?:\s+de\s+famille)?|apellidos|cognome|achternaam"
)
_LABELS = {
    part: re.compile(rf"^(?:{words})\s*(?::\s*|$)", re.IGNORECASE)
    for part, words in (("whole", _WHOLE), ("given", _GIVEN), ("family", _FAMILY))
}
_TITLE_PAGE = re.compile(
    r"(?:['’]s\s+)?(?:\bmy\s+)?\b(?:europass|europ[äe]ischer|curr[íi]culum\s+v[íi]tae|r[ée]sum[ée]|c\.?\s?v\.?|lebenslauf"
    r"|curr[íi]culo(?:\s+vitae)?|hoja\s+de\s+vida|bewerbung(?:sunterlagen)?)(?!\w)(?:\s+(?:19|20)\d\d\b)?"
    r"(?:\s+(?:of|for|von|für|de|di|van|do|da)(?=\s))?\s*[:–—|-]?\s*",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:(?:hello|hi|hey|hola|bonjour|hallo|ciao|olá)\b[\s,!.]*)?"
    r"(?:i\s?['’]\s?m|i\s+am|my\s+name\s+is|ich\s+bin|je\s+suis|soy|me\s+llamo|sono|eu\s+sou|ik\s+ben)\s+",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    "application confidential portfolio profile photo foto picture page for in with and und to at the on our your mit"
    " für im pour avec en con para per".split()
)
"""Words that stand at a page's top in large letters, and what mottos have between theirs."""
_PIECES = re.compile(r"\s*[|•·♦◆⋅⋄]\s*|\s{2,}|\s+[–—/-]\s+")
_NAME_WORD = re.compile(r"^[(\"“„'‘’]?[^\W\d_](?:[^\W\d_]|[’'‘.\-‐‑·])*[)\"”“'’]?\.?$")
_PARTICLES = frozenset(
    "de da do dos das del della delle der den di du la le les van von vom zu zum zur ter ten te bin ibn bint al el y"
    " e i of op af av auf".split()
)
_ARTICLES = frozenset("al la le te e i y".split())
"""Particles that are as often a name's beginning: "La Rue", "Le Goff"."""
_PRONOUNS = re.compile(
    r"[\s,|(/\[]{1,4}(?:she|he|they|ze|xe|er|sie|elle|il|iel|ella|lei|lui|hij|zij|hen)\s*/\s*[\w/\s]{2,16}[)\]]?$"
    r"|\s+\((?:she|he|they|er|sie|elle|ella)\b.*\)$",
    re.IGNORECASE,
)
_CREDENTIAL = (
    r"(?:(?:[MBD]\.?(?:Sc|Eng|A|Ed|Phil|Tech|Com|Arch|Res|Mus|FA|S)|LL\.?[BM]|P[Hh]\.?\s?D|D\.?Phil|Dr\.?PH|M\.?D"
    r"|D\.?O|J\.?D|Ed\.?D|Psy\.?D|Pharm\.?D|D\.?D\.?S|P\.?\s?Eng|C\.?Eng|I\.?Eng|Esq|MBA|EMBA|MPA|MPH|APRN|CPA|ACCA"
    r"|ACA|FCA|CFA|CIA|CISA|CIPD|MCIPD|PE|SE|SHRM-S?CP|OBE|MBE|CBE|RIBA|[MF]?RICS|[MF]I[A-Z][a-z]+E|LEED|RIA|OTR(?:/L)?|AIA|AICP|ASID"
    r"|ACMA|FCCA|FCMA|CIMA|CGMA|M?AAT|MIET|[MF]ICE|MIEE|MCIM|MCIPS|ACIB|FRSA|S?FHEA|AFHEA|CISM|CAPM|CSPO|ITIL|CELTA|NEBOSH"
    r"|FA[AC][A-Z]{1,3}|NCARB|NREMT|EMT|CNA|CADC|BCBA|CRNA|EIT|GISP|MAI|CCIM|GRI|CFE|CISSP|CCNA)"
    r"\.?|(?!NG\b)[B-DF-HJ-NP-TV-XZ]{2,6})(?:-[A-Z]{1,4})?(?:\s?\([\w.]+\))?(?![\w.])"
)
_AFTER_COMMA = rf"(?:{_CREDENTIAL}|[A-Z][A-Za-z.\-]{{1,12}}(?:\s?\([\w.]+\))?)"
_CREDENTIALS = re.compile(
    rf"(?:\s+{_CREDENTIAL}(?:[\s,]+(?:{_CREDENTIAL}|[A-Z]{{2,8}}))*|,\s*{_AFTER_COMMA}(?:[\s,/]+{_AFTER_COMMA})*)\s*$"
)
"""Degrees and memberships after a name: known ones, abbreviations without a vowel, and any after a comma."""
_ONE_CREDENTIAL = re.compile(_CREDENTIAL)
_FAMILIES = frozenset("BA DA DO MA MAI".split())
"""What is earned, in capitals, and as often a name or its particle."""
_SPOKEN_TITLES = frozenset("DR MR MS NG".split())
"""Two letters without a vowel that are no initials."""
_DOCTOR = re.compile(
    r"^(?:(?:Prof|Dr|Dipl|Mag|Ing|B|M)\.?(?:-|\.)(?:[A-Z][A-Za-z]*\.?-?)+\s+(?:\([A-Z]{2,4}\)\s+)?|C[AS]\s+(?=[A-Z][a-z]))+(?=\S+\s+\S)"
)
"""Degrees before a name: "Dr.-Ing.", "Dipl.-Kfm.", and India's "CA"."""
_ADDRESS = re.compile(
    r"^(?:(?:Mrs?|Ms|Mx)\.?|Miss|Madam|Herr|Frau|Mme\.?|Mlle\.?|Monsieur|Madame|Sra?\.|Srta\.?|Señora?|Sig\.(?:ra)?|Dhr\.|Mevr\.|Smt\.?|Shri)"
    r"\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
"""How people are spoken to, before a whole name; what was earned ("Dr.", "Ing.", "Dott.ssa") stays with it."""
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{4})[.!,]$")
_CALLED = re.compile(r"\S\s+\S+,\s+([^\W\d_]{3,})$")
"""What somebody is called behind a whole name: "Tan Hui Ling, Cheryl"."""
_SUFFIX = re.compile(r",\s*((?:Jr|Sr)\.?|I{2,3}|IV)$", re.IGNORECASE)
_ADDRESSED = 2.0
"""How much more a name weighs of which a word stands in the candidate's addresses."""
_ODD_CASE = re.compile(
    r"[a-zß-öø-ÿ](?:[A-ZÀ-ÖØ-Þ]\b|[A-ZÀ-ÖØ-Þ]{2}|[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+[A-ZÀ-ÖØ-Þ])"
    r"|\b(?!(?:de|di|du|la|le|van|von|mac|mc|al|el)[A-Z][a-z])[a-zß-öø-ÿ]+[A-ZÀ-ÖØ-Þ]"
)
"""A small letter before two capitals or before a last one, or at the beginning of a word with capitals in it."""
_BEFORE_CAPITAL = r"\b(Ma?c|D[aeiou]|L[aei]|Van|Von|St|Fitz)"
_INNER_CAPITAL = re.compile(rf"[\w’'.]*?{_BEFORE_CAPITAL}[A-Z][a-z]+|[A-Z][a-z.]*(?:[-’'][A-Z][a-z]+)*")
"""Words with a capital inside that people write so: "MacDonald", "DeShawn"."""
_ALIKE = 0.6
"""How far sizes of type that look the same may differ, points."""
_MAX_LINES, _MAX_CHARS = 5, 120
"""Lines that a name stands on, and characters with all that is printed beside it."""


def find_name(header: Sequence[Row], everything: Sequence[Row], addresses: Sequence[str] = ()) -> str:
    """The name, in mixed case; empty where there is none. `addresses`: the candidate's own, which may hold it."""
    if not everything:
        return ""
    first_page = [row for row in header if row.page == everything[0].page] or list(everything[:8])
    labelled = _labelled(first_page)
    if labelled:
        return labelled
    top = [row for row in everything if row.page == everything[0].page and row.box.y0 < 0.45 * row.cells[0].page_height]
    body = _usual_size(everything)
    candidates = _candidates(first_page[:40], body, addresses)
    large = [row for row in top if row.size > 1.35 * body]
    candidates += [found for found in _candidates(large, body, addresses) if found[0] > 1.35 * body and " " in found[2]]
    return max(candidates, key=lambda found: (_weight(found, addresses), found[1]))[2] if candidates else ""


def _weight(found: tuple[float, int, str], addresses: Sequence[str]) -> float:
    size, _, name = found
    return size if _is_doubtful(name) or not in_address(name, *addresses) else _ADDRESSED * size


def _is_doubtful(name: str) -> bool:
    """Whether it reads like a position, an employer or a place; people are called Baker and London, too."""
    return not -1 < title_score(name) <= 1 or is_place(name) or is_department(name)


def _labelled(rows: Sequence[Row]) -> str:
    """The name beside the label "Name", or beside those of its two parts."""
    parts: dict[str, str] = {}
    for row in rows:
        texts = row.texts
        for part, label in _LABELS.items():
            match = label.match(texts[0])
            value = texts[0][match.end() :] if match else ""
            if match and not value and len(texts) > 1:
                value = texts[1]
            if value and (name := as_name(value, any_case=True)):
                parts.setdefault(part, name)
    if "family" in parts and ("given" in parts or "whole" in parts):
        return f"{parts.get('given', parts.get('whole'))} {parts['family']}"
    return parts.get("whole", "")


def _candidates(rows: Sequence[Row], body: float, addresses: Sequence[str]) -> list[tuple[float, int, str]]:
    """Weight, place in order, and name."""
    found = []
    largest = max((row.size for row in rows), default=0.0)
    for index, row in enumerate(rows):
        for cell in _whole_names(row, body):
            if _is_title_page_above(cell, rows[index + 1 : index + 2]):
                continue
            any_case = cell.size >= largest - 0.1 and cell.size > 1.3 * body
            lines = _with_following(cell, rows[index + 1 : index + _MAX_LINES], body, addresses)
            name = as_name(join_all(line.text for line in lines), any_case=any_case)
            if not name and len(lines) > 1:
                lines, name = [cell], as_name(cell.text, any_case=any_case)
            called = _CALLED.search(lines[-1].text)
            if name and called and in_address(called[1], *addresses) and not in_address(called[1], name):
                name = f"{name}, {_capitalised(called[1])}"
            size = max(line.size for line in lines)
            if name and (len(name.split()) > 1 or size > 13):
                bold = any(line.bold for line in lines)
                found.append((size * (0.5 if _is_doubtful(name) else 1.0) + 0.2 * bold, -index, name))
    return found


def _is_title_page_above(cell: Line, below: Sequence[Row]) -> bool:
    """Whether a line names the document and a position, "RESUME - ABLE SEAMAN", above a name in the same size."""
    named = _TITLE_PAGE.match(cell.text)
    rest, name = _TITLE_PAGE.sub("", cell.text), below[0].cells[0] if below else cell
    if named is None or not rest or name.size < cell.size - _ALIKE or as_name(name.text) is None or is_place(name.text):
        return False
    return name is not cell and title_score(name.text) <= min(0, title_score(rest))


def _whole_names(row: Row, body: float) -> Sequence[Line]:
    """The cells; two large words that stand far apart are one: "JANE     ROE"."""
    row = Row(tuple(map(_before_smaller, row.cells)))
    large = all(cell.size > 1.6 * body and " " not in cell.text for cell in row.cells)
    alike = len({round(cell.size) for cell in row.cells}) == 1
    if len(row.cells) == 2 and large and alike and title_score(row.cells[1].text) <= 0:
        return [joined(*row.cells)]
    return row.cells


def _before_smaller(cell: Line) -> Line:
    """A line without what follows a name in much smaller letters: a headline beside it."""
    small = (n for n, span in enumerate(cell.spans) if span.text.strip() and span.size < 0.7 * cell.spans[0].size)
    cut = next(small, 0)
    begin = "".join(span.text for span in cell.spans[:cut])
    return replace(cell, spans=cell.spans[:cut]) if len(begin.split()) > 1 and begin.endswith(" ") else cell


def _usual_size(rows: Sequence[Row]) -> float:
    sizes = sorted(row.cells[0].size for row in rows)
    return sizes[len(sizes) // 2]


def _with_following(cell: Line, rows: Sequence[Row], body: float, addresses: Sequence[str]) -> list[Line]:
    """The cell, and the lines right below it which go on with a large name; a heading alone."""
    lines = [cell]
    if kind_of(cell.text) is not None:
        return lines
    for row in rows:
        following = min(row.cells, key=lambda other: abs(other.box.x0 - cell.box.x0))
        whole = len(lines[-1].text.split()) > 1 and not _is_family(following.text, lines[-1].text, addresses)
        if following.size < (0.8 if whole else 0.5) * cell.size:
            continue
        if not _is_near(lines[-1], following) or not _is_more_of_name(lines, following, body, addresses):
            break
        lines.append(following)
    return lines


def _is_near(above: Line, below: Line) -> bool:
    return -0.4 * above.box.height < below.box.y0 - above.box.y1 < 0.5 * max(above.box.height, below.box.height)


def _is_more_of_name(lines: Sequence[Line], following: Line, body: float, addresses: Sequence[str]) -> bool:
    """Whether a name goes on: in the same look, or, where only a given name was read, in a look of its own."""
    last = lines[-1]
    if last.text.endswith(("-", "‐")):
        return following.size > 0.8 * last.size
    addressed = in_address(following.text, *addresses)
    family = _without_credentials(following.text)
    words, more = len(last.text.split()), len(family.split())
    alike = abs(following.size - lines[0].size) < 0.6
    surname = more == 1 and (addressed or (words == 1 and alike and last.size > 1.6 * body))
    score = 0 if surname else title_score(family)
    if score > 1 or kind_of(following.text) is not None or _is_above(last, following, addressed=addressed):
        return False
    if alike and lines[0].size > 13:
        return following.bold == last.bold or last.size > 16 or max(words, more) < 3
    if len(lines) > 1 or more > 3 or score > 0 or (more > 1 and is_place(last.text)) or is_place(following.text):
        return False
    # Several given names are told from a whole name by the family's, which is larger, or by "m.roe" in an address.
    given = words == 1 or _is_family(following.text, last.text, addresses) or following.size > last.size > 1.5 * body
    both_large = min(last.size, following.size) > 1.15 * body
    named = as_name(following.text) is not None and as_name(last.text) is not None
    return given and both_large and named and not is_department(following.text)


def _is_family(text: str, given: str, addresses: Sequence[str]) -> bool:
    """Whether an address has a word of the text behind the initial of the given names: "m.roe" is Mary's."""
    own = "".join(fold_words(" ".join(addresses[:1])))
    words = [word for word in fold_words(text) if len(word) > 2]
    initial, found = fold(given)[:1], next((own.find(word) for word in words if word in own), 0)
    return found > 0 and own[:1] == initial != fold(text)[:1]


def _is_above(line: Line, following: Line, *, addressed: bool) -> bool:
    """Whether the line is a position above a name; `addressed`: what follows stands in the candidate's addresses."""
    return " " in following.text and title_score(line.text) > (0 if addressed else 1)


@lru_cache(maxsize=1024)
def as_name(text: str, *, any_case: bool = False) -> str | None:
    """The text as a person's name; None if it cannot be one. `any_case`: names all in small letters count too."""
    if len(text) > _MAX_CHARS:
        return None
    text = _TITLE_PAGE.sub(
        "", _LABELS["whole"].sub("", _GREETING.sub("", re.sub("[®™℠]", "", without_icons(text))))
    ).strip(" :|-–—")
    text = next((piece for piece in _PIECES.split(_PRONOUNS.sub("", text)) if piece), "")
    if not text or text.casefold() in _NO_NAMES or kind_of(text) is not None:
        return None
    text = _FULL_STOP.sub("", _without_credentials(_DOCTOR.sub("", _ADDRESS.sub("", text))))
    words = text.split()
    if not 1 <= len(words) <= 7 or len(text) > 60 or not all(map(_is_name_word, words)):
        return None
    if "".join(words).isascii() and (all(len(word) == 1 for word in words) or (text.isupper() and len(text) < 3)):
        return None  # a monogram
    if _NO_NAMES & set(words) or not (any_case or all(map(_begins_like_a_name, words))):
        return None
    if not any(word[:1].isupper() or not word.isascii() for word in words) and (not any_case or len(words) < 2):
        return None
    odd = any(_ODD_CASE.search(word) for word in words)
    return _in_mixed_case(" ".join(map(_in_even_case, words) if odd else words))


def _without_credentials(text: str) -> str:
    """The name without what was earned; "Roe, Jane" and "Roe, Jr." stay."""
    if _SUFFIX.search(text):
        return text
    whole = _PRONOUNS.sub("", text)
    gaps = (gap.start() for gap in re.finditer(r",|\s+", whole))
    cut = next(
        (gap for gap in gaps if (found := _CREDENTIALS.match(whole, gap)) and _is_earned(whole[:gap], found[0])), None
    )
    bare = whole[:cut].strip(" ,")
    behind = text.partition(",")[2].strip()
    return bare if " " in bare or "," not in text or _ONE_CREDENTIAL.match(behind) else text


def _is_earned(name: str, credentials: str) -> bool:
    """Whether what could be credentials is none of the name: "JOSÉ DA SILVA", "Jack MA", "NGUYEN THI MAI"."""
    if credentials.startswith(","):
        return True
    words = name.split()
    first, *more = credentials.split()
    if len(words) < 2 or first not in _FAMILIES:
        return len(words) > 1
    if more and (words[-1].isupper() or first.casefold() in _PARTICLES):
        return first != "MAI" and all(_ONE_CREDENTIAL.fullmatch(word) for word in more)
    return not words[-1].isupper()


def _is_name_word(word: str) -> bool:
    """Whether this is a word of letters; the signs that scripts put on or beside a letter count as its part."""
    plain = word if word.isascii() else "".join(char for char in word if unicodedata.category(char)[0] != "M")
    return _NAME_WORD.match(plain.rstrip(",")) is not None


def _begins_like_a_name(word: str) -> bool:
    bare = word.strip("(\"“„'‘’)”")
    return (
        bare[:1].isupper()
        or not bare[:1].isascii()
        or bare.casefold() in _PARTICLES
        or bare[:2].lower() in {"d'", "d’", "o'"}
    )


def _in_even_case(word: str) -> str:
    """A word of which some fonts call the small capitals capitals, and others small letters: "aDeyemI"."""
    if word.isupper() or word.islower() or _INNER_CAPITAL.fullmatch(word):
        return word
    kept, found = re.subn(rf"{_BEFORE_CAPITAL}([A-Z]{{3,}})\b", lambda match: match[1] + match[2].capitalize(), word)
    return kept if found else _capitalised(word)


def _capitalised(word: str) -> str:
    """The word with a capital at its beginning, and behind a hyphen, an apostrophe and "Mc"."""
    word = re.sub(r"[^\W\d_]+", lambda match: match[0][:1].upper() + match[0][1:].lower(), word)
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", word)


def _in_mixed_case(text: str) -> str:
    """A name set in capitals, or whose family name is, as people write it; initials ("JP", "III") stay."""
    words = text.split(" ")
    loud = [word.isupper() and sum(map(str.isalpha, word)) > 1 for word in words]
    if not any(
        each and sum(map(str.isalpha, word)) > 2 and "." not in word for each, word in zip(loud, words, strict=True)
    ):
        return text
    result: list[str] = []
    for number, (word, each) in enumerate(zip(words, loud, strict=True)):
        lower, before = word.lower(), result[-1].lower() if result else ""
        alone = not (loud[number - 1] if number else False) and not (
            loud[number + 1] if number + 1 < len(words) else False
        )
        initials = (
            len(word) == 2
            and word not in _SPOKEN_TITLES
            and (alone or (number == 0 and not set(lower) & set("aeiouyäöü")))
        )
        if not each or initials or (number and re.fullmatch(r"I{2,3}|IV|VI{1,3}", word)):
            result.append(word)
        elif (
            0 < number < len(words) - 1
            and text.isupper()
            and lower in _PARTICLES
            and (lower not in _ARTICLES or before == "de")
        ):
            result.append(lower)
        else:
            result.append(_capitalised(word))
    return " ".join(result)
