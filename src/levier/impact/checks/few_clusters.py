"""Whether enough clusters were drawn for the bell curve to be taken for granted.

Student's interval for a difference of cluster means is right when these are normal, and for many
clusters whatever they are. Between the number that is refused and the number that suffices, its
word depends on no cluster being unlike all the others: Cameron and Miller (2015), *A
practitioner's guide to cluster-robust inference*, Journal of Human Resources 50, section VI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.impact.checks.result import CheckResult, CheckStatus
from levier.language import LANGUAGES, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

FEW = 10
"""Clusters in an arm: with ten on each side an outlying cluster moves its arm's mean by a tenth of
its distance, and the literature's lower end of "enough" is twenty in all."""


def check_few_clusters(clusters: Mapping[str, int]) -> CheckResult:
    """Say how many clusters stand behind the answer, and warn under ten in an arm.

    Returns
    -------
    CheckResult
        Passed, or informative under ten: the answer is given with Student's bounds, and said to
        rest on clusters that are not unlike one another. Its figure is the smallest number.
    """
    smallest = min(clusters.values())
    key = "few" if smallest < FEW else "enough"
    return CheckResult(
        name="few_clusters",
        status=CheckStatus.INFORMATIVE if smallest < FEW else CheckStatus.PASSED,
        figure=float(smallest),
        sentence={
            language: translate(
                f"checks_experiment.few_clusters.{key}", language, clusters=sum(clusters.values())
            )
            for language in LANGUAGES
        },
        columns=("arm", "clusters"),
        table=tuple((arm, float(count)) for arm, count in clusters.items()),
    )
