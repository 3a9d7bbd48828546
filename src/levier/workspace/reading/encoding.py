"""From bytes to UTF-8 text: byte order marks are obeyed, other encodings found and refused."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.workspace.reading.findings import Findings

SHOWN_BYTES = 20


def decode(content: bytes, file: str, findings: Findings) -> str:
    """Give the text of a file, every kind of line end as a line feed.

    Text that is not UTF-8 is read as Windows-1252 (of which Latin-1 text is a part) after the
    fault is noted, so that the other faults of the file are found in the same go.
    """
    text = _text(content, file, findings)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        findings.fault(file, line, "", "", "nul_byte")
        text = text.replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def text_of(content: bytes) -> str:
    """Give the text of a file that is not a workspace's own: nothing is a fault, nothing is lost.

    What is not UTF-8, and has no mark of UTF-16, is read as Windows-1252.
    """
    try:
        return content.decode(_marked(content))
    except UnicodeDecodeError:
        return _otherwise(content)


def _text(content: bytes, file: str, findings: Findings) -> str:
    try:
        return content.decode(_marked(content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        start = content.rfind(b"\n", 0, error.start) + 1
        begin = max(start, error.start - SHOWN_BYTES)
        near = content[begin : error.start + SHOWN_BYTES].split(b"\n")[0]
        findings.fault(file, line, "", _as_windows(near), "not_utf8")
        return _otherwise(content)


def _marked(content: bytes) -> str:
    """Give the encoding that the first bytes say."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "utf-16" if wide else "utf-8-sig"


def _otherwise(content: bytes) -> str:
    wide = _marked(content) == "utf-16"
    return content.decode("utf-16", errors="replace") if wide else _as_windows(content)


def _as_windows(content: bytes) -> str:
    return content.decode("cp1252", errors="replace")
