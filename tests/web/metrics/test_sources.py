"""Sources: what they may reach, when they are asked, what a failure means."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from hypothesis import event, given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from levier_web.metrics import jobs
from levier_web.metrics.models import Import, Source
from levier_web.metrics.queries import current_observations
from levier_web.metrics.services import refreshing, sources
from levier_web.metrics.services.sources import SourceWish
from levier_web.metrics.sources import folder, query
from levier_web.ui.refusals import NotAllowed, Refusal

from .given import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Person

ROWS = "date,metric,value\n2025-01-01,orders,1\n2025-01-02,orders,2\n"
READS = "SELECT day AS date, 'orders' AS metric, amount AS value FROM sales ORDER BY day"


@pytest.fixture
def root(settings: Settings, tmp_path: Path) -> Path:
    place = tmp_path / "allowed"
    place.mkdir()
    settings.FOLDERS = [str(place)]
    return place


@pytest.fixture
def sales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "sales.sqlite3"
    with sqlite3.connect(place) as database:
        database.execute("CREATE TABLE sales (day TEXT, amount REAL)")
        database.executemany(
            "INSERT INTO sales VALUES (?, ?)", [("2025-01-01", 1.5), ("2025-01-02", 2.25)]
        )
    database.close()
    monkeypatch.setenv("LEVIER_SOURCE_SALES", f"sqlite:///{place}")
    return place


def written(place: Path, content: str = ROWS) -> Path:
    place.write_text(content, encoding="utf-8")
    long_ago = time.time() - 60
    os.utime(place, (long_ago, long_ago))
    return place


def watched(person: Person, place: Path, **more: object) -> Source:
    wish = SourceWish("Exports", Source.Kind.FOLDER, path=str(place), **more)  # type: ignore[arg-type]
    return sources.declare(person, wish)


# Folders.


def test_a_folder_gives_each_of_its_files_once(fatou: Person, orders: Metric, root: Path) -> None:
    written(root / "a.csv")
    written(root / "notes.txt")
    written(root / ".hidden.csv")
    source = watched(fatou, root, applies_alone=True)
    refreshing.refresh(source, timezone.now())
    refreshing.refresh(source, timezone.now())
    batch = Import.objects.get()
    assert (batch.name, batch.state, batch.source) == ("a.csv", Import.State.APPLIED, source)
    orders.refresh_from_db()
    assert orders.fed_by == source
    written(root / "b.csv", ROWS.replace(",2\n", ",7\n"))
    refreshing.refresh(source, timezone.now())
    assert current_observations()["value"].to_list() == [1.0, 7.0]


def test_a_source_that_may_not_apply_waits_for_somebody_to_look(
    fatou: Person, orders: Metric, root: Path
) -> None:
    written(root / "a.csv")
    refreshing.refresh(watched(fatou, root), timezone.now())
    assert Import.objects.get().state == Import.State.PREVIEW
    assert current_observations().is_empty()


def test_a_file_still_being_written_is_left_alone(root: Path) -> None:
    (root / "a.csv").write_text(ROWS)
    assert folder.files(str(root)) == []


@pytest.mark.parametrize("path", ["/etc/passwd", "relative.csv", "", "/", "\0"])
def test_a_path_outside_the_roots_is_refused(root: Path, path: str) -> None:
    with Refused("metrics.source.outside"):
        folder.checked(path)


def test_neither_dots_nor_links_lead_out(root: Path, tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.csv")
    (root / "link.csv").symlink_to(secret)
    (root / "out").symlink_to(tmp_path)
    for path in (root / ".." / "secret.csv", root / "link.csv", root / "out" / "secret.csv"):
        with Refused("metrics.source.outside"):
            folder.checked(str(path))
    assert folder.files(str(root)) == []
    with Refused("metrics.source.nothing_there"):
        folder.checked(str(root / "nothing"))


def test_a_neighbour_whose_name_begins_alike_is_outside(root: Path, tmp_path: Path) -> None:
    (tmp_path / "allowed-not").mkdir()
    with Refused("metrics.source.outside"):
        folder.checked(str(tmp_path / "allowed-not"))


def test_without_roots_no_folder_is_watched(settings: Settings, tmp_path: Path) -> None:
    settings.FOLDERS = []
    with Refused("metrics.source.no_roots"):
        folder.checked(str(tmp_path))


# Queries.


def test_a_query_brings_its_rows(fatou: Person, orders: Metric, sales: Path) -> None:
    wish = SourceWish("Sales", Source.Kind.QUERY, connection="SALES", query=READS)
    source = sources.declare(fatou, replace(wish, applies_alone=True))
    refreshing.refresh(source, timezone.now())
    source.refresh_from_db()
    assert source.failure == {}
    assert current_observations()["value"].to_list() == [1.5, 2.25]
    refreshing.refresh(source, timezone.now())
    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("statement", "key"),
    [
        ("DELETE FROM sales", "not_select"),
        ("", "not_select"),
        ("/* SELECT */ DROP TABLE sales", "not_select"),
        ("SELECT 1; DROP TABLE sales", "several"),
        ("WITH gone AS (DELETE FROM sales RETURNING *) SELECT * FROM gone", "writes"),
        ("SELECT * INTO other FROM sales; ", "writes"),
        ("SELECT 1 -- ; DROP TABLE sales", "ok"),
        ("select 'a;b; delete' as x", "ok"),
        ('with s as (select "update" from t) select * from s;', "ok"),
    ],
)
def test_only_one_reading_statement_passes(statement: str, key: str) -> None:
    if key == "ok":
        assert query.checked(statement)
        return
    with Refused(f"metrics.source.{key}"):
        query.checked(statement)


WRITES = (
    "DELETE FROM sales",
    "INSERT INTO sales VALUES ('2025-01-03', 3)",
    "UPDATE sales SET amount = 0",
    "DROP TABLE sales",
    "CREATE TABLE other (x)",
    "PRAGMA journal_mode = WAL",
    "ATTACH DATABASE ':memory:' AS other",
)


@pytest.mark.parametrize("statement", WRITES)
def test_the_database_refuses_what_the_words_let_pass(
    sales: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(query, "checked", lambda text: text)
    before = sales.read_bytes()
    with Refused("metrics.source.refused"):
        query.fetch("SALES", statement, tmp_path / "out.csv")
    assert sales.read_bytes() == before


def test_a_query_that_never_ends_is_stopped(
    sales: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "MOST_SECONDS", 0.2)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT count(x) FROM n"
    with Refused("metrics.source.too_slow"):
        query.fetch("SALES", endless, tmp_path / "out.csv")


def test_a_query_that_gives_too_much_is_stopped(
    sales: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "MOST_ROWS", 1)
    with Refused("metrics.file.too_many_rows"):
        query.fetch("SALES", READS, tmp_path / "out.csv")


def test_a_connection_is_a_name_and_its_address_is_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEVIER_SOURCE_FAR", "postgresql://u:s3cret@127.0.0.1:1/none")
    with pytest.raises(Refusal) as far:
        query.fetch("FAR", "SELECT 1", tmp_path / "out.csv")
    assert far.value.key == "metrics.source.unreachable"
    assert "s3cret" not in str(far.value)
    for name, key in (("NOTHING", "no_connection"), ("a b", "bad_connection")):
        with Refused(f"metrics.source.{key}"):
            query.fetch(name, "SELECT 1", tmp_path / "out.csv")
    monkeypatch.setenv("LEVIER_SOURCE_ODD", "mysql://x")
    with Refused("metrics.source.unknown_database"):
        query.fetch("ODD", "SELECT 1", tmp_path / "out.csv")


PIECES = ("select ", "x", "1", "'", '"', "--", "\n", "/*", "*/", ";", " delete ", "$$", "\\")


def read_as_a_database_does(text: str) -> str:
    """Give what is neither comment, text nor quoted name, read letter by letter."""
    words, at = "", 0
    while at < len(text):
        for opens, closes in (("--", "\n"), ("/*", "*/"), ("'", "'"), ('"', '"')):
            if text.startswith(opens, at):
                end = text.find(closes, at + len(opens))
                at = len(text) if end < 0 else end + len(closes)
                words += " "
                break
        else:
            words, at = words + text[at], at + 1
    return words


@bounds(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_law_what_passes_is_one_statement_that_reads(rest: str) -> None:
    try:
        bare = query.checked(f"select {rest}")
    except Refusal:
        event("refused")
        return
    event("passes")
    words = read_as_a_database_does(bare)
    assert words.startswith("select")
    assert ";" not in words
    assert "delete" not in words


# Hours, failures, lateness.


def test_what_is_due_is_handed_out_once_though_two_ask(
    fatou: Person, root: Path, django_capture_on_commit_callbacks: object
) -> None:
    watched(fatou, root, cadence="daily")
    now = timezone.now()
    assert refreshing.refresh_due(now) == 1
    assert refreshing.refresh_due(now) == 0
    assert refreshing.refresh_due(now + refreshing.LEASE) == 1


def test_a_tick_asks_and_the_next_hour_is_a_cadence_later(
    fatou: Person, orders: Metric, root: Path, django_capture_on_commit_callbacks: object
) -> None:
    written(root / "a.csv")
    source = watched(fatou, root, cadence="daily", applies_alone=True)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert jobs.tick() == 1
    source.refresh_from_db()
    assert source.succeeded_at is not None
    assert source.due_at == source.next_try == source.succeeded_at + timedelta(days=1)
    assert current_observations().height == 2
    assert jobs.tick() == 0


def test_a_source_without_cadence_is_never_due(fatou: Person, root: Path) -> None:
    watched(fatou, root)
    assert refreshing.refresh_due(timezone.now() + timedelta(days=99)) == 0


def test_a_failure_is_kept_tried_three_times_more_and_then_waits_for_its_hour(
    fatou: Person, orders: Metric, root: Path
) -> None:
    written(root / "a.csv", "date,metric,value\n2025-01-01,nothing,1\n")
    source = watched(fatou, root, cadence="daily")
    now = timezone.now()
    waits = []
    for _ in range(5):
        Import.objects.all().delete()
        refreshing.refresh(source, now)
        source.refresh_from_db()
        assert source.next_try is not None
        waits.append(source.next_try - now)
    assert waits == [*refreshing.BACKOFF, timedelta(days=1), refreshing.BACKOFF[0]]
    assert source.failure["key"] == "metrics.source.faults"
    assert source.overdue_since is not None
    (root / "a.csv").unlink()
    written(root / "b.csv")
    refreshing.refresh(source, now)
    source.refresh_from_db()
    assert not source.failures
    assert not source.failure
    assert source.overdue_since is None


def test_a_source_that_nobody_asks_is_late_after_an_hour(fatou: Person, root: Path) -> None:
    source = watched(fatou, root, cadence="hourly")
    assert source.overdue_since is None
    missed = timezone.now() - timedelta(hours=2)
    source.due_at = missed
    assert source.overdue_since == missed
    source.archived = True
    assert source.overdue_since is None


def test_a_crash_is_a_failure_like_another(
    fatou: Person, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_path: str) -> list[Path]:
        raise OSError("disk")

    monkeypatch.setattr(folder, "files", crash)
    source = watched(fatou, root, cadence="daily")
    refreshing.refresh(source, timezone.now())
    assert source.failure["key"] == "metrics.source.broke_off"


def test_who_may_not_touch_sources(ana: Person, eve: Person, fatou: Person, root: Path) -> None:
    source = watched(fatou, root)
    wish = SourceWish("Other", Source.Kind.PUSH)
    for person in (ana, eve):
        with pytest.raises(NotAllowed):
            sources.declare(person, wish)
        with pytest.raises(NotAllowed):
            sources.change(person, source, wish)
        with pytest.raises(NotAllowed):
            sources.archive(person, source, archived=True)
        with pytest.raises(NotAllowed):
            refreshing.ask_now(person, source, timezone.now())


def test_a_name_is_taken_once_whatever_its_case(fatou: Person, root: Path) -> None:
    watched(fatou, root)
    with Refused("metrics.source.name_taken"):
        sources.declare(fatou, SourceWish("EXPORTS", Source.Kind.PUSH))
