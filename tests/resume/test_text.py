"""Dates, places, repaired text and lists: the small parts, by table."""

from __future__ import annotations

from collections import Counter

import pytest

from intervue.resume import cities, regions, vocabulary
from intervue.resume.dates import find_period, is_period, without_period
from intervue.resume.education import split_degree
from intervue.resume.heading_phrases import MORE
from intervue.resume.heading_words import SYNONYMS
from intervue.resume.headings import KEYWORDS, Kind, kind_of
from intervue.resume.hyphens import is_parted
from intervue.resume.legible import legible
from intervue.resume.lines import clean, join, join_all, split_bullet
from intervue.resume.places import is_place, split_place, without_street
from intervue.resume.schema import ContactInfo, Experience, ParsedResume
from intervue.resume.vocabulary import title_score


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("May 2023 - Present", "May 2023", "Present"),
        ("Fall 2013 \u2013 Spring 2014", "Fall 2013", "Spring 2014"),
        ("Summer 2022", "Summer 2022", None),
        ("Summer 2013, 2014", "Summer 2013", "2014"),
        ("03/2018 - 12/2020", "03/2018", "12/2020"),
        ("2018-03 \u2014 2019-04", "2018-03", "2019-04"),
        ("01.04.2018 - 31.12.2020", "01.04.2018", "31.12.2020"),
        ("Sept. 2019 to date", "Sept. 2019", "to date"),
        ("since 2019", "since 2019", None),
        ("June \u2013 August 2021", "June", "August 2021"),
        ("Jan \u201919 \u2013 Mar '21", "Jan \u201919", "Mar '21"),
        ("2019\u201321", "2019", "21"),
        ("Expected Graduation: June 2016", "June 2016", None),
    ],
)
def test_a_period_is_kept_in_the_pages_wording(text: str, start: str, end: str | None) -> None:
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end) == (start, end)
    assert is_period(text)


@pytest.mark.parametrize("text", ["5 years", "123-456-7890", "+44 113 496 0123", "ISO 9001", "20190", "room 2019a"])
def test_other_numbers_are_no_dates(text: str) -> None:
    assert find_period(text) is None


