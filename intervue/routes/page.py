"""The pages of candidates and recruiters, their files under `/static/`, and the limits that they state."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from intervue.origins import is_exposed

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from intervue.settings import Settings

WEB: Final = Path(__file__).resolve().parent.parent / "web"
MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
SOURCES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",  # covers the WebSocket of the same origin
    "media-src": "'self' blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
HEADERS: Final = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in SOURCES.items()),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "microphone=(self), camera=(), geolocation=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    # Always asked for, mostly answered with 304: after an upgrade no page runs with half of its old modules.
    "cache-control": "no-cache",
}
_FILE_NAME = re.compile(r"[a-z][a-z0-9_-]*\.(?:css|js|svg)")


def _page(name: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return _file(request, name)

    return endpoint


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if not _FILE_NAME.fullmatch(name) or not (WEB / name).is_file():
        raise HTTPException(404, "There is no such file.")
    return _file(request, name)


def _file(request: Request, name: str) -> Response:
    """The file, or 304. The tag is of the content: files of a wheel all carry one and the same date."""
    content = (WEB / name).read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {**HEADERS, "etag": tag}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=MEDIA_TYPES[Path(name).suffix])


def _settings(request: Request) -> Response:
    """What the page tells candidates about limits, so that it never promises more than the server takes."""
    settings: Settings = request.app.state.settings
    body = {
        "answer_max_seconds": settings.answer_max_seconds,
        "resume_max_bytes": settings.resume_max_bytes,
        "interview_minutes": settings.interview_minutes,
        "interview_questions": settings.interview_questions,
        "invitation_days": settings.invitation_days,
        "insecure": is_exposed(settings),
        "access": settings.auth == "on",
    }
    return JSONResponse(body, headers={**HEADERS, "cache-control": "no-store"})


page_routes: Final = [
    Route("/", _page("index.html"), name="page"),
    Route("/sign-in", _page("sign_in.html"), methods=["GET"], name="sign_in_page"),
    Route("/interviews", _page("interviews.html"), methods=["GET"], name="interviews_page"),
    Route("/page/settings.json", _settings, name="page_settings"),
    Route("/static/{name}", _static, name="static"),
]
