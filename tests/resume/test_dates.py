"""Dates and periods in the wording of the page, in many languages."""

# ruff: noqa: RUF001
# Why: the dashes and quotes that resumes are written with.

from __future__ import annotations

import pytest

from intervue.resume.dates import backwards, find_period, is_period, month_number, without_period

WORDINGS = [
    ("Jan 2020 – Present", "Jan 2020", "Present"),
    ("January 2020 - March 2021", "January 2020", "March 2021"),
    ("2017", "2017", None),
    ("2017-2019", "2017", "2019"),
    ("2017 – 2019", "2017", "2019"),
    ("03/2019 - 05/2020", "03/2019", "05/2020"),
    ("03/2019", "03/2019", None),
    ("Summer 2022", "Summer 2022", None),
    ("Since 2021", "Since 2021", None),
    ("seit 2021", "seit 2021", None),
    ("Seit März 2019", "Seit März 2019", None),
    ("März 2019 – heute", "März 2019", "heute"),
    ("2019 bis heute", "2019", "heute"),
    ("2019 – bis heute", "2019", "bis heute"),
    ("Okt. 2018 – Dez. 2020", "Okt. 2018", "Dez. 2020"),
    ("janv. 2018 – déc. 2020", "janv. 2018", "déc. 2020"),
    ("septembre 2017 à juin 2019", "septembre 2017", "juin 2019"),
    ("depuis septembre 2019", "depuis septembre 2019", None),
    ("2019 à ce jour", "2019", "à ce jour"),
    ("2019 – à ce jour", "2019", "à ce jour"),
    ("enero de 2019 – actualidad", "enero de 2019", "actualidad"),
    ("Marzo 2015 a Julio 2018", "Marzo 2015", "Julio 2018"),
    ("mar. de 2019 – atual", "mar. de 2019", "atual"),
    ("março de 2019 – até o momento", "março de 2019", "até o momento"),
    ("desde 2020", "desde 2020", None),
    ("settembre 2018 – oggi", "settembre 2018", "oggi"),
    ("dal 2019", "dal 2019", None),
    ("dal 2015 al 2018", "2015", "2018"),
    ("mei 2016 – heden", "mei 2016", "heden"),
    ("maart 2016 t/m juni 2018", "maart 2016", "juni 2018"),
    ("styczeń 2019 – obecnie", "styczeń 2019", "obecnie"),
    ("augusti 2018 – pågående", "augusti 2018", "pågående"),
    ("'19 – '21", "'19", "'21"),
    ("Jan '19 – Mar '21", "Jan '19", "Mar '21"),
    ("Jan ’19 – Present", "Jan ’19", "Present"),
    ("March 2020 - Date", "March 2020", "Date"),
    ("04/2019–date", "04/2019", "date"),
    ("June 2019 - Till-date", "June 2019", "Till-date"),
    ("June 2019 - up to present", "June 2019", "up to present"),
    ("April 2019 - Currently working", "April 2019", "Currently working"),
    ("2020 onwards", "2020", None),
    ("03/2019 – bis zum heutigen Tag", "03/2019", "bis zum heutigen Tag"),
    ("2019-03 – 2020-05", "2019-03", "2020-05"),
    ("2019/03 - 2020/05", "2019/03", "2020/05"),
    ("2019.03 - 2020.05", "2019.03", "2020.05"),
    ("01.04.2018 – 31.12.2020", "01.04.2018", "31.12.2020"),
    ("04.2018 – 12.2020", "04.2018", "12.2020"),
    ("2019 –", "2019", None),
    ("2019 - ", "2019", None),
    ("Mar 2019 –", "Mar 2019", None),
    ("Q1 2020 – Q3 2021", "Q1 2020", "Q3 2021"),
    ("Q4 2019", "Q4 2019", None),
    ("Fall 2019 - Spring 2020", "Fall 2019", "Spring 2020"),
    ("WS 2019/20", "WS 2019/20", None),
    ("Winter 2019/20", "Winter 2019/20", None),
    ("2018/19", "2018/19", None),
    ("2018/2019", "2018/2019", None),
    ("2018–19", "2018", "19"),
    ("2014/2018", "2014", "2018"),
    ("2014 … 2018", "2014", "2018"),
    ("2014 ▸ 2018", "2014", "2018"),
    ("seit 07/20", "seit 07/20", None),
    ("Jul 20 to date", "Jul 20", "to date"),
    ("Mar-15 to Apr-16", "Mar-15", "Apr-16"),
    ("15-Mar-2015 to 3-Apr-2016", "15-Mar-2015", "3-Apr-2016"),
    ("vanaf 2019", "vanaf 2019", None),
    ("12-Jan-2024", "12-Jan-2024", None),
    ("Jan-2024", "Jan-2024", None),
    ("DA GENNAIO 2014 ALLA DATA ATTUALE", "GENNAIO 2014", "ALLA DATA ATTUALE"),
    ("2015 – a tutt’oggi", "2015", "a tutt’oggi"),
    ("15 March 2019 – 30 June 2020", "15 March 2019", "30 June 2020"),
    ("March 15, 2019 - June 30, 2020", "March 15, 2019", "June 30, 2020"),
    ("From 2015 to 2018", "2015", "2018"),
    ("from May 2015 until June 2018", "May 2015", "June 2018"),
    ("May – August 2019", "May", "August 2019"),
    ("Jun-2015 – Jul-2018", "Jun-2015", "Jul-2018"),
    ("Early 2019 – Late 2020", "Early 2019", "Late 2020"),
    ("2015, 2016 and 2018", "2015", "2018"),
    ("Summer 2013, 2014", "Summer 2013", "2014"),
    ("Expected May 2024", "May 2024", None),
    ("Expected Graduation: June 2016", "June 2016", None),
    ("Class of 2012", "2012", None),
    ("Graduated: 2015", "2015", None),
    ("Sept. 2017", "Sept. 2017", None),
    ("SEPT 2017 – PRESENT", "SEPT 2017", "PRESENT"),
    ("01/19 – 05/21", "01/19", "05/21"),
    ("Jan 19 – Mar 21", "Jan 19", "Mar 21"),
    ("2019年3月 – 至今", "2019年3月", "至今"),
    ("2019年4月 – 現在", "2019年4月", "現在"),
    ("Jan 2020 – Present (2 yrs 3 mos)", "Jan 2020", "Present"),
    ("Jan 2020 - Dec 2021 · 2 yrs", "Jan 2020", "Dec 2021"),
    ("2016 – today", "2016", "today"),
    ("2016 to date", "2016", "to date"),
    ("2016 – current", "2016", "current"),
    ("juin 2014 – août 2014", "juin 2014", "août 2014"),
    ("2014/09 – 2018/06", "2014/09", "2018/06"),
    ("Août 2014", "Août 2014", None),
    ("von 2010 bis 2014", "2010", "2014"),
    ("(2010 – 2014)", "2010", "2014"),
    ("2020 → 2022", "2020", "2022"),
    ("5/2019 - now", "5/2019", "now"),
    ("12 mars 2019", "12 mars 2019", None),
    ("1º de março de 2020", "1º de março de 2020", None),
    ("Sommer 2019", "Sommer 2019", None),
    ("2019 – (ongoing)", "2019", "ongoing"),
    ("2019 – present day", "2019", "present day"),
    ("2019 – a la fecha", "2019", "a la fecha"),
    ("2019 – hasta la actualidad", "2019", "hasta la actualidad"),
    ("2019 – até agora", "2019", "até agora"),
    ("2019 – en poste", "2019", "en poste"),
    ("2019 – tot nu", "2019", "tot nu"),
    ("da marzo 2019", "da marzo 2019", None),
    ("desde marzo de 2015 hasta junio de 2018", "marzo de 2015", "junio de 2018"),
    ("vom 01.04.2020 bis 31.03.2022", "01.04.2020", "31.03.2022"),
    ("between May 2015 and June 2018", "May 2015", "June 2018"),
    ("entre 2015 et 2018", "2015", "2018"),
    ("zwischen 2015 und 2018", "2015", "2018"),
    ("2020年4月～2022年3月", "2020年4月", "2022年3月"),
    ("2020. 4. ~ 2022. 3.", "2020. 4.", "2022. 3."),
    ("juillet/août 2014", "juillet", "août 2014"),
    ("Juillet-août 2014 et 2015", "Juillet-août 2014", "2015"),
    ("Nov 2014/Dec 2015", "Nov 2014", "Dec 2015"),
    ("09.2019 / heute", "09.2019", "heute"),
    ("Summers 2008, 2009 and 2010", "Summers 2008", "2010"),
    ("Étés 2012 et 2013", "Étés 2012", "2013"),
    ("2014 – 2016, 2018 – 2020", "2014", "2020"),
    ("End of 2014 – Start of 2016", "End of 2014", "Start of 2016"),
    ("c. 2014 – c. 2016", "c. 2014", "c. 2016"),
    ("Jan 2020 – Jan 2022 (contract)", "Jan 2020", "Jan 2022"),
    ("2016 – 2020 (part-time from 2018)", "2016", "2020"),
    ("Dauer: 2019–2020", "2019", "2020"),
    ("02–03/2023", "02", "03/2023"),
    ("02.–03.2023", "02.", "03.2023"),
    ("2016 / oggi", "2016", "oggi"),
    ("2008 / 2016", "2008", "2016"),
    ("2018/atual", "2018", "atual"),
    ("Entrada: 05/03/2016 Saída: atual", "05/03/2016", "atual"),
    ("From: May 2016 To: present", "May 2016", "present"),
    ("Eintritt: 01.03.2012, Austritt: 31.05.2015", "01.03.2012", "31.05.2015"),
    ("Curso 2013/14 – 2018/19", "2013/14", "2018/19"),
    ("Schuljahr 2012/13", "2012/13", None),
]