def test_a_headline_is_left_when_its_period_is_taken_away() -> None:
    assert without_period("Software Engineer, Acme (Jan 2019 \u2013 Mar 2021)") == "Software Engineer, Acme"
    assert without_period("2019 - 2021: Nurse") == "Nurse"
    assert without_period("Nurse | 2019 - 2021 | Leeds") == "Nurse | Leeds"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Discovered and \ufb01xed \ufb02aky o\ufb03ce tests", "Discovered and fixed flaky office tests"),
        ("Leo\t\r \u00a0Leopard\t\r \u00a0", "Leo Leopard"),
        ("Co-\u00ad\u2010designed", "Co-designed"),
        ("co\u00adoperation", "cooperation"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("E X P E R I E N C E", "EXPERIENCE"),
        ("W O R K   H I S T O R Y", "WORK HISTORY"),
        ("Rene\u0301", "Ren\u00e9"),
        ("\uf0b7 Led", "\u2022 Led"),
        ("\uf095 555-0100", "\u2022 555-0100"),
        ("\U0001f4de 555-0100", "\u2022 555-0100"),
        ("Dutch \u25cf\u25cf\u25cf\u25cf\u25cb", "Dutch"),
        ("Excel \u2605 \u2605 \u2605 \u2606 \u2606", "Excel"),
    ],
)
def test_what_pdf_writers_do_to_text_is_undone(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_lines_are_joined_as_one_would_read_them_aloud() -> None:
    assert join("a lock that", "every request took") == "a lock that every request took"
    assert join("inter\u00ad", "national") == "international"
    assert join("on-", "campus") == "on-campus"
    assert join("a customer-", "facing role") == "a customer-facing role"
    assert join("the develop-", "ment of tools") == "the development of tools"
    assert join("re\u2010", "sponsible for") == "responsible for"
    assert join("Smith-", "Jones") == "Smith-Jones"
    assert join_all(["one", "", "two\u00ad"]) == "one two"


@pytest.mark.parametrize("sign", ["\u2022 ", "- ", "\u2013 ", "* ", "\u25aa ", "o ", "1. ", "2) ", "\u2713 "])
def test_every_kind_of_bullet_is_taken_off(sign: str) -> None:
    assert split_bullet(clean(f"{sign}Led a team")) == (True, "Led a team")


@pytest.mark.parametrize("text", ["only Led", "-5 degrees", "2019 was good", "of course"])
def test_a_line_without_a_bullet_stays_whole(text: str) -> None:
    assert split_bullet(text) == (False, text)


def test_places_are_told_from_employers() -> None:
    for place in [
        "Pomona, CA",
        "NYC, NY",
        "Leeds, United Kingdom",
        "St. Louis, MO 63101",
        "Remote",
        "Toronto, ON, Canada",
    ]:
        assert is_place(place), place
    for other in ["Acme, Inc", "Software Engineer", "Marks and Spencer", "Registered Nurse, Oregon State Hospital"]:
        assert not is_place(other), other
    assert split_place("Acme Corp, New York, NY") == ("Acme Corp", "New York, NY")
    assert split_place("Acme Refining, Port Arthur, TX") == ("Acme Refining", "Port Arthur, TX")
    assert split_place("Acme Corp") == ("Acme Corp", None)
    assert without_street("555 La Verne Way, La Verne, CA") == "La Verne, CA"


@pytest.mark.parametrize(
    ("text", "degree", "field"),
    [
        ("Bachelor of Science in Nursing (BSN)", "Bachelor of Science", "Nursing"),
        ("Bachelor of Arts, Business Administration", "Bachelor of Arts", "Business Administration"),
        ("Bachelor of Science Computer Science", "Bachelor of Science", "Computer Science"),
        ("B.S. Computer Science", "B.S.", "Computer Science"),
        ("BSc (Hons) Psychology", "BSc (Hons)", "Psychology"),
        ("Master of Business Administration", "Master of Business Administration", None),
        ("Ph.D. in Physics", "Ph.D.", "Physics"),
        ("MBA", "MBA", None),
        ("B.A. in English, Minor in French", "B.A.", "English"),
        ("Master's degree in Public Health", "Master's degree", "Public Health"),
        ("B.Sc. (Physics)", "B.Sc.", "Physics"),
        ("B.Tech (CSE)", "B.Tech", "CSE"),
        ("Bachelor of Science in Education, Early Childhood", "Bachelor of Science in Education", "Early Childhood"),
        ("Higher Diploma in Science \u2013 User Experience", "Higher Diploma in Science", "User Experience"),
        ("Diplôme d'État d'infirmière", "Diplôme d'État d'infirmière", None),
        ("Geprüfter Industriemeister \u2013 Mechatronik", "Geprüfter Industriemeister", "Mechatronik"),
        ("M.Sc. (IT)", "M.Sc.", "IT"),
        ("BSc (Hons) (Physics)", "BSc (Hons)", "Physics"),
        ("B.S. (Magna Cum Laude) Biology", "B.S. (Magna Cum Laude)", "Biology"),
        ("M.Sc. (Distinction)", "M.Sc. (Distinction)", None),
        ("MA (Cantab)", "MA (Cantab)", None),
        ("Bachelor of Hotel Management (BHM)", "Bachelor of Hotel Management (BHM)", None),
        ("Bachelor of Engineering (B.E.) (Mechanical)", "Bachelor of Engineering (B.E.)", "Mechanical"),
        ("Computer Science (BSc)", "BSc", "Computer Science"),
        ("B.Arch (5 years)", "B.Arch", None),
        ("Dipl. Techniker HF Holzbau", "Dipl. Techniker HF", "Holzbau"),
        ("Dipl. Pflegefachfrau HF", "Dipl. Pflegefachfrau HF", None),
        ("Dipl. Bauleiter Hochbau", "Dipl. Bauleiter", "Hochbau"),
        ("Eidg. Fähigkeitszeugnis Zimmermann", "Eidg. Fähigkeitszeugnis", "Zimmermann"),
        ("Eidg. Fähigkeitszeugnis EFZ Köchin", "Eidg. Fähigkeitszeugnis EFZ", "Köchin"),
    ],
)
def test_a_degree_is_parted_from_its_field(text: str, degree: str, field: str | None) -> None:
    assert split_degree(text) == (degree, field)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("WORK EXPERIENCE", Kind.EXPERIENCE),
        ("Employment History:", Kind.EXPERIENCE),
        ("Skills & Abilities", Kind.SKILLS),
        ("1. Education", Kind.EDUCATION),
        ("W O R K EXPERIENCE", Kind.EXPERIENCE),
        ("Licenses & Certifications", Kind.CERTIFICATIONS),
        ("HONORS/AWARDS", Kind.OTHER),
        ("About Me", Kind.SUMMARY),
        ("Software Engineer", None),
        ("skills.", Kind.SKILLS),
        ("Education (continued)", Kind.EDUCATION),
        ("Selected Publications & Talks", Kind.OTHER),
        ("Awards and Certifications", Kind.CERTIFICATIONS),
        ("What I've Done", Kind.EXPERIENCE),
        ("Details of Work Experience", Kind.EXPERIENCE),
        ("Detalle de la experiencia laboral", Kind.EXPERIENCE),
        ("List of Certifications", Kind.CERTIFICATIONS),
        ("Schools Attended with Qualifications and Dates", Kind.EDUCATION),
        ("Employment History with Dates", Kind.EXPERIENCE),
        ("Work Experience in Reverse Chronological Order", Kind.EXPERIENCE),
        ("Areas of Knowledge", Kind.SKILLS),
        ("Voluntary Work", Kind.VOLUNTEERING),
        ("Beruflicher Werdegang", Kind.EXPERIENCE),
        ("KENNTNISSE & FÄHIGKEITEN", Kind.SKILLS),
        ("Persönliche Daten", Kind.CONTACT),
        ("Expériences professionnelles", Kind.EXPERIENCE),
        ("Centres d\u2019intérêt", Kind.OTHER),
        ("Formación académica", Kind.EDUCATION),
        ("Formação", Kind.EDUCATION),
        ("Conoscenze informatiche", Kind.SKILLS),
        ("Opleidingen", Kind.EDUCATION),
        ("Bildung", Kind.EDUCATION),
    ],
)
def test_headings_are_known_by_many_names(heading: str, kind: Kind | None) -> None:
    assert kind_of(heading) is kind


