"""``levier plan``: what a decision not yet taken would let us see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from levier_cli.language import LanguageOption, chosen_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from levier.language import Language
    from levier.workspace.planning.results import Plan

OptionalFolder = Annotated[
    Path | None, typer.Argument(help="The folder that holds levier.toml; not with --events.")
]
EffectOption = Annotated[
    str | None,
    typer.Option(help="Effect to be seen: 3% of the metric, or 8.5 in its own unit."),
]
UnitsOption = Annotated[
    str | None, typer.Option(help="The units that would be reached first: A,B; else chosen.")
]
JsonOption = Annotated[Path | None, typer.Option("--json", help="Write the full plan.")]
WriteOption = Annotated[
    Path | None, typer.Option("--write", help="Write the roll-out order as a new exposures.csv.")
]


def register(app: typer.Typer) -> None:
    """Add the word to the command line."""
    app.command("plan")(plan)


def plan(
    folder: OptionalFolder = None,
    decision: Annotated[
        str | None, typer.Option(help="A decision of decisions.csv that has not begun.")
    ] = None,
    metric: Annotated[str | None, typer.Option(help="Where the effect is to be seen.")] = None,
    effect: EffectOption = None,
    power: Annotated[float, typer.Option(help="Chance with which it must be seen.")] = 0.8,
    units: UnitsOption = None,
    waves: Annotated[int | None, typer.Option(help="Number of waves of the roll-out.")] = None,
    every: Annotated[
        int | None, typer.Option(help="Periods of the metric from one wave to the next.")
    ] = None,
    starts_on: Annotated[str | None, typer.Option(help="First day of the decision.")] = None,
    rate: Annotated[float | None, typer.Option(help="Users who convert: 0.04.")] = None,
    mean: Annotated[float | None, typer.Option(help="Mean of the outcome per user.")] = None,
    sd: Annotated[float | None, typer.Option(help="Its standard deviation.")] = None,
    users: Annotated[
        float | None, typer.Option(help="Users who come in one period of the metric.")
    ] = None,
    cluster_size: Annotated[
        float | None, typer.Option(help="Users of one store, when stores are drawn by lot.")
    ] = None,
    correlation: Annotated[
        float | None, typer.Option(help="Correlation of users of one store, 0 to 1.")
    ] = None,
    events: Annotated[
        bool, typer.Option("--events", help="How many base events a count needs; needs --effect.")
    ] = False,
    as_of: Annotated[str | None, typer.Option(help="Pretend that it is that day.")] = None,
    seed: Annotated[int, typer.Option(help="Where lots and drawn futures start from.")] = 0,
    json: JsonOption = None,
    write: WriteOption = None,
    language: LanguageOption = None,
) -> None:
    """Say what a decision not yet taken would let us see: how soon, by which design, with whom.

    Give --decision or --metric. Exits with 0 when it planned, with 2 on bad input: what is wrong
    is then on standard error and nothing is written.
    """
    from rich.console import Console

    from levier_cli.options import day_option, refuse
    from levier_cli.outputs import refuse_unwritable, say_where
    from levier_cli.plan_options import effect_option, names_option
    from levier_cli.plan_table import print_plan

    spoken = chosen_language(language)
    size, scale = effect_option(effect)
    if events:
        say_events(size, scale, power, spoken)
        return
    if folder is None:
        raise refuse("levier plan: give the folder that holds levier.toml, or --events.")
    refuse_unwritable((json, write))
    if write is not None and write.exists():
        raise refuse(f"--write: {write} is there already; give the name of a new file.")
    asked: dict[str, object] = {
        "decision": decision,
        "metric": metric,
        "effect": size,
        "scale": scale,
        "power": power,
        "units": names_option(units),
        "waves": waves,
        "every": every,
        "starts_on": day_option("--starts-on", starts_on),
        "as_of": day_option("--as-of", as_of),
        "seed": seed,
    }
    known = (rate, mean, sd, users, cluster_size, correlation)
    found = _planned(folder, spoken, asked, known)
    console = Console()
    written = _written(found, json, write)
    print_plan(found, spoken, console)
    say_where(written, console, spoken)


def say_events(effect: float | None, scale: str, power: float, language: Language) -> None:
    """Say the rule of base events for one effect."""
    from levier.errors import InvalidArgument
    from levier.workspace.planning.events import events_needed
    from levier_cli.options import refuse
    from levier_cli.plan_table import print_events

    if effect is None or scale != "relative":
        raise refuse("--events: give the effect to be told from chance, as in --effect 30%.")
    try:
        print_events(events_needed(effect, power), language)
    except InvalidArgument as wrong:
        raise refuse(str(wrong)) from None


def _planned(
    folder: Path,
    language: Language,
    asked: Mapping[str, object],
    known: tuple[float | None, ...],
) -> Plan:
    from levier.errors import InvalidArgument, InvalidWorkspace
    from levier.whole_workspace import plan as plan_workspace
    from levier.workspace.planning.users import UsersAsked
    from levier_cli.faults import BAD_INPUT, print_faults
    from levier_cli.options import refuse
    from levier_cli.progress import metrics_progress

    try:
        with metrics_progress() as progress:
            return plan_workspace(folder, users=UsersAsked(*known), progress=progress, **asked)  # type: ignore[arg-type]
    except InvalidWorkspace as invalid:
        print_faults(invalid.faults, folder, language)
        raise typer.Exit(BAD_INPUT) from None
    except InvalidArgument as wrong:
        raise refuse(str(wrong)) from None


def _written(found: Plan, json: Path | None, write: Path | None) -> list[Path]:
    from levier.errors import InvalidArgument
    from levier.workspace.planning.exposures import write_exposures
    from levier.workspace.writing.json import write_json
    from levier_cli.options import refuse

    try:
        if write is not None:
            write_exposures(found, write)
    except InvalidArgument as wrong:
        raise refuse(str(wrong)) from None
    if json is not None:
        write_json(found, json)
    return [path for path in (json, write) if path is not None]
