"""The errors that Levier raises on purpose.

LevierError
├── InvalidWorkspace      the files have faults; carries every one of them
├── InvalidArgument       a call or an option that cannot be obeyed
└── NotMeasurable         the data hold no answer; carries a reason from a closed list
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from levier.workspace.faults import Fault


class LevierError(Exception):
    """What every error raised on purpose descends from."""


class InvalidWorkspace(LevierError):  # noqa: N818 - named after what is wrong, as users read it
    """A workspace that cannot be used as it is.

    Attributes
    ----------
    faults
        Every fault found, in the order of file and line; never empty.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InvalidArgument(LevierError, ValueError):  # noqa: N818
    """An argument or option that cannot be obeyed; the sentence says what was expected."""


class NotMeasurable(LevierError):  # noqa: N818
    """The data hold no answer to the question.

    Attributes
    ----------
    reason
        A code from a closed list: ``levier.workspace.measurement.reasons.Reason``, or the
        ``Refusal`` of a design.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)
