"""Whatever the document allows, and much that it does not, is answered as it says."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from tests.web.calls import program_of
from tests.web.equipped import HELD, equip
from tests.web.furnished import furnish, measured

from levier_web.config.api import schema
from levier_web.decisions.models import Decision
from levier_web.metrics.models import Metric
from levier_web.organisation.models import Role
from levier_web.signals.models import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from levier_web.organisation.models import Person

EXAMPLES = {"owner": (4, 2), "finance": (1, 1), "member": (1, 1), "observer": (1, 0)}
"""Of what the document allows, and of what it does not."""
SOME = 4
"""Rows of a table whose numbers are tried."""
KNOWN: dict[str, list[Any]] = {
    "address": ["https://hooks.example/z"], "amount": ["10.00"], "client": [""],
    "controls": [[], ["visits"]], "decision": ["checkout", "draft"],
    "decisions": [["checkout"], ["draft"]], "ends_on": ["2026-12-31", "2025-09-30"],
    "function": ["sales"], "half_life_days": [None, 20], "high": [0.03], "low": [0.01],
    "metric": ["orders"], "mid": [0.02], "owner": ["product"], "parent": [""], "product": [""],
    "ramp_days": [None, 10], "starts_on": ["2026-01-01"], "team": [""], "threshold": [100],
    "value_high": [3], "value_low": [1], "value_mid": [2],
}  # fmt: skip
"""What fields of a body may be, beyond what their types say: else little gets as far as a row."""
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
@pytest.mark.parametrize("who", list(EXAMPLES))
def test_the_interface_keeps_its_word(
    who: str, by_role: dict[Role, Person], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.API_PER_MINUTE = 1_000_000
    caplog.set_level("CRITICAL", "django.request")
    furnish(by_role[Role.OWNER], by_role[Role.MEMBER])
    equip(by_role[Role.OWNER], by_role[Role.MEMBER])
    measured()
    program = program_of(by_role[Role(who)])
    headers = {"Authorization": f"Bearer {program.secret}"}
    tried = schemathesis.openapi.from_dict(_without_headers(schema()))
    tried.app = get_wsgi_application()
    tried.config.generation.update(allow_x00=False)  # one such letter refuses the whole call
    found: list[Any] = list(tried.get_all_operations())
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    wrong = []
    for operation in (one.ok() for one in found):
        for mode, count in zip(modes, EXAMPLES[who], strict=True):
            try:
                _tried(operation, mode, count, headers)
            except FailureGroup as failures:
                wrong += [f"{operation.label}: {one}" for one in failures.exceptions]
    assert wrong == []


def _there(path: str, name: str) -> list[Any]:
    """Give what the part of an address so named may be, where it is a row."""
    if name == "slug":
        table = Metric if path.startswith("/api/v1/metrics/") else Decision
        return list(table.objects.values_list("slug", flat=True)[:SOME])
    if name == "group":
        return list(Group.objects.values_list("pk", flat=True)[:SOME])
    if name != "pk":
        return []
    told = path.removeprefix("/api/v1/").partition("/{pk}")[0]
    rows = list(HELD[told]._default_manager.order_by("-pk").values_list("pk", flat=True)[:SOME])
    assert rows, f"nothing to be found at {path}"
    return rows


def _without_headers(document: dict[str, Any]) -> dict[str, Any]:
    """Leave token and key out: each call carries a good token, keys have tests of their own."""
    for operations in document["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
            operation["parameters"] = [one for one in operation["parameters"] if "$ref" not in one]
    return document


def _made_likely(body: Any, draw: st.DataObject) -> None:
    """Say in most fields what a person might, and leave some as they were drawn."""
    for name in sorted(set(body) & set(KNOWN)) if isinstance(body, dict) else ():
        if draw.draw(st.integers(0, 3)):
            body[name] = draw.draw(st.sampled_from(KNOWN[name]))


def _tried(operation: Any, mode: GenerationMode, count: int, headers: dict[str, str]) -> None:
    if not count:
        return

    @bounds(max_examples=count, **QUICK)  # type: ignore[arg-type]
    @given(case=operation.as_strategy(generation_mode=mode), draw=st.data())
    def run(case: Any, draw: st.DataObject) -> None:
        if mode is GenerationMode.POSITIVE:
            # Rows that are there: numbers drawn at random find nothing.
            for name in case.path_parameters:
                if known := _there(operation.path, name):
                    case.path_parameters[name] = draw.draw(st.sampled_from(known))
            _made_likely(case.body, draw)
        case.headers.update(headers)
        before = transaction.savepoint()
        try:
            case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)
        finally:  # the next call finds everything there
            transaction.savepoint_rollback(before)
            cache.clear()

    # An operation that takes nothing has nothing to be wrong with.
    with suppress(Unsatisfiable):
        run()
