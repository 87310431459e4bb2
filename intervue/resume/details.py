"""What is told beside a résumé on demand: where each field stands on the page, and how sure the reading is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervue.resume.confidence import judge
from intervue.resume.provenance import locate
from intervue.resume.schema import DetailedResume, ParsedResume
from intervue.resume.tracing import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Link
    from intervue.resume.ordered import Ordered


def with_details(
    resume: ParsedResume,
    ordered: Ordered,
    links: Sequence[Link],
    hidden_text: Sequence[str] = (),
    unread_pages: Sequence[int] = (),
    *,
    repaired: bool = False,
) -> DetailedResume:
    """The résumé that was read from these rows and links, with its details. The last three are handed through."""
    page = Page(ordered.regions, ordered.sections, links)
    found = locate(resume, page)
    return DetailedResume.model_construct(
        **{name: getattr(resume, name) for name in ParsedResume.model_fields},
        confidence=judge(resume, found, page),
        source={path: trace.source() for path, trace in found.items()},
        hidden_text=list(hidden_text),
        unread_pages=list(unread_pages),
        repaired=repaired,
    )
