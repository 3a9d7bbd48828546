"""Webhooks: written with the event, signed, sent again, stopped, replayed."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.web.calls import program_of

from levier_client import WebhookInvalid, verify
from levier_web.integrations import due
from levier_web.integrations.awaiting import stopped
from levier_web.integrations.events import ALL, KINDS
from levier_web.integrations.models import Delivery, Webhook
from levier_web.integrations.services import sending, webhooks
from levier_web.organisation.models import AuditLine
from levier_web.signals.services import Draft, post
from levier_web.ui.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.integrations.receiver import Receiver

    from levier_web.organisation.models import Person

KIND = ["signal.posted"]


@pytest.fixture
def hook(olga: Person, receiver: Receiver) -> tuple[Webhook, str]:
    return webhooks.register(olga, "our chat", receiver.address, KIND)


def say_something(author: Person) -> None:
    post(author, Draft("The cart is slow", "a token of a form"))


def send(after: timedelta = timedelta(0)) -> int:
    return sending.send_due(timezone.now() + after)


def test_an_event_is_sent_signed_and_says_nothing_of_anybody(
    hook: tuple[Webhook, str], receiver: Receiver, ana: Person
) -> None:
    say_something(ana)
    assert send() == 1
    [(headers, body)] = receiver.came
    told = verify(hook[1], headers, body)
    assert told["type"] == "signal.posted"
    assert told["data"]["address"] == f"/api/v1/signals/{told['data']['id']}"
    assert program_of(ana).get(told["data"]["address"])["text"] == "The cart is slow"
    assert b"cart" not in body
    assert b"Ana" not in body
    assert set(told["data"]) == {"object", "id", "address"}
    assert send() == 0
    sent = Delivery.objects.get()
    assert sent.state == "sent"
    assert [one.status for one in sent.attempts.all()] == [204]


@pytest.mark.parametrize("wrong", ["body", "secret", "late", "none"])
def test_what_was_not_signed_by_us_is_not_believed(
    hook: tuple[Webhook, str], receiver: Receiver, ana: Person, wrong: str
) -> None:
    say_something(ana)
    send()
    [(headers, body)] = receiver.came
    secret = hook[1]
    if wrong == "body":
        body = body.replace(b"posted", b"withdrawn")
    if wrong == "secret":
        secret = "whsec_" + "A" * 43 + "="
    if wrong == "late":
        headers["webhook-timestamp"] = str(int(headers["webhook-timestamp"]) - 600)
    if wrong == "none":
        del headers["webhook-signature"]
    with pytest.raises(WebhookInvalid):
        verify(secret, headers, body)


def test_what_is_undone_is_not_told(hook: object, ana: Person) -> None:
    class UndoneError(Exception):
        pass

    def half() -> None:
        with transaction.atomic():
            say_something(ana)
            raise UndoneError

    with pytest.raises(UndoneError):
        half()
    assert Delivery.objects.count() == 0


def test_only_what_was_asked_for_is_told(
    hook: tuple[Webhook, str], olga: Person, ana: Person
) -> None:
    webhooks.change(olga, hook[0], "our chat", hook[0].address, ["decision.decided"])
    say_something(ana)
    assert Delivery.objects.count() == 0


def test_a_failure_is_tried_again_and_later_each_time(
    hook: object, receiver: Receiver, ana: Person
) -> None:
    receiver.answers = [500, 302, 200]
    say_something(ana)
    assert send() == 1
    assert send() == 0
    assert send(sending.WAITS[0] + timedelta(seconds=1)) == 1
    sent = Delivery.objects.get()
    assert (sent.state, sent.tries) == ("waiting", 2)
    assert sent.due_at > timezone.now() + sending.WAITS[0]
    assert send(sending.WAITS[1] + timedelta(seconds=1)) == 1
    sent.refresh_from_db()
    assert sent.state == "sent"
    assert [one.status for one in sent.attempts.all()] == [500, 302, 200]
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1


def test_after_a_day_it_is_stopped_and_its_owner_told(
    hook: tuple[Webhook, str], receiver: Receiver, ana: Person, olga: Person
) -> None:
    receiver.answers = [500] * 20
    say_something(ana)
    for _ in range(len(sending.WAITS) + 1):
        assert send(timedelta(days=2)) == 1
        Delivery.objects.update(due_at=timezone.now())
    sent = Delivery.objects.get()
    assert sent.state == "failed"
    assert len(receiver.came) == len(sending.WAITS) + 1
    [told] = stopped(olga)
    assert "our chat" in told.sentence
    assert stopped(ana) == []
    assert AuditLine.objects.filter(action="webhook.stopped").count() == 1
    post(ana, Draft("Another one", "another token"))
    assert Delivery.objects.count() == 1


def test_a_stopped_one_is_taken_up_and_what_failed_sent_again(
    hook: tuple[Webhook, str], receiver: Receiver, ana: Person, olga: Person
) -> None:
    say_something(ana)
    Delivery.objects.update(state="failed", tries=8)
    Webhook.objects.update(stopped_at=timezone.now())
    sent = Delivery.objects.select_related("webhook").get()
    webhooks.replay(olga, sent)
    assert send() == 0
    webhooks.pause(olga, hook[0], on=False)
    assert stopped(olga) == []
    assert send(timedelta(seconds=1)) == 1
    assert receiver.came[0][0]["webhook-id"] == sent.message


def test_nothing_is_sent_while_it_is_paused(
    hook: tuple[Webhook, str], receiver: Receiver, ana: Person, olga: Person
) -> None:
    webhooks.pause(olga, hook[0], on=True)
    say_something(ana)
    assert send() == 0
    webhooks.pause(olga, hook[0], on=False)
    assert send() == 1


def test_a_delivery_in_the_hands_of_a_worker_is_sent_by_no_other(
    hook: object, receiver: Receiver, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_something(ana)

    def die(_found: Delivery) -> None:
        assert send() == 0
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sending, "_attempt", die)
        with pytest.raises(KeyboardInterrupt):
            send()
    assert send() == 0
    assert send(sending.LEASE + timedelta(seconds=1)) == 1


@pytest.mark.parametrize(("late", "state"), [(204, "sent"), (500, "sent"), (None, "sent")])
def test_a_worker_that_wakes_up_late_does_not_send_again_what_was_taken(
    hook: object, receiver: Receiver, ana: Person, late: int | None, state: str
) -> None:
    """It slept while it had the delivery in hand: another sent it, and it was taken."""
    say_something(ana)
    slept = Delivery.objects.get()
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert send() == 1
    receiver.answers = [late] if late else []
    if late is None:
        receiver.drip = threading.Event()
        receiver.drip.set()
    sending._attempt(slept)
    kept = Delivery.objects.get()
    assert (kept.state, kept.tries) == (state, 1)
    assert send(timedelta(days=2)) == 0


def test_what_comes_late_in_a_long_job_is_in_hand_as_long_as_what_came_first(
    hook: object, receiver: Receiver, ana: Person
) -> None:
    """A job may last longer than a lease: another worker must not take what is being sent."""
    say_something(ana)
    began = timezone.now() - sending.LEASE
    Delivery.objects.update(due_at=began)
    seen: list[int] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sending, "_attempt", lambda _found: seen.append(send()))
        assert sending.send_due(began) == 1
    assert seen == [0]


def test_the_clock_sends_what_is_due(hook: object, receiver: Receiver, ana: Person) -> None:
    say_something(ana)
    due.tick(timezone.now())
    assert len(receiver.came) == 1


def test_a_key_of_the_installation_that_changed_is_noticed(
    hook: tuple[Webhook, str], receiver: Receiver, ana: Person, olga: Person, settings: Any
) -> None:
    settings.SECRET_KEY = "another key"  # noqa: S105 - of the tests only
    say_something(ana)
    send()
    assert receiver.came == []
    assert [one.fault for one in Delivery.objects.get().attempts.all()] == ["secret_lost"]
    secret = webhooks.new_secret(olga, hook[0])
    send(sending.WAITS[0] + timedelta(seconds=1))
    [(headers, body)] = receiver.came
    assert verify(secret, headers, body)


def test_an_address_inside_is_refused_and_noted(olga: Person, settings: Any) -> None:
    with pytest.raises(Refusal):
        webhooks.register(olga, "inside", "https://169.254.169.254/latest", KIND)
    line = AuditLine.objects.get(action="webhook.address_refused")
    assert line.detail == {"reason": "integrations.refused.inside"}
    assert Webhook.objects.count() == 0


def test_an_address_that_led_inside_later_is_refused_when_sending(
    olga: Person, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhooks.register(olga, "moved", "https://example.org/hook", KIND)
    monkeypatch.setattr(
        "levier_web.integrations.outgoing.send.__kwdefaults__",
        {"resolver": lambda *_: ["10.0.0.1"], "seconds": 1.0},
    )
    say_something(ana)
    send()
    assert [one.fault for one in Delivery.objects.get().attempts.all()] == ["refused"]
    assert AuditLine.objects.filter(action="webhook.address_refused").exists()


def test_only_the_owner_registers(ana: Person) -> None:
    with pytest.raises(NotAllowed):
        webhooks.register(ana, "mine", "https://example.org/", KIND)


@pytest.mark.parametrize(
    ("name", "kinds", "key"),
    [("", KIND, "name"), ("x", [], "kinds"), ("x", ["person.added"], "kinds")],
    ids=["no-name", "no-kind", "about-people"],
)
def test_what_is_no_webhook(olga: Person, name: str, kinds: list[str], key: str) -> None:
    with pytest.raises(Refusal) as refused:
        webhooks.register(olga, name, "https://example.org/", kinds)
    assert refused.value.key == f"integrations.refused.{key}"


def test_no_event_is_about_people_or_drafts() -> None:
    first = {kind.split(".")[0] for kind in ALL}
    assert not first & {"person", "people", "invitation", "access_token", "webhook", "structure"}
    assert not ALL & {"decision.drafted", "decision.edited", "decision.discarded"}
    assert set(KINDS) == {"signals", "decisions", "metrics", "impact", "ledger", "learning"}


def test_all_of_it_by_program(olga: Person, receiver: Receiver) -> None:
    program = program_of(olga)
    body = {"name": "chat", "address": receiver.address, "kinds": KIND}
    made = program.post("/integrations/webhooks", body, 201)
    path = f"/integrations/webhooks/{made['id']}"
    program.post(f"{path}/try")
    send()
    [(headers, sent)] = receiver.came
    assert verify(made["secret"], headers, sent)["type"] == "webhook.tried"
    [delivery] = program.get(f"{path}/deliveries")["items"]
    assert delivery["state"] == "sent"
    program.post(f"/integrations/deliveries/{delivery['id']}/replay")
    assert program.patch(path, {**body, "name": "talk"})["name"] == "talk"
    assert program.post(f"{path}/pause", {"paused": True})["paused_at"]
    assert program.post(f"{path}/secret")["secret"] != made["secret"]
    program.delete(path)
    program.delete(path, 404)
    assert program.get("/integrations/webhooks")["count"] == 0
    assert Delivery.objects.get().state == "failed"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_all_of_it_on_the_pages(
    olga: Person,
    ana: Person,
    receiver: Receiver,
    browser_of: Callable[[Person], Client],
    language: str,
) -> None:
    olga.language = language
    olga.save()
    browser = browser_of(olga)
    wrong = {"name": "our chat", "address": "https://10.0.0.1/", "kinds": KIND}
    refused = browser.post("/integrations/webhooks/new/", wrong)
    assert refused.status_code == 422
    assert "LEVIER_OUTGOING_HOSTS" in refused.content.decode()
    page = browser.post("/integrations/webhooks/new/", {**wrong, "address": receiver.address})
    assert "whsec_" in page.content.decode()
    hook = Webhook.objects.get()
    say_something(ana)
    receiver.answers = [500]
    send()
    path = f"/integrations/webhooks/{hook.pk}/"
    assert "500" in browser.get(path).content.decode()
    assert "whsec_" not in browser.get(path).content.decode()
    sent = Delivery.objects.get()
    for act in ("try/", "pause/", "change/"):
        data = {**wrong, "address": receiver.address, "paused": "1"}
        assert browser.post(path + act, data)["Location"] == path
    assert browser.post(f"/integrations/deliveries/{sent.pk}/replay/")["Location"] == path
    assert "whsec_" in browser.post(path + "secret/").content.decode()
    assert browser.get("/integrations/webhooks/").status_code == 200
    browser.post(path + "remove/")
    assert browser.get(path).status_code == 404


def test_lists_ask_the_database_so_often_whatever_their_length(
    olga: Person,
    ana: Person,
    hook: tuple[Webhook, str],
    browser_of: Callable[[Person], Client],
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    browser, path = browser_of(olga), f"/integrations/webhooks/{hook[0].pk}/"
    for number in range(20):
        post(ana, Draft(text=f"Signal {number}", token=f"token {number:010}"))
    with django_assert_max_num_queries(20):
        assert browser.get(path).status_code == 200
    assert json.loads(program_of(olga).call("GET", "/integrations/webhooks").content)["count"] == 1
