"""What holds for every call: problems, pages, keys, limits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from tests.web.calls import Program, program_of

from levier_web.integrations import due
from levier_web.integrations.models import Call, Counted
from levier_web.signals.models import Signal

if TYPE_CHECKING:
    from levier_web.organisation.models import Person

KEY = {"Idempotency-Key": "one"}


@pytest.fixture
def program(ana: Person) -> Program:
    return program_of(ana)


def test_a_problem_is_said_in_the_language_of_the_caller(ana: Person) -> None:
    for language, sentence in (("en", "Some fields"), ("fr", "Certains champs")):
        caller = program_of(ana, language=language)
        answer = caller.call("POST", "/signals", {"text": "", "strange": 1})
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["Content-Language"] == language
        told = caller.told(answer, 422)
        assert told["title"].startswith(sentence)
        assert {(one["field"], one["code"]) for one in told["fields"]} == {
            ("text", "string_too_short"),
            ("strange", "extra_forbidden"),
        }


@pytest.mark.parametrize(
    "body",
    ["", "nothing", "[1]", '{"text": NaN}', '{"text": "a\\u0000b"}', "[" * 100_000],
    ids=["empty", "no-json", "no-object", "no-number", "nul", "deep"],
)
def test_bodies_that_are_none(program: Program, body: str) -> None:
    answer = program.client.generic(
        "POST",
        "/api/v1/signals",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.secret}"},
    )
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_what_the_frame_refuses_is_a_problem_too(program: Program) -> None:
    assert program.told(program.call("GET", "/nowhere"), 404)["code"] == "ui.api.not_found"
    assert program.told(program.call("GET", "/signals/%00"), 422)["code"] == "ui.unreadable"
    answer = program.call("DELETE", "/signals")
    assert program.told(answer, 405)["code"] == "ui.api.method"
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}
    large = program.call("POST", "/signals", {}, **{"Content-Length": str(10**12)})
    assert program.told(large, 413)["code"] == "ui.api.too_large"


def test_a_body_larger_than_memory_is_refused(program: Program, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = program.call("POST", "/signals", {"text": "x" * 200})
    assert program.told(answer, 413)["code"] == "ui.api.too_large"


def test_a_list_is_read_page_by_page(program: Program) -> None:
    for number in range(5):
        program.post("/signals", {"text": f"Signal number {number}"}, 201)
    path: str | None = "/signals?limit=2&sort=text"
    seen = []
    while path:
        page = program.get(path)
        assert page["count"] == 5
        seen += [one["text"] for one in page["items"]]
        path = page["next"]
    assert seen == [f"Signal number {number}" for number in range(5)]


def test_lists_are_searched_filtered_and_sorted_as_the_pages_are(program: Program) -> None:
    program.post("/signals", {"text": "The cart is slow", "kind": "friction"}, 201)
    program.post("/signals", {"text": "The search is slow"}, 201)
    assert [one["text"] for one in program.get("/signals?q=cart")["items"]] == ["The cart is slow"]
    assert program.get("/signals?kind=friction")["count"] == 1
    assert program.get("/signals?kind=friction&q=search")["count"] == 0
    wrong = program.told(program.call("GET", "/signals?sort=author"), 422)
    assert wrong["fields"][0]["field"] == "sort"
    assert program.call("GET", "/signals?kind=gossip").status_code == 422
    assert program.call("GET", "/signals?limit=201").status_code == 422


def test_the_same_call_twice_is_done_once(program: Program) -> None:
    first = program.call("POST", "/signals", {"text": "Once and for all"}, **KEY)
    again = program.call("POST", "/signals", {"text": "Once and for all"}, **KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert Signal.objects.count() == 1


def test_an_answer_that_is_kept_opens_to_its_own_token_only(olga: Person) -> None:
    owners = program_of(olga)
    said = {"name": "Wiki", "address": "https://wiki.example/in", "kinds": ["signal.posted"]}
    made = owners.post("/integrations/webhooks", said, 201, **KEY)
    assert made["secret"].encode() not in bytes(Call.objects.get().content)
    assert owners.post("/integrations/webhooks", said, 201, **KEY) == made


def test_a_key_is_of_one_call_and_one_token(program: Program, bob: Person) -> None:
    program.post("/signals", {"text": "Once and for all"}, 201, **KEY)
    other = program.told(program.call("POST", "/signals", {"text": "Another"}, **KEY), 409)
    assert other["code"] == "ui.api.key_reused"
    program_of(bob).post("/signals", {"text": "Once and for all"}, 201, **KEY)
    unfit = program.call("POST", "/signals", {"text": "x"}, **{"Idempotency-Key": "k" * 256})
    assert program.told(unfit, 422)["code"] == "ui.api.key_unfit"
    assert Signal.objects.count() == 2


def test_a_refused_call_may_be_tried_again_under_its_key(program: Program) -> None:
    assert program.call("POST", "/signals", {"text": ""}, **KEY).status_code == 422
    program.post("/signals", {"text": "Better words"}, 201, **KEY)
    assert Call.objects.count() == 1


def test_a_call_that_breaks_leaves_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_fields: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("levier_web.signals.api._voiced", broken)
    program.client.raise_request_exception = False
    answer = program.call("POST", "/signals", {"text": "Half done"}, **KEY)
    assert program.told(answer, 500)["code"] == "ui.api.broken"
    assert Signal.objects.count() == 0
    assert Call.objects.count() == 0


def test_counts_are_forgotten_and_answers_are_not(program: Program) -> None:
    program.post("/signals", {"text": "Once and for all"}, 201, **KEY)
    due.tick(timezone.now())
    assert (Call.objects.count(), Counted.objects.count()) == (1, 1)
    due.tick(timezone.now() + 2 * due.COUNTS_KEPT)
    assert (Call.objects.count(), Counted.objects.count()) == (1, 0)


def test_a_token_calls_so_often_within_a_minute(program: Program, settings: Any) -> None:
    settings.API_PER_MINUTE = 3
    left = []
    for _ in range(3):
        answer = program.call("GET", "/signals")
        left.append(answer["RateLimit-Remaining"])
    assert (answer.status_code, left) == (200, ["2", "1", "0"])
    answer = program.call("GET", "/signals")
    assert program.told(answer, 429)["code"] == "ui.api.too_often"
    assert 1 <= int(answer["Retry-After"]) <= 60
    Counted.objects.all().delete()
    assert program.call("GET", "/signals").status_code == 200


def test_an_address_tries_tokens_so_often_and_the_others_go_on(
    program: Program, settings: Any
) -> None:
    settings.API_PER_MINUTE = 3
    stranger = Program("lev_guess")
    assert [stranger.call("GET", "/signals").status_code for _ in range(4)] == [401, 401, 401, 429]
    assert program.call("GET", "/signals").status_code == 200


def test_behind_a_proxy_each_address_has_its_own_count(settings: Any, db: None) -> None:
    settings.API_PER_MINUTE, settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2, 1
    stranger = Program("lev_guess")

    def tried(forwarded: str) -> int:
        return stranger.call("GET", "/signals", **{"X-Forwarded-For": forwarded}).status_code

    assert [tried("198.51.100.7") for _ in range(3)] == [401, 401, 429]
    assert tried("198.51.100.8") == 401
    assert tried("203.0.113.9, 198.51.100.7") == 429  # the caller wrote the first


def test_nothing_is_kept_by_anybody_between(program: Program) -> None:
    assert program.call("GET", "/signals")["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in program.call("GET", "/signals").headers


def test_the_document_is_given_to_programs_and_to_who_is_signed_in(program: Program) -> None:
    assert program.get("/openapi.json")["openapi"].startswith("3.")
    page = program.call("GET", "/guide/", **{"Accept-Language": "fr"})
    assert page.status_code == 200
    assert "post_signal" in page.content.decode()
    found = program.call("GET", "/guide/?words=post+signal").content.decode()
    assert "post_signal" in found
    assert "read_ledger" not in found
    assert json.loads(program.call("GET", "/openapi.json").content)["info"]["title"] == "Levier"
