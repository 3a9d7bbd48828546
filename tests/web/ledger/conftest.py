"""A decision with measured effects, written by hand: the ledger asks nothing of the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from tests.web.impact.conftest import brought_in, small_folder

from levier_web.decisions.models import Decision
from levier_web.impact.models import Effect, Measurement
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Company

__all__ = ["brought_in", "small_folder"]
"""Fixtures of the impact, offered to the tests of this folder too."""
Measured = Callable[..., Measurement]


@pytest.fixture
def orders(company: Company) -> Metric:
    return Metric.objects.create(slug="orders", title="Orders", unit="orders", value_mid=10.0)


@pytest.fixture
def decision(company: Company) -> Decision:
    return Decision.objects.create(
        slug="one-page",
        title="One page",
        state="decided",
        starts_on=date(2026, 1, 5),
        origin="team",
    )


@pytest.fixture
def measured(orders: Metric) -> Measured:
    """Make a measurement of decisions: ``measured({decision: (p10, p50, p90)})``."""

    def make(money: dict[Decision, tuple[float, float, float]], **more: object) -> Measurement:
        done = Measurement.objects.create(
            state="done",
            finished_at=timezone.now(),
            as_of=date(2026, 6, 30),
            fingerprint="f" * 64,
            results={"portfolio": {}, "reconciliation": []},
        )
        fields = {"grade": "C", "verdict": "gain", "design": "series", "in_total": True} | more
        for place, (decision, (low, mid, high)) in enumerate(money.items()):
            Effect.objects.create(
                measurement=done,
                decision=decision,
                metric=orders,
                place=place,
                scale="relative",
                p10=0.01,
                p50=0.02,
                p90=0.03,
                money_p10=low,
                money_p50=mid,
                money_p90=high,
                detail={},
                **fields,
            )
        return done

    return make
