"""Whatever the document allows, and much that it does not, is answered as it says."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from tests.web.calls import program_of
from tests.web.furnished import furnish

from levier_web.config.api import schema
from levier_web.decisions.models import Decision
from levier_web.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.organisation.models import Person

EXAMPLES = {"owner": (1, 1), "member": (1, 0)}
"""Of what the document allows, and of what it does not."""
LEFT_OUT = [
    # What the document allows may still be refused by a right, a state or a floor.
    schemathesis.checks.positive_data_acceptance,
    # Tried by tests/web/test_api_doors.py at every operation, with and without tokens.
    schemathesis.checks.ignored_auth,
]
QUICK = {
    "deadline": None,
    "database": None,
    "derandomize": True,
    "phases": [Phase.generate],
    "suppress_health_check": list(HealthCheck),
}


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """Keep the connection of the test, which holds its transaction, from call to call."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("kept_connection")
@pytest.mark.parametrize("who", ["owner", "member"])
def test_the_interface_keeps_its_word(
    who: str, olga: Person, ana: Person, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.API_PER_MINUTE = 1_000_000
    caplog.set_level("CRITICAL", "django.request")
    furnish(olga, ana)
    program = program_of(olga if who == "owner" else ana)
    headers = {"Authorization": f"Bearer {program.secret}"}
    known: dict[str, list[Any]] = {
        "slug": [*Decision.objects.values_list("slug", flat=True)[:3], "checkout", "orders"],
        "pk": [1, 2, 3],
        "group": [1, 2],
    }
    assert Metric.objects.filter(slug="orders").exists()
    tried = schemathesis.openapi.from_dict(_without_headers(schema()))
    tried.app = get_wsgi_application()
    operations: list[Any] = list(tried.get_all_operations())
    for found in operations:
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for mode, count in zip(modes, EXAMPLES[who], strict=True):
            if count:
                _tried(found.ok(), mode, count, headers, known)


def _without_headers(document: dict[str, Any]) -> dict[str, Any]:
    """Leave token and key out: each call carries a good token, keys have tests of their own."""
    for operations in document["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
            operation["parameters"] = [one for one in operation["parameters"] if "$ref" not in one]
    return document


def _tried(
    operation: Any,
    mode: GenerationMode,
    count: int,
    headers: dict[str, str],
    known: dict[str, list[Any]],
) -> None:
    @bounds(max_examples=count, **QUICK)  # type: ignore[arg-type]
    @given(case=operation.as_strategy(generation_mode=mode), draw=st.data())
    def run(case: Any, draw: st.DataObject) -> None:
        if mode is GenerationMode.POSITIVE:
            # Mostly rows that are there: numbers drawn at random find nothing.
            for name in set(case.path_parameters) & set(known):
                case.path_parameters[name] = draw.draw(st.sampled_from(known[name]))
        case.headers.update(headers)
        case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)

    # An operation that takes nothing has nothing to be wrong with.
    with suppress(Unsatisfiable):
        run()
