"""An address on this machine that answers as it is told, and keeps what it was sent."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Receiver:
    """What the address answers next, and what came."""

    address: str
    answers: list[int] = field(default_factory=list)
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    drip: threading.Event | None = None


@contextmanager
def receiving() -> Iterator[Receiver]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.told = Receiver(f"http://localhost:{server.server_port}/hook")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.told  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        told: Receiver = self.server.told  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
        if told.drip is not None:
            told.drip.wait(5)
            return
        status = told.answers.pop(0) if told.answers else 204
        self.send_response(status)
        if status in {301, 302, 307}:
            self.send_header("Location", told.address + "/elsewhere")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""
