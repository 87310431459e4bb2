"""Small pieces of a word processor's document (Office Open XML), and its print through LibreOffice.

Lengths are in points. Made with Debian's libreoffice-writer-nogui 7.4 and fonts-crosextra-carlito; tests need neither.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PRINT_SECONDS = 120.0
TWIPS = 20
A4, LETTER = (595.3, 841.9), (612.0, 792.0)
SYMBOL, WINGDINGS, DASH, ARROW, RING = 1, 2, 3, 4, 5
"""Lists by their bullet: private-use characters of Symbol and Wingdings as word processors write them, or text."""
BULLETS = {
    SYMBOL: ("\uf0b7", "Symbol"),
    WINGDINGS: ("\uf0a7", "Wingdings"),
    DASH: ("\u2013", "Liberation Sans"),
    ARROW: ("\uf0d8", "Wingdings"),
    RING: ("o", "Courier New"),
}
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
COLUMN = '<w:r><w:br w:type="column"/></w:r>'
TINY = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""What must stand after a table that ends a document, too low to begin a page."""
CHARACTERS = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2011": "<w:noBreakHyphen/>",
}


def _twips(points: float) -> int:
    return round(points * TWIPS)


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 0,
    color: str = "",
    font: str = "",
    capitals: str = "",
    spread: float = 0,
) -> str:
    """Text in one look. `capitals`: `caps` or `smallCaps`; `spread`: letter-spacing. Tabs become elements."""
    look = (
        (f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else "")
        + ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + (f"<w:{capitals}/>" if capitals else "")
        + (f'<w:color w:val="{color}"/>' if color else "")
        + (f'<w:spacing w:val="{_twips(spread)}"/>' if spread else "")
        + (f'<w:sz w:val="{round(size * 2)}"/>' if size else "")
    )
    pieces = re.split("([\t\n\u00ad\u2011])", text)
    inner = "".join(
        CHARACTERS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces if piece
    )
    return f"<w:r><w:rPr>{look}</w:rPr>{inner}</w:r>"


def link(address: str, inner: str) -> str:
    """Runs that are a link. LibreOffice writes it into the PDF only where the runs have a style of their own."""
    styled = inner.replace("<w:rPr>", '<w:rPr><w:rStyle w:val="Hyperlink"/>')
    return f'<w:hyperlink r:id="link:{escape(address)}">{styled}</w:hyperlink>'


def number(what: str) -> str:
    """A field: `PAGE` or `NUMPAGES`."""
    return f'<w:fldSimple w:instr=" {what} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@dataclass(frozen=True)
class Set:
    """How a paragraph is set. `tabs` are right tab stops; `rule` is the width of a line below, in points."""

    style: str = ""
    bullets: int = 0
    rule: float = 0
    fill: str = ""
    tabs: tuple[float, ...] = ()
    left_tabs: tuple[float, ...] = ()
    before: float = 0
    after: float = 0
    line: float = 1
    indent: float = 0
    hanging: float = 0
    align: str = "left"