def test_positions_are_told_from_employers() -> None:
    for title in [
        "Senior Software Engineer",
        "Registered Nurse",
        "Bank Teller",
        "Director of Sales",
        "School Counselor",
    ]:
        assert title_score(title) > 0, title
    for employer in [
        "Acme Inc.",
        "Riverbend Hospital",
        "University of Leeds",
        "First National Bank",
        "Engineering Group",
    ]:
        assert title_score(employer) <= 0, employer


@pytest.mark.parametrize(
    ("first", "second", "parted"),
    [
        ("Azure Data Scientist (Mi-", "crosoft", True),
        ("Prüfung der bean-", "standeten Teile", True),
        ("Prozesse für IT-", "gestützte Verfahren", False),
        ("an ex-", "pilot", False),
        ("experiencia en minería y firmas de auditoría; espe-", "cialista en NIIF", True),
        ("responsabile della manuten-", "zione", True),
        ("perfil técnico-", "comercial", False),
        ("a empresa tornou-", "se líder", False),
        ("an award-", "winning team", False),
    ],
)
def test_a_hyphen_at_a_line_s_end_stays_only_where_it_was_written(first: str, second: str, *, parted: bool) -> None:
    assert is_parted(first, second) is parted


def test_no_list_of_words_names_one_twice() -> None:
    listed = {
        "regions": [
            *regions.ONE_WORD.split(),
            *(name for each in regions.MORE_WORDS.split("\n") for name in each.split("|")),
        ],
        "cities": [name for each in cities.LISTED.split("\n") for name in each.split("|")],
        "employers": vocabulary.EMPLOYERS.split(),
        "headings": [heading for each in (*SYNONYMS.values(), *MORE.values()) for heading in each],
        "words of headings": [word for _, words in KEYWORDS for word in words],
    }
    doubled = {
        name: [word for word, times in Counter(words).items() if word and times > 1] for name, words in listed.items()
    }
    assert [word for words in doubled.values() for word in words] == []


def test_characters_that_nobody_knows_come_into_no_field() -> None:
    job = Experience(
        company="\ufffd\ufffdl\ufffd", title="Nurse", description="\ufffda\ufffd", highlights=["\ufffd\ufffd", "Cared"]
    )
    read = ParsedResume(contact=ContactInfo(name="Ada Roe"), experiences=[job], raw_text="Nurse \ufffd")
    [found] = legible(read).experiences
    assert (found.company, found.title, found.description, found.highlights) == ("", "Nurse", "", ["Cared"])
