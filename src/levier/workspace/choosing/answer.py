"""The answer in words: what to do now, what to test next, what is left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.language.numbers import money, money_span, percent
from levier.workspace.choosing.learning import EVERYTHING
from levier.workspace.choosing.results import Verdict
from levier.workspace.choosing.words import both, counted, listed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from levier.language import Language
    from levier.workspace.choosing.results import LeftOut, Portfolio, Trial, Unknown
    from levier.workspace.model import Workspace

    Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answering:
    """Says the answer with the titles and the currency of a workspace."""

    workspace: Workspace

    def sentences(
        self,
        chosen: Portfolio,
        left: Sequence[LeftOut],
        tests: Sequence[Trial],
        unknowns: Sequence[Unknown],
    ) -> tuple[Said, ...]:
        """Give the answer, the most important first."""
        out = [self._left(left)] if left else []
        return (self._do(chosen), self._learn(tests, unknowns), *out)

    def title(self, name: str) -> str:
        """Give the title of a row, which is where people know it from."""
        titles = {row.id: row.title for row in self.workspace.opportunities}
        return titles.get(name, name)

    def _do(self, chosen: Portfolio) -> Said:
        if not chosen.solutions:
            return both("answer.none")
        return both(
            "answer.do",
            solutions=self._titles(chosen.solutions),
            value=self._money(chosen.value.mean),
            range=lambda language: money_span(
                chosen.value.p10, chosen.value.p90, self.workspace.company.currency, language
            ),
            days=lambda language: counted("days", round(chosen.effort), language),
            cash=self._money(chosen.cash),
            loss=lambda language: percent(chosen.loss, language),
        )

    def _learn(self, tests: Sequence[Trial], unknowns: Sequence[Unknown]) -> Said:
        run = [one for one in tests if one.verdict is Verdict.RUN]
        if run:
            return both(
                "answer.test",
                test=self.title(run[0].test),
                solution=self.title(run[0].solution),
                most=self._money(run[0].information - run[0].delay),
                price=self._money(run[0].price),
            )
        parts = [one for one in unknowns if one.input != EVERYTHING and one.worth >= 1]
        if not parts:
            return both("answer.learn_nothing")
        known: Callable[[Language], str] = lambda language: say(  # noqa: E731
            f"inputs.{parts[0].input}", language
        )
        return both(
            "answer.learn_tested" if tests else "answer.learn",
            input=known,
            solution=self.title(parts[0].solution),
            most=self._money(parts[0].worth),
        )

    def _left(self, left: Sequence[LeftOut]) -> Said:
        def told(language: Language) -> str:
            return say("semicolon", language).join(
                f"{self.title(one.solution)} ({self.reason(one, language)})" for one in left
            )

        return both("answer.left", solutions=told)

    def reason(self, one: LeftOut, language: Language) -> str:
        """Say why one solution is left out."""
        about = listed([self.title(name) for name in one.about if name], language)
        key = f"left.{one.reason.value}"
        return say(
            f"{key}_of" if about and one.reason.value == "capacity" else key, language, about=about
        )

    def _money(self, amount: float) -> Callable[[Language], str]:
        return lambda language: money(amount, self.workspace.company.currency, language)

    def _titles(self, names: Sequence[str]) -> Callable[[Language], str]:
        return lambda language: listed([self.title(name) for name in names], language)
