"""In which folder each page is tried, where else it is, and which commands are not run, and why."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from tests.cli.command_line import levier
from tests.contracts.documented.pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDERS = {"en": "company", "fr": "entreprise"}
"""How the pages of a language call the folder of their reader."""
CALLS = "tests/web/operations/test_documented_calls.py"
ELSEWHERE = {
    "docs/how-to/connect-a-metric-source.md": CALLS,
    "docs/how-to/connect-your-identity-provider.md": CALLS,
    "docs/how-to/move-between-folder-and-application.md": CALLS,
    "docs/how-to/run-levier-for-a-company.md": "tests/contracts/test_commands_run.py",
    "docs/tutorials/first-program.md": "tests/web/integrations/test_tutorial.py",
}
"""Pages that suppose an application: the test that runs every block of them, in both languages."""
SLOW = {
    "README.fr.md": "types what README.md types, as another test says",
    "docs/how-to/plan-a-measurement.md": "draws many futures of a whole company",
    "docs/how-to/plan-a-measurement.fr.md": "draws many futures of a whole company",
    "docs/reference/commands.fr.md": "types what commands.md types, as another test says",
    "docs/reference/commands.md": "types again, for each word, what tests/cli and README.md type",
}
"""Pages that ``make test-slow`` runs, each with its reason."""
NOT_RUN = {
    "make setup": "installs from the network what the tests themselves are run with",
    "make demo": "serves until it is stopped: its lines are those of the Makefile, checked below",
    "make serve": "serves until it is stopped: its lines are those of the Makefile, checked below",
    "make test": "is these tests",
    "git clone … /opt/levier && cd /opt/levier": "fetches from the network",
    "python3 scripts/bootstrap.py --production": "installs from the network; `make setup` tries it",
    "levier measure demo --truth": "takes the whole demonstration: test_what_pages_show",
}
"""Commands that are not run from the page, each with its reason."""
OF_THE_APPLICATION = (
    "serve", "worker", "mcp", "owner-link", "try-mail", "audit", "backup", "restore",
)  # fmt: skip
"""Words that need an application: what ``commands`` shows of them is run beside the guide."""


def supposed(page: str, language: str, folder: Path) -> None:
    """Write into a folder what a page supposes its reader to have."""
    WRITTEN.get(page, own_company)(language, folder)


def own_company(language: str, folder: Path) -> None:
    """Write the folder that ``levier init`` writes, and the reader fills in."""
    made = levier("init", folder / FOLDERS[language], "--language", language)
    assert made.exit_code == 0


def nothing(language: str, folder: Path) -> None:
    """Suppose nothing: the page itself begins with an empty folder."""


def decisions(language: str, folder: Path) -> None:
    """Give the decisions of this project, which are a workspace."""
    shutil.copytree(ROOT / "docs" / "decisions", folder / "docs" / "decisions")


def demonstration(language: str, folder: Path) -> None:
    """Copy the demonstration without its expectations: measuring them all takes a minute."""
    shutil.copytree(_demonstration(language), folder / "demo")


@cache
def _demonstration(language: str) -> Path:
    folder = Path(mkdtemp()) / "demo"
    made = levier("demo", folder, "--language", language)
    assert made.exit_code == 0
    (folder / "expectations.csv").unlink()
    return folder


WRITTEN: dict[str, Callable[[str, Path], None]] = {
    "README.md": demonstration,
    "docs/decisions/README.md": decisions,
    "docs/how-to/bring-your-metrics.md": nothing,
    "docs/how-to/hold-a-gate.md": nothing,
    "docs/how-to/measure-a-roll-out.md": nothing,
    "docs/how-to/plan-a-measurement.md": nothing,
    "docs/reference/commands.md": demonstration,
    "docs/tutorials/first-measurement.md": nothing,
}
"""What a page supposes, where it is not the folder that ``levier init`` writes."""
