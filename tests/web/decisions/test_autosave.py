"""Drafts are saved while they are written: what is right is kept, nobody's text is lost."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.web.reading import text_of

from levier_web.decisions.models import Decision
from levier_web.decisions.services import deciding
from levier_web.organisation.models import AuditLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from levier_web.organisation.models import Person

    BrowserOf = Callable[[Person], Client]


def typed(decision: Decision, **changes: str) -> dict[str, str]:
    """Give the form as the page sends it."""
    return {
        "title": decision.title,
        "context": decision.context,
        "kind": decision.kind,
        "origin": decision.origin,
        "stage": decision.stage,
        "owner": decision.owner,
        "team": "Checkout",
        "planned_cost": "40000",
        "ways-TOTAL_FORMS": "2",
        "ways-INITIAL_FORMS": "2",
        "ways-0-title": "One page",
        "ways-0-pros": "fewer steps",
        "ways-0-cons": "a rewrite",
        "ways-1-title": "Nothing",
        "ways-1-cons": "slow",
        "seen": decision.changed_at.isoformat(),
        **changes,
    }


def test_an_origin_is_written_in_the_readers_words_and_counts_as_one(
    draft: Decision, paul: Person, browser_of: BrowserOf
) -> None:
    paul.language = "fr"
    paul.save()
    Decision.objects.filter(pk=draft.pk).update(origin="team")
    draft.refresh_from_db()
    browser = browser_of(paul)
    page = browser.get(f"/decisions/{draft.slug}/edit/").content.decode()
    assert re.search(r'name="origin" value="équipe"', page)
    for said, kept in (("Ventes", "sales"), ("équipe", "team"), ("Nos voisins", "Nos voisins")):
        seen = draft.changed_at.isoformat()
        browser.post(f"/decisions/{draft.slug}/autosave/", typed(draft, origin=said, seen=seen))
        draft.refresh_from_db()
        assert draft.origin == kept


def test_what_is_typed_is_saved_without_leaving_the_page(
    draft: Decision, paul: Person, browser_of: BrowserOf
) -> None:
    draft.refresh_from_db()
    browser = browser_of(paul)
    page = browser.get(f"/decisions/{draft.slug}/edit/").content.decode()
    assert f'hx-post="/decisions/{draft.slug}/autosave/"' in page
    assert 'aria-live="polite"' in page
    assert draft.changed_at.isoformat() in page
    answer = browser.post(f"/decisions/{draft.slug}/autosave/", typed(draft, context="Now so."))
    assert answer.status_code == 200
    assert re.search(r"Saved at \d\d:\d\d\.", text_of(answer))
    seen = draft.changed_at
    draft.refresh_from_db()
    assert draft.context == "Now so."
    assert draft.changed_at > seen
    assert draft.changed_at.isoformat() in answer.content.decode()
    assert [one.title for one in draft.ways.all()] == ["One page", "Nothing"]
    assert draft.owner == "product manager"


def test_what_did_not_change_is_not_written_again(
    draft: Decision, paul: Person, browser_of: BrowserOf
) -> None:
    draft.refresh_from_db()
    lines = AuditLine.objects.count()
    answer = browser_of(paul).post(f"/decisions/{draft.slug}/autosave/", typed(draft))
    assert answer.status_code == 200
    assert AuditLine.objects.count() == lines
    assert Decision.objects.get().changed_at == draft.changed_at


def test_a_field_in_which_something_is_wrong_keeps_its_last_value_and_says_why(
    draft: Decision, paul: Person, browser_of: BrowserOf
) -> None:
    draft.refresh_from_db()
    answer = browser_of(paul).post(
        f"/decisions/{draft.slug}/autosave/",
        typed(draft, title="", planned_cost="much", team="Nobody", context="Kept all the same."),
    )
    assert answer.status_code == 200
    page = text_of(answer)
    for said in ("Not saved yet", "Title ·", "Planned cost ·", "Team ·"):
        assert said in page
    draft.refresh_from_db()
    assert draft.title == "One-page checkout"
    assert draft.planned_cost == Decimal(40_000)
    assert draft.team is not None
    assert draft.context == "Kept all the same."


def test_somebody_elses_later_text_is_never_written_over(
    draft: Decision, paul: Person, ana: Person, browser_of: BrowserOf
) -> None:
    draft.refresh_from_db()
    old = typed(draft, context="Paul's.")
    browser_of(ana).post(f"/decisions/{draft.slug}/autosave/", typed(draft, context="Ana's."))
    answer = browser_of(paul).post(
        f"/decisions/{draft.slug}/autosave/", old, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert "Somebody changed this sheet in the meantime." in text_of(answer)
    draft.refresh_from_db()
    assert draft.context == "Ana's."


def test_rules_are_those_of_editing(
    stated: Decision, paul: Person, bob: Person, obi: Person, browser_of: BrowserOf
) -> None:
    stated.refresh_from_db()
    address = f"/decisions/{stated.slug}/autosave/"
    sent = typed(stated, context="Not mine.")
    assert browser_of(bob).post(address, sent).status_code == 404
    assert browser_of(obi).post(address, sent).status_code == 403
    assert browser_of(paul).get(address).status_code == 405
    deciding.propose(paul, stated)
    stated.refresh_from_db()
    answer = browser_of(paul).post(address, typed(stated, context="Half a sentence"))
    assert (answer.status_code, "saved by the button" in text_of(answer)) == (422, True)
    page = browser_of(paul).get(f"/decisions/{stated.slug}/edit/").content.decode()
    assert "autosave" not in page
    deciding.decide(paul, stated)
    stated.refresh_from_db()
    assert browser_of(paul).post(address, typed(stated, context="Later")).status_code in {403, 422}
    stated.refresh_from_db()
    assert stated.context.startswith("Four pages")


def test_the_hour_is_said_in_the_readers_language(
    draft: Decision, paul: Person, browser_of: BrowserOf
) -> None:
    paul.language = "fr"
    paul.save()
    draft.refresh_from_db()
    answer = browser_of(paul).post(f"/decisions/{draft.slug}/autosave/", typed(draft))
    assert re.search(r"Enregistré à \d\d:\d\d\.", text_of(answer))
