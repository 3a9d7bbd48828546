"""Gates in words and small tables: what the terminal and the page show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language.numbers import day, number
from levier.workspace.gating.results import ContractDetail
from levier.workspace.gating.tables import tables_of
from levier.workspace.gating.words import Count, say
from levier.workspace.told import Section

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.gating.results import GateAnswer, Gates


def sections(gates: Gates, language: Language) -> list[Section]:
    """Say the gates: the verdicts in one sentence, then each gate.

    Parameters
    ----------
    gates
        What ``run_gate`` answered.
    language
        Of every word.
    """
    return [_first(gates, language), *(_section(one, gates, language) for one in gates.gates)]


def verdict_word(answer: GateAnswer, language: Language) -> str:
    """Give the verdict in a word or two, as the gate's kind says it."""
    verdict = "none" if answer.verdict is None else answer.verdict.value
    return say(f"verdict.{answer.kind.value}.{verdict}", language)


def _first(gates: Gates, language: Language) -> Section:
    when = "" if gates.as_of is None else day(gates.as_of, language)
    key = "title" if when else "title_undated"
    heading = say(key, language, company=gates.company, day=when)
    counts: dict[str, int] = {}
    for one in gates.gates:
        name = "none" if one.verdict is None else one.verdict.value
        counts[name] = counts.get(name, 0) + 1
    told = ", ".join(
        Count(counts[name], f"count.{name}")(language)
        for name in ("pass", "fail", "not_enough", "none")
        if name in counts
    )
    total = number(len(gates.gates), language)
    form = "one" if len(gates.gates) == 1 else "other"
    return Section(heading, (say(f"summary.{form}", language, total=total, told=told),))


def _section(answer: GateAnswer, gates: Gates, language: Language) -> Section:
    heading = say("heading", language, title=answer.title, verdict=verdict_word(answer, language))
    said = (answer.sentence[language], *_each(answer, language), *_decides(answer, language))
    return Section(
        heading,
        said,
        tables_of(answer, gates.currency, language),
        tuple(say("next", language, text=one[language]) for one in answer.next),
        tuple(one[language] for one in answer.assumptions),
    )


def _each(answer: GateAnswer, language: Language) -> tuple[str, ...]:
    """Argue each contract of a gate that is for several."""
    if not isinstance(answer.detail, ContractDetail) or len(answer.detail.contracts) < 2:
        return ()
    return tuple(
        say("contract.named", language, contract=one.contract, text=one.sentence[language])
        for one in answer.detail.contracts
    )


def _decides(answer: GateAnswer, language: Language) -> tuple[str, ...]:
    what = answer.gate.opportunity or answer.gate.decision
    return (say("decides", language, what=what),) if what else ()
