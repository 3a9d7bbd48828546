"""A mail server on this machine that takes what it is told to, and keeps it."""

from __future__ import annotations

import email
import email.policy
import socket
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from email.message import EmailMessage

ACCOUNT = LoginPassword(b"levier", b"of the tests only")


@dataclass
class MailServer:
    """Where it answers, how often it refuses first, what came."""

    port: int
    refuses: int = 0
    came: list[EmailMessage] = field(default_factory=list)

    # Named as the library calls them.

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if self.refuses:
            self.refuses -= 1
            return "451 later"
        envelope.mail_from = address
        return "250 yes"

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 yes"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.came.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 kept"


@contextmanager
def mail_server(
    security: str = "none", certificate: ssl.SSLContext | None = None, *, account: bool = False
) -> Iterator[MailServer]:
    """Serve with STARTTLS, TLS from the first word on, or neither; with an account or without."""
    kept = MailServer(_free_port())
    demanded: dict[str, Any] = {"authenticator": _known, "auth_required": True} if account else {}
    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=kept.port,
        ssl_context=certificate if security == "tls" else None,
        tls_context=certificate if security == "starttls" else None,
        require_starttls=security == "starttls",
        auth_require_tls=security == "starttls",
        **demanded,
    )
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()


def _known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given == ACCOUNT, handled=False)  # the library answers


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
