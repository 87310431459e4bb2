"""PDFs of invented careers, made by code. Coordinates are points from the top left corner of an A4 or Letter page."""

from __future__ import annotations

from typing import Any

import pymupdf as _pymupdf

pymupdf: Any = _pymupdf

LETTER = (612.0, 792.0)
BOLD, ITALIC, PLAIN = "hebo", "heit", "helv"


LETTERS = {"section": "\u00a7", "currency": "\u00a4", "yen": "\u00a5", "broken_bar": "\u00a6"}
"""Letters that nobody writes in a resume."""


class Sheet:
    """Writes text on pages, line by line, downwards."""

    def __init__(self, size: tuple[float, float] = LETTER) -> None:
        self.document: Any = pymupdf.open()
        self.size = size
        self.page: Any = None
        self.y = 0.0
        self.ink = (0.0, 0.0, 0.0)
        self.new_page()

    def new_page(self) -> None:
        self.page = self.document.new_page(width=self.size[0], height=self.size[1])
        self.y = 50.0

    def put(self, x: float, text: str, *, y: float | None = None, size: float = 10, font: str = PLAIN) -> None:
        """Text that begins at x, in the colour of `ink`; the baseline is the current line or `y`."""
        self.page.insert_text((x, self.y if y is None else y), text, fontsize=size, fontname=font, color=self.ink)

    def width(self, text: str, *, size: float = 10, font: str = PLAIN) -> float:
        """Points that a text takes."""
        return float(pymupdf.get_text_length(text, fontname=font, fontsize=size))

    def icon(self, x: float, alternative: str) -> None:
        """A sign of an icon font on the current line, tagged with its alternative text."""
        self.put(x, "4", font="zadb")
        last = self.page.get_contents()[-1]
        drawn = self.document.xref_stream(last)
        text = alternative.encode("ascii")
        self.document.update_stream(last, b"/Span <</ActualText (%s)>> BDC " % text + drawn + b" EMC")

    def right(self, text: str, *, edge: float = 560, size: float = 10, font: str = PLAIN) -> None:
        """Text that ends at `edge` on the current line."""
        self.put(edge - self.width(text, size=size, font=font), text, size=size, font=font)

    def line(self, text: str, *, x: float = 50, size: float = 10, font: str = PLAIN, gap: float = 14) -> None:
        self.put(x, text, size=size, font=font)
        self.y += gap

    def heading(self, text: str, *, x: float = 50, size: float = 12) -> None:
        self.y += 8
        self.line(text, x=x, size=size, font=BOLD, gap=16)

    def dated(self, text: str, date: str, *, x: float = 50, font: str = BOLD) -> None:
        """A headline with a date at the right margin."""
        self.right(date)
        self.line(text, x=x, font=font)

    def bullets(self, *texts: str, x: float = 60) -> None:
        r"""Bullets; "a\nb" is one bullet on two lines."""
        for text in texts:
            for number, part in enumerate(text.split("\n")):
                if number == 0:
                    self.put(x, "\u2022")
                self.line(part, x=x + 12)

    def link(self, uri: str, box: tuple[float, float, float, float]) -> None:
        self.page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(*box), "uri": uri})

    def means(self, **letters: str) -> None:
        """Let letters stand for other characters, as the fonts of typesetters and design tools do.

        The letters are named as in `LETTERS`; what is printed stays a letter, what a reader of the file gets changes.
        """
        entries = [(LETTERS[name].encode("cp1252"), text.encode("utf-16-be")) for name, text in letters.items()]
        pairs = b"".join(b"<%s> <%s>\n" % (code.hex().encode(), text.hex().encode()) for code, text in entries)
        cmap = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar\n%s endbfchar endcmap"
        xref = self.document.get_new_xref()
        self.document.update_object(xref, "<<>>")
        self.document.update_stream(xref, cmap % (len(entries), pairs))
        for page in self.document:
            for font in page.get_fonts():
                self.document.xref_set_key(font[0], "ToUnicode", f"{xref} 0 R")

    def pdf(self, **options: Any) -> bytes:
        data: bytes = self.document.tobytes(**options)
        self.document.close()
        return data


