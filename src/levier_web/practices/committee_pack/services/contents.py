"""What the six slides say, from the last measurement and the agenda: nothing is computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation

from levier_web.ledger.queries.home import home
from levier_web.organisation.permission import demand
from levier_web.organisation.queries import company
from levier_web.practices.committee_pack.services import (
    answered,
    by_decision,
    forecasts,
    not_proven,
    on_the_table,
    why,
)
from levier_web.practices.committee_pack.services.asked import Asked
from levier_web.practices.committee_pack.services.slide import Pack
from levier_web.ui.refusals import Refusal
from levier_web.ui.words import say

if TYPE_CHECKING:
    from levier.language import Language
    from levier_web.decisions.models import CommitteeSession
    from levier_web.organisation.models import Person

PARTS = (answered, by_decision, why, not_proven, forecasts, on_the_table)


def contents(person: Person, language: Language, session: CommitteeSession | None) -> Pack:
    """Give the pack in one language, for one session of the committee or for what is pending.

    Raises
    ------
    Refusal
        Before the first measurement.
    """
    demand(person, "committee_pack.read")
    with translation.override(language):
        shown = home(language)
        if shown is None:
            raise Refusal("committee_pack.nothing_measured")
        owner = company()
        asked = Asked(person, language, owner.currency, shown, session)
        return Pack(
            language=language,
            company=owner.name,
            currency=owner.currency,
            title=say("committee_pack.title", company=owner.name),
            as_of=asked.as_of,
            slides=[part.slide(asked) for part in PARTS],
            asked=asked,
        )