@pytest.mark.parametrize(("text", "start", "end"), WORDINGS)
def test_dates_keep_the_wording_of_the_page(text: str, start: str, end: str | None) -> None:
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end) == (start, end)
    assert is_period(text)


@pytest.mark.parametrize(
    "text",
    [
        "Improved by 2019%",
        "+1 212 555 0100",
        "ISO 27001",
        "$2000",
        "555-2019",
        "C3-2019a",
        "Python 3.11",
        "24/7",
        "9-5",
    ],
)
def test_a_number_that_is_no_date_is_never_made_one(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2017", "Jan 2020"),
        ("03/2019", "Summer 2019"),
        ("März 2019", "avril 2019"),
        ("01.12.2018", "2019-01"),
        ("'98", "'04"),
        ("Since 2021", "Present"),
        ("diciembre de 2023", "bis heute"),
        ("Q4 2019", "2020年3月"),
        ("WS 2018/19", "SS 2019"),
        ("May 5, 2016", "6/2016"),
    ],
)
def test_dates_of_all_wordings_can_be_compared(earlier: str, later: str) -> None:
    first, second = month_number(earlier), month_number(later)
    assert first is not None
    assert second is not None
    assert first < second
    assert backwards(later, earlier) == (first // 12 != second // 12)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Software Engineer, Acme (2019–2021)", "Software Engineer, Acme"),
        ("Engineer II | Jan 2020 – Present | Berlin", "Engineer II | Berlin"),
        ("Nurse · Mar 2018 - Dec 2020 · 2 yrs 10 mos", "Nurse"),
        ("2012 – 2014: Koch, Hotel Adler", "Koch, Hotel Adler"),
        ("Zertifikat Scrum Master, 2019", "Zertifikat Scrum Master"),
    ],
)
def test_a_headline_without_its_period_is_left_clean(text: str, rest: str) -> None:
    assert without_period(text) == rest
