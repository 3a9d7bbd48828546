"""A metric worth money, a sheet ready to be proposed, and who may decide on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from levier_web.decisions.models import Decision
from levier_web.decisions.services import forecasts, sheets
from levier_web.metrics.models import Metric
from levier_web.organisation.models import DecisionRight, Part

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


@pytest.fixture
def orders(company: object) -> Metric:
    return Metric.objects.create(
        slug="orders",
        title="Orders",
        unit="orders",
        grain="week",
        value_low=8,
        value_mid=10,
        value_high=12,
    )


def values(**changes: object) -> dict[str, object]:
    written = {
        "title": "One-page checkout",
        "kind": "product",
        "origin": "team",
        "owner": "product manager",
        "stage": "activation",
        "context": "Four pages before paying; half of the baskets are left on the second.",
        "planned_cost": 40_000,
    }
    return {**written, **changes}


@pytest.fixture
def draft(paul: Person) -> Decision:
    ways = [sheets.Way("One page", "fewer steps", "a rewrite"), sheets.Way("Nothing", "", "slow")]
    return sheets.create(paul, sheets.Sheet(values(), ways))


@pytest.fixture
def stated(draft: Decision, paul: Person, orders: Metric) -> Decision:
    forecasts.state(paul, draft, forecasts.Stated(orders, -0.01, 0.02, 0.05))
    return draft


@pytest.fixture
def rights(company: object) -> list[DecisionRight]:
    def right(threshold: int, function: str, part: Part, **more: object) -> DecisionRight:
        return DecisionRight.objects.create(
            kind="product", threshold=threshold, function=function, part=part, **more
        )

    return [
        right(0, "developer", Part.DECIDES),
        right(30_000, "Product Manager", Part.DECIDES, escalates_to="controller", answer_days=5),
        right(30_000, "developer", Part.CONSULTED),
        right(100_000, "chief product officer", Part.DECIDES),
    ]
