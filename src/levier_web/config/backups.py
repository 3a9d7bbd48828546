"""The commands of whoever runs Levier, with their lines on the terminal."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from levier.language import numbers
from levier_web.config.environment import make_folder, set_up

if TYPE_CHECKING:
    from levier.language import Language
    from levier_web.config.environment import Needs

OWN = Path("levier-data")
SHOWN = 16
"""Characters of a fingerprint that are printed."""


def make_backup(file: Path, data: Path | None, language: Language) -> int:
    """Write a backup and say what is in it; give the exit code."""
    _prepare(data, "tables")
    from levier_web.operations.backups.making import make
    from levier_web.organisation.queries import company
    from levier_web.ui.words import say

    try:
        made = make(file)
    except OSError as wrong:
        print(say("operations.backup.cannot", language, file=file, why=wrong), file=sys.stderr)
        return 1
    size = numbers.number(file.stat().st_size / 1e6, language)
    total = sum(table.rows for table in made.tables.values())
    print(
        say(
            "operations.backup.done",
            language,
            file=file,
            tables=len(made.tables),
            rows=total,
            files=len(made.files),
            size=size,
        )
    )
    lines, digest = made.chains["audit"]
    print(
        say(
            "operations.backup.ledger",
            language,
            total=made.ledger,
            currency=company().currency,
            entries=made.chains["entries"][0],
            lines=lines,
            digest=digest[:SHOWN],
        )
    )
    print(say("operations.backup.keep", language))
    return 0


def restore_backup(file: Path, data: Path | None, language: Language, *, only_check: bool) -> int:
    """Restore a backup, or only check it; give the exit code."""
    _prepare(data, "nothing" if only_check else "database")
    from levier_web.operations.backups.restoring import check, restore
    from levier_web.ui.refusals import Refusal
    from levier_web.ui.words import say

    try:
        found = check(file) if only_check else restore(file)
    except Refusal as refusal:
        print(say(refusal.key, language, **refusal.fields), file=sys.stderr)
        return 1
    if only_check:
        print(say("operations.restore.whole", language, file=file))
        return 0
    day = numbers.day(datetime.fromisoformat(found.made_at).date(), language)
    print(say("operations.restore.done", language, file=file, day=day, made_by=found.levier))
    print(say("operations.restore.same", language))
    print(say("operations.restore.erased", language))
    return 0


def _prepare(data: Path | None, needs: Needs) -> None:
    """Choose the folder as ``levier serve`` does, then load the application."""
    if data is not None or "LEVIER_DATA" not in os.environ:
        os.environ["LEVIER_DATA"] = str((data or OWN).resolve())
    if needs == "database":
        make_folder(Path(os.environ["LEVIER_DATA"]))
    set_up(needs)
