"""What else a folder has to show after its measurement: one part for each practice with inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language import translate
from levier.workspace.accounts.run import run_accounts
from levier.workspace.allocating.run import run_allocation
from levier.workspace.choosing.asked import ChooseOptions
from levier.workspace.choosing.run import run_choose
from levier.workspace.forecast_board.run import ForecastOptions, run_forecast
from levier.workspace.gating.run import GateOptions, run_gate
from levier.workspace.report import (
    accounts_part,
    allocation_part,
    build_or_buy_part,
    choose_part,
    client_exit_part,
    forecast_part,
    gate_part,
)
from levier.workspace.report.part import Part
from levier.workspace.report.sections_html import sections_html
from levier.workspace.simulating.build_or_buy import run_build_or_buy
from levier.workspace.simulating.client_exit import run_client_exit
from levier.workspace.told import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from levier.language import Language
    from levier.workspace.results import Results


def parts_of_workspace(
    results: Results, language: Language = "en", as_of: date | None = None
) -> tuple[Part, ...]:
    """Answer every practice for which the folder holds inputs.

    Parameters
    ----------
    results
        The measurement, made once and given to those that need it.
    language
        Of the parts.
    as_of
        Pretend that it is that day, as the measurement did; None: each on its own last day, as
        its command would.

    Returns
    -------
    tuple of Part
        Under titles that stand side by side; the last one says in a line each why a practice
        could not answer, when one could not.
    """
    practices = _Practices(results, language, as_of)
    parts: list[Part] = []
    refused: list[str] = []
    for title, make in practices.asked():
        try:
            made = make()
        except InvalidArgument as wrong:
            line = translate("report.parts.refused", language, part=title, why=wrong)
            refused.append(" ".join(line.split()))
        else:
            parts.append(replace(made, title=title, anchor=f"part-{len(parts) + 1}"))
    if refused:
        title = translate("report.parts.left_out", language)
        html = sections_html([Section("", tuple(refused))], language)
        parts.append(Part("parts-left-out", title, html))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Practices:
    """The practices of one folder, on one day, in one language."""

    results: Results
    language: Language
    as_of: date | None

    def asked(self) -> Iterator[tuple[str, Callable[[], Part]]]:
        """Give the title of each practice with inputs, and what makes its part."""
        workspace = self.results.workspace
        ranged = any(row.mid is not None for row in workspace.expectations)
        if ranged or workspace.past_forecasts or workspace.past_projects:
            yield self._title("forecasts"), self._forecasts
        if workspace.opportunities:
            yield self._title("choose"), self._choice
        if workspace.gates:
            yield self._title("gates"), self._gates
        if workspace.allocations:
            yield self._title("allocation"), self._allocation
        if workspace.invoices or workspace.products:
            yield self._title("accounts"), self._accounts
        for name in workspace.clients:
            yield self._title("client_exit", name=name), partial(self._exit, name)
        for name, tool in workspace.tools.items():
            title = self._title("tool", name=tool.title or name)
            yield title, partial(self._tool, name)

    def _title(self, key: str, **fields: object) -> str:
        return translate(f"report.parts.{key}", self.language, **fields)

    def _forecasts(self) -> Part:
        options = ForecastOptions(self.as_of, self.language)
        board = run_forecast(self.results.workspace, options, self.results)
        return forecast_part.part(board, self.language)

    def _choice(self) -> Part:
        options = ChooseOptions(as_of=self.as_of, language=self.language)
        return choose_part.part(run_choose(self.results.workspace, options), self.language)

    def _gates(self) -> Part:
        gates = run_gate(self.results.workspace, GateOptions(as_of=self.as_of))
        return gate_part.part(gates, self.language)

    def _allocation(self) -> Part:
        return allocation_part.part(run_allocation(self.results.workspace), self.language)

    def _accounts(self) -> Part:
        accounts = run_accounts(self.results.workspace, self.as_of, self.results)
        return accounts_part.part(accounts, self.language)

    def _exit(self, client: str) -> Part:
        return client_exit_part.part(run_client_exit(self.results.workspace, client), self.language)

    def _tool(self, tool: str) -> Part:
        return build_or_buy_part.part(run_build_or_buy(self.results.workspace, tool), self.language)
