"""Mails brought as files: read without trust, kept as one line and the rest, never fetched."""

from __future__ import annotations

import email
import hashlib
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 5 * 1024 * 1024
LONGEST_HEAD = 64 * 1024
LONGEST_HEADER = 2000
"""Of those that are taken apart: Python's reader takes the square of their length."""
TAKEN_APART = ("from", "subject", "content-")
MOST_PARTS, DEEPEST = 50, 8
MOST_LETTERS = 4000
LINE = 280
SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object"})
BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table"})


@dataclass(frozen=True, slots=True)
class Mail:
    """What is taken of a mail: its subject in one line, its words, from whom it says it is."""

    digest: str
    line: str
    detail: str
    sender: str


def read(content: bytes) -> Mail:
    """Take the words out of a mail.

    Raises
    ------
    Refusal
        When it is too large, too deep, or holds no words.
    """
    if len(content) > LARGEST:
        raise Refusal("messages.mail_refused.large", most=LARGEST // (1024 * 1024))
    head = content.split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    if len(head) > LONGEST_HEAD or b":" not in head:
        raise Refusal("messages.mail_refused.no_mail")
    try:
        message: Any = email.message_from_bytes(content, policy=_bounded())
        if message.get("From") is None and message.get("Subject") is None:
            raise Refusal("messages.mail_refused.no_mail")
        subject = _clean(str(message.get("Subject", "")))
        sender = parseaddr(str(message.get("From", "")))[1].lower()
        words = _words(message)
    except (
        ValueError,
        LookupError,
        RecursionError,
        TypeError,
        AttributeError,
        IndexError,
    ) as error:
        raise Refusal("messages.mail_refused.no_mail") from error
    line = " ".join(subject.split()) or " ".join(words.split())
    if not line:
        raise Refusal("messages.mail_refused.empty")
    short = line if len(line) <= LINE else f"{line[: LINE - 1]}…"
    return Mail(hashlib.sha256(content).hexdigest(), short, words, sender)


class _Bounded(EmailPolicy):
    """Refuses while reading what would keep the reader busy for minutes."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name = sourcelines[0].split(":", 1)[0].strip().lower()
        if name.startswith(TAKEN_APART) and sum(map(len, sourcelines)) > LONGEST_HEADER:
            raise Refusal("messages.mail_refused.header")
        return super().header_source_parse(sourcelines)


def _bounded() -> Any:  # noqa: ANN401 - what the reader knows of parts has no types
    begun = 0

    def part(policy: Any = None) -> EmailMessage:  # noqa: ANN401 - the same
        nonlocal begun
        begun += 1
        if begun > MOST_PARTS + 1:  # the reader makes one to see how
            raise Refusal("messages.mail_refused.deep")
        return EmailMessage(policy=policy)

    made: Any = _Bounded
    return made(message_factory=part)


def _words(message: EmailMessage) -> str:
    plain, rich = "", ""
    for number, (part, depth) in enumerate(_parts(message, 0)):
        if number >= MOST_PARTS or depth > DEEPEST:
            raise Refusal("messages.mail_refused.deep")
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_filename() is not None:
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and not plain:
            plain = _decoded(part)
        elif kind == "text/html" and not rich:
            rich = _text_of(_decoded(part))
    return _clean(plain or rich)[:MOST_LETTERS].strip()


def _parts(part: Message, depth: int) -> Iterator[tuple[Message, int]]:
    yield part, depth
    if part.get_content_type() == "message/rfc822" or depth > DEEPEST:
        return  # another mail within this one is an attachment
    held = part.get_payload()
    if isinstance(held, list):
        for inner in held:
            if isinstance(inner, Message):
                yield from _parts(inner, depth + 1)


def _decoded(part: Message) -> str:
    held = part.get_payload(decode=True)
    content = held if isinstance(held, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return content.decode(charset, "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


class _Text(HTMLParser):
    """Keeps the words of a page and nothing else: no address is opened, no picture asked for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.silent = 0
        self.kept: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in SILENT:
            self.silent += 1
        elif tag in BREAKS:
            self.kept.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and self.silent:
            self.silent -= 1

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.kept.append(data)


def _text_of(page: str) -> str:
    reader = _Text()
    reader.feed(page[: 50 * MOST_LETTERS])
    return "".join(reader.kept)


def _clean(text: str) -> str:
    """Leave out what is not written: control characters, marks that turn the writing round."""
    kept = "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter == "\n" or letter.isprintable() or letter == "\t"
    )
    lines = [" ".join(line.split()) for line in kept.split("\n")]
    return "\n".join(
        line for line, before in zip(lines, ["", *lines], strict=False) if line or before
    )
