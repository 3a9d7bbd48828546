from __future__ import annotations

import math
from datetime import date

import pytest

from levier.language import Language
from levier.language.numbers import (
    day,
    money,
    money_span,
    number,
    percent,
    quantity,
    quantity_span,
    short_day,
    span,
)


@pytest.mark.parametrize(
    ("amount", "currency", "english", "french"),
    [
        (0.0, "EUR", "€0", "0\u202f€"),
        (-0.2, "EUR", "−€0.2", "−0,2\u202f€"),
        (57.6, "EUR", "€58", "58\u202f€"),
        (9_431.0, "EUR", "€9,430", "9\u202f430\u202f€"),
        (12_431.0, "EUR", "€12.4k", "12,4\u202fk€"),
        (99_960.0, "EUR", "€100k", "100\u202fk€"),
        (123_456.0, "EUR", "€123k", "123\u202fk€"),
        (-1_240_300.0, "EUR", "−€1.24m", "−1,24\u202fM€"),
        (3_000_000_000.0, "EUR", "€3bn", "3\u202fMd€"),
        (7_000.0, "CHF", "CHF\u00a07,000", "7\u202f000\u202fCHF"),
        (math.nan, "EUR", "—", "—"),
    ],
)
def test_money(amount: float, currency: str, english: str, french: str) -> None:
    assert money(amount, currency, "en") == english
    assert money(amount, currency, "fr") == french


@pytest.mark.parametrize(
    ("low", "high", "english", "french"),
    [
        (8_330.0, 47_100.0, "€8.3k to €47.1k", "8,3 à 47,1\u202fk€"),
        (-37_900.0, -7_370.0, "−€37.9k to −€7.4k", "−37,9 à −7,4\u202fk€"),
        (188.0, 7_554.0, "€190 to €7,550", "190 à 7\u202f550\u202f€"),
        (-200.0, 1_240_000.0, "€0 to €1.24m", "0 à 1,24\u202fM€"),
        (math.nan, 1.0, "— to —", "— à —"),
    ],
)
def test_ranges_of_money_share_their_unit(
    low: float, high: float, english: str, french: str
) -> None:
    assert money_span(low, high, "EUR", "en") == english
    assert money_span(low, high, "EUR", "fr") == french


def test_a_gain_can_carry_its_plus() -> None:
    assert money(2_500.0, "EUR", "fr", signed=True) == "+2\u202f500\u202f€"
    assert number(3.0, "en", signed=True) == "+3"
    assert percent(0.0, "en", signed=True) == "0.0%"


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (0.0213, "+2.1%", "+2,1\u202f%"),
        (-0.5, "−50.0%", "−50,0\u202f%"),
        (0.00012, "+0.01%", "+0,01\u202f%"),
        (12.5, "+1,250.0%", "+1\u202f250,0\u202f%"),
        (math.inf, "—", "—"),
    ],
)
def test_percent(share: float, english: str, french: str) -> None:
    assert percent(share, "en", signed=True) == english
    assert percent(share, "fr", signed=True) == french


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (1_234_567.0, "1,234,567", "1\u202f234\u202f567"),
        (0.012345, "0.0123", "0,0123"),
        (-4.0, "−4", "−4"),
        (0.0, "0", "0"),
        (math.nan, "—", "—"),
    ],
)
def test_number(value: float, english: str, french: str) -> None:
    assert number(value, "en") == english
    assert number(value, "fr") == french


@pytest.mark.parametrize(
    ("low", "high", "language", "expected"),
    [
        ("−1.2%", "+3.4%", "en", "−1.2% to +3.4%"),
        ("−1,2\u202f%", "+3,4\u202f%", "fr", "−1,2 à +3,4\u202f%"),
        ("12\u202f400\u202f€", "15\u202f000\u202f€", "fr", "12\u202f400 à 15\u202f000\u202f€"),
        ("1\u202f600", "2\u202f600", "fr", "1\u202f600 à 2\u202f600"),
        ("900\u202f€", "120\u202fk€", "fr", "900\u202f€ à 120\u202fk€"),
        ("3\u00a0orders", "5\u00a0orders", "en", "3 to 5\u00a0orders"),
        ("CHF\u00a0700", "CHF\u00a0700", "en", "CHF\u00a0700 to CHF\u00a0700"),
    ],
)
def test_span(low: str, high: str, language: Language, expected: str) -> None:
    assert span(low, high, language) == expected


def test_quantities_keep_their_unit() -> None:
    assert quantity(412.4, "commandes", "fr") == "412\u00a0commandes"
    assert quantity(3.0, "%", "fr") == "3\u202f%"
    assert quantity(3.0, "%", "en") == "3%"
    assert quantity(3.0, "", "en", signed=True) == "+3"


def test_ends_of_a_range_have_the_same_decimals() -> None:
    assert quantity_span(0.911, 2.414, "ms", "en") == "+0.91 to +2.41\u00a0ms"
    assert quantity_span(-14.2, 0.5, "", "fr") == "−14,2 à +0,5"


def test_the_first_of_the_month_is_an_ordinal_in_french() -> None:
    assert day(date(2026, 3, 1), "fr") == "1er mars 2026"
    assert day(date(2026, 3, 21), "fr") == "21 mars 2026"
    assert day(date(2026, 3, 11), "fr") == "11 mars 2026"
    assert day(date(2026, 3, 1), "en") == "1 March 2026"
    assert short_day(date(2026, 2, 3), "fr") == "3 févr. 2026"
    assert short_day(date(2026, 2, 1), "fr") == "1er févr. 2026"
    assert short_day(date(2026, 2, 1), "en") == "1 Feb 2026"
