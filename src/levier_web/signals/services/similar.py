"""Which signals say what somebody is typing.

The index of texts is kept by each process and only extended: words of a signal never change, so
whatever has a number above the last one seen is new, and nothing else has to be read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from levier.text.similarity import ALIKE, TextIndex, build_index
from levier_web.signals import queries
from levier_web.signals.models import Signal

SHOWN = 3
ASKED = 30
"""Texts compared more closely, so that withdrawn ones and repeats of a group leave enough."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A group of which one signal says nearly the same, and how nearly (0 to 1)."""

    signal: Signal
    voices: int
    likeness: float


class _Kept:
    """The index of this process."""

    lock = Lock()
    index: TextIndex = build_index([], [])


def similar(text: str, count: int = SHOWN, *, leave_out: int | None = None) -> list[Similar]:
    """Give the groups closest to a text, each by the signal that is closest.

    Parameters
    ----------
    text
        What is being typed.
    count
        How many groups at most.
    leave_out
        A group that is not wanted, because the text comes from it.
    """
    near = _brought_up_to_date().nearest(text, ASKED, ALIKE)
    found = queries.shown_by_number([one.key for one in near])
    closest: dict[int, tuple[Signal, float]] = {}
    for one in near:
        signal = found.get(one.key)
        if signal is not None and signal.group_id != leave_out:
            closest.setdefault(signal.group_id, (signal, one.likeness))
    chosen = list(closest.values())[:count]
    voices = queries.voices_of([signal.group_id for signal, _ in chosen])
    return [Similar(signal, voices[signal.group_id], likeness) for signal, likeness in chosen]


def _brought_up_to_date() -> TextIndex:
    with _Kept.lock:
        known = int(_Kept.index.keys.max()) if len(_Kept.index.keys) else 0
        last, new = queries.texts_after(known)
        if last < known:
            # The database is another one than before (a restore): nothing known holds.
            _Kept.index = build_index([], [])
            _, new = queries.texts_after(0)
        if new:
            _Kept.index = _Kept.index.extended([key for key, _ in new], [text for _, text in new])
        return _Kept.index
