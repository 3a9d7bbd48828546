"""``levier.forecast``, ``choose``, ``gate``, ``allocate``, ``pnl`` and simulations, from Python.

Each takes a folder, or a workspace already read, and returns the frozen answer that the command of
the same word prints; it shows as sentences and tables in a notebook.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from levier.workspace.model import Workspace
from levier.workspace.reading import read

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.accounts.results import Accounts
    from levier.workspace.allocating.results import Allocation
    from levier.workspace.choosing.results import Choice
    from levier.workspace.forecast_board.results import Board
    from levier.workspace.gating.results import Gates
    from levier.workspace.simulating.results import BuildOrBuy, ClientExit

    Source = str | Path | Workspace
    """A folder, or a workspace already read."""


def forecast(workspace: Source, *, as_of: date | None = None) -> Board:
    """Judge the forecasts of a folder, and recalibrate those that are still open.

    Parameters
    ----------
    workspace
        With ``expectations`` and metrics, ``past_forecasts`` or ``past_projects``.
    as_of
        Pretend that it is that day; by default the last day of the data.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When there is no forecast to judge.
    """
    from levier.workspace.forecast_board.run import ForecastOptions, run_forecast

    return run_forecast(_read(workspace), ForecastOptions(as_of))


def choose(workspace: Source, *, as_of: date | None = None) -> Choice:
    """Choose among the solutions of ``opportunities`` within the means of ``[portfolio]``.

    Parameters
    ----------
    workspace
        With ``opportunities``.
    as_of
        Count deadlines from that day; by default the last day of the data.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When there is nothing to choose among, or the means cannot be kept together.
    """
    from levier.workspace.choosing.asked import ChooseOptions
    from levier.workspace.choosing.run import run_choose

    return run_choose(_read(workspace), ChooseOptions(as_of=as_of))


def gate(workspace: Source, *, only: str | None = None, as_of: date | None = None) -> Gates:
    """Say which gates pass, which fail, and which need more evidence.

    Parameters
    ----------
    workspace
        With ``[gates]``.
    only
        The id of one gate.
    as_of
        Pretend that it is that day; by default the last day of the data.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When there is no such gate.
    """
    from levier.workspace.gating.run import GateOptions, run_gate

    return run_gate(_read(workspace), GateOptions(only, as_of))


def allocate(workspace: Source, *, month: date | None = None) -> Allocation:
    """Split shared costs between those who use them, to the cent.

    Parameters
    ----------
    workspace
        With ``[allocations]``, and ``bills`` or ``focus``.
    month
        First day of the only month to split.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When there is nothing to split.
    """
    from levier.workspace.allocating.run import run_allocation

    return run_allocation(_read(workspace), month)


def pnl(workspace: Source, *, as_of: date | None = None, effects: bool = False) -> Accounts:
    """Make the account of each product, and say what it may fund.

    Parameters
    ----------
    workspace
        With ``invoices`` or ``costs`` by product.
    as_of
        Pretend that it is that day; by default the end of the last month of the data.
    effects
        Measure too, and carry each effect beyond its window.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When no row names a product.
    """
    from levier.whole_workspace import measure
    from levier.workspace.accounts.run import run_accounts

    checked = _read(workspace)
    return run_accounts(checked, as_of, measure(checked, as_of=as_of) if effects else None)


def client_exit(workspace: Source, *, client: str | None = None, months: int = 24) -> ClientExit:
    """Follow what happens if a client is kept, asked for more, or left.

    Parameters
    ----------
    workspace
        With ``[clients]``.
    client
        Its name; may be left out when there is only one.
    months
        The horizon.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When there is no such client, or nothing says what it brings.
    """
    from levier.workspace.simulating.client_exit import run_client_exit

    return run_client_exit(_read(workspace), client, months)


def build_or_buy(workspace: Source, *, tool: str | None = None) -> BuildOrBuy:
    """Compare building a tool, buying it, and stopping.

    Parameters
    ----------
    workspace
        With ``[tools]``.
    tool
        Its id; may be left out when there is only one.

    Raises
    ------
    InvalidWorkspace
        With every fault found in the files.
    InvalidArgument
        When there is no such tool.
    """
    from levier.workspace.simulating.build_or_buy import run_build_or_buy

    return run_build_or_buy(_read(workspace), tool)


def _read(workspace: Source) -> Workspace:
    return workspace if isinstance(workspace, Workspace) else read(workspace, needed=())
