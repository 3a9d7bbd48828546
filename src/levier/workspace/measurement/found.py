"""What a run has found so far: answers, and expectations without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from levier.language import LANGUAGES
from levier.workspace.measurement.across_units.reading import said
from levier.workspace.measurement.answered import Answer
from levier.workspace.measurement.reasons import Reason, in_both
from levier.workspace.results import NotMeasured

if TYPE_CHECKING:
    from levier.impact.designs.randomised_experiment import NotAnExperiment
    from levier.workspace.measurement.across_units.reading import NoReading
    from levier.workspace.measurement.question import Pair
    from levier.workspace.results import Design


@dataclass(slots=True)
class Found:
    """Answers and refusals, in the order in which they were met."""

    answers: list[Answer] = field(default_factory=list)
    not_measured: list[NotMeasured] = field(default_factory=list)

    def refuse(self, pair: Pair, reason: Reason, **fields: object) -> None:
        """Note an expectation without an answer."""
        sentence = in_both(f"reasons.{reason}", **fields)
        self.not_measured.append(NotMeasured(*pair, reason.value, sentence))

    def refuse_test(self, pair: Pair, refusal: NotAnExperiment) -> None:
        """Note a test that is none, with what is wrong with it."""
        sentence: dict[str, str] = {
            language: in_both(
                "reasons.not_an_experiment",
                detail=refusal.refusal.sentence(language, **refusal.fields),
            )[language]
            for language in LANGUAGES
        }
        code = Reason.NOT_AN_EXPERIMENT.value
        self.not_measured.append(NotMeasured(*pair, code, sentence))

    def refuse_design(
        self, pair: Pair, design: Design, refusals: tuple[NoReading, ...] | None
    ) -> None:
        """Note that the design asked for cannot answer, with why."""
        why = next((one for one in refusals or () if one.design is design), None)
        sentence: dict[str, str] = {
            language: in_both(
                f"reasons.{Reason.DESIGN_NOT_POSSIBLE}",
                detail=said("no_units")[language] if why is None else why.sentence[language],
            )[language]
            for language in LANGUAGES
        }
        self.not_measured.append(NotMeasured(*pair, Reason.DESIGN_NOT_POSSIBLE.value, sentence))

    def take(self, pair: Pair, answer: Answer | Reason) -> None:
        """Take an answer that stands alone, or note why nothing can be said."""
        if isinstance(answer, Answer):
            self.answers.append(answer)
        else:
            self.refuse(pair, answer)

    def refused(self, pair: Pair) -> bool:
        """Tell whether an expectation was refused already."""
        return any((one.decision, one.metric) == pair for one in self.not_measured)