def developer() -> bytes:
    """One column; dates at the right margin; title above employer; a link only in an annotation."""
    sheet = Sheet()
    sheet.line("Priya Raman", size=22, font=BOLD, gap=18)
    sheet.line("Backend Developer", size=12, gap=16)
    sheet.line("Austin, TX  |  (512) 555-0147  |  priya.raman@example.com  |  LinkedIn")
    sheet.link("https://www.linkedin.com/in/priya-raman-dev", (300, 70, 420, 90))
    sheet.heading("SUMMARY")
    sheet.line("Backend developer with nine years of experience in payment systems, who likes small services")
    sheet.line("and boring deployments.")
    sheet.heading("PROFESSIONAL EXPERIENCE")
    sheet.dated("Senior Backend Developer", "Mar 2020 - Present")
    sheet.line("Quillpay Inc., Austin, TX", font=ITALIC)
    sheet.bullets(
        "Moved 140 services from virtual machines to Kubernetes without an outage",
        "Cut the p99 latency of the ledger from 900 ms to 120 ms by batching writes and by removing\n"
        "a lock that every request took",
    )
    sheet.y += 6
    sheet.dated("Software Developer", "Jul 2015 - Feb 2020")
    sheet.line("Brightwater Systems, Denver, CO", font=ITALIC)
    sheet.bullets("Built the reconciliation of card payments in Python and PostgreSQL", "Mentored four juniors")
    sheet.heading("EDUCATION")
    sheet.dated("University of Colorado Boulder", "2011 - 2015")
    sheet.line("B.S. in Computer Science, GPA 3.7/4.0")
    sheet.heading("TECHNICAL SKILLS")
    sheet.line("Languages: Python, Go, SQL")
    sheet.line("Tools: Kubernetes, Terraform, CI/CD (GitHub Actions, Argo), PostgreSQL")
    sheet.heading("CERTIFICATIONS")
    sheet.line("Certified Kubernetes Administrator (CKA), 2021")
    sheet.line("AWS Solutions Architect Associate - 2019")
    return sheet.pdf()


def nurse() -> bytes:
    """Sidebar at the left with contact, skills and licences; the career in the wide column at the right."""
    sheet = Sheet()
    sheet.put(40, "CONTACT", font=BOLD, size=11, y=60)
    side = ["+1 503 555 0182", "m.okafor@example.org", "Portland, OR", "linkedin.com/in/mokafor-rn"]
    for number, text in enumerate(side):
        sheet.put(40, text, y=78 + 14 * number, size=9)
    sheet.put(40, "SKILLS", font=BOLD, size=11, y=160)
    for number, text in enumerate(["Triage", "Wound care", "Ventilator management", "Epic EHR", "Patient education"]):
        sheet.put(40, text, y=178 + 14 * number, size=9)
    sheet.put(40, "LICENSES", font=BOLD, size=11, y=270)
    for number, text in enumerate(["Registered Nurse, Oregon", "BLS", "ACLS"]):
        sheet.put(40, text, y=288 + 14 * number, size=9)
    sheet.put(40, "LANGUAGES", font=BOLD, size=11, y=350)
    for number, text in enumerate(["English", "Igbo"]):
        sheet.put(40, text, y=368 + 14 * number, size=9)
    x = 220.0
    sheet.y = 62
    sheet.line("Maryam Okafor, RN, BSN", x=x, size=20, font=BOLD, gap=24)
    sheet.heading("PROFILE", x=x, size=11)
    sheet.line("Critical care nurse with eight years in intensive care units of two", x=x)
    sheet.line("teaching hospitals.", x=x)
    sheet.heading("EXPERIENCE", x=x, size=11)
    sheet.line("Charge Nurse, Intensive Care", x=x, font=BOLD)
    sheet.line("Cedar Hollow Medical Center", x=x)
    sheet.line("June 2019 - Present", x=x, font=ITALIC)
    sheet.bullets(
        "Lead a shift of 12 nurses for 24 beds", "Brought central line infections down by 31 %\nwithin one year", x=x
    )
    sheet.y += 6
    sheet.line("Staff Nurse", x=x, font=BOLD)
    sheet.line("Riverbend Hospital", x=x)
    sheet.line("August 2015 - May 2019", x=x, font=ITALIC)
    sheet.bullets("Cared for post-operative patients", "Trained new graduates on the ward", x=x)
    sheet.heading("EDUCATION", x=x, size=11)
    sheet.line("Bachelor of Science in Nursing (BSN)", x=x, font=BOLD)
    sheet.line("Linden State University", x=x)
    sheet.line("2015", x=x)
    return sheet.pdf()


