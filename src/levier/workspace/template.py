"""The commented example that ``levier init`` writes: small, real, and accepted as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language import translate

if TYPE_CHECKING:
    from levier.language import Language

FILES = ("levier.toml", "metrics.csv", "decisions.csv", "expectations.csv")
_TEMPLATES = Path(__file__).parent / "templates"


def write_template(folder: Path, language: Language) -> tuple[Path, ...]:
    """Write the example into a folder, which is made if need be.

    Parameters
    ----------
    folder
        Where to write. Its other files are left as they are.
    language
        Language of the comments and of the example; the French tables have semicolons and
        decimal commas, as French spreadsheets do.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    InvalidArgument
        When one of the files exists already or the folder cannot be written: nothing is.
    """
    existing = [name for name in FILES if (folder / name).exists()]
    if existing:
        key = "workspace.init.exists" if len(existing) == 1 else "workspace.init.exists_many"
        raise InvalidArgument(translate(key, language, files=", ".join(existing), folder=folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_write(folder / name, language) for name in FILES)
    except OSError as error:
        cause = error.strerror or str(error)
        sentence = translate("workspace.init.unwritable", language, folder=folder, cause=cause)
        raise InvalidArgument(sentence) from error


def _write(path: Path, language: Language) -> Path:
    """Write one file; tables carry the mark by which spreadsheets recognise UTF-8."""
    text = (_TEMPLATES / language / path.name).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8")
    return path
