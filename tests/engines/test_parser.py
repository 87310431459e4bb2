"""The parser engine on good, broken and hostile files: in this process, and as the server runs it, in a child."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from intervue.engines.base import BadInputError, EngineSpec
from intervue.engines.hosts import Done, Exited, ExitReason, Failed, HostFailure
from intervue.engines.parser import ResumeParser
from intervue.engines.process_host import ProcessHost
from intervue.resume.schema import ParsedResume
from tests.engines.host_probe import BOUND, Probe
from tests.engines.hostile_pdfs import encrypted, form_bomb, memory_bomb, one_page, pages, raw_pdf, scan, text
from tests.resume.pages import Sheet, developer
from tests.resume.reading import MIB, parser, read

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

LINES = ("Ada Example", "ada@example.com", "Skills", "Python, Go and patience")


def refusal(pdf: bytes) -> str:
    with pytest.raises(BadInputError) as caught:
        read(pdf)
    return str(caught.value)


def test_the_engine_answers_its_own_trial() -> None:
    parser().trial()


def test_it_gives_way_after_each_page() -> None:
    results = list(parser().parse(pages(3)))
    assert results[:3] == [None, None, None]
    assert isinstance(results[3], ParsedResume)
    assert len(results) == 4


@pytest.mark.parametrize("junk", [b"\xef\xbb\xbf", b"\r\n\r\n", b"junk of a mail gateway\n"])
def test_a_little_junk_before_the_header_is_tolerated(junk: bytes) -> None:
    assert read(junk + developer()).contact.name == "Priya Raman"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 4096,
        b"<html><body>Ada Example, ada@example.com</body></html>",
        b"PK\x03\x04",
        b"x" * 1100 + b"%PDF-",
    ],
)
def test_what_is_no_pdf_is_named_so(data: bytes) -> None:
    assert refusal(data) == "Only PDF files are supported. Please upload a PDF resume."


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00" * 4096, b"%PDF-1.7\n<html>hello</html>"])
def test_a_header_without_a_document_is_refused(data: bytes) -> None:
    assert "again" in refusal(data)


def test_a_password_is_named_as_the_reason() -> None:
    assert "password" in refusal(encrypted("secret"))


def test_a_file_that_only_forbids_changes_is_read() -> None:
    assert read(encrypted("")).contact.email == "ines.locked@example.com"


def test_a_pdf_without_pages_is_named_so() -> None:
    empty = raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    assert "no pages" in refusal(empty)


def test_too_many_pages_are_counted_in_the_answer() -> None:
    assert "500 pages" in refusal(pages(500))
    assert "at most 20" in refusal(pages(21))
    assert "Page number 19" in read(pages(20)).raw_text


def test_a_scan_is_told_from_a_damaged_file() -> None:
    assert "scan" in refusal(scan())


def test_a_file_over_the_limit_is_refused() -> None:
    small = ResumeParser(max_pages=20, max_bytes=1000)
    small.load()
    with pytest.raises(BadInputError, match="larger"):
        list(small.parse(b"%PDF-" + bytes(1000)))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused(part: float) -> None:
    whole = developer()
    try:
        resume = read(whole[: int(len(whole) * part)])
    except BadInputError as error:
        assert str(error).endswith((".", "text."))  # noqa: PT017 - either outcome is right
    else:
        assert isinstance(resume, ParsedResume)


def test_a_page_of_enormous_size_is_read() -> None:
    resume = read(one_page(text(*LINES), media_box=b"-1000000 -1000000 100000000 100000000"))
    assert resume.contact.email == "ada@example.com"


def test_scripts_in_the_file_are_ignored() -> None:
    pdf = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\('x'\\); while\\(true\\){})>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>"
        b"/AA<</O<</S/JavaScript/JS(this.submitForm\\('http://example.com'\\))>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text(*LINES)), text(*LINES)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    resume = read(pdf)
    assert resume.contact.name == "Ada Example"
    assert "alert" not in resume.model_dump_json()


def test_nul_and_control_characters_in_the_text_do_not_reach_the_answer() -> None:
    resume = read(one_page(text("Ada\\000 Example", "ada@example.com", "\\001\\002Skills\\033", "Python\\000, Go, C")))
    assert all(char.isprintable() or char == "\n" for char in resume.raw_text)
    assert resume.contact.email == "ada@example.com"


def test_a_wall_of_text_is_cut_and_not_refused() -> None:
    sheet = Sheet()
    sheet.line("Walter Wall", size=20)
    for _ in range(20):
        sheet.new_page()
        for _ in range(55):
            sheet.line("words and words and words and words and words and words and words and words", size=9, gap=13)
    sheet.document.delete_page(1)
    resume = read(sheet.pdf())
    assert resume.contact.name == "Walter Wall"
    assert len(resume.raw_text) <= 50_000


# --- In a child, as the server runs it --------------------------------------------------------------------------------


@pytest.fixture(params=[600])
def probe(request: pytest.FixtureRequest) -> Iterator[Probe]:
    """A loaded child; the parameter is its memory limit, MiB."""
    probe = Probe()
    spec = EngineSpec("intervue.engines.parser:ResumeParser", {"max_pages": 20, "max_bytes": 10 * MIB})
    probe.host = ProcessHost(spec, "parser", probe.events.put, load_deadline=60, memory_limit_mib=request.param)
    probe.host.start()
    probe.loaded()
    yield probe
    probe.host.kill()
    assert probe.host.join(BOUND)


def ask(probe: Probe, name: str, pdf: bytes, deadline: float) -> tuple[list[object], Done | Failed]:
    assert probe.host is not None
    probe.host.submit(name, "parse", (pdf,), deadline)
    return probe.outcome(name)


def test_a_child_reads_a_resume_and_names_what_is_wrong_with_a_file(probe: Probe) -> None:
    values, end = ask(probe, "good", developer(), 20)
    assert end == Done("good")
    (resume,) = values
    assert isinstance(resume, ParsedResume)
    assert resume.contact.name == "Priya Raman"
    _, end = ask(probe, "locked", encrypted("secret"), 20)
    assert isinstance(end, Failed)
    assert end.failure is HostFailure.INPUT
    assert "password" in end.message


def test_nested_forms_are_stopped_at_the_deadline(probe: Probe) -> None:
    bomb = form_bomb()
    assert len(bomb) < 10_000
    _, end = ask(probe, "bomb", bomb, 1.5)
    assert isinstance(end, Failed)
    assert end.failure in {HostFailure.DEADLINE, HostFailure.MEMORY}
    assert isinstance(probe.next(), Exited)


@pytest.mark.parametrize("probe", [260], indirect=True)
def test_a_file_that_swells_is_stopped_at_the_memory_limit(probe: Probe) -> None:
    bomb = memory_bomb()
    assert len(bomb) < MIB
    _, end = ask(probe, "swell", bomb, 60)
    assert isinstance(end, Failed)
    assert end.failure is HostFailure.MEMORY
    exited = probe.next()
    assert isinstance(exited, Exited)
    assert exited.reason is ExitReason.MEMORY


def test_a_hundred_damaged_files_are_each_read_or_refused_and_the_child_lives(probe: Probe) -> None:
    luck = random.Random(7)
    whole = developer()
    for number in range(100):
        values, end = ask(probe, str(number), mutated(whole, luck), 20)
        if isinstance(end, Failed):
            assert end.failure is HostFailure.INPUT, (number, end)
            assert end.message.endswith(".")
        else:
            assert [type(value) for value in values] == [ParsedResume]
    values, _ = ask(probe, "good", whole, 20)
    assert isinstance(values[0], ParsedResume)
    assert len(values[0].experiences) == 2


def mutated(pdf: bytes, luck: random.Random) -> bytes:
    """The file with some bytes changed, cut out, doubled or shuffled."""
    data = bytearray(pdf)
    for _ in range(luck.randint(1, 12)):
        place, length = luck.randrange(len(data)), luck.randint(1, 200)
        changes = [
            luck.randbytes(length),
            b"",
            bytes(data[place : place + length]) * 2,
            b"0",
            b"/Type/Pages",
            b" 999999999999 0 R ",
            b"endstream endobj",
        ]
        data[place : place + luck.choice([1, length])] = luck.choice(changes)
    return bytes(data)
