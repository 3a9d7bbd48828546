"""The end of a zip archive: what it says of its list of members, before anybody reads that list.

Whoever opens an archive reads the whole list at once, and makes an object of each member: a list
of a hundred megabytes takes a minute and most of the memory. Its length stands at the very end.
"""

from __future__ import annotations

import struct
import zipfile
from typing import IO

END, END_64 = b"PK\x05\x06", b"PK\x06\x07"
END_SIZE = 22
LONGEST_END = END_SIZE + 0xFFFF
"""Bytes of the end of an archive with the longest comment."""
LOCATOR_SIZE = 20
"""Bytes before the end that lead to a larger one, which only archives without measure need."""
OF_A_MEMBER = 500
"""Bytes that a member takes in the list, with a name longer than any of ours."""


def list_too_long(content: IO[bytes], most: int) -> bool:
    """Tell whether the list of members is longer than that of so many.

    Raises
    ------
    zipfile.BadZipFile
        When it ends like no archive.
    """
    size = content.seek(0, 2)
    content.seek(max(0, size - LONGEST_END - LOCATOR_SIZE))
    tail = content.read()
    content.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + END_SIZE:
        raise zipfile.BadZipFile
    members, length = struct.unpack_from("<HI", tail, at + 10)
    larger = tail[max(0, at - LOCATOR_SIZE) : at].startswith(END_64)
    return larger or members > most or length > most * OF_A_MEMBER
