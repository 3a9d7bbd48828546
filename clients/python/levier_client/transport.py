"""Calls on their way: the token, the key of each call, what went wrong."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any, Self

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

TRIES = 3
LONGEST_WAIT = 60
KEYED = frozenset({"POST", "PATCH"})


class Problem(Exception):  # noqa: N818 - the word of the standard
    """What Levier refused: compare ``code``, show ``title``."""

    def __init__(self, answer: httpx.Response) -> None:
        try:
            told = answer.json()
        except ValueError:
            told = {}
        self.status = answer.status_code
        self.code = str(told.get("code", ""))
        self.title = str(told.get("title", answer.reason_phrase))
        self.fields: list[dict[str, str]] = list(told.get("fields", []))
        super().__init__(f"{self.status} {self.code}: {self.title}")


class Transport:
    """Sends calls to one Levier with one access token."""

    def __init__(self, address: str, token: str, *, language: str = "en") -> None:
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        root = address.rstrip("/") + "/api/v1"
        self._http = httpx.Client(base_url=root, headers=headers, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: object = None,
        file: tuple[str, bytes] | None = None,
        key: str | None = None,
    ) -> Any:  # noqa: ANN401 - the methods say what it is
        """Make one call; one that changes something carries a key, and is safe to send again."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())} if method in KEYED else {}
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        content: dict[str, Any] = {"json": body} if body is not None else {}
        if file is not None:
            content = {"files": {"file": file}}
        answer = self._sent(method, path, headers, {"params": asked or None, **content})
        return answer.json() if answer.content else None

    def content(self, method: str, path: str, *, query: Mapping[str, Any] | None = None) -> bytes:
        """Make one call that gives a file."""
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        return self._sent(method, path, {}, {"params": asked or None}).content

    def every(self, page: Mapping[str, Any]) -> Iterator[Any]:
        """Give the items of a page, then those of every page after it."""
        while True:
            yield from page["items"]
            if page["next"] is None:
                return
            page = self.call("GET", str(page["next"]).removeprefix("/api/v1"))

    def _sent(
        self, method: str, path: str, headers: dict[str, str], content: dict[str, Any]
    ) -> httpx.Response:
        for left in reversed(range(TRIES)):
            try:
                answer = self._http.request(method, path, headers=headers, **content)
            except httpx.TransportError:
                if not left:
                    raise
                continue
            wait = answer.headers.get("Retry-After", "")
            if left and answer.status_code == 429 and wait.isdecimal():
                time.sleep(min(int(wait), LONGEST_WAIT))
                continue
            if answer.is_error:
                raise Problem(answer)
            return answer
        raise AssertionError("the last try either answers or raises")
