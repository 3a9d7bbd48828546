"""What lies around a choice, said: other efficient choices, what would turn it, more means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language.numbers import NONE, money, money_span, number, percent
from levier.workspace.choosing.answer import Answering
from levier.workspace.choosing.words import counted, listed, say
from levier.workspace.told import Section, ToldTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language
    from levier.workspace.choosing.results import Choice, Condition, MoreMeans, Portfolio

_SUCCESS = "success"
_MONEY = ("value", "unit_value", "effect")


def frontier(choice: Choice, language: Language) -> Section:
    """Tell the efficient choices, and what is in all of them."""
    always = [name for name, share in choice.on_frontier.items() if share == 1]
    beside = [] if len(choice.frontier) == 1 else always
    rows = tuple(_point(choice, one, beside, language) for one in choice.frontier)
    keys = ("choice", "net", "range", "worst", "loss", "also" if beside else "makes")
    columns = tuple(say(f"columns.{key}", language) for key in keys)
    table = ToldTable(say("tables.frontier", language), columns, rows, 1)
    said = say("frontier.always", language, solutions=_titles(choice, always, language))
    alone = (say("frontier.one", language),) if len(choice.frontier) == 1 else ()
    bound = money(choice.frontier_gap, choice.currency, language)
    missed = (say("frontier.gap", language, gap=bound),) if choice.frontier_gap >= 1 else ()
    sentences = (*alone, *((said,) if always and not alone else ()), *missed)
    return Section(say("sections.frontier", language), sentences, (table,))


def point_name(choice: Choice, one: Portfolio, language: Language) -> str:
    """Name an efficient choice, saying which is the one taken."""
    known = one.name in ("safest", "most_valuable")
    name = say(f"frontier.{one.name}", language) if known else one.name
    taken = set(one.solutions) == set(choice.chosen.solutions)
    return f"{name} ({say('frontier.chosen', language).lower()})" if taken else name


def _point(
    choice: Choice, one: Portfolio, beside: Sequence[str], language: Language
) -> tuple[str, ...]:
    currency = choice.currency
    own = [name for name in one.solutions if name not in beside]
    return (
        point_name(choice, one, language),
        money(one.value.mean, currency, language),
        money_span(one.value.p10, one.value.p90, currency, language),
        money(one.worst, currency, language),
        percent(one.loss, language),
        _titles(choice, own, language)
        if own
        else NONE
        if beside
        else say("frontier.nothing", language),
    )


def conditions(choice: Choice, language: Language) -> Section:
    """Tell, for each solution, the input whose change would turn the answer most easily."""
    nearest = {name: _nearest(choice, name) for name in choice.nets}
    rows = tuple(
        (
            Answering(choice.workspace).title(one.solution),
            condition(choice, one, language),
            "—" if one.input == _SUCCESS else percent(one.chance, language),
        )
        for one in nearest.values()
        if one is not None
    )
    columns = tuple(say(f"columns.{key}", language) for key in ("solution", "condition", "chance"))
    table = ToldTable(say("tables.conditions", language), columns, rows, 2)
    unfit = [name for name in choice.unfit if choice.nets[name] is not None]
    others = [
        name for name, one in nearest.items() if one is None and choice.nets[name] is not None
    ]
    said = tuple(
        say(f"conditions.{key}", language, solutions=_titles(choice, names, language))
        for key, names in (("unfit", unfit), ("settled", [n for n in others if n not in unfit]))
        if names
    )
    return Section(say("sections.conditions", language), (), (table,) if rows else (), said)


def condition(choice: Choice, one: Condition, language: Language) -> str:
    """Say one condition in words."""
    at, expected = (_amount(choice, one, value, language) for value in (one.at, one.expected))
    if one.input == _SUCCESS:
        return say("conditions.success", language, at=at, expected=expected)
    named = say(f"inputs.{one.input}", language)
    key = "above" if one.above else "below"
    return say(f"conditions.{key}", language, input=named, at=at, expected=expected)


def _nearest(choice: Choice, solution: str) -> Condition | None:
    """Give the condition most in doubt: of what is done or left, what may turn it."""
    found = [one for one in choice.conditions if one.solution == solution]
    if not found:
        return None

    def doubt(one: Condition) -> tuple[bool, float, str]:
        return one.input == _SUCCESS, one.chance if one.chosen else -one.chance, one.input

    return min(found, key=doubt)


def _amount(choice: Choice, one: Condition, value: float, language: Language) -> str:
    if one.input in _MONEY:
        return money(value, choice.currency, language)
    if one.input == _SUCCESS:
        return percent(value, language)
    if one.input == "effort":
        return counted("days", round(value), language)
    return number(value, language)


def more(choice: Choice, language: Language) -> Section:
    """Tell what more of each limit would add, the price of a hire beside it."""
    helpful = [one for one in choice.more if one.gain > 0]
    others = [one for one in choice.more if one.gain <= 0]
    sentences = [_more(choice, one, language) for one in helpful]
    hires = [one for one in others if one.hire]
    sentences += [
        say("more.hire_none", language, extra=_extra(choice, one, language)) for one in hires
    ]
    plain = [_extra(choice, one, language) for one in others if not one.hire]
    sentences += [say("more.none", language, extras=", ".join(plain))] if plain else []
    return Section(say("sections.more", language), tuple(sentences))


def _more(choice: Choice, one: MoreMeans, language: Language) -> str:
    extra = _extra(choice, one, language)
    gain, hire = money(one.gain, choice.currency, language), one.hire
    changes = _changes(choice, one, language)
    if not hire:
        return say("more.adds", language, extra=extra, gain=gain, changes=changes)
    worth = "unknown" if one.price is None else "yes" if one.gain > one.price else "no"
    price = "—" if one.price is None else money(one.price, choice.currency, language)
    verdict = say(f"more.hire_{worth}", language)
    fields = {"extra": extra, "price": price, "gain": gain, "verdict": verdict}
    return say("more.hire", language, **fields, changes=f"{changes[:1].upper()}{changes[1:]}.")


def _extra(choice: Choice, one: MoreMeans, language: Language) -> str:
    if one.kind == "capacity":
        amount = counted("days", one.extra, language)
        key = "more.capacity_of" if one.name else "more.capacity"
        return say(key, language, amount=amount, name=one.name)
    return say(f"more.{one.kind}", language, amount=money(one.extra, choice.currency, language))


def _changes(choice: Choice, one: MoreMeans, language: Language) -> str:
    parts = [
        say(f"more.{key}", language, solutions=_titles(choice, names, language))
        for key, names in (("in", one.added), ("out", one.dropped))
        if names
    ]
    return ", ".join(parts)


def _titles(choice: Choice, names: list[str] | tuple[str, ...], language: Language) -> str:
    return listed([Answering(choice.workspace).title(name) for name in names], language)
