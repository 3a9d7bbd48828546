"""The sixteen metrics of Compas & Filoche, a fictional publisher of quoting software."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from levier.workspace.demonstration.plan_depots import PACKS, SHARES, TILLS_SINCE
from levier.workspace.model import Direction, Grain, Kind, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_DAY, LAST_DAY = date(2024, 7, 1), date(2026, 6, 30)

OFFICE = (0.12, 0.16, 0.13, 0.09, -0.02, -0.78, -0.64)
"""Logarithm of each weekday, Monday first: craftspeople do their paperwork in the week."""
MILD = (0.05, 0.07, 0.05, 0.04, 0.00, -0.28, -0.22)
FLAT = (0.0,) * 7

REGIONS = {
    "Île-de-France": 0.24,
    "Auvergne-Rhône-Alpes": 0.17,
    "Nouvelle-Aquitaine": 0.12,
    "Occitanie": 0.12,
    "Hauts-de-France": 0.11,
    "Grand Est": 0.09,
    "Bretagne": 0.08,
    "Normandie": 0.07,
}
"""Share of the business in each region."""


@dataclass(frozen=True, slots=True)
class MetricPlan:
    """How one metric behaves when nothing is decided.

    Attributes
    ----------
    level
        Usual value of one period.
    week
        Logarithm of each weekday; of no use to a weekly metric.
    year, growth, market
        On the logarithmic scale: amplitude of the season, drift per year, weight of the factor
        that the whole market shares.
    holiday, school, august
        Logarithm of a public holiday, of school holidays in all zones, of the August closure.
    white, persistent, wandering
        Standard deviation of the noise: independent, AR(1) at 0.6, step of the random walk.
    weight
        Usual denominator of a ratio or a mean; 0 for none, or for one taken from elsewhere.
    per_person
        Standard deviation of one answer, for a mean of answers.
    decimals
        Digits after the point of what is recorded.
    units
        Share of the level of each unit, for a metric that has rows by unit.
    recorded_from
        First day from which anybody wrote its values down.
    additive
        True when effects are in the metric's own unit.
    """

    id: str
    grain: Grain
    kind: Kind
    direction: Direction
    level: float
    stage: Stage | None = None
    value_per_unit: tuple[float, float, float] | None = None
    parent: str | None = None
    controls: tuple[str, ...] = ()
    week: tuple[float, ...] = FLAT
    year: float = 0.0
    growth: float = 0.0
    market: float = 0.0
    holiday: float = 0.0
    school: float = 0.0
    august: float = 0.0
    white: float = 0.02
    persistent: float = 0.02
    wandering: float = 0.002
    weight: float = 0.0
    per_person: float = 0.0
    decimals: int = 0
    units: Mapping[str, float] = field(default_factory=dict)
    recorded_from: date = FIRST_DAY
    additive: bool = False


DAILY_CONTROLS = ("market-search", "sister-visits")
WEEKLY_CONTROLS = ("building-orders",)

METRICS = (
    MetricPlan(
        id="visits",
        grain=Grain.DAY,
        kind=Kind.COUNT,
        direction=Direction.UP,
        level=6400,
        stage=Stage.ACQUISITION,
        parent="signups",
        controls=DAILY_CONTROLS,
        week=OFFICE,
        year=0.18,
        growth=0.10,
        market=0.9,
        holiday=-0.70,
        school=-0.06,
        august=-0.12,
        white=0.035,
        persistent=0.03,
        wandering=0.0025,
    ),
    MetricPlan(
        id="signups",
        grain=Grain.DAY,
        kind=Kind.COUNT,
        direction=Direction.UP,
        level=285,
        stage=Stage.ACQUISITION,
        parent="subscriptions",
        controls=DAILY_CONTROLS,
        week=OFFICE,
        year=0.16,
        growth=0.08,
        market=0.8,
        holiday=-0.65,
        school=-0.07,
        august=-0.14,
        white=0.03,
        persistent=0.02,
        wandering=0.0012,
    ),
    MetricPlan(
        id="activation",
        grain=Grain.WEEK,
        kind=Kind.RATIO,
        direction=Direction.UP,
        level=0.41,
        stage=Stage.ACTIVATION,
        parent="subscriptions",
        year=0.03,
        growth=0.01,
        white=0.008,
        persistent=0.008,
        wandering=0.003,
        decimals=7,
    ),
    MetricPlan(
        id="subscriptions",
        grain=Grain.DAY,
        kind=Kind.COUNT,
        direction=Direction.UP,
        level=52,
        stage=Stage.REVENUE,
        value_per_unit=(185, 235, 295),
        controls=DAILY_CONTROLS,
        week=OFFICE,
        year=0.15,
        growth=0.07,
        market=0.6,
        holiday=-0.60,
        school=-0.06,
        august=-0.16,
        white=0.02,
        persistent=0.02,
        wandering=0.0008,
    ),
    MetricPlan(
        id="churn",
        grain=Grain.WEEK,
        kind=Kind.RATIO,
        direction=Direction.DOWN,
        level=0.0042,
        stage=Stage.RETENTION,
        value_per_unit=(-260, -200, -150),
        controls=WEEKLY_CONTROLS,
        year=-0.10,
        market=-0.4,
        white=0.01,
        persistent=0.02,
        wandering=0.004,
        decimals=8,
    ),
    MetricPlan(
        id="tickets",
        grain=Grain.DAY,
        kind=Kind.COUNT,
        direction=Direction.DOWN,
        level=88,
        stage=Stage.SATISFACTION,
        value_per_unit=(-9, -7, -5),
        week=OFFICE,
        year=0.10,
        growth=0.12,
        market=0.3,
        holiday=-0.60,
        school=-0.08,
        august=-0.15,
        white=0.04,
        persistent=0.05,
        wandering=0.003,
    ),
    MetricPlan(
        id="latency",
        grain=Grain.DAY,
        kind=Kind.MEAN,
        direction=Direction.DOWN,
        level=1850,
        stage=Stage.RELIABILITY,
        parent="signups",
        week=MILD,
        growth=0.06,
        white=0.025,
        persistent=0.03,
        wandering=0.002,
    ),
    MetricPlan(
        id="nps",
        grain=Grain.WEEK,
        kind=Kind.MEAN,
        direction=Direction.UP,
        level=36,
        stage=Stage.SATISFACTION,
        parent="churn",
        white=0.01,
        persistent=0.01,
        wandering=0.004,
        weight=260,
        per_person=66,
        decimals=1,
        additive=True,
    ),
    MetricPlan(
        id="upgrade-revenue",
        grain=Grain.WEEK,
        kind=Kind.SUM,
        direction=Direction.UP,
        level=18_500,
        stage=Stage.EXPANSION,
        value_per_unit=(0.70, 0.78, 0.84),
        controls=WEEKLY_CONTROLS,
        year=0.10,
        growth=0.12,
        market=0.4,
        school=-0.04,
        august=-0.15,
        white=0.035,
        persistent=0.02,
        wandering=0.006,
    ),
    MetricPlan(
        id="cloud-cost",
        grain=Grain.WEEK,
        kind=Kind.SUM,
        direction=Direction.DOWN,
        level=5200,
        stage=Stage.COST,
        value_per_unit=(-1, -1, -1),
        year=0.04,
        growth=0.15,
        white=0.015,
        persistent=0.015,
        wandering=0.005,
    ),
    MetricPlan(
        id="demos",
        grain=Grain.WEEK,
        kind=Kind.COUNT,
        direction=Direction.UP,
        level=210,
        stage=Stage.ACQUISITION,
        parent="subscriptions",
        controls=WEEKLY_CONTROLS,
        year=0.15,
        market=0.5,
        holiday=-0.4,
        school=-0.10,
        august=-0.40,
        white=0.03,
        persistent=0.02,
        wandering=0.005,
        units=REGIONS,
    ),
    MetricPlan(
        id="partner-orders",
        grain=Grain.WEEK,
        kind=Kind.COUNT,
        direction=Direction.UP,
        level=260,
        stage=Stage.REVENUE,
        value_per_unit=(190, 240, 300),
        controls=WEEKLY_CONTROLS,
        year=0.12,
        growth=0.05,
        market=0.5,
        holiday=-0.3,
        school=-0.05,
        august=-0.25,
        white=0.03,
        persistent=0.02,
        wandering=0.004,
        units=REGIONS,
    ),
    MetricPlan(
        id="market-search",
        grain=Grain.DAY,
        kind=Kind.MEAN,
        direction=Direction.UP,
        level=100,
        week=OFFICE,
        year=0.17,
        market=1.0,
        holiday=-0.60,
        school=-0.05,
        august=-0.10,
        white=0.03,
        persistent=0.01,
        wandering=0.0005,
        decimals=1,
    ),
    MetricPlan(
        id="sister-visits",
        grain=Grain.DAY,
        kind=Kind.COUNT,
        direction=Direction.UP,
        level=3900,
        week=OFFICE,
        year=0.17,
        growth=0.05,
        market=0.9,
        holiday=-0.65,
        school=-0.06,
        august=-0.12,
        white=0.035,
        persistent=0.02,
        wandering=0.001,
    ),
    MetricPlan(
        id="building-orders",
        grain=Grain.WEEK,
        kind=Kind.MEAN,
        direction=Direction.UP,
        level=100,
        year=0.06,
        market=0.8,
        white=0.012,
        persistent=0.01,
        wandering=0.001,
        decimals=1,
    ),
    MetricPlan(
        id="starter-packs",
        grain=Grain.WEEK,
        kind=Kind.COUNT,
        direction=Direction.UP,
        level=PACKS,
        stage=Stage.REVENUE,
        value_per_unit=(9, 12, 15),
        controls=WEEKLY_CONTROLS,
        year=0.10,
        growth=0.06,
        market=0.4,
        holiday=-0.2,
        school=-0.04,
        august=-0.25,
        white=0.04,
        persistent=0.02,
        wandering=0.004,
        units=SHARES,
        recorded_from=TILLS_SINCE,
    ),
)
