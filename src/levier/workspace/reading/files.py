"""Which files the folder holds, and how each becomes a table."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from levier.workspace.reading.columnar import read_columnar
from levier.workspace.reading.columns import COLUMNS
from levier.workspace.reading.content import read_content
from levier.workspace.reading.findings import shortened
from levier.workspace.reading.nearest import nearest_name
from levier.workspace.reading.separated import read_separated
from levier.workspace.reading.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from levier.workspace.reading.findings import Findings
    from levier.workspace.reading.table import Table

ENDINGS = (".csv", ".csv.gz", ".parquet")
NEEDED = ("metrics", "decisions")


def find_files(root: Path, findings: Findings, needed: tuple[str, ...] = NEEDED) -> dict[str, Path]:
    """Find the file of each name (``metrics``, ``decisions``…, and ``levier.toml``).

    Faults are noted for a needed file that is not there and for one that is there twice, or
    for the folder itself when it cannot be opened.
    """
    try:
        names = sorted(entry.name for entry in root.iterdir())
    except OSError:
        findings.fault(str(root), 0, "", root, "no_folder", folder=root)
        return {}
    files = {SETTINGS_FILE: root / SETTINGS_FILE} if SETTINGS_FILE in names else {}
    for stem in COLUMNS:
        forms = [stem + ending for ending in ENDINGS if stem + ending in names]
        if len(forms) > 1:
            findings.fault(forms[1], 0, "", forms[1], "two_forms", other=forms[0])
        if forms:
            files[stem] = root / forms[0]
    _note_missing(files, needed, _strangers(names), findings)
    return files


def _strangers(names: Iterable[str]) -> dict[str, str]:
    """Give the files of another name that look like tables or settings, by name in lower case."""
    known = {SETTINGS_FILE, *(stem + ending for stem in COLUMNS for ending in ENDINGS)}
    endings = (*ENDINGS, ".toml")
    strangers = [n for n in names if n not in known and n.lower().endswith(endings)]
    return {name.lower().split(".")[0]: name for name in strangers}


def _note_missing(
    files: Mapping[str, Path],
    needed: tuple[str, ...],
    strangers: dict[str, str],
    findings: Findings,
) -> None:
    for stem in (SETTINGS_FILE, *needed):
        tested = stem == "metrics" and "experiments" in files
        if stem in files or tested:
            continue
        meant = nearest_name(stem.split(".")[0], strangers)
        name = stem if stem == SETTINGS_FILE else f"{stem}.csv"
        if meant is None:
            findings.fault(name, 0, "", name, "missing_file")
        else:
            findings.fault(name, 0, "", strangers.pop(meant), "misspelt_file", expected=name)
    for stranger, name in strangers.items():
        meant = nearest_name(stranger, COLUMNS)
        if meant is not None:
            findings.remark(shortened(name), 0, "", name, "unknown_file", known=meant)


def read_table(stem: str, path: Path, root: Path, findings: Findings) -> Table | None:
    """Read one file as a table of text; None, with the faults noted, when it has no table."""
    content = read_content(path, root, findings)
    if content is None:
        return None
    reading = read_columnar if path.suffix == ".parquet" else read_separated
    return reading(content, path.name, COLUMNS[stem], findings)


def fingerprint(files: Iterable[Path], root: Path) -> str:
    """Give the SHA-256 of the names and bytes of the files read, in order of name."""
    whole = hashlib.sha256()
    for path in sorted(files):
        with path.open("rb") as file:
            own = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{path.relative_to(root).as_posix()}\0{own}\n".encode())
    return whole.hexdigest()
