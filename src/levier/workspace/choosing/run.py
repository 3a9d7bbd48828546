"""One run of ``levier choose``: everything drawn once, then ranked, chosen and weighed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from levier import __version__
from levier.errors import InvalidArgument
from levier.workspace.choosing.answer import Answering
from levier.workspace.choosing.asked import ChooseOptions
from levier.workspace.choosing.assumptions import assumptions
from levier.workspace.choosing.chosen import Choosing
from levier.workspace.choosing.conditions import conditions, displaced
from levier.workspace.choosing.delays import Waiting
from levier.workspace.choosing.drawn import Drawing
from levier.workspace.choosing.learned import Learned
from levier.workspace.choosing.learning import Learning
from levier.workspace.choosing.ranking import ranked
from levier.workspace.choosing.results import (
    Choice,
    ChooseProvenance,
    Left,
    LeftOut,
)
from levier.workspace.choosing.spreads import spread
from levier.workspace.choosing.stages import stage_shares
from levier.workspace.choosing.words import say
from levier.workspace.inputs.opportunities import Level
from levier.workspace.measurement.question import last_day

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.choosing.drawn import DrawnSolution
    from levier.workspace.inputs.opportunities import Opportunity
    from levier.workspace.inputs.portfolio import PortfolioOptions
    from levier.workspace.model import Workspace


def run_choose(workspace: Workspace, asked: ChooseOptions | None = None) -> Choice:
    """Choose among the solutions of ``opportunities``.

    Parameters
    ----------
    workspace
        Whose ``opportunities`` and ``portfolio`` are read; metrics, decisions and expectations
        are used where an opportunity names them.
    asked
        How to choose.

    Raises
    ------
    InvalidArgument
        When there is nothing to choose among, or the limits cannot be kept together: the sentence
        names those that conflict.
    """
    wanted = asked or ChooseOptions()
    options, day = _options(workspace.portfolio, wanted), _day(workspace, wanted)
    rows = sorted(workspace.opportunities, key=lambda row: row.id)
    named = {row.decision for row in rows if row.decision}
    learned = Learned.from_history(workspace, day, named) if named else Learned()
    drawing = Drawing(workspace, options, wanted.draws, workspace.measurement.seed, learned)
    solutions = tuple(drawing.solution(row) for row in rows if row.level is Level.SOLUTION)
    if not solutions:
        raise InvalidArgument(say("nothing", wanted.language))
    return _choice(drawing, wanted, day, solutions)


def _choice(
    drawing: Drawing,
    wanted: ChooseOptions,
    day: date,
    solutions: tuple[DrawnSolution, ...],
) -> Choice:
    workspace, options = drawing.workspace, drawing.options
    ranking = ranked(solutions)
    waiting = Waiting(options, day)
    delays = waiting.delays(solutions)
    choosing = Choosing.among(solutions, options)
    found = choosing.select(wanted.language)
    thresholds = displaced(choosing)
    weekly = {one.solution: one.per_week.mean for one in delays}
    learning = Learning({one.row.id: one for one in choosing.solutions}, thresholds, weekly)
    unknowns, trials = learning.unknowns(), learning.tests(_tests(workspace))
    chosen = choosing.portfolio("chosen", choosing.outlook(found.chosen))
    left = (*choosing.left(found.chosen), *_unvalued(solutions))
    around = choosing.frontier(found.chosen)
    return Choice(
        as_of=day,
        currency=workspace.company.currency,
        answer=Answering(workspace).sentences(chosen, left, trials, unknowns),
        chosen=chosen,
        nets={one.row.id: None if one.net is None else spread(one.net) for one in solutions},
        efforts={one.row.id: float(one.effort.mean()) for one in solutions},
        proven=found.proven,
        gap=max(0.0, found.bound - found.objective),
        risk_aversion=options.risk_aversion,
        left=left,
        means=choosing.means(found.chosen),
        basis=ranking.basis,
        ranking=ranking.rows,
        tangled=ranking.tangled,
        delays=delays,
        orders=waiting.orders(solutions, chosen.solutions),
        unknowns=unknowns,
        tests=trials,
        forecast_pairs=drawing.learned.pairs,
        frontier=around.points,
        frontier_gap=around.gap,
        on_frontier=around.shares,
        more=choosing.more(found),
        conditions=conditions(choosing, found.chosen, thresholds),
        unfit=tuple(name for name, least in thresholds.items() if least == np.inf),
        stages=stage_shares([choosing.solutions[place] for place in found.chosen]),
        assumptions=assumptions(solutions, options, drawing.learned),
        provenance=_provenance(workspace, wanted),
        workspace=workspace,
    )


def _options(given: PortfolioOptions, asked: ChooseOptions) -> PortfolioOptions:
    changed: dict[str, object] = {}
    if asked.capacity is not None:
        changed["capacity"] = {"": asked.capacity}
    for name in ("budget", "risk_aversion", "worst_case"):
        value = getattr(asked, name)
        if value is not None:
            changed[name] = value
    return replace(given, **changed)  # type: ignore[arg-type]


def _day(workspace: Workspace, asked: ChooseOptions) -> date:
    if asked.as_of is not None:
        return asked.as_of
    if workspace.observations or workspace.decisions:
        return last_day(workspace)
    raise InvalidArgument(say("no_day", asked.language))


def _tests(workspace: Workspace) -> list[Opportunity]:
    return [row for row in workspace.opportunities if row.level is Level.TEST]


def _unvalued(solutions: tuple[DrawnSolution, ...]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(one.row.id, Left.NO_VALUE, ())
        for one in solutions
        if one.net is None and not one.row.must
    )


def _provenance(workspace: Workspace, asked: ChooseOptions) -> ChooseProvenance:
    seed = workspace.measurement.seed
    return ChooseProvenance(__version__, workspace.fingerprint, seed, asked.draws)
