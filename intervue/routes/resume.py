"""`POST /resume/parse`: a PDF comes in, a `ParsedResume` goes out.

The form is read as it arrives, straight into one buffer that never grows beyond the limit; nothing is put on disk.
What a file or a form did wrong is 400 with a sentence in `detail`; too many uploads at once are 503; 500 is kept for
failures of our own.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, Field, RootModel
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from actors.messages import Failure, ResumeRejected
from intervue.auth.asking import allowed
from intervue.auth.roles import Action
from intervue.budget import Budget, Share
from intervue.draining import drain
from intervue.engines.parser import MAGIC_BYTES, NOT_A_PDF, looks_like_pdf, too_large
from intervue.resume.schema import DetailedResume, ParsedResume
from intervue.routes.openapi import described
from intervue.store.records import SessionState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from python_multipart.multipart import MultipartCallbacks
    from starlette.requests import Request

    from intervue.auth.roles import Identity
    from intervue.metrics import Metrics
    from intervue.store.event_store import EventStore

logger = logging.getLogger(__name__)

FIELD: Final = "file"
WANTED: Final = frozenset({"true", "1", "yes"})
"""Values of the query's `details` that ask for them."""
MAX_PARTS: Final = 10
MAX_OTHER_BYTES: Final = 64 * 1024
"""All parts but the file, together."""
CHUNK_SECONDS: Final = 30.0
"""A client that sends nothing for so long has stalled."""

NO_FILE: Final = 'No file was uploaded. Please send the PDF as multipart/form-data in the field "file".'
EMPTY_FILE: Final = "The uploaded file is empty. Please upload a PDF resume."
BROKEN_FORM: Final = "The upload is incomplete or damaged. Please upload the file again."
TOO_MANY_FILES: Final = "More than one file was uploaded. Please upload one PDF resume."
TOO_MUCH_ELSE: Final = 'The form holds too much besides the file. Please send the field "file" only.'
STALLED: Final = "The upload stalled. Please upload the file again."
OVER: Final = "This interview is over: no resume is read for it any more."
TOO_MANY: Final = "Too many files are being read at the moment. Please try again."
RETRY_SECONDS: Final = 10
FAILED: Final = "Resume parsing failed. Please try again."

_FAULTS_OF_THE_FILE: Final = {Failure.INPUT, Failure.DEADLINE, Failure.ENGINE}
"""A file that makes the parser hang or die (ENGINE) is at fault, not the server."""


class ResumeForm(BaseModel):
    """A form with one file."""

    file: bytes = Field(description="One PDF. Its bytes decide what it is, not its name or its declared type.")


class ParseQuery(BaseModel):
    """What is asked for beside the résumé."""

    details: bool = Field(False, description="Add how sure each field is, and where it stands.")


class ResumeRead(RootModel[DetailedResume | ParsedResume]):
    """A résumé; with `details=true` more fields beside its own."""


