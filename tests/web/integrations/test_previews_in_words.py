"""Whoever confirms what an assistant asked for reads it in words, whatever it would write."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation
from django.utils.module_loading import autodiscover_modules
from tests.web.integrations.test_assistants import BOTH

from levier.language.catalogue import read_catalogue
from levier_web.decisions.models import Decision
from levier_web.integrations import queries
from levier_web.integrations.models import Preview
from levier_web.integrations.services import previews
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Person
from levier_web.practices.budget_alerts.models import BudgetLine
from levier_web.ui.api.rooms import Program
from levier_web.ui.api.tools import TOOLS
from levier_web.ui.arguments import Choice
from levier_web.ui.words import rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client as Browser

autodiscover_modules("tools")
WRITING = sorted(name for name, tool in TOOLS.items() if tool.writes)
ALL = Program(0, frozenset(f"{room}:write" for room in ("decisions", "signals", "budget_alerts")))


def holds(key: str, language: str) -> bool:
    room, _, path = key.partition(".")
    return path in read_catalogue(rooms()[room] / f"{language}.toml")


@pytest.mark.parametrize("name", WRITING)
def test_every_argument_of_a_tool_that_writes_has_its_words(name: str) -> None:
    tool = TOOLS[name]
    takes = tool.form.takes["properties"]
    assert set(tool.arguments) == set(takes)
    keys = [argument.label for argument in tool.arguments.values()]
    for argument, schema in takes.items():
        read = tool.arguments[argument].read
        for word in words_of(schema):
            assert isinstance(read, Choice), (argument, word)
            keys.append(f"{read.prefix}.{word}")
    assert [key for key in keys for one in ("en", "fr") if not holds(key, one)] == []
    assert tool.place is not None


def words_of(schema: dict[str, Any]) -> list[str]:
    """Give the closed list of an argument, without its empty word."""
    parts = [schema, *schema.get("anyOf", [])]
    return [word for part in parts for word in part.get("enum", []) if word]


@pytest.mark.parametrize("name", WRITING)
def test_days_and_amounts_are_read_as_such(name: str) -> None:
    tool = TOOLS[name]
    for argument, schema in tool.form.takes["properties"].items():
        kinds = {part.get("format") or part.get("type") for part in schema.get("anyOf", [schema])}
        if kinds & {"date", "number", "integer", "array"}:
            assert tool.arguments[argument].read.__name__ != "words", argument


def read(preview: Preview) -> dict[str, tuple[str, str]]:
    with translation.override(preview.person.language):
        told = queries.told_arguments(preview)
    return {label: (one.text, one.address) for label, one in told}


@pytest.fixture
def french(ana: Person) -> Person:
    Person.objects.filter(pk=ana.pk).update(language="fr")
    return Person.objects.get(pk=ana.pk)


def page_of(person: Person, preview: Preview, browser_of: Callable[[Person], Browser]) -> str:
    answer = browser_of(person).get(f"/integrations/previews/{preview.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_sheet_reads_as_on_its_form(
    french: Person, browser_of: Callable[[Person], Browser]
) -> None:
    told = {
        "title": "Raccourcir le tunnel",
        "stage": "activation",
        "planned_cost": "1234.50",
        "starts_on": "2026-03-01",
        "team": None,
        "options": [{"title": "Une page", "pros": "rapide", "cons": ""}, {"title": "Deux pages"}],
    }
    preview = previews.keep(french, ALL, TOOLS["begin_decision"], told)
    page = page_of(french, preview, browser_of)
    for words in ("1\u202f234,50\u202f€", "1er mars 2026", "laissé vide", "Pour\u202f: rapide"):
        assert words in page
    for raw in ("planned_cost", "starts_on", "2026-03-01", "{", "pros", "None"):
        assert raw not in page.partition("<main")[2].partition("</main")[0]
    assert queries.told_previews([preview])[0].place == ""
    place = queries.told_previews([previews.confirm(french, preview)])[0].place
    assert browser_of(french).get(place).status_code == 200


def test_a_forecast_names_its_metric_and_its_decision(ana: Person) -> None:
    Metric.objects.create(slug="signups", title="Sign-ups", unit="people")
    Decision.objects.create(slug="shorter", title="Shorten it", created_by=ana, team=ana.team)
    told = {"slug": "shorter", "metric": "signups", "low": -0.01, "mid": 0.02, "high": 0.05}
    shown = read(previews.keep(ana, ALL, TOOLS["state_forecast"], told))
    assert shown["Decision"] == ("Shorten it", "/decisions/shorter/")
    assert shown["Metric"] == ("Sign-ups", "/metrics/definition/signups/")
    assert [shown[name][0] for name in ("Pessimistic (P10)", "Likely (P50)")] == ["−1.0%", "+2.0%"]
    told |= {"scale": "absolute", "mid": 20, "high": 50, "author": "ai"}
    shown = read(previews.keep(ana, ALL, TOOLS["state_forecast"], told))
    assert shown["Likely (P50)"] == ("+20\xa0people", "")
    assert shown["Author"] == ("the AI", "")


def test_a_draft_of_another_team_is_not_named(ana: Person, bob: Person) -> None:
    Decision.objects.create(slug="secret", title="Close the shop", created_by=ana, team=ana.team)
    kept = Preview(person=bob, tool="comment_decision", arguments={"slug": "secret", "text": "?"})
    assert read(kept)["Decision"] == ("secret", "")


def test_an_alert_names_its_line(ana: Person, browser_of: Callable[[Person], Browser]) -> None:
    line = BudgetLine.objects.create(
        title="Printers", amount=Decimal(9), starts_on="2026-01-01", ends_on="2026-12-31"
    )
    told = {"pk": line.pk, "kind": "wrong", "text": "Twice the same bill", "amount": 12}
    preview = previews.keep(ana, ALL, TOOLS["raise_alert"], told)
    shown = read(preview)
    assert shown["Line"] == ("Printers", f"/budget-alerts/{line.pk}/")
    assert shown["What you see"] == ("an amount is wrong", "")
    assert shown["Amount"] == ("€12.00", "")
    place = queries.told_previews([previews.confirm(ana, preview)])[0].place
    assert browser_of(ana).get(place).status_code == 200


def test_a_signal_is_found_where_it_was_posted(
    ana: Person, browser_of: Callable[[Person], Browser]
) -> None:
    kept = previews.keep(
        ana, BOTH, TOOLS["post_signal"], {"text": "It is slow", "kind": "friction"}
    )
    assert read(kept) == {"The signal, in one line": ("It is slow", ""), "Kind": ("Friction", "")}
    preview = previews.confirm(ana, kept)
    assert (
        "It is slow"
        in browser_of(ana).get(queries.told_previews([preview])[0].place).content.decode()
    )
