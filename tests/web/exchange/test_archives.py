"""Archives that somebody made to do harm: each is refused whole, with a sentence."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
from time import process_time
from typing import IO, TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.exchange.folders import WHOLE, archive

from levier_web.exchange.archives import MOST_FILES, SLACK, unpack
from levier_web.exchange.models import Arrival
from levier_web.ui.refusals import Refusal, Suspicious
from levier_web.ui.workbooks import package
from levier_web.ui.workbooks.package import MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client

    from levier_web.organisation.models import Person


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> io.BytesIO:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content, zipfile.ZIP_DEFLATED)
    return buffer


def tarred(*members: tarfile.TarInfo, mode: str = "w") -> io.BytesIO:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as file:  # type: ignore[call-overload]
        for one in members:
            file.addfile(one, io.BytesIO(b"x" * one.size))
    return buffer


def member(
    name: str, kind: bytes = tarfile.REGTYPE, link: str = "", size: int = 0
) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname, made.size = kind, link, size
    return made


def locked() -> io.BytesIO:
    """Mark a member as encrypted, in both places where a zip archive says so."""
    raw = bytearray(zipped(("levier.toml", b"x")).getvalue())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return io.BytesIO(bytes(raw))


def spoilt() -> io.BytesIO:
    """Change a byte of what is packed: its checksum no longer holds."""
    raw = bytearray(zipped(("levier.toml", bytes(range(256)) * 40)).getvalue())
    raw[60] ^= 0xFF
    return io.BytesIO(bytes(raw))


def unknown_packing() -> io.BytesIO:
    raw = bytearray(zipped(("levier.toml", b"x")).getvalue())
    raw[8] = raw[raw.index(b"PK\x01\x02") + 10] = 97
    return io.BytesIO(bytes(raw))


def nul_named() -> io.BytesIO:
    raw = zipped(("levierXtoml", b"x")).getvalue()
    return io.BytesIO(raw.replace(b"levierX", b"levier\0"))


WHOLE_ZIP = archive().getvalue()
HARMFUL: dict[str, tuple[Callable[[], IO[bytes]], str]] = {
    "a bomb": (lambda: zipped(("levier.toml", bytes(SLACK + 1))), "too_big"),
    "a bomb in many": (
        lambda: zipped(*((f"{n}.csv", bytes(SLACK // 8)) for n in range(9))),
        "too_big",
    ),
    "a gzip bomb": (
        lambda: io.BytesIO(
            gzip.compress(tarred(member("a.csv", size=SLACK + 1)).getvalue(), mtime=0)
        ),
        "too_big",
    ),
    "a bomb between two headers": (
        lambda: io.BytesIO(
            gzip.compress(tarred(member(".hidden", size=3 * SLACK)).getvalue(), mtime=0)
        ),
        "too_big",
    ),
    "a name of thirty megabytes": (
        lambda: io.BytesIO(
            gzip.compress(
                tarred(
                    member("././@LongLink", tarfile.GNUTYPE_LONGNAME, size=3 * SLACK)
                ).getvalue(),
                mtime=0,
            )
        ),
        "too_big",
    ),
    "an archive in a folder in a folder": (
        lambda: zipped(("a/b/levier.toml", b""), ("a/c.csv", b"")),
        "nested",
    ),
    "a link": (lambda: tarred(member("levier.toml", tarfile.SYMTYPE, "/etc/passwd")), "not_plain"),
    "a hard link": (lambda: tarred(member("a.csv", tarfile.LNKTYPE, "/etc/passwd")), "not_plain"),
    "a device": (lambda: tarred(member("a.csv", tarfile.CHRTYPE)), "not_plain"),
    "a pipe": (lambda: tarred(member("a.csv", tarfile.FIFOTYPE)), "not_plain"),
    "an absolute path": (lambda: zipped(("/etc/levier.toml", b"")), "not_plain"),
    "a way out": (lambda: zipped(("../levier.toml", b"")), "not_plain"),
    "a way out of a tar": (lambda: tarred(member("a/../../levier.toml")), "not_plain"),
    "a path of Windows": (lambda: zipped(("C:\\levier.toml", b"")), "not_plain"),
    "a backslash": (lambda: zipped(("..\\levier.toml", b"")), "not_plain"),
    "ten thousand": (
        lambda: zipped(*((f"{n}.csv", b"") for n in range(10_000))),
        "too_many",
    ),
    "one more than allowed": (
        lambda: tarred(*(member(f"{n}.csv") for n in range(MOST_FILES + 1))),
        "too_many",
    ),
    "a name twice": (lambda: tarred(member("a.csv"), member("a.csv")), "twice"),
    "a name in two folders": (
        lambda: tarred(member("./a.csv"), member("a.csv")),
        "twice",
    ),
    "a huge name": (lambda: zipped((f"{'x' * 5000}.csv", b"")), "not_plain"),
    "a name of nothing": (lambda: zipped((".", b"")), "nested"),
    "a password": (locked, "locked"),
    "a cut zip": (lambda: io.BytesIO(WHOLE_ZIP[: len(WHOLE_ZIP) // 2]), "not_one"),
    "a cut tar": (
        lambda: io.BytesIO(tarred(member("a.csv", size=5000), mode="w:gz").getvalue()[:60]),
        "not_one",
    ),
    "a spoilt zip": (spoilt, "not_one"),
    "a packing nobody knows": (unknown_packing, "not_one"),
    "a spoilt xz": (
        lambda: io.BytesIO(tarred(member("a.csv", size=9999), mode="w:xz").getvalue()[:90]),
        "not_one",
    ),
    "text": (lambda: io.BytesIO(b"date,metric,value\n"), "not_one"),
    "a picture": (lambda: io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(500)), "not_one"),
    "nothing": (io.BytesIO, "not_one"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_would_do_harm_is_refused(name: str, tmp_path: Path) -> None:
    made, key = HARMFUL[name]
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(Refusal) as refused:
        unpack(made(), root)
    assert refused.value.key == f"exchange.archive.{key}"
    assert [path for path in tmp_path.iterdir() if path != root] == []


def test_an_archive_inside_is_a_file_that_nobody_opens(tmp_path: Path) -> None:
    unpack(zipped(("inner.zip", WHOLE_ZIP)), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["inner.zip"]


def test_a_nul_ends_a_name_and_opens_no_other(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        unpack(nul_named(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("prefix", ["", "workspace/", "./", "./a/"])
@pytest.mark.parametrize("mode", ["zip", "w", "w:gz", "w:bz2", "w:xz"])
def test_every_usual_way_to_pack_a_folder_is_read(prefix: str, mode: str, tmp_path: Path) -> None:
    if mode == "zip":
        content = zipped(
            *((prefix + name, text.encode()) for name, text in WHOLE.items()),
            (f"__MACOSX/{prefix}._levier.toml", b"x"),
            (f"{prefix}.DS_Store", b"x"),
        )
    else:
        content = tarred(*(member(prefix + name, size=9) for name in WHOLE), mode=mode)
    unpack(content, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(WHOLE)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["a bomb", "a link", "a cut zip", "nothing", "a huge name"])
def test_the_page_says_it_and_keeps_nothing(
    name: str, language: str, olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    olga.language = language
    olga.save()
    content = HARMFUL[name][0]()
    content.seek(0)
    upload = SimpleUploadedFile("harm.zip", content.read())
    answer = browser_of(olga).post("/exchange/", {"archive": upload})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Arrival.objects.exists()


def test_the_name_of_the_file_is_only_a_name(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    content = archive()
    content.name = '../../"><img src=x onerror=alert(1)>.zip'
    browser = browser_of(olga)
    page = browser.get(browser.post("/exchange/", {"archive": content})["Location"])
    text = page.content.decode() + browser.get("/exchange/").content.decode()
    assert "<img src=x" not in text
    assert ".." not in Arrival.objects.get().name


def endless(path: Path) -> Path:
    """Write an archive of nothing but its list: a hundred megabytes of empty members."""
    one = zipped(("a.csv", b"")).getvalue()
    entry = one[one.index(b"PK\x01\x02") : one.index(b"PK\x05\x06")]
    count = 100 * 1024 * 1024 // len(entry)
    with path.open("wb") as file:
        file.write(one[: one.index(b"PK\x01\x02")])
        start = file.tell()
        file.write(entry * count)
        said = min(count, 0xFFFF)
        length = count * len(entry)
        file.write(struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, said, said, length, start, 0))
    return path


@pytest.mark.parametrize("reader", ["archive", "workbook"])
def test_a_list_of_members_without_end_is_refused_before_it_is_read(
    tmp_path: Path, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "LARGEST", 1024 * MEGABYTE)  # the length of its list alone counts
    with endless(tmp_path / "w.zip").open("rb") as content:
        tracemalloc.start()
        began = process_time()
        with pytest.raises(Suspicious) as refused:
            unpack(content, tmp_path) if reader == "archive" else package.Package(content)
        spent, peak = process_time() - began, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert refused.value.key.rpartition(".")[2].startswith("too_many")
    assert spent < 1.0
    assert peak < 4 * MEGABYTE
