"""Turn the published annual reports of a State incubator into workspaces.

Funding by product or by budget line becomes costs; what was published of the metric of each funded
product stays beside its decision; targets against results become past forecasts of one number; go
and stop decisions become past projects, one row each.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.reference.folder import write_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SETTINGS = '[company]\nname = "beta.gouv.fr"\ncurrency = "EUR"\n'
AWARDED = ("Montant attributé", "Montant alloué")
"""As the reports spell them, in 2024 and in 2025."""
STATED = "programme total"
Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """Read one file of the data set."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(path: Path) -> dict[tuple[str, str], dict[str, Row]]:
    """Give the lines of each table of the reports: by year and caption, then by number."""
    found: defaultdict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for cell in rows(path):
        line = found[cell["year"], cell["section_or_caption"]].setdefault(cell["row"], {})
        line[cell["column"]] = cell["cell"]
    return found


def euros(text: str) -> int:
    """Read ``300 000 €`` or ``200k €``."""
    thousands = 1_000 if "k" in text else 1
    return int(re.sub(r"\D", "", text)) * thousands


def budget_workspace(budget: Path, year: str, folder: Path) -> Path:
    """Write one year: each published line a product, and what no line explains on none."""
    own = [row for row in rows(budget) if row["year"] == year and row["amount_eur"]]
    lines = {row["item"]: int(float(row["amount_eur"])) for row in own if row["item"] != STATED}
    stated = next(int(float(row["amount_eur"])) for row in own if row["item"] == STATED)
    day = f"{year}-12-31"
    costs = [(day, amount, name, "") for name, amount in lines.items()]
    costs.append((day, stated - sum(lines.values()), "", "not published by line"))
    files = {"levier.toml": SETTINGS, "costs.csv": _csv("date amount product team", costs)}
    return write_files(folder, files)


def funding_workspace(reports: Path, folder: Path) -> Path:
    """Write the awards: a decision for each funded product, its amount, its metric and change."""
    decisions, costs = [], []
    for rank, (year, product, award, reason) in enumerate(_awards(reports)):
        name, day = f"fast-{rank:02}", f"{year}-03-01"
        decisions.append((name, product, day, product, reason))
        costs.append((day, award, name))
    files = {
        "levier.toml": SETTINGS,
        "decisions.csv": _csv("id title starts_on product reason", decisions),
        "costs.csv": _csv("date amount decision", costs),
    }
    return write_files(folder, files)


def forecast_workspace(reports: Path, folder: Path) -> Path:
    """Write targets against results, and one row for each go or stop decision."""
    read = tables(reports)
    targets = [
        (
            f"{year}-{number}",
            "plan",
            _relative(line, year),
            f"{year}-01-01",
            f"{year}-12-31",
            0,
            0,
            0,
        )
        for (year, caption), lines in read.items()
        if caption in ("Résultats en 2024", "Résultats 2025 du Projet de loi de finances")
        for number, line in lines.items()
    ]
    stops = read["2025", "Répartition des arrêts par phase"].values()
    files = {
        "levier.toml": SETTINGS,
        "past_forecasts.csv": _csv(
            "decision author outcome stated_on measured_on low mid high", targets
        ),
        "past_projects.csv": _csv("id status phase", _projects(stops)),
    }
    return write_files(folder, files)


def published_stops(reports: Path) -> dict[str, float]:
    """Give the share of products stopped in each phase, as printed."""
    lines = tables(reports)["2025", "Répartition des arrêts par phase"].values()
    return {line["Phase"]: _number(line["Pourcentage de produits arrêtés"]) / 100 for line in lines}


def _awards(reports: Path) -> Iterator[tuple[str, str, int, str]]:
    for (year, caption), lines in tables(reports).items():
        for line in lines.values():
            award = next((line[name] for name in AWARDED if name in line), None)
            if caption.startswith("Lauréats FAST") and award:
                told = (line.get("Métrique phare", ""), line.get("Résultats chiffrés", ""))
                product = line["Produit"].split(" : ")[0]
                yield year, product, euros(award), "; ".join(one for one in told if one)


def _projects(stops: Iterable[Row]) -> list[tuple[str, str, str]]:
    return [
        (f"{line['Phase']}-{status}-{number}", status, line["Phase"])
        for line in stops
        for status, column in (("stopped", "Stop (arrêté)"), ("delivered", "Go (continue)"))
        for number in range(int(line[column]))
    ]


def _relative(line: Row, year: str) -> float:
    return _number(line[f"Résultats {year}"]) / _number(line[f"Objectifs PLF {year}"]) - 1


def _number(text: str) -> float:
    return float(text.replace("%", "").replace(",", ".").strip())


def _csv(header: str, lines: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header.split(), *lines])
    return text.getvalue()
