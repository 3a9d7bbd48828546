from __future__ import annotations

from datetime import date, timedelta

import pytest

from levier.workspace.report.series import drawn_series
from levier.workspace.results import CounterfactualBand, SeriesView, Window

START = date(2024, 1, 1)


def view(periods: int, first: int, step: int = 1) -> SeriesView:
    dates = tuple(START + timedelta(days=step * rank) for rank in range(periods))
    after = tuple(float(rank) for rank in range(first, periods))
    band = CounterfactualBand(first, after, after, after)
    values = tuple(float(rank) for rank in range(periods))
    return SeriesView("orders", dates, values, (True,) * periods, {"change": band})


def window(series: SeriesView, first: int) -> Window:
    return Window(series.dates[first], series.dates[-1], len(series.dates) - first)


@pytest.mark.parametrize(("periods", "block"), [(400, 1), (401, 7), (2800, 7), (2801, 14)])
def test_long_series_are_drawn_at_means_of_whole_weeks(periods: int, block: int) -> None:
    series = view(periods, periods // 2)
    drawn = drawn_series(series, "change", window(series, periods // 2))
    assert drawn is not None
    assert drawn.block == block
    assert len(drawn.points) <= 400


def test_a_mean_is_that_of_its_block_and_the_last_block_is_whole() -> None:
    series = view(703, 350)
    drawn = drawn_series(series, "change", window(series, 350))
    assert drawn is not None
    assert drawn.points[-1].observed == pytest.approx(699.0)
    assert drawn.points[-1].without == pytest.approx(699.0)
    assert drawn.points[-1].date == series.dates[696]


def test_what_is_masked_is_not_drawn() -> None:
    series = view(100, 50)
    masked = tuple(rank != 60 for rank in range(100))
    drawn = drawn_series(
        SeriesView("orders", series.dates, series.observed, masked, series.without),
        "change",
        window(series, 50),
    )
    assert drawn is not None
    assert [point.observed for point in drawn.points].count(None) == 1


def test_as_much_is_shown_before_as_in_the_window_and_half_a_year_at_least() -> None:
    series = view(1500, 1400)
    drawn = drawn_series(series, "change", window(series, 1400))
    assert drawn is not None
    assert drawn.points[0].date == series.dates[1220]
    assert drawn.points[0].without is None


def test_a_decision_without_a_band_has_no_picture() -> None:
    series = view(100, 50)
    assert drawn_series(series, "another", window(series, 50)) is None
