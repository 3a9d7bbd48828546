"""The results in a terminal: a Rich table, or plain aligned text when it is piped."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from levier.workspace.report.headline import answer
from levier.workspace.report.wording import Wording
from levier.workspace.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from levier.language import Language
    from levier.workspace.results import Effect, Results

WIDE = 128
"""Columns from which every figure has its own column."""

_STYLES = {Verdict.GAIN: "green", Verdict.LOSS: "red", Verdict.NOT_PROVEN: "dim"}
_MARKS = {Verdict.GAIN: "▲", Verdict.LOSS: "▼", Verdict.NOT_PROVEN: "○"}


def print_results(results: Results, language: Language, console: Console) -> None:
    """Print the effects, the groups, the totals in words, and what would settle the rest.

    Parameters
    ----------
    results
        What was measured.
    language
        Language of every word.
    console
        Where to print; no colour and no box is drawn when it is not a terminal.
    """
    wording = Wording(results, language)
    company = results.workspace.company.name
    day = wording.day(results.as_of)
    _heading(console, wording.say("table.title", company=company, day=day))
    if results.effects:
        console.print(_effects(wording, console))
        console.print(Text(wording.say("table.caption"), style="dim"))
        if wording.on_units():
            console.print(Text(f"{wording.on_units()}.", style="dim"))
    _groups(wording, console)
    _heading(console, wording.say("table.totals"))
    _lines(console, answer(wording))
    _settling(wording, console)
    _not_measured(wording, console)
    _data(wording, console)
    _truth(wording, console)


def _effects(wording: Wording, console: Console) -> Table:
    ranked = sorted(wording.results.effects, key=_rank)
    if console.width >= WIDE:
        names = ("decision", "metric", "grade", "verdict", "effect", "range", "money", "range")
        table = _table(console, _columns(wording, *names, "forecast"), words=4)
        for effect in ranked:
            table.add_row(*_wide_row(wording, effect))
        return table
    table = _table(console, _columns(wording, "decision", "verdict", "effect", "money"), words=2)
    for effect in ranked:
        table.add_row(*_narrow_row(wording, effect))
    return table


def _columns(wording: Wording, *names: str) -> list[str]:
    return [wording.say(f"report.table.{name}") for name in names]


def _table(console: Console, columns: Iterable[str], *, words: int) -> Table:
    """Make a table whose first ``words`` columns are words and the others figures."""
    table = Table(
        box=box.SIMPLE_HEAD if console.is_terminal else None,
        pad_edge=False,
        header_style="bold",
        show_lines=False,
    )
    for rank, column in enumerate(columns):
        table.add_column(
            column,
            justify="left" if rank < words else "right",
            overflow="fold" if rank else "ellipsis",
        )
    return table


def _wide_row(wording: Wording, effect: Effect) -> list[Text]:
    scale, metric = effect.effect.scale, effect.metric
    forecast = (
        wording.scaled(metric, scale, effect.forecast.p50) if effect.forecast is not None else "—"
    )
    money, money_range = _money(wording, effect)
    return [
        Text(_decision(wording, effect, 44), no_wrap=True),
        Text(wording.metric(metric)),
        Text(effect.grade.value),
        _verdict(wording, effect),
        Text(wording.measured(effect)),
        Text(wording.effect_range(metric, scale, effect.effect), style="dim"),
        Text(money),
        Text(money_range, style="dim"),
        Text(forecast),
    ]


def _narrow_row(wording: Wording, effect: Effect) -> list[Text]:
    """Two lines per effect: the figure, and under it its range."""
    scale, metric = effect.effect.scale, effect.metric
    money, money_range = _money(wording, effect)
    return [
        _two(_decision(wording, effect, 24), f"  {wording.metric(metric)}"),
        _two(
            _verdict(wording, effect), f"{wording.say('report.table.grade')} {effect.grade.value}"
        ),
        _two(
            wording.measured(effect),
            wording.effect_range(metric, scale, effect.effect),
        ),
        _two(money, money_range),
    ]


def _two(first: str | Text, second: str) -> Text:
    text = Text.assemble(first, "\n", (second, "dim"))
    text.no_wrap = True
    return text


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _decision(wording: Wording, effect: Effect, width: int) -> str:
    """Give the decision and its arm; it is the title that is cut, never the arm."""
    arm = f" ({wording.say('report.detail.arm', arm=effect.arm)})" if effect.arm else ""
    return _shortened(wording.decision(effect.decision), width - len(arm)) + arm


def _money(wording: Wording, effect: Effect) -> tuple[str, str]:
    if effect.money is None:
        return "—", ""
    if not effect.in_total:
        return f"({wording.money(effect.money.p50)})", wording.say("table.outside")
    return wording.money(effect.money.p50), wording.money_range(effect.money)


def _verdict(wording: Wording, effect: Effect) -> Text:
    word = wording.say(f"report.verdict.{effect.verdict.value}")
    return Text(f"{_MARKS[effect.verdict]} {word}", style=_STYLES[effect.verdict])


def _rank(effect: Effect) -> tuple[bool, float, str, str]:
    """Largest money first, then what has none."""
    money = effect.money.p50 if effect.money is not None else 0.0
    return (effect.money is None, -money, effect.decision, effect.metric)


def _groups(wording: Wording, console: Console) -> None:
    if not wording.results.groups:
        return
    _heading(console, wording.say("table.groups"))
    for group in wording.results.groups:
        names = " + ".join(wording.decision(name) for name in group.decisions)
        middle = wording.effect(group.metric, group.effect)
        ends = wording.effect_range(group.metric, group.effect.scale, group.effect)
        word = wording.say(f"report.verdict.{group.verdict.value}")
        _lines(
            console, [f"{names} · {wording.metric(group.metric)}", f"  {middle} ({ends}), {word}"]
        )


def _settling(wording: Wording, console: Console) -> None:
    waiting = [effect for effect in wording.results.effects if effect.settling is not None]
    if not waiting:
        return
    _heading(console, wording.say("table.settle"))
    for effect in sorted(waiting, key=_rank):
        if effect.settling is not None:
            sentence = effect.settling.sentence[wording.language]
            _lines(console, [wording.pair(effect)])
            _lines(console, [sentence], indent="  ")


def _not_measured(wording: Wording, console: Console) -> None:
    if not wording.results.not_measured:
        return
    _heading(console, wording.say("table.not_measured"))
    for item in wording.results.not_measured:
        _lines(console, [f"{wording.decision(item.decision)} · {wording.metric(item.metric)}"])
        _lines(console, [item.sentence[wording.language]], indent="  ")


def _data(wording: Wording, console: Console) -> None:
    """Print what was found about the data; how to declare it is said by ``levier check``."""
    if not wording.results.data:
        return
    _heading(console, wording.say("data_quality.heading"))
    for finding in wording.results.data:
        kind = wording.say(f"data_quality.kind.{finding.kind.value}")
        _lines(console, [f"{wording.metric(finding.metric)} · {kind}"])
        _lines(console, [finding.sentence[wording.language]], indent="  ")


def _truth(wording: Wording, console: Console) -> None:
    known = [effect for effect in wording.results.effects if effect.truth is not None]
    if not known:
        return
    _heading(console, wording.say("table.truth_title"))
    names = [wording.say(f"table.{name}") for name in ("planted", "measured", "inside")]
    table = _table(console, [*_columns(wording, "decision"), *names], words=1)
    for effect in sorted(known, key=_rank):
        table.add_row(*_truth_row(wording, effect))
    console.print(table)
    inside = sum(_inside95(effect) for effect in known)
    _lines(console, [wording.say("table.truth_count", inside=inside, total=len(known))])


def _truth_row(wording: Wording, effect: Effect) -> list[Text]:
    inside = _inside95(effect)
    word = wording.say("table.hit" if inside else "table.missed")
    return [
        _two(_decision(wording, effect, 40), f"  {wording.metric(effect.metric)}"),
        Text(wording.scaled(effect.metric, effect.effect.scale, effect.truth or 0.0)),
        Text(wording.measured(effect)),
        Text(word, style="" if inside else "red"),
    ]


def _inside95(effect: Effect) -> bool:
    return effect.truth is not None and effect.effect.low95 <= effect.truth <= effect.effect.high95


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold"))


def _lines(console: Console, lines: Iterable[str], indent: str = "") -> None:
    """Print sentences, wrapped by ``textwrap``, which leaves no-break spaces whole."""
    for line in lines:
        wrapped = textwrap.fill(
            line,
            console.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        console.print(Text(wrapped, style="dim" if indent else ""), soft_wrap=True)
