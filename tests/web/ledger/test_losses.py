"""Losses and what was recovered: written before the gain, never more than there is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from levier_web.decisions.models import Decision
from levier_web.ledger.queries.losses import on_record
from levier_web.ledger.services.entries import write_entries
from levier_web.ledger.services.losses import withdraw_loss, write_loss, write_reuse
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from tests.web.ledger.conftest import Measured

    from levier_web.ledger.models import Loss
    from levier_web.organisation.models import Person


def lost(person: Person, amount: int = 1000) -> Loss:
    return write_loss(
        person,
        title="A campaign nobody saw",
        amount=Decimal(amount),
        found_on=timezone.localdate() - timedelta(days=30),
        cause="The audience was not theirs.",
        lesson="Test on one region first.",
    )


def test_what_is_written_before_the_gain_counts_for_its_share(
    paul: Person, decision: Decision, measured: Measured
) -> None:
    write_reuse(paul, lost(paul), decision, "the page", Decimal("0.25"))
    write_entries(measured({decision: (100.0, 400.0, 800.0)}))
    (one,) = on_record()
    assert [one.low, one.mid, one.high] == [25, 100, 200]
    assert one.share == Decimal("0.1")
    assert one.days_to_rebound == 30


def test_what_is_written_after_the_gain_is_shown_and_not_counted(
    paul: Person, decision: Decision, measured: Measured
) -> None:
    write_entries(measured({decision: (100.0, 400.0, 800.0)}))
    write_reuse(paul, lost(paul), decision, "the page", Decimal("0.25"))
    (one,) = on_record()
    assert [line.counted for line in one.lines] == [False]
    assert one.mid == 0
    assert one.days_to_rebound is None


def test_a_decision_is_never_shared_beyond_the_whole(paul: Person, decision: Decision) -> None:
    write_reuse(paul, lost(paul), decision, "the page", Decimal("0.7"))
    with pytest.raises(Refusal):
        write_reuse(paul, lost(paul), decision, "the page", Decimal("0.4"))
    write_reuse(paul, lost(paul), decision, "the rest", Decimal("0.3"))


def test_a_loss_feeds_a_decision_once(paul: Person, decision: Decision) -> None:
    loss = lost(paul)
    write_reuse(paul, loss, decision, "the page", Decimal("0.2"))
    with pytest.raises(Refusal):
        write_reuse(paul, loss, decision, "the page again", Decimal("0.2"))


def test_the_sum_recovered_is_never_more_than_the_value(
    paul: Person, decision: Decision, measured: Measured
) -> None:
    for share in ("0.5", "0.3", "0.2"):
        write_reuse(paul, lost(paul), decision, "a part", Decimal(share))
    write_entries(measured({decision: (100.0, 400.0, 800.0)}))
    assert sum(one.mid for one in on_record()) == 400


def test_who_may_not_write_is_refused(ana: Person, obi: Person) -> None:
    for person in (ana, obi):
        with pytest.raises(NotAllowed):
            lost(person)


def test_a_loss_taken_off_the_list_can_be_put_back(paul: Person) -> None:
    loss = lost(paul)
    withdraw_loss(paul, loss)
    assert on_record() == []
    withdraw_loss(paul, loss, back=True)
    assert len(on_record()) == 1


def test_a_loss_is_an_amount(paul: Person) -> None:
    with pytest.raises(Refusal):
        lost(paul, 0)


def test_an_effect_outside_the_total_recovers_nothing(
    paul: Person, decision: Decision, measured: Measured
) -> None:
    other = Decision.objects.create(
        slug="other", title="Other", state="decided", starts_on=date(2026, 2, 2)
    )
    write_reuse(paul, lost(paul), other, "the page", Decimal(1))
    write_entries(measured({other: (1.0, 2.0, 3.0)}, in_total=False))
    assert on_record()[0].mid == 0
