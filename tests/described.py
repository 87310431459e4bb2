"""Holds answers of a server to what its `/openapi.json` says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    import httpx

    Operation = dict[str, Any]


class Described:
    """The document, and the operations and statuses that were met."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self.met: set[tuple[str, str, int]] = set()

    @property
    def operations(self) -> set[tuple[str, str]]:
        """Methods and paths, as the document has them."""
        return {(method.upper(), path) for path, found in self._document["paths"].items() for method in found}

    def check(self, response: httpx.Response) -> None:
        """An event hook for `httpx`: fails where the answer is none of those that are described."""
        response.read()
        method, path = response.request.method, response.request.url.path
        template, operation = self._operation(method, path)
        answer = operation["responses"].get(str(response.status_code))
        assert answer is not None, f"{method} {template} answered {response.status_code}: {response.text}"
        self.met.add((method, template, response.status_code))
        if "content" not in answer:
            assert response.content == b""
            return
        kind = response.headers["content-type"].partition(";")[0]
        assert kind in answer["content"], f"{method} {template} answered {kind}"
        if kind == "application/json":
            schema = {**answer["content"][kind]["schema"], "components": self._document["components"]}
            Draft202012Validator(schema).validate(response.json())

    def _operation(self, method: str, path: str) -> tuple[str, Operation]:
        for template, found in sorted(self._document["paths"].items(), key=lambda each: "{" in each[0]):
            if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)), path) and method.lower() in found:
                return template, found[method.lower()]
        raise AssertionError(f"{method} {path} is not described")