def para(how: Set, *inner: str) -> str:
    """A paragraph of runs; nothing where there are none."""
    if not any(inner):
        return ""
    stops = [f'<w:tab w:val="left" w:pos="{_twips(at)}"/>' for at in how.left_tabs]
    stops += [f'<w:tab w:val="right" w:pos="{_twips(at)}"/>' for at in how.tabs]
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{how.bullets}"/></w:numPr>' if how.bullets else ""
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="{round(how.rule * 8)}" w:space="1" w:color="444444"/></w:pBdr>'
    indent = f'<w:ind w:left="{_twips(how.indent)}" w:hanging="{_twips(how.hanging)}"/>'
    return (
        "<w:p><w:pPr>"
        + (f'<w:pStyle w:val="{how.style}"/><w:keepNext/>' if how.style else "")
        + listed
        + (rule if how.rule else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{how.fill}"/>' if how.fill else "")
        + (f"<w:tabs>{''.join(stops)}</w:tabs>" if stops else "")
        + f'<w:spacing w:before="{_twips(how.before)}" w:after="{_twips(how.after)}" '
        f'w:line="{round(how.line * 240)}" w:lineRule="auto"/>'
        + (indent if how.indent or how.hanging else "")
        + f'<w:jc w:val="{how.align}"/></w:pPr>{"".join(inner)}</w:p>'
    )


@dataclass(frozen=True)
class Cell:
    """Paragraphs in a table, on a ground of `fill`, over `span` columns."""

    inner: str
    fill: str = ""
    span: int = 1


def table(widths: Sequence[float], rows: Iterable[Sequence[Cell]]) -> str:
    """A table without visible borders; `widths` of its columns."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    body = ""
    for row in rows:
        at, cells = 0, ""
        for cell in row:
            width = sum(widths[at : at + cell.span])
            at += cell.span
            fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/><w:gridSpan w:val="{cell.span}"/>{fill}'
                f"</w:tcPr>{cell.inner or '<w:p/>'}</w:tc>"
            )
        body += f"<w:tr>{cells}</w:tr>"
    total = _twips(sum(widths))
    look = f'<w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


@dataclass(frozen=True)
class Paper:
    """The page and its main type; `header` and `footer` are paragraphs that come back on every page."""

    font: str = "Liberation Sans"
    size: float = 10.5
    page: tuple[float, float] = A4
    margins: tuple[float, float, float, float] = (50, 56, 50, 56)
    """Top, right, bottom, left."""
    header: str = ""
    footer: str = ""
    language: str = "en-GB"
    columns: int = 1
    """Of the last section."""
    hyphenate: bool = False
    tagged: bool = False

    @property
    def width(self) -> float:
        """What is left between the margins."""
        return self.page[0] - self.margins[1] - self.margins[3]

    def section(self, columns: int = 1, *, ended: bool = False, together: bool = False) -> str:
        """The end of a section in so many columns; `ended`: of the last one; `together`: it began on the same page."""
        top, right, bottom, left = map(_twips, self.margins)
        running = "".join(
            f'<w:{kind}Reference w:type="default" r:id="{kind}"/>'
            for kind in ("header", "footer")
            if getattr(self, kind)
        )
        inner = (
            f"<w:sectPr>{running}"
            + ('<w:type w:val="continuous"/>' if together else "")
            + f'<w:pgSz w:w="{_twips(self.page[0])}" w:h="{_twips(self.page[1])}"/>'
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
            'w:header="500" w:footer="440" w:gutter="0"/>'
            f'<w:cols w:num="{columns}" w:space="480"/></w:sectPr>'
        )
        return inner if ended else f"<w:p><w:pPr>{inner}</w:pPr></w:p>"

    def styles(self) -> str:
        """The document's defaults, and headings by name."""
        headings = "".join(
            f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
            for level in (1, 2, 3)
        )
        return (
            f'<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{self.font}" '
            f'w:hAnsi="{self.font}" w:cs="{self.font}"/><w:sz w:val="{round(self.size * 2)}"/>'
            f'<w:lang w:val="{self.language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
            f"{headings}</w:styles>"
        )


def _numbering() -> str:
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/></w:rPr></w:lvl></w:abstractNum>'
        for number, (mark, font) in BULLETS.items()
    )
    used = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in BULLETS)
    return f"<w:numbering {SPACES}>{kinds}{used}</w:numbering>"


def _relations(entries: Iterable[tuple[str, str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for key, kind, target in entries
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _linked(part: str) -> tuple[str, list[tuple[str, str, str]]]:
    """A part with its links by number, and what those lead to."""
    addresses = sorted(set(re.findall(r'r:id="link:([^"]*)"', part)))
    for index, address in enumerate(addresses):
        part = part.replace(f'r:id="link:{address}"', f'r:id="rId{index}"')
    return part, [(f"rId{index}", "hyperlink", address) for index, address in enumerate(addresses)]


def docx(paper: Paper, body: str) -> bytes:
    """The file of a document."""
    inner = body + paper.section(paper.columns, ended=True, together=True)
    parts = {"document": f"<w:document {SPACES}><w:body>{inner}</w:body></w:document>", "styles": paper.styles()}
    parts["numbering"] = _numbering()
    parts["settings"] = f"<w:settings {SPACES}>{'<w:autoHyphenation/>' if paper.hyphenate else ''}</w:settings>"
    for kind, tag in (("header", "hdr"), ("footer", "ftr")):
        if text := getattr(paper, kind):
            parts[kind] = f"<w:{tag} {SPACES}>{text}</w:{tag}>"
    kinds = {name: f"{KIND}.{name}{'.main' if name == 'document' else ''}+xml" for name in parts}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in kinds.items())
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )
    files = {"[Content_Types].xml": types, "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")])}
    for name, text in parts.items():
        files[f"word/{name}.xml"], relations = _linked(text)
        if name == "document":
            relations += [(other, other, f"{other}.xml") for other in parts if other != name]
        if relations:
            files[f"word/_rels/{name}.xml.rels"] = _relations(relations)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return target.getvalue()


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's own folder: one for all documents of a run, as its first start is slow."""
    return tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True)


def libreoffice(document: bytes, *, tagged: bool = False) -> bytes:
    """Export a document as PDF; `tagged`: with a structure tree. FileNotFoundError without LibreOffice."""
    wanted = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"%s"}}' % str(tagged).lower()  # noqa: UP031  # the braces are the filter's own
    with tempfile.TemporaryDirectory(prefix="cv-") as folder:
        source = Path(folder) / "resume.docx"
        source.write_bytes(document)
        command = ["soffice", f"-env:UserInstallation=file://{_profile().name}", "--headless"]
        command += ["--convert-to", wanted, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=PRINT_SECONDS)
        return source.with_suffix(".pdf").read_bytes()
