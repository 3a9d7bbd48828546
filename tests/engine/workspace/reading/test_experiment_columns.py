"""The columns of tests beyond the simple, and of holdouts, as they are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.engine.workspace.reading.folder_fixture import write_folder

from levier.workspace.model import Reading
from levier.workspace.reading import read

DECISIONS = """id,title,starts_on,kind,covers
checkout,One page,2025-01-14,feature,
price,Prices,2025-02-01,,
none-of-it,Everything held back,2025-02-01,Holdout,{covers}
"""


def test_looks_come_with_their_dates_and_their_reading(tmp_path: Path) -> None:
    text = """decision,metric,arm,users,conversions,looked_on,reading,planned_users
checkout,orders,control,500,20,2025-01-20,,2000
checkout,orders,new,510,25,2025-01-20,Sequential,2000
checkout,orders,control,1000,50,2025-01-27,,2000
checkout,orders,new,1010,60,2025-01-27,fixed,2000
"""
    found = read(write_folder(tmp_path, experiments=text)).experiments
    assert [arm.looked_on for arm in found] == 2 * [date(2025, 1, 20)] + 2 * [date(2025, 1, 27)]
    assert [arm.reading for arm in found] == [None, Reading.SEQUENTIAL, None, Reading.FIXED]
    assert {arm.planned_users for arm in found} == {2000}


def test_ratios_and_clusters_come_as_written(tmp_path: Path) -> None:
    text = """decision;metric;arm;users;mean;sd;denominator_mean;denominator_sd;\
denominator_correlation;clusters;cluster_size_sd;intra_cluster_correlation
checkout;orders;control;1000;5,5;2;3;1;-0,5;;;
checkout;orders;new;1000;5,5;2;3;1;0;;;
price;orders;control;1000;5,5;2;;;;10;30;0,05
price;orders;new;1000;5,5;2;;;;12;;
"""
    ratio, flat, within, means = read(write_folder(tmp_path, experiments=text)).experiments
    figures = (ratio.denominator_mean, ratio.denominator_sd, ratio.denominator_correlation)
    assert figures == (3.0, 1.0, -0.5)
    assert flat.denominator_correlation == 0.0
    assert (within.clusters, within.cluster_size_sd) == (10, 30.0)
    assert within.intra_cluster_correlation == 0.05
    assert (means.clusters, means.intra_cluster_correlation) == (12, None)


@pytest.mark.parametrize("covers", ["checkout price", '"checkout; price"', "checkout  price price"])
def test_a_holdout_names_what_it_holds_back(tmp_path: Path, covers: str) -> None:
    decisions = read(write_folder(tmp_path, decisions=DECISIONS.format(covers=covers))).decisions
    assert decisions["none-of-it"].covers == ("checkout", "price")
    assert decisions["checkout"].covers == ()
