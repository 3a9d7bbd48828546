"""The tree of opportunities, read at once, with what is wrong in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier_web.decisions.models import Opportunity

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Opportunity.Level


@dataclass(slots=True)
class Node:
    """One node with those under it, its faults, and how many are below."""

    row: Opportunity
    depth: int = 0
    children: list[Node] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    """Keys of the catalogue."""
    below: int = 0
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes without a parent, all nodes by key, and how many of each level there are."""

    roots: tuple[Node, ...]
    nodes: Mapping[int, Node]

    @property
    def faulty(self) -> list[Node]:
        """Those in which something is missing."""
        return [node for node in self.nodes.values() if node.faults]


def tree(teams: frozenset[int] | None = None) -> Tree:
    """Read the tree, in one query; of some teams: their nodes and those that they hang from."""
    rows = Opportunity.objects.filter(archived_at__isnull=True)
    nodes = {row.pk: Node(row) for row in rows.select_related("metric", "team", "decision")}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.row.parent_id or 0)
        (above.children if above else roots).append(node)
    for root in roots:
        _settle(root, 0)
    _ends(roots)
    order = {level: place for place, level in enumerate(Level.values)}
    roots.sort(key=lambda one: (order[one.row.level], one.row.position, one.row.pk))
    if teams is not None:
        roots = [kept for root in roots if (kept := _of_teams(root, teams)) is not None]
    return Tree(tuple(roots), nodes)


def archived(most: int = 20) -> list[Opportunity]:
    """Give what was put away last, those at the top of what went together."""
    rows = Opportunity.objects.filter(archived_at__isnull=False).select_related("parent")
    heads = [
        row
        for row in rows.order_by("-archived_at")[: 10 * most]
        if row.parent is None or row.parent.archived_at != row.archived_at
    ]
    return heads[:most]


def solutions() -> list[Opportunity]:
    """Give the solutions that are not put away."""
    rows = Opportunity.objects.filter(level=Level.SOLUTION, archived_at__isnull=True)
    return list(rows.select_related("team", "product", "decision", "parent").order_by("pk"))


def _settle(node: Node, depth: int) -> None:
    node.depth = depth
    for child in node.children:
        _settle(child, depth + 1)
    _ends(node.children)
    node.below = sum(1 + child.below for child in node.children)
    node.faults = _faults(node)


def _ends(nodes: list[Node]) -> None:
    for place, node in enumerate(nodes):
        node.first, node.last = place == 0, place == len(nodes) - 1


def _faults(node: Node) -> list[str]:
    row, levels = node.row, {child.row.level for child in node.children}
    wrong = {
        "outcome_without_metric": row.level == Level.OUTCOME and row.metric_id is None,
        "outcome_without_target": row.level == Level.OUTCOME and row.target is None,
        "opportunity_without_outcome": row.level == Level.OPPORTUNITY and row.parent_id is None,
        "opportunity_without_solution": row.level == Level.OPPORTUNITY
        and not levels & {Level.SOLUTION, Level.OPPORTUNITY},
        "solution_without_opportunity": row.level == Level.SOLUTION and row.parent_id is None,
        "solution_without_test": row.level == Level.SOLUTION
        and not node.children
        and row.decision_id is None,
        "test_without_solution": row.level == Level.TEST and row.parent_id is None,
        "test_without_threshold": row.level == Level.TEST and not row.threshold.strip(),
    }
    return [f"decisions.fault.{name}" for name, is_wrong in wrong.items() if is_wrong]


def _of_teams(node: Node, teams: frozenset[int]) -> Node | None:
    kept = [found for child in node.children if (found := _of_teams(child, teams)) is not None]
    if node.row.team_id not in teams and not kept:
        return None
    node.children = kept
    _ends(kept)
    return node
