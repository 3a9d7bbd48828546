"""The argued refusal: composed in both languages from what the sheet says, kept as versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from levier.language import LANGUAGES, numbers
from levier_web.decisions.models import Decision, RefusalLetter
from levier_web.decisions.services.deciding import refuse
from levier_web.decisions.services.permitted import demand_decide
from levier_web.organisation import audit
from levier_web.organisation.queries import company, voice
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.language import Language
    from levier_web.organisation.models import Client, Person

CRITERIA = (
    "value",
    "cost",
    "gate",
    "evidence",
    "strategy",
    "capacity",
    "few_clients",
    "product_limits",
    "risk",
    "law",
)
"""Why something is refused: a closed list, so that both letters say the same."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """Why it is refused and what would change the answer, in the writer's words."""

    criteria: Sequence[str]
    reasons: str
    would_change: str = ""
    about: str = "proposal"
    client: Client | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """The two texts of a letter."""

    french: str
    english: str


def compose(decision: Decision, arguments: Arguments) -> Letter:
    """Write the letter in both languages; every figure in it is on the sheet."""
    if not arguments.criteria:
        raise Refusal("decisions.refused.no_criterion")
    if not arguments.reasons.strip():
        raise Refusal("decisions.refused.no_reason")
    _demand_borne_out(decision, arguments.criteria)
    french, english = (_text(decision, arguments, language) for language in LANGUAGES)
    return Letter(french, english)


@transaction.atomic
def refuse_with_letter(
    person: Person, decision: Decision, arguments: Arguments, letter: Letter
) -> RefusalLetter:
    """Refuse a proposal and keep the letter that says why."""
    if not letter.french.strip() or not letter.english.strip():
        raise Refusal("decisions.refused.empty_letter")
    refuse(person, decision, arguments.reasons)
    return _keep(person, decision, arguments, letter)


@transaction.atomic
def rewrite(person: Person, decision: Decision, letter: Letter) -> RefusalLetter:
    """Keep an edited letter as the next one; the earlier ones stay."""
    last = decision.letters.order_by("-number").first()
    if last is None or decision.state != Decision.State.REFUSED:
        raise Refusal("decisions.refused.other_state")
    demand_decide(person, decision, last.text_fr)
    if not letter.french.strip() or not letter.english.strip():
        raise Refusal("decisions.refused.empty_letter")
    arguments = Arguments(last.criteria, "", "", last.about, last.client)
    return _keep(person, decision, arguments, letter)


def _demand_borne_out(decision: Decision, criteria: Sequence[str]) -> None:
    """Refuse a criterion that the sheet itself contradicts."""
    if "gate" in criteria and not decision.gates.exclude(verdict="passed").exists():
        raise Refusal("decisions.refused.criterion_gate")
    if "cost" in criteria and decision.planned_cost is None:
        raise Refusal("decisions.refused.criterion_cost")


def _keep(
    person: Person, decision: Decision, arguments: Arguments, letter: Letter
) -> RefusalLetter:
    row = RefusalLetter.objects.create(
        decision=decision,
        number=decision.letters.count() + 1,
        about=arguments.about,
        client=arguments.client,
        criteria=list(arguments.criteria),
        text_fr=letter.french.strip(),
        text_en=letter.english.strip(),
        author=person,
        voice=voice(person),
        at=timezone.now(),
    )
    audit.record(person, "decision.letter_kept", decision, key=decision.slug, number=row.number)
    return row


def _text(decision: Decision, arguments: Arguments, language: Language) -> str:
    def said(key: str, **fields: object) -> str:
        return say(f"decisions.letter.{key}", language, **fields)

    to = arguments.client.name if arguments.client else ""
    parts = [
        said("greeting_client", client=to) if to else said("greeting"),
        said(f"answer.{arguments.about}", title=decision.title),
        _facts(decision, language),
        said("criteria"),
        "\n".join(f"– {said(f'criterion.{name}')}" for name in arguments.criteria),
        said("reasons"),
        arguments.reasons.strip(),
    ]
    if arguments.would_change.strip():
        parts += [said("would_change"), arguments.would_change.strip()]
    parts += [said("closing"), company().name]
    return "\n\n".join(part for part in parts if part)


def _facts(decision: Decision, language: Language) -> str:
    """Say what the sheet holds: the forecasts, the planned cost, the gates; nothing else."""

    def said(key: str, **fields: object) -> str:
        return say(f"decisions.letter.{key}", language, **fields)

    lines = [
        said(
            "fact.forecast",
            metric=row.metric.title,
            low=_effect(row.low, row.scale, row.metric.unit, language),
            high=_effect(row.high, row.scale, row.metric.unit, language),
        )
        for row in decision.expectations.select_related("metric")
        if row.low is not None and row.high is not None
    ]
    if decision.planned_cost is not None:
        amount = numbers.money(float(decision.planned_cost), company().currency, language)
        lines.append(said("fact.cost", amount=amount))
    for gate in decision.gates.all():
        verdict = said(f"gate.{gate.verdict}")
        figure = f" ({gate.figure})" if gate.figure else ""
        lines.append(said("fact.gate", name=gate.name, verdict=verdict, figure=figure))
    return "\n".join([said("facts"), *(f"– {line}" for line in lines)]) if lines else ""


def _effect(value: float, scale: str, unit: str, language: Language) -> str:
    if scale == "relative":
        return numbers.percent(value, language, signed=True)
    return numbers.quantity(value, unit, language, signed=True)
