"""A hundred people at once, each with a session of their own, in one loop."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

PATIENCE = 60.0
CSRF = "c" * 32


@dataclass
class Asked:
    """What the requests of one kind met: how long each took, and what was no answer."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    whole: float = 0.0

    def quantile(self, share: float) -> float:
        """Give the time within which this share was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(frozen=True)
class Crowd:
    """People with sessions, who ask the server at an address."""

    address: str
    sessions: Sequence[str]

    def reads(self, path: str, times: int) -> Asked:
        """Let everybody read one page at once, so many times each."""

        async def read(client: httpx.AsyncClient, _person: int, _turn: int) -> httpx.Response:
            return await client.get(path)

        return asyncio.run(self._all(read, times, 200))

    def posts(self, times: int) -> Asked:
        """Let everybody post signals at once, so many each."""

        async def post(client: httpx.AsyncClient, person: int, turn: int) -> httpx.Response:
            said = {
                "kind": "observation",
                "text": f"The export of invoices stopped for client {person} on day {turn}",
                "token": f"load-{person:04}-{turn:04}-".ljust(24, "x"),
            }
            return await client.post("/signals/post/", data=said)

        return asyncio.run(self._all(post, times, 302))

    async def _all(
        self,
        ask: Callable[[httpx.AsyncClient, int, int], Awaitable[httpx.Response]],
        times: int,
        right: int,
    ) -> Asked:
        asked, began = Asked(), time.perf_counter()
        people = (self._one(asked, ask, n, times, right) for n in range(len(self.sessions)))
        await asyncio.gather(*people)
        asked.whole = time.perf_counter() - began
        return asked

    async def _one(
        self,
        asked: Asked,
        ask: Callable[[httpx.AsyncClient, int, int], Awaitable[httpx.Response]],
        person: int,
        times: int,
        right: int,
    ) -> None:
        cookies = {"sessionid": self.sessions[person], "csrftoken": CSRF}
        headers = {"X-CSRFToken": CSRF, "Accept-Language": "en"}
        async with httpx.AsyncClient(
            base_url=self.address,
            cookies=cookies,
            headers=headers,
            timeout=PATIENCE,
            verify=False,  # noqa: S501 - no TLS here; a hundred times reading certificates is seconds
        ) as client:
            for turn in range(times):
                began = time.perf_counter()
                try:
                    answer = await ask(client, person, turn)
                except httpx.HTTPError as error:
                    asked.errors.append(type(error).__name__)
                    continue
                asked.seconds.append(time.perf_counter() - began)
                if answer.status_code != right:
                    asked.errors.append(str(answer.status_code))
