"""Ratios, clusters, looks and holdouts that cannot be true, one fault each."""

from __future__ import annotations

from pathlib import Path

from tests.engine.workspace.reading.folder_fixture import (
    Case,
    Spoil,
    cases,
    check_case,
    put,
)

X, D = "experiments.csv", "decisions.csv"
KEYS = "decision,metric,arm,users,"


def arms(columns: str, control: str, treated: str, *more: str) -> Spoil:
    """Write a test of one thousand users an arm with the columns that a case is about."""
    lines = [
        KEYS + columns,
        f"checkout,orders,control,1000,{control}",
        f"checkout,orders,new,1000,{treated}",
        *more,
    ]
    return put(X, "\n".join(lines) + "\n")


def holdout(kind: str, covers: str) -> Spoil:
    """Add a third decision of some kind that covers others."""
    return put(
        D,
        "id,title,starts_on,kind,covers\ncheckout,One page,2025-01-14,,\n"
        f"price,Prices,2025-02-01,,\nnone,None of it,2025-02-01,{kind},{covers}\n",
    )


RATIO = "mean,sd,denominator_mean,denominator_sd,denominator_correlation"
LOOKS = "conversions,looked_on"

MALFORMED = cases(
    Case(
        "half a ratio",
        arms(RATIO, "5,2,3,1,0.5", "5,2,3,1,"),
        (X, 3, "denominator_mean", "ratio_incomplete"),
        "denominator_sd",
    ),
    Case(
        "a ratio of conversions",
        arms(f"conversions,{RATIO}", "50,,,3,1,0.5", "60,,,,,"),
        (X, 2, "denominator_mean", "ratio_incomplete"),
        "conversions",
    ),
    Case(
        "a ratio with an inner correlation",
        arms(f"clusters,intra_cluster_correlation,{RATIO}", "9,0.1,5,2,3,1,0.5", "9,,5,2,3,1,0.5"),
        (X, 2, "intra_cluster_correlation", "ratio_of_clusters"),
        "mean",
    ),
    Case(
        "more clusters than users",
        arms("clusters,mean,sd", "8,5,1", "8000,5,1"),
        (X, 3, "clusters", "clusters_over_users"),
        "8000",
    ),
    Case(
        "a correlation without clusters",
        arms("intra_cluster_correlation,conversions", "0.1,50", ",60"),
        (X, 2, "clusters", "clusters_missing"),
        "cluster_size_sd",
    ),
    Case(
        "conversions by clusters",
        arms("clusters,conversions", "8,50", ",60"),
        (X, 2, "intra_cluster_correlation", "cluster_conversions"),
        "intra_cluster_correlation",
    ),
    Case(
        "a look without a date",
        arms(LOOKS, "50,2025-02-01", "60,"),
        (X, 3, "looked_on", "look_without_date"),
        "looked_on",
    ),
    Case(
        "a look without an arm",
        arms(LOOKS, "50,2025-02-01", "60,2025-02-01", "checkout,orders,control,2000,99,2025-02-08"),
        (X, 4, "looked_on", "look_incomplete"),
        "2025-02-08",
    ),
    Case(
        "a look that loses users",
        arms(
            LOOKS,
            "50,2025-02-08",
            "60,2025-02-08",
            "checkout,orders,control,2000,99,2025-02-01",
            "checkout,orders,new,900,50,2025-02-01",
        ),
        (X, 2, "users", "look_not_cumulative"),
        "1000",
    ),
    Case(
        "a holdout of the unknown",
        holdout("holdout", "checkout prise"),
        (D, 4, "covers", "unknown_cover"),
        "price",
    ),
    Case(
        "a holdout of itself",
        holdout("holdout", "none"),
        (D, 4, "covers", "unknown_cover"),
        "checkout",
    ),
    Case(
        "a holdout of nothing",
        holdout("Holdout", " ; "),
        (D, 4, "covers", "holdout_without_covers"),
        "covers",
    ),
    Case(
        "covering without holding out",
        holdout("feature", "price"),
        (D, 4, "covers", "covers_without_holdout"),
        "holdout",
    ),
)


@MALFORMED
def test_what_cannot_be_true_of_a_test_is_refused(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path)
