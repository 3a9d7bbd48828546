"""A published cloud bill in the FOCUS 1.0 format, split to the cent."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

from tests.reference.data import reference_file

from levier.workspace.allocating.run import run_allocation
from levier.workspace.reading import read

SETTINGS = """\
[company]
name = "Bill"
currency = "USD"

[allocations.compute]
method = "usage"
by = "tag:business_unit"
bill = { ServiceCategory = "Compute" }

[allocations.rest]
method = "fixed"
shares = { "Shared by all" = 1 }
by = "tag:business_unit"
"""


def test_the_sample_is_read_whole_and_split_to_the_cent(tmp_path: Path) -> None:
    bill = reference_file("costs_focus_1_0_sample/focus_sample.csv.gz")
    shutil.copy(bill, tmp_path / "focus.csv.gz")
    (tmp_path / "levier.toml").write_text(SETTINGS, encoding="utf-8")
    workspace = read(tmp_path, needed=())
    totals = {
        name: float(
            sum((one.amounts.get(name, Fraction(0)) for one in workspace.focus), Fraction(0))
        )
        for name in ("billedcost", "effectivecost", "contractedcost", "listcost")
    }
    # The published totals, to four decimals.
    assert [round(total, 4) for total in totals.values()] == [20.5202, 14.9765, 14.9763, 20.3909]
    found = run_allocation(workspace)
    (total,) = found.totals
    assert total.billed_cents == 2052
    assert total.billed_cents == total.charged_cents + total.unallocated_cents
    named = {one.consumer: one.amount for one in found.statements}
    assert named["PeoriaData"] > 13
    for one in found.bills:
        lines = sum(line.cents for line in one.lines)
        assert one.cents == lines + sum(left.cents for left in one.unallocated)
        assert abs(one.rounded_by) <= 0.005
