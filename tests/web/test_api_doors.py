"""Who may call what: every role at every operation, generated so that none can be forgotten."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import pytest
from django.test import Client
from django.urls import resolve
from tests.web.calls import ROOT, program_of
from tests.web.conftest import lowered
from tests.web.routes import every_route

from levier_web.config.api import api, schema
from levier_web.decisions.api import committee as api_committee
from levier_web.decisions.api import shapes as api_sheets
from levier_web.decisions.models import AgendaItem, Decision, GateResult, RefusalLetter
from levier_web.decisions.services.letters import CRITERIA
from levier_web.organisation import api as api_organisation
from levier_web.organisation.models import Role
from levier_web.organisation.roles import GRANTED
from levier_web.practices.budget_alerts import api as api_budgets
from levier_web.practices.budget_alerts.models import Alert
from levier_web.signals import api as api_signals
from levier_web.signals.models import Fate, Signal
from levier_web.ui.api.rooms import BearerToken, Guarded, known_scopes

if TYPE_CHECKING:
    from django.test import RequestFactory

    from levier_web.organisation.models import Person

STEADY = {
    "of": "teams",
    "language": "fr",
    "form": "pdf",
    "by": "team",
    "kind": "register",
    "slug": "nothing-here",
    "pk": "999999",
    "group": "999999",
}


@dataclass(frozen=True)
class Call:
    """One operation: how it is called, and what it asks for."""

    name: str
    method: str
    path: str
    permission: str | None
    scope: str


def every_call() -> list[Call]:
    found = []
    for path, methods in schema()["paths"].items():
        for method, one in methods.items():
            filled = re.sub(r"{(\w+)}", lambda m: STEADY[m[1]], path).removeprefix(ROOT)
            found.append(
                Call(
                    one["operationId"], method.upper(), filled, one["x-permission"], one["x-scope"]
                )
            )
    return found


CALLS = every_call()


def test_names_of_operations_and_shapes_are_each_used_once() -> None:
    names = [call.name for call in CALLS]
    assert len(names) == len(set(names))
    shapes: dict[str, Any] = {}
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                for shape in _shapes(operation):
                    assert shapes.setdefault(shape.__name__, shape) is shape, shape.__name__


def _shapes(operation: Any) -> list[type]:
    left = [
        model.model_fields["response"].annotation
        for model in operation.response_models.values()
        if model is not None
    ] + [one.annotation for model in operation.models for one in model.model_fields.values()]
    found: list[type] = []
    while left:
        kind = left.pop()
        left.extend(getattr(kind, "__args__", ()))
        if isinstance(kind, type) and hasattr(kind, "model_fields") and kind not in found:
            found.append(kind)
            left.extend(one.annotation for one in kind.model_fields.values())
    return found


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_every_operation_declares_its_door(call: Call) -> None:
    assert call.permission is None or call.permission in GRANTED
    room, _, use = call.scope.partition(":")
    assert call.permission is None or room == call.permission.split(".")[0]
    assert use == ("read" if call.method == "GET" else "write")


def test_an_operation_without_a_door_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="declares no door"):
        Guarded().get("/open")(lambda _request: {})
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            assert all(isinstance(one.auth_param, BearerToken) for one in view.operations)


WORDS = [
    (api_committee.OutcomeWord, AgendaItem.Outcome.values),
    (api_sheets.VerdictWord, GateResult.Verdict.values),
    (api_sheets.AboutWord, RefusalLetter.About.values),
    (api_sheets.CriterionWord, CRITERIA),
    (api_sheets.StateWord, Decision.State.values),
    (api_budgets.KindWord, Alert.Kind.values),
    (api_budgets.AnswerWord, Alert.Answer.values),
    (api_signals.Kind, Signal.Kind.values),
    (api_signals.Fated, Fate.values),
    (api_organisation.RoleWord, Role.values),
]


@pytest.mark.parametrize(("said", "kept"), WORDS)
def test_the_words_that_the_document_lists_are_those_of_the_tables(said: Any, kept: Any) -> None:
    assert sorted(get_args(said)) == sorted(kept)


def test_without_a_token_nobody_is_let_in(olga: Person) -> None:
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(olga, backend="allauth.account.auth_backends.AuthenticationBackend")
    for call in CALLS:
        for client in (Client(), signed_in):
            answer = client.generic(
                call.method, ROOT + call.path, headers={"Accept-Language": "en"}
            )
            assert answer.status_code == 401, call
            assert answer["Content-Type"] == "application/problem+json"
            assert answer["WWW-Authenticate"] == "Bearer"
            assert json.loads(answer.content)["code"] == "ui.api.no_token"


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_each_role_passes_the_doors_it_was_granted_and_no_other(
    role: Role, by_role: dict[Role, Person], settings: Any
) -> None:
    settings.API_PER_MINUTE = 10_000
    program = program_of(by_role[role])
    lowered(by_role[role], lambda: program.get("/organisation/audit"))
    wrong = []
    for call in CALLS:
        granted = call.permission is None or role in GRANTED[call.permission]
        # A body that no operation takes: who is let in is told what is wrong with it.
        body = {"strange": 1} if call.method in {"POST", "PATCH"} else None
        answer = program.call(call.method, call.path, body)
        refused = answer.status_code == 403 and b'"ui.not_allowed"' in answer.content
        if refused is granted or answer.status_code >= 500 or answer.status_code == 401:
            wrong.append(f"{call.name}: {answer.status_code}, granted: {granted}")
    assert wrong == []


def test_no_operation_answers_to_another_method_than_its_own(rf: RequestFactory) -> None:
    own: dict[str, set[str]] = {}
    for call in CALLS:
        own.setdefault(ROOT + call.path, set()).add(call.method)
    for path, methods in own.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"}:
            if method not in methods:
                view = resolve(path)
                answer = view.func(rf.generic(method, path), **view.kwargs)
                assert answer.status_code == 405, (method, path)


def test_a_token_opens_only_what_its_scopes_say(olga: Person, settings: Any) -> None:
    settings.API_PER_MINUTE = 10_000
    wrong = []
    for missing in known_scopes():
        program = program_of(olga, [scope for scope in known_scopes() if scope != missing])
        for call in CALLS:
            if call.scope != missing:
                continue
            answer = program.call(call.method, call.path)
            told = json.loads(answer.content)
            if (answer.status_code, told["code"]) != (403, "ui.api.scope"):
                wrong.append(call.name)
    assert wrong == []


def test_the_addresses_of_the_interface_are_those_of_its_rooms() -> None:
    names = {route.name for route in every_route()}
    assert {"interface:openapi", "interface:guide"} <= names