class Refused(Exception):  # noqa: N818 - it is an answer, not a malfunction
    """The upload is not accepted. The text is the answer's `detail`, `status` its HTTP status."""

    def __init__(self, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.status = status


class Intake:
    """Bounds on all uploads: how many at once, how long each may take, what they hold together with all messages."""

    def __init__(self, most: int, seconds: float, budget: Budget) -> None:
        self.seconds = seconds
        self._most = most
        self._budget = budget
        self._taken = 0

    @contextlib.contextmanager
    def place(self) -> Iterator[Share]:
        """Room for one upload until it is read and parsed. Raises `Refused`."""
        if self._taken >= self._most:
            raise Refused(TOO_MANY, 503)
        self._taken += 1
        share = Share(self._budget)
        try:
            yield share
        finally:
            self._taken -= 1
            share.drop()


class Upload:
    """The file of a form, taken out while the form arrives.

    Args:
        content_type: the request's header.
        max_bytes: a larger file is refused as soon as that is known.
    """

    def __init__(self, content_type: str, max_bytes: int) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise Refused(NO_FILE)
        self._max_bytes = max_bytes
        self._buffer = BytesIO()
        self._size = 0
        self._others = 0
        self._parts = 0
        self._found = False
        self._in_file = False
        self._ended = False
        self._header = b""
        self._value = b""
        self._disposition = b""
        callbacks: MultipartCallbacks = {
            "on_part_begin": self._begin_part,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._end_header,
            "on_headers_finished": self._end_headers,
            "on_part_data": self._data,
            "on_end": self._end,
        }
        try:
            self._parser = MultipartParser(boundary, callbacks)
        except FormParserError as error:
            raise Refused(BROKEN_FORM) from error

    def write(self, chunk: bytes) -> None:
        """Take in the next bytes of the body. Raises `Refused`."""
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise Refused(BROKEN_FORM) from error

    def finish(self) -> bytes:
        """The file, after the whole body was written. Raises `Refused`."""
        if not self._ended:
            raise Refused(BROKEN_FORM if self._parts else NO_FILE)
        if not self._found:
            raise Refused(NO_FILE)
        if not self._size:
            raise Refused(EMPTY_FILE)
        self._check_magic()
        return self._buffer.getvalue()  # shares the buffer, no copy

    def _begin_part(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise Refused(TOO_MUCH_ELSE)
        self._disposition = b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _end_headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._in_file = options.get(b"name") == FIELD.encode()
        if self._in_file and self._found:
            raise Refused(TOO_MANY_FILES)
        self._found = self._found or self._in_file

    def _data(self, data: bytes, start: int, end: int) -> None:
        if not self._in_file:
            self._others += end - start
            if self._others > MAX_OTHER_BYTES:
                raise Refused(TOO_MUCH_ELSE)
            return
        self._size += end - start
        if self._size > self._max_bytes:
            raise Refused(too_large(self._max_bytes))
        self._buffer.write(memoryview(data)[start:end])
        if self._size - (end - start) < MAGIC_BYTES <= self._size:
            self._check_magic()

    def _check_magic(self) -> None:
        # The bytes decide: what the client calls the file may be wrong either way.
        if not looks_like_pdf(bytes(self._buffer.getbuffer()[:MAGIC_BYTES])):
            raise Refused(NOT_A_PDF)

    def _end(self) -> None:
        self._ended = True


@described("resumes", answer=ResumeRead, form=ResumeForm, query=ParseQuery, problems=(503,))
@allowed(Action.PARSE_RESUME)
async def parse_resume(request: Request) -> Response:
    """Read a résumé from a PDF.

    What the file or the form did wrong is 400, also where the file is too large.
    """
    intake: Intake = request.app.state.intake
    metrics: Metrics = request.app.state.metrics
    stream = request.stream()
    try:
        await _check_that_it_goes_on(request)
        with intake.place() as share:
            pdf = await _receive(request, stream, share, intake.seconds)
            return await _parse(request, pdf)
    except Refused as refusal:
        metrics.resume("refused")
        await drain(stream)
        return _detail(refusal.status, str(refusal))
    except ClientDisconnect:
        metrics.resume("cut_off")
        return _detail(400, BROKEN_FORM)  # nobody is left to read it


async def _check_that_it_goes_on(request: Request) -> None:
    """Refuse a candidate whose interview is over: the cookie of a link has no end of its own. Raises `Refused`."""
    identity: Identity = request.state.identity
    if identity.session is None:
        return
    store: EventStore = request.app.state.store
    summary = await asyncio.to_thread(store.summary, identity.session)
    if summary is None or summary.state is SessionState.ENDED:
        raise Refused(OVER, HTTPStatus.FORBIDDEN)


async def _parse(request: Request, pdf: bytes) -> Response:
    parse: Callable[..., Awaitable[ParsedResume | ResumeRejected]] = request.app.state.parse_resume
    metrics: Metrics = request.app.state.metrics
    began = time.monotonic()
    try:
        result = await parse(pdf, details=request.query_params.get("details", "").casefold() in WANTED)
    except Exception:
        logger.exception("A resume of %d bytes could not be handed to the parser", len(pdf))
        metrics.resume("fault")
        return _detail(500, FAILED)
    outcome = result.failure if isinstance(result, ResumeRejected) else "parsed"
    metrics.resume(outcome, time.monotonic() - began)
    if isinstance(result, ResumeRejected):
        return _rejected(result)
    return Response(result.model_dump_json(), media_type="application/json", headers={"cache-control": "no-store"})


async def _receive(request: Request, stream: AsyncIterator[bytes], share: Share, seconds: float) -> bytes:
    max_bytes: int = request.app.state.settings.resume_max_bytes
    upload = Upload(request.headers.get("content-type", ""), max_bytes)
    size = 0
    try:
        async with asyncio.timeout(seconds):
            while True:
                async with asyncio.timeout(CHUNK_SECONDS):
                    chunk = await anext(stream, None)
                if chunk is None:
                    return upload.finish()
                size += len(chunk)
                if not share.hold(size):
                    raise Refused(TOO_MANY, 503)
                upload.write(chunk)
    except TimeoutError as error:
        raise Refused(STALLED) from error


def _rejected(rejection: ResumeRejected) -> Response:
    if rejection.failure in _FAULTS_OF_THE_FILE:
        return _detail(400, rejection.message)
    if rejection.failure is Failure.BUSY:
        return _detail(503, TOO_MANY)
    logger.error("Resume parsing failed (%s): %s", rejection.failure, rejection.message)
    return _detail(500, f"Resume parsing failed. {rejection.message}" if rejection.message else FAILED)


def _detail(status: int, sentence: str) -> Response:
    headers = {"cache-control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = str(RETRY_SECONDS)
    return JSONResponse({"detail": sentence}, status_code=status, headers=headers)


resume_routes: Final = [Route("/resume/parse", parse_resume, methods=["POST"], name="parse_resume")]
