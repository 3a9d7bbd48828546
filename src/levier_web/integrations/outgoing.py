"""The only way out: requests to addresses that people wrote down.

An address that somebody types may name a machine inside the company's network, or the one on which
Levier runs. So a name is resolved once, what it resolves to is judged, and the connection goes to
that very number; nothing is followed elsewhere, and neither time nor size is unlimited.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Resolver = Callable[[str, int], Sequence[str]]

SECONDS = 10.0
"""For the whole of it: connecting, sending, the answer."""
LARGEST = 64 * 1024
LONGEST = 500
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unsafe(Refusal):
    """An address to which nothing is sent."""


class Unanswered(Exception):  # noqa: N818 - what happened
    """No answer came; ``fault`` is a word of the catalogue."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    milliseconds: int


def resolved(host: str, port: int) -> Sequence[str]:
    """Give the numbers of a host, as the machine knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(address: str) -> tuple[str, str, int, str]:
    """Take an address apart, unless it may not be written to whatever it resolves to.

    Returns
    -------
    Scheme, host, port, path.

    Raises
    ------
    Unsafe
        When it is no plain https address (http only for the hosts of the settings).
    """
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise Unsafe("integrations.refused.address") from error
    plain = address.isprintable() and address.isascii() and " " not in address
    plain = plain and len(address) <= LONGEST
    if not plain or not host or parts.username or parts.password or parts.fragment:
        raise Unsafe("integrations.refused.address")
    if parts.scheme != "https" and not (parts.scheme == "http" and trusted(host)):
        raise Unsafe("integrations.refused.https")
    if _number(host) is not None and not trusted(host) and not _open(host):
        raise Unsafe("integrations.refused.inside")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path


def trusted(host: str) -> bool:
    """Whether the installation allows this host wherever it stands."""
    return host.lower() in settings.OUTGOING_HOSTS


def send(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    resolver: Resolver = resolved,
    seconds: float = SECONDS,
) -> Answer:
    """Post a body, and give the answer whatever its status; nothing is followed.

    Raises
    ------
    Unsafe
        When the address, or what it resolves to, may not be written to.
    Unanswered
        When nobody answers in time.
    """
    scheme, host, port, path = checked(address)
    began = time.monotonic()
    number = _chosen(host, port, resolver)
    connection = _connection(scheme, host, port, number, seconds)
    # A peer that drips one byte at a time never meets the timeout of a read: this one it does.
    cut = threading.Timer(seconds, _cut, [connection])
    cut.daemon = True
    cut.start()
    try:
        connection.request("POST", path, body, dict(headers))
        response = connection.getresponse()
        content = response.read(LARGEST)
    except (TimeoutError, ssl.SSLError, OSError, http.client.HTTPException, ValueError) as error:
        raise Unanswered(_fault(error, time.monotonic() - began >= seconds)) from error
    finally:
        cut.cancel()
        connection.close()
    if time.monotonic() - began >= seconds:
        raise Unanswered("slow")
    return Answer(response.status, content, int((time.monotonic() - began) * 1000))


def _chosen(host: str, port: int, resolver: Resolver) -> str:
    try:
        numbers = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise Unanswered("unknown_host") from error
    if not numbers:
        raise Unanswered("unknown_host")
    # All of them: of a name with one good number and one inside, the next answer may be the other.
    if not trusted(host) and not all(_open(number) for number in numbers):
        raise Unsafe("integrations.refused.inside")
    return numbers[0]


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return None


def _open(number: str) -> bool:
    """Whether a number belongs to the open network: not to this machine, nor to one beside it."""
    found = _number(number)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if found.teredo is not None:
            return False
        found = inner or found
    return (
        found is not None
        and found.is_global
        and not found.is_multicast
        and not found.is_reserved
        and not found.is_unspecified
    )


def _connection(
    scheme: str, host: str, port: int, number: str, seconds: float
) -> http.client.HTTPConnection:
    if scheme == "http":
        return _Plain(host, port, number, seconds)
    return _Encrypted(host, port, number, seconds)


class _Plain(http.client.HTTPConnection):
    """Connects to the number that was judged, and names the host."""

    def __init__(self, host: str, port: int, number: str, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.number = number

    def connect(self) -> None:
        self.sock = socket.create_connection((self.number, self.port), self.timeout)


class _Encrypted(_Plain):
    """The same, with a certificate that must be the host's own."""

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _fault(error: Exception, late: bool) -> str:
    if late or isinstance(error, TimeoutError):
        return "slow"
    if isinstance(error, ssl.SSLError):
        return "certificate"
    if isinstance(error, OSError):
        return "unreachable"
    return "no_answer"
