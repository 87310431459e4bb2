"""`GET /metrics`: the server's numbers, in Prometheus's text format."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from prometheus_client.exposition import choose_encoder
from starlette.responses import Response
from starlette.routing import Route

from intervue.auth.asking import allowed
from intervue.auth.roles import Action
from intervue.routes.openapi import described

if TYPE_CHECKING:
    from starlette.requests import Request

    from intervue.metrics import Metrics


@described("server", text="text/plain")
@allowed(Action.READ_METRICS)
async def metrics(request: Request) -> Response:
    """Read all numbers, in Prometheus's text format or as OpenMetrics, whichever the scraper asks for."""
    counted: Metrics = request.app.state.metrics
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    # Numbers of the process are read from the system: a few milliseconds, with thousands of open files.
    content = await asyncio.to_thread(encode, counted.registry)
    return Response(content, headers={"content-type": media_type, "cache-control": "no-store"})


metrics_routes = [Route("/metrics", metrics, methods=["GET"])]
