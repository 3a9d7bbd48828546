"""Property: whatever the bytes of the files, a workspace is read or refused, never a crash."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.workspace.reading.folder_fixture import FILES, put, write_folder

from levier.errors import InvalidWorkspace
from levier.language import LANGUAGES
from levier.workspace.reading import read

PIECES = [b'"', b",", b";", b"\t", b"\n", b"\r", b"\0", b"\xff\xfe", b"\xe9", b"-", b"1e400"]
PIECES += [b"[", b"]", b"=", b"{value}", b"\xe2\x80\xaf", b"2025-02-30", b"nan", b"12/13/2025"]

spoilt = st.tuples(
    st.sampled_from(sorted(FILES)),
    st.floats(0, 1),
    st.integers(0, 40),
    st.sampled_from(PIECES) | st.binary(max_size=8),
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(spoilt, min_size=1, max_size=4))
def test_any_bytes_are_read_or_refused(
    changes: list[tuple[str, float, int, bytes]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = write_folder(Path(place))
        for name, where, length, piece in changes:
            content = (folder / name).read_bytes()
            start = int(where * len(content))
            put(name, content[:start] + piece + content[start + length :])(folder)
        try:
            read(folder)
        except InvalidWorkspace as refused:
            sentences = [fault.sentence(lang) for fault in refused.faults for lang in LANGUAGES]
            assert all(sentences)
