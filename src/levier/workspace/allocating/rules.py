"""How a shared cost is split, said in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.language import LANGUAGES, translate
from levier.language.numbers import percent
from levier.workspace.allocating.results import PoolRule
from levier.workspace.inputs.allocations import AllocationMethod

if TYPE_CHECKING:
    from levier.language import Language
    from levier.workspace.inputs.allocations import AllocationRule


def pool_rule(rule: AllocationRule) -> PoolRule:
    """Say one rule."""
    return PoolRule(
        pool=rule.pool,
        title=rule.title,
        method=rule.method,
        consumers=rule.consumers,
        sentence={language: _sentence(rule, language) for language in LANGUAGES},
    )


def _sentence(rule: AllocationRule, language: Language) -> str:
    sentences = []
    if rule.by:
        sentences.append(translate("allocate.rule.named", language, by=rule.by))
    kind = (
        rule.group_cost.value if rule.method is AllocationMethod.SHAPLEY and rule.group_cost else ""
    )
    key = f"shapley_{kind}" if kind else rule.method.value
    whole = "rest" if rule.by else "whole"
    how = translate(f"allocate.rule.{key}", language)
    if rule.fixed_part and rule.method is not AllocationMethod.FIXED:
        part = percent(rule.fixed_part, language)
        sentences.append(translate(f"allocate.rule.{whole}_in_two", language, part=part, how=how))
    else:
        sentences.append(translate(f"allocate.rule.{whole}", language, how=how))
    return " ".join(sentences)
