"""From a workspace to the allocation of its bills."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language.numbers import smallest_units
from levier.workspace.allocating.disputed import check_disputes, dispute_views
from levier.workspace.allocating.invoices import invoices
from levier.workspace.allocating.results import Allocation
from levier.workspace.allocating.rules import pool_rule
from levier.workspace.allocating.split_invoice import split_invoice
from levier.workspace.allocating.statements import statements, totals
from levier.workspace.allocating.weights import usage_by_month, weights

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.allocating.results import AllocatedBill
    from levier.workspace.allocating.weights import Weights
    from levier.workspace.model import Workspace

MOST_POOLS = 10_000
"""Shared costs of one folder: more would take minutes and gigabytes."""


def run_allocation(workspace: Workspace, month: date | None = None) -> Allocation:
    """Split every bill of a folder between those who share it.

    Parameters
    ----------
    workspace
        With ``[allocations]`` and bills (``bills`` or ``focus``).
    month
        First day of the only month to split; all of them by default.

    Returns
    -------
    Allocation
        Lines and remainders of each bill add up to it to the cent; the same files and seed give
        the same cents, whatever the order of their rows.

    Raises
    ------
    InvalidArgument
        When there is nothing to split, or a dispute is about what does not exist.
    """
    bills = _split(workspace, month)
    check_disputes(workspace.disputes, bills, every=month is None)
    disputes = dispute_views(workspace.disputes, bills)
    charged = statements(bills, disputes)
    return Allocation(
        company=workspace.company.name,
        currency=workspace.company.currency,
        fingerprint=workspace.fingerprint,
        seed=workspace.measurement.seed,
        rules=tuple(pool_rule(rule) for rule in workspace.allocations.values()),
        bills=bills,
        statements=charged,
        totals=totals(bills, charged),
        disputes=disputes,
    )


def _split(workspace: Workspace, month: date | None) -> tuple[AllocatedBill, ...]:
    if not workspace.allocations:
        raise InvalidArgument(
            "levier.toml has no [allocations.POOL]: say how each shared cost is split, as in"
            ' [allocations.cloud] with method = "usage"'
        )
    if len(workspace.allocations) > MOST_POOLS:
        raise InvalidArgument(
            f"levier.toml has {len(workspace.allocations)} shared costs, more than the {MOST_POOLS}"
            " that are split at once: put those split alike together, or split them by folder"
        )
    found = [one for one in invoices(workspace) if month is None or one.month == month]
    if not found:
        when = f" for {month:%Y-%m}" if month else ""
        raise InvalidArgument(
            f"there is no bill to split{when}: add bills.csv (id, date, pool, amount) or a cloud"
            " bill as focus.csv"
        )

    used = usage_by_month(workspace.usage)

    @cache
    def weights_of(pool: str, of_month: date) -> Weights | None:
        rows = used.get((pool, of_month), ())
        return weights(workspace.allocations[pool], rows, workspace.measurement.seed)

    return tuple(
        split_invoice(
            one,
            lambda pool, of_month=one.month: weights_of(pool, of_month),  # type: ignore[misc]
            smallest_units(one.currency),
        )
        for one in found
    )
