"""Many notes, fewer customers: duplicate voices of one customer count once.

A ticket, an interview and two votes of one customer are one voice. Notes of one customer may
disagree; the customer raised the problem unprompted if any of them says so, and those customers
are counted, so that the reader knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Voices:
    """Who was heard.

    Attributes
    ----------
    notes
        Every note.
    sampled
        Active customers heard, each once.
    raised
        Those of them who raised the problem unprompted.
    prompted
        Those of them who spoke of it only when asked, or did not.
    duplicates
        Notes more than one for an active customer.
    conflicting
        Active customers of whom one note says unprompted and another does not.
    not_active
        Customers set aside because no note says that they are active.
    """

    notes: int
    sampled: int
    raised: int
    prompted: int
    duplicates: int
    conflicting: int
    not_active: int


def distinct_voices(customers: Codes, active: Flags, unprompted: Flags) -> Voices:
    """Count customers instead of notes.

    Parameters
    ----------
    customers
        (n,) a number for each customer, the same for all notes of one; any order.
    active
        (n,) whether the customer is an active one; one note that says so is enough.
    unprompted
        (n,) whether the note has the customer raise the problem without being led to it.
    """
    if len(customers) == 0:
        return Voices(0, 0, 0, 0, 0, 0, 0)
    _, place = np.unique(customers, return_inverse=True)
    everyone = int(place.max()) + 1
    notes = np.bincount(place, minlength=everyone)
    said = np.bincount(place, weights=unprompted, minlength=everyone)
    here = np.bincount(place, weights=active, minlength=everyone) > 0
    raised = here & (said > 0)
    return Voices(
        notes=len(customers),
        sampled=int(here.sum()),
        raised=int(raised.sum()),
        prompted=int((here & ~raised).sum()),
        duplicates=int((notes[here] - 1).sum()),
        conflicting=int((raised & (said < notes)).sum()),
        not_active=int((~here).sum()),
    )
