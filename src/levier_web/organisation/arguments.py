"""How what assistants ask reads to whoever confirms it: amounts, in the company's currency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from levier.language import numbers
from levier_web.organisation.queries import company
from levier_web.ui.arguments import Told
from levier_web.ui.words import current_language

if TYPE_CHECKING:
    from levier_web.ui.arguments import Call


def in_currency(value: Any, call: Call) -> Told:  # noqa: ANN401, ARG001 - of JSON; as every reader
    """Read an amount, to the cent."""
    return Told(numbers.exact_money(float(value), company().currency, current_language()))
