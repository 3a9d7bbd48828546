"""A folder brought in through the page: previewed, refused with every fault, applied once."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from tests.web.exchange.folders import MORE, WHOLE, archive

from levier_web.decisions.models import AgendaItem, CommitteeSession, Decision
from levier_web.exchange.models import Arrival
from levier_web.exchange.services import going_out
from levier_web.exchange.services.bringing import apply, bring_folder, receive
from levier_web.impact.folder import write_folder
from levier_web.impact.models import KeptFile
from levier_web.organisation.models import AuditLine, Company, Person, ProductPhase, Team
from levier_web.ui.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.test import Client


KEPT = {"exchange.Arrival", "organisation.AuditLine", "sessions.Session"}


def counts() -> dict[str, int]:
    """Count every table but those that say that an archive came."""
    models = [model for model in apps.get_models() if model._meta.label not in KEPT]
    return {model._meta.label: model._default_manager.count() for model in models}


def test_the_whole_way(
    olga: Person, browser_of: Callable[[Person], Client], tmp_path: Path
) -> None:
    browser = browser_of(olga)
    answer = browser.post("/exchange/", {"archive": archive()})
    page = browser.get(answer["Location"]).content.decode()
    (arrival,) = Arrival.objects.all()
    new = {table: told["new"] for table, told in arrival.summary["tables"].items()}
    assert new == {
        "products": 1, "phases": 2, "sessions": 3, "metrics": 4, "decisions": 2,
        "observations": 10, "costs": 2,
    }  # fmt: skip
    assert "Lines of committee agendas" in page
    assert browser.post(answer["Location"]).status_code == 302
    write_folder(tmp_path)
    assert (tmp_path / "phases.csv").read_text("utf-8") == MORE["phases.csv"]
    told = MORE["sessions.csv"].replace("03,price,,", "03,price,Committee,")
    assert (tmp_path / "sessions.csv").read_text("utf-8") == told
    assert CommitteeSession.objects.filter(closed_at__isnull=True).count() == 0


@pytest.mark.django_db
def test_the_same_again_adds_nothing_and_says_so(olga: Person) -> None:
    apply(olga, receive(olga, "one.zip", archive()))
    before = counts()
    second = receive(olga, "two.zip", archive())
    for table, told in second.summary["tables"].items():
        assert told["new"] == 0, table
    apply(olga, second)
    after = counts()
    for table in ("decisions.Decision", "organisation.ProductPhase", "decisions.AgendaItem"):
        assert after[table] == before[table]


def test_what_the_committee_answered_here_stays(olga: Person) -> None:
    unanswered = MORE["sessions.csv"].replace("decided,Cheap to undo", ",")
    apply(olga, receive(olga, "one.zip", archive(sessions=unanswered)))
    line = AgendaItem.objects.get(decision__slug="checkout")
    assert (line.outcome, line.session.closed_at) == ("", None)
    AgendaItem.objects.filter(pk=line.pk).update(outcome="refused", reason="No")
    apply(olga, receive(olga, "two.zip", archive()))
    line.refresh_from_db()
    assert (line.outcome, line.reason) == ("refused", "No")


def test_a_session_without_a_title_is_the_same_in_either_language(olga: Person) -> None:
    apply(olga, receive(olga, "one.zip", archive()))
    olga.language = "fr"
    olga.save()
    apply(olga, receive(olga, "two.zip", archive()))
    assert CommitteeSession.objects.count() == 2


def test_a_phase_that_ended_is_brought_up_to_date(olga: Person) -> None:
    apply(olga, receive(olga, "one.zip", archive()))
    ended = MORE["phases.csv"].replace("2024-04-01,,", "2024-04-01,2025-06-30,")
    second = receive(olga, "two.zip", archive(phases=ended))
    assert second.summary["tables"]["phases"] == {"new": 0, "changed": 1, "same": 1}
    apply(olga, second)
    assert str(ProductPhase.objects.get(phase="Build").ends_on) == "2025-06-30"


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "n’est pas une date"), ("en", "is not a date")]
)
def test_every_fault_is_told_and_nothing_is_half_brought_in(
    olga: Person, browser_of: Callable[[Person], Client], language: str, said: str
) -> None:
    olga.language = language
    olga.save()
    before = counts()
    spoilt = {
        "decisions": WHOLE["decisions.csv"].replace("2025-01-14", "someday", 1),
        "phases": MORE["phases.csv"].replace("2024-03-29", "2023-03-29"),
        "sessions": MORE["sessions.csv"].replace("continued", "decided"),
    }
    browser = browser_of(olga)
    answer = browser.post("/exchange/", {"archive": archive(WHOLE, **spoilt)})
    page = browser.get(answer["Location"]).content.decode()
    assert said in page
    (arrival,) = Arrival.objects.all()
    assert {fault["file"] for fault in arrival.faults} == {
        "decisions.csv", "phases.csv", "sessions.csv",
    }  # fmt: skip
    assert counts() == before
    assert browser.post(answer["Location"]).status_code == 422
    assert counts() == before


def test_an_archive_is_applied_once(olga: Person) -> None:
    arrival = receive(olga, "one.zip", archive())
    stale = Arrival.objects.get(pk=arrival.pk)
    apply(olga, arrival)
    before = counts()
    with pytest.raises(Refusal):
        apply(olga, stale)
    assert counts() == before
    assert AuditLine.objects.filter(action="workspace.applied").count() == 1


ODD = "prix-été.2_é" + "x" * 80
"""An id as a folder may write it: letters of any language, points, a hundred characters."""


def test_every_id_of_a_folder_has_its_pages(
    olga: Person, browser_of: Callable[[Person], Client]
) -> None:
    files = {name: text.replace("checkout", ODD).replace("orders,", "côté.1,")
             .replace("metrics.orders", 'metrics."côté.1"').replace('["orders"]', '["côté.1"]')
             for name, text in WHOLE.items()}  # fmt: skip
    apply(olga, receive(olga, "one.zip", archive(files)))
    browser = browser_of(olga)
    for path in ("/decisions/", f"/decisions/{ODD}/", "/metrics/", "/metrics/definition/côté.1/"):
        assert browser.get(path).status_code == 200, path


TOO_LONG = "x" * 4000


@pytest.mark.parametrize(
    ("table", "old", "file"),
    [
        ("decisions", "One-page checkout", "decisions.csv"),
        ("decisions", "Web", "decisions.csv"),
        ("phases", "Shop,Discovery", "phases.csv"),
        ("sessions", "Product", "sessions.csv"),
        ("sessions", "January", "sessions.csv"),
        ("exposures", "checkout,north", "exposures.csv"),
        ("levier", "Orders", "levier.toml"),
        ("levier", 'name = "Acme', "levier.toml"),
    ],
)
def test_a_text_longer_than_its_column_is_a_fault_and_not_a_crash(
    olga: Person, table: str, old: str, file: str
) -> None:
    name = "levier.toml" if table == "levier" else f"{table}.csv"
    changed = {table: WHOLE[name].replace(old, old + TOO_LONG)}
    if table == "exposures":
        changed["metrics"] = WHOLE["metrics.csv"].replace("north", "north" + TOO_LONG)
    arrival = receive(olga, "long.zip", archive(WHOLE, **changed))
    assert arrival.state == Arrival.State.REFUSED
    assert file in {fault["file"] for fault in arrival.faults}
    assert all(fault["fr"] and fault["en"] for fault in arrival.faults)
    assert Decision.objects.count() == 0


@pytest.mark.django_db
def test_the_demonstrations_own_way_is_held_to_the_same(olga: Person, tmp_path: Path) -> None:
    for name, text in WHOLE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    bring_folder(olga, tmp_path)
    assert Decision.objects.count() == 2


def test_an_export_brought_back_loses_nothing_that_the_floor_left_out(olga: Person) -> None:
    apply(olga, receive(olga, "one.zip", archive()))
    team = Team.objects.get(name="Web")
    Person.objects.create(email="w@example.org", name="W", team=team)
    owner = Company.objects.get()
    rates = [{"starts_on": "2025-01-01", "team": team.name, "amount": 500.0}]
    pools = {"cloud": {"method": "usage"}}
    owner.settings = {**owner.settings, "rates": rates, "allocations": pools}
    owner.save()
    used = f"date,pool,consumer,quantity\n2025-01-01,cloud,{team.name},10\n".encode()
    KeptFile.objects.create(name="usage.csv", content=used, fingerprint="f")
    before = Company.objects.get().settings
    out = going_out.archive(olga)
    with zipfile.ZipFile(io.BytesIO(out)) as sent:
        assert team.name not in sent.read("workspace/usage.csv").decode()
        assert team.name not in sent.read("workspace/levier.toml").decode()
    apply(olga, receive(olga, "back.zip", io.BytesIO(out)))
    assert Company.objects.get().settings == before
    assert bytes(KeptFile.objects.get().content) == used
