"""Effects by call: the list, and the proof of one with what was said of it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from tests.web.calls import program_of
from tests.web.impact.test_pages import many

from levier_web.impact.models import Effect, Measurement

if TYPE_CHECKING:
    from levier_web.organisation.models import Person


def test_the_proof_of_an_effect_is_read_whole(eve: Person) -> None:
    first, last = (
        Measurement.objects.create(state="done", finished_at=timezone.now(), results={})
        for _ in range(2)
    )
    (old,) = many(first, 1, forecast_p50=0.04)
    old.pk, old.measurement, old.detail = None, last, {"note": "as written"}
    old.save()
    earlier, now = Effect.objects.order_by("pk")
    program = program_of(eve)
    told = program.get(f"/impact/effects/{now.pk}")
    assert told["effect"] == {"low": 0.01, "mid": 0.02, "high": 0.03}
    assert told["money"] == {"low": 100.0, "mid": 1000.0, "high": now.money_p90}
    assert (told["current"], told["measurement"]) == (True, last.pk)
    assert (told["forecast"], told["detail"]) == (0.04, {"note": "as written"})
    assert [one["id"] for one in told["earlier"]] == [earlier.pk]
    listed = program.get("/impact/effects")["items"]
    assert listed == [{name: told[name] for name in listed[0]}]