def sales_manager() -> bytes:
    """Several roles at one employer; separators on one line; running text instead of bullets; British dates."""
    sheet = Sheet((595.0, 842.0))
    sheet.line("TOMASZ KOWALCZYK", x=200, size=18, font=BOLD, gap=18)
    sheet.line("14 Mill Lane, Leeds, United Kingdom | +44 113 496 0123 | tomasz.k@example.co.uk", x=90, gap=20)
    sheet.heading("Work History")
    sheet.line("Northgate Foods Ltd", font=BOLD)
    sheet.dated("Regional Sales Manager", "04/2018 - Present", font=ITALIC)
    sheet.line("Responsible for a turnover of 12 million pounds with supermarkets in the north of England.")
    sheet.line("Built a team of nine and doubled the number of accounts within three years.")
    sheet.y += 6
    sheet.dated("Account Executive", "09/2014 - 03/2018", font=ITALIC)
    sheet.line("Looked after forty independent grocers and won the two largest new accounts of 2016.")
    sheet.y += 6
    sheet.line("Pennine Drinks plc", font=BOLD)
    sheet.dated("Sales Representative", "2011 - 2014", font=ITALIC)
    sheet.line("Sold soft drinks to pubs and hotels across Yorkshire and was the best of 30 in 2013.")
    sheet.heading("Education")
    sheet.line("BA (Hons) Business Management | University of Leeds | 2011")
    sheet.heading("Skills")
    sheet.line("Negotiation; Key account management; Forecasting; Salesforce")
    return sheet.pdf()


def teacher() -> bytes:
    """Two pages with running footers; everything of a position on one line; a column of dates at the left."""
    sheet = Sheet()
    footer = "Amara Lindqvist - Resume - page {} of 2"
    sheet.line("Amara Lindqvist", size=20, font=BOLD, gap=18)
    sheet.line("amara.lindqvist@example.net \u2022 608-555-0119 \u2022 Madison, Wisconsin")
    sheet.heading("Objective")
    sheet.line("To teach mathematics in a school that takes its weakest pupils as seriously as its best.")
    sheet.heading("Teaching Experience")
    sheet.put(50, "2016 - present")
    sheet.line("Mathematics Teacher, Oakfield High School, Madison, WI", x=160, font=BOLD)
    sheet.bullets("Teach algebra and calculus to 130 students a year", "Run the after-school robotics club", x=170)
    sheet.y += 6
    sheet.put(50, "2012 - 2016")
    sheet.line("Substitute Teacher, Dane County School District", x=160, font=BOLD)
    sheet.bullets("Taught grades 6 to 12 in eleven schools", x=170)
    sheet.put(200, footer.format(1), y=770, size=8)
    sheet.new_page()
    sheet.bullets("Wrote the district's handbook for substitutes", x=170)
    sheet.y += 6
    sheet.put(50, "2010 - 2012")
    sheet.line("Teaching Assistant, University of Wisconsin-Madison", x=160, font=BOLD)
    sheet.bullets("Held two exercise groups a week", x=170)
    sheet.heading("Education")
    sheet.put(50, "2012")
    sheet.line("Master of Education, University of Wisconsin-Madison", x=160)
    sheet.put(50, "2010")
    sheet.line("Bachelor of Arts in Mathematics, Lakeshore College", x=160)
    sheet.heading("Skills")
    sheet.bullets("Classroom management", "GeoGebra", "Curriculum design")
    sheet.put(200, footer.format(2), y=770, size=8)
    return sheet.pdf()
