"""Definitions: what may be said of a metric, and its history with reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from levier_web.metrics.definitions import Definition, differences
from levier_web.metrics.models import Metric, Observation
from levier_web.metrics.services import batches, definitions
from levier_web.organisation.models import AuditLine
from levier_web.ui.refusals import NotAllowed

from .given import Refused, table

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

PLAIN = Definition("Orders", "orders", "day", "up", "sum")


def test_a_new_metric_has_its_first_version_without_a_reason(paul: Person) -> None:
    metric = definitions.define(paul, "orders", replace(PLAIN, value=(1.0, 2.0, 3.0)))
    version = metric.versions.get()
    assert (version.number, version.reason, version.author) == (1, "", paul)
    assert version.definition["value"] == [1.0, 2.0, 3.0]
    assert AuditLine.objects.get().action == "metric.defined"


def test_a_change_needs_its_reason_and_shows_what_changed(paul: Person) -> None:
    metric = definitions.define(paul, "orders", PLAIN)
    wish = replace(PLAIN, title="Paid orders", direction="down")
    with Refused("metrics.define.reason_missing"):
        definitions.redefine(paul, metric, "orders", wish, "  ")
    definitions.redefine(paul, metric, "orders", wish, "Only paid ones count")
    first, second = metric.versions.all()
    assert second.reason == "Only paid ones count"
    changed = differences(first.definition, second.definition)
    assert [(one.entry, one.before, one.after) for one in changed] == [
        ("title", "Orders", "Paid orders"),
        ("direction", "up", "down"),
    ]


def test_no_change_is_no_version(paul: Person) -> None:
    metric = definitions.define(paul, "orders", PLAIN)
    definitions.redefine(paul, metric, "orders", PLAIN, "nothing")
    assert metric.versions.count() == 1


def test_a_metric_that_came_with_a_folder_keeps_what_it_was_as_its_first_version(
    paul: Person, orders: Metric
) -> None:
    wish = replace(Definition.standing(orders), title="Paid orders")
    definitions.redefine(paul, orders, "orders", wish, "Only paid ones count")
    first, second = orders.versions.all()
    assert (first.definition["title"], first.author) == ("Orders", None)
    assert second.definition["title"] == "Paid orders"


def test_the_id_is_fixed_once_there_are_values(paul: Person, fatou: Person) -> None:
    metric = definitions.define(paul, "orders", PLAIN)
    metric = definitions.redefine(paul, metric, "sales", PLAIN, "A better word")
    assert metric.slug == "sales"
    batches.apply_rows(fatou, "a", "a" * 64, table(("sales", 0, 1.0)))
    with Refused("metrics.define.slug_fixed"):
        definitions.redefine(paul, metric, "orders", PLAIN, "Back again")


@pytest.mark.parametrize("slug", ["", "-orders", "=1+1", "a b", "x" * 81, "a/b"])
def test_an_id_that_files_cannot_write_is_refused(paul: Person, slug: str) -> None:
    with Refused("metrics.define.bad_slug"):
        definitions.define(paul, slug, PLAIN)
    assert not Metric.objects.exists()


def test_contradictions_are_refused(paul: Person, orders: Metric) -> None:
    with Refused("metrics.define.slug_taken"):
        definitions.define(paul, "orders", PLAIN)
    with Refused("metrics.define.value_partial"):
        definitions.define(paul, "sales", replace(PLAIN, value=(1.0, None, 2.0)))
    with Refused("metrics.define.value_order"):
        definitions.define(paul, "sales", replace(PLAIN, value=(3.0, 2.0, 4.0)))
    with Refused("metrics.define.control_itself"):
        definitions.redefine(paul, orders, "orders", replace(PLAIN, controls=(orders,)), "why")


def test_the_tree_never_turns_in_a_circle(paul: Person) -> None:
    root = definitions.define(paul, "root", PLAIN)
    middle = definitions.define(paul, "middle", replace(PLAIN, parent=root))
    leaf = definitions.define(paul, "leaf", replace(PLAIN, parent=middle))
    for under in (root, middle, leaf):
        with Refused("metrics.define.cycle"):
            definitions.hang_under(paul, root, under, "why not")
    moved = definitions.hang_under(paul, leaf, root, "Closer to the top")
    assert moved.parent == root
    assert definitions.hang_under(paul, leaf, None, "Alone").parent is None


def test_who_only_reads_defines_nothing(ana: Person, obi: Person, orders: Metric) -> None:
    for person in (ana, obi):
        with pytest.raises(NotAllowed):
            definitions.define(person, "sales", PLAIN)
        with pytest.raises(NotAllowed):
            definitions.redefine(person, orders, "orders", PLAIN, "why")
        with pytest.raises(NotAllowed):
            definitions.archive(person, orders, archived=True)


def test_a_metric_put_away_keeps_its_values_and_can_be_taken_back(
    paul: Person, orders: Metric
) -> None:
    batches.apply_rows(paul, "a", "a" * 64, table(("orders", 0, 1.0)))
    definitions.archive(paul, orders, archived=True)
    orders.refresh_from_db()
    assert orders.archived
    assert Observation.objects.get().day == date(2025, 1, 1)
    definitions.archive(paul, orders, archived=False)
    orders.refresh_from_db()
    assert not orders.archived
