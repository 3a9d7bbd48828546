from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier_web.decisions.models import Opportunity
from levier_web.decisions.queries import tree as queries
from levier_web.decisions.queries.evidence import evidence_of, linkable
from levier_web.decisions.services import tree
from levier_web.decisions.services.ranking import ranked
from levier_web.signals.models import Group, Signal
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from levier_web.metrics.models import Metric
    from levier_web.organisation.models import Person


@pytest.fixture
def outcome(paul: Person) -> Opportunity:
    return tree.add(paul, "outcome", "Sell more online")


@pytest.fixture
def slow(paul: Person, outcome: Opportunity) -> Opportunity:
    return tree.add(paul, "opportunity", "Paying is long", outcome)


def ranges(**changes: tuple[float, float, float]) -> dict[str, float]:
    given = {
        "reach": (500.0, 900.0, 1500.0),
        "impact": (0.01, 0.03, 0.09),
        "confidence": (0.3, 0.5, 0.8),
        "effort": (10.0, 20.0, 45.0),
        **changes,
    }
    ends = ("low", "mid", "high")
    return {f"{k}_{end}": v for k, row in given.items() for end, v in zip(ends, row, strict=True)}


def faults() -> dict[str, list[str]]:
    nodes = queries.tree().nodes.values()
    return {n.row.title: [f.removeprefix("decisions.fault.") for f in n.faults] for n in nodes}


def test_what_is_missing_is_said(
    paul: Person, outcome: Opportunity, slow: Opportunity, orders: Metric
) -> None:
    alone = tree.add(paul, "solution", "New search")
    assert faults() == {
        "Sell more online": ["outcome_without_metric", "outcome_without_target"],
        "Paying is long": ["opportunity_without_solution"],
        "New search": ["solution_without_opportunity", "solution_without_test"],
    }
    tree.write(paul, outcome, {"metric": orders, "target": 1500.0})
    tree.hang(paul, alone, slow)
    test = tree.add(paul, "test", "Twenty people try", alone)
    assert faults()["Twenty people try"] == ["test_without_threshold"]
    tree.write(paul, test, {"threshold": "12 of 20 pay"})
    assert not any(faults().values())


@pytest.mark.parametrize(
    ("level", "under", "allowed"),
    [
        ("opportunity", "outcome", True),
        ("opportunity", "opportunity", True),
        ("solution", "outcome", False),
        ("test", "opportunity", False),
        ("outcome", "outcome", False),
    ],
)
def test_each_level_hangs_where_it_may(
    paul: Person,
    outcome: Opportunity,
    slow: Opportunity,
    level: str,
    under: str,
    allowed: bool,
) -> None:
    parent = outcome if under == "outcome" else slow
    if allowed:
        assert tree.add(paul, level, "A node", parent).parent == parent
    else:
        with pytest.raises(Refusal) as refusal:
            tree.add(paul, level, "A node", parent)
        assert refusal.value.key == "decisions.refused.wrong_parent"


def test_a_node_never_hangs_under_itself(
    paul: Person, outcome: Opportunity, slow: Opportunity
) -> None:
    below = tree.add(paul, "opportunity", "The second page", slow)
    with pytest.raises(Refusal) as refusal:
        tree.hang(paul, slow, below)
    assert refusal.value.key == "decisions.refused.under_itself"


def test_archiving_takes_the_branch_and_undo_brings_back_just_that(
    paul: Person, outcome: Opportunity, slow: Opportunity
) -> None:
    gone = tree.add(paul, "opportunity", "Gone before", slow)
    tree.put_away(paul, gone)
    assert tree.put_away(paul, slow) == 2
    slow.refresh_from_db()
    assert tree.bring_back(paul, slow) == 2
    titles = {node.row.title for node in queries.tree().nodes.values()}
    assert titles == {"Sell more online", "Paying is long"}
    assert [row.title for row in queries.archived()] == ["Gone before"]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"reach_low": 1.0}, "range_incomplete"),
        (ranges(reach=(3, 2, 1)), "range_order"),
        (ranges(reach=(-1, 2, 3)), "reach_range"),
        (ranges(confidence=(0.1, 0.5, 1.2)), "confidence_range"),
        (ranges(effort=(0, 2, 3)), "effort_range"),
    ],
)
def test_ranges_that_cannot_be_are_refused(
    paul: Person, slow: Opportunity, wrong: dict[str, float], key: str
) -> None:
    node = tree.add(paul, "solution", "One page", slow)
    with pytest.raises(Refusal) as refusal:
        tree.write(paul, node, wrong)
    assert refusal.value.key == f"decisions.refused.{key}"


def test_finance_reads_and_does_not_write(fatou: Person, outcome: Opportunity) -> None:
    with pytest.raises(NotAllowed):
        tree.rename(fatou, outcome, "Mine")


def test_solutions_are_ranked_and_their_chances_add_up(paul: Person, slow: Opportunity) -> None:
    for number in range(5):
        node = tree.add(paul, "solution", f"Solution {number}", slow)
        most = 900.0 * (1 + number)
        tree.write(paul, node, ranges(reach=(most / 2, most, most * 2)))
    tree.add(paul, "solution", "Not scored", slow)
    found = ranked(queries.solutions())
    assert [row.solution.title for row in found.rows] == [f"Solution {n}" for n in (4, 3, 2, 1, 0)]
    assert sum(row.top for row in found.rows) == pytest.approx(3)
    assert sum(row.first for row in found.rows) == pytest.approx(1)
    assert all(row.low <= row.mid <= row.high for row in found.rows)
    assert found.pairs == 10
    assert ranked([]).rows == ()


def test_signals_speak_for_a_node_even_after_their_group_was_merged(
    paul: Person, slow: Opportunity
) -> None:
    kept, emptied = (Group.objects.create(title=title) for title in ("Long", "Too long"))
    Signal.objects.create(
        text="I gave up on page two", group=kept, kind="friction", created_at=timezone.now()
    )
    assert [row.pk for row in linkable("long")] == [kept.pk]
    tree.link(paul, slow, emptied)
    emptied.merged_into = kept
    emptied.save()
    assert evidence_of(slow) == [kept]
    tree.link(paul, slow, emptied, on=False)
    assert evidence_of(slow) == []


@given(steps=st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, 1])), max_size=8))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_moving_keeps_every_node_once(
    paul: Person, outcome: Opportunity, steps: list[tuple[int, int]]
) -> None:
    Opportunity.objects.exclude(pk=outcome.pk).delete()
    nodes = [tree.add(paul, "opportunity", f"N{n}", outcome) for n in range(4)]
    order = list(range(4))
    for which, by in steps:
        nodes[which].refresh_from_db()
        tree.step(paul, nodes[which], by)
        here = order.index(which)
        there = min(3, max(0, here + by))
        order.insert(there, order.pop(here))
    shown = [child.row.title for child in queries.tree().roots[0].children]
    assert shown == [f"N{n}" for n in order]


def test_the_tree_of_one_team_keeps_what_it_hangs_from(
    paul: Person, outcome: Opportunity, slow: Opportunity, bob: Person
) -> None:
    tree.add(bob, "outcome", "Faster search")
    assert outcome.team is not None
    found = queries.tree(frozenset({outcome.team.pk}))
    assert [root.row.title for root in found.roots] == ["Sell more online"]
