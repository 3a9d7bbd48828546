"""The only way out: what it refuses, and how it gives up."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from levier_web.integrations import outgoing
from levier_web.integrations.outgoing import Unanswered, Unsafe

if TYPE_CHECKING:
    from tests.web.integrations.receiver import Receiver

INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:db8::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
)


@pytest.mark.parametrize("number", INSIDE)
def test_a_name_that_leads_inside_is_refused(number: str) -> None:
    with pytest.raises(Unsafe) as refused:
        outgoing.send("https://example.org/", b"", {}, resolver=lambda _host, _port: [number])
    assert refused.value.key == "integrations.refused.inside"


def test_one_number_inside_among_good_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Unsafe):
        outgoing.send("https://example.org/", b"", {}, resolver=lambda *_: ["1.1.1.1", "10.0.0.1"])


@pytest.mark.parametrize("number", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_numbers_of_the_open_network_are_taken(number: str) -> None:
    assert outgoing._open(number)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://example.org/", "https"),
        ("ftp://example.org/", "https"),
        ("file:///etc/passwd", "address"),
        ("https://", "address"),
        ("nothing", "address"),
        ("https://user:secret@example.org/", "address"),
        ("https://example.org/#part", "address"),
        ("https://example.org:99999/", "address"),
        ("https://exa mple.org/", "address"),
        ("https://example.org/\r\nHost: inside", "address"),
        ("https://example.org/" + "x" * 500, "address"),
        ("https://127.0.0.1/", "inside"),
        ("https://[::1]/", "inside"),
        ("https://[::ffff:10.0.0.1]/", "inside"),
    ],
    ids=lambda value: value[:40].encode("unicode_escape").decode(),
)
def test_addresses_that_are_none(address: str, key: str) -> None:
    with pytest.raises(Unsafe) as refused:
        outgoing.checked(address)
    assert refused.value.key == f"integrations.refused.{key}"


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost", "localhost."])
def test_odd_ways_of_writing_this_machine_are_resolved_and_refused(host: str) -> None:
    with pytest.raises(Unsafe) as refused:
        outgoing.send(f"https://{host}/", b"", {})
    assert refused.value.key == "integrations.refused.inside"


def test_a_host_of_the_settings_is_written_to_over_http(receiver: Receiver) -> None:
    answer = outgoing.send(receiver.address, b"hello", {"X-Kind": "greeting"})
    assert answer.status == 204
    [(headers, body)] = receiver.came
    assert (headers["x-kind"], headers["host"], body) == (
        "greeting",
        receiver.address.split("/")[2],
        b"hello",
    )


def test_nothing_is_followed_elsewhere(receiver: Receiver) -> None:
    receiver.answers = [302]
    assert outgoing.send(receiver.address, b"", {}).status == 302
    assert len(receiver.came) == 1


def test_the_connection_goes_to_the_number_that_was_judged(receiver: Receiver) -> None:
    numbers = iter([["127.0.0.1"], ["10.0.0.1"]])
    answer = outgoing.send(receiver.address, b"", {}, resolver=lambda *_: next(numbers))
    assert answer.status == 204


def test_who_says_nothing_is_left_in_time(receiver: Receiver) -> None:
    receiver.drip = threading.Event()
    with pytest.raises(Unanswered) as gone:
        outgoing.send(receiver.address, b"", {}, seconds=0.2)
    assert gone.value.fault == "slow"
    receiver.drip.set()


def test_who_is_not_there_is_said_to_be_out_of_reach(settings: Any) -> None:
    settings.OUTGOING_HOSTS = frozenset({"localhost"})
    with pytest.raises(Unanswered) as gone:
        outgoing.send("http://localhost:1/", b"", {})
    assert gone.value.fault == "unreachable"


def test_a_name_that_nobody_knows() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError("unknown")

    def nothing(_host: str, _port: int) -> list[str]:
        return []

    for resolver in (unknown, nothing):
        with pytest.raises(Unanswered) as gone:
            outgoing.send("https://example.org/", b"", {}, resolver=resolver)
        assert gone.value.fault == "unknown_host"


def test_a_certificate_that_is_not_the_host_s_own(receiver: Receiver) -> None:
    address = receiver.address.replace("http://", "https://")
    with pytest.raises(Unanswered) as gone:
        outgoing.send(address, b"", {})
    assert gone.value.fault in {"certificate", "unreachable"}
