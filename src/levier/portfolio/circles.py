"""Which requirements go round in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def circle(requires: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Find names that require one another in a circle, the first one again at the end.

    Parameters
    ----------
    requires
        By name, the names that it needs; names that are not keys need nothing.

    Returns
    -------
    tuple of str
        Empty when there is none; else the circle through the first name, in alphabetical order,
        from which one is found.
    """
    done: set[str] = set()
    for start in sorted(requires):
        found = _circle_from(start, requires, done)
        if found:
            return found
    return ()


def _circle_from(
    start: str, requires: Mapping[str, Sequence[str]], done: set[str]
) -> tuple[str, ...]:
    """Walk in depth without recursion, so that a long chain cannot exhaust the stack."""
    path, ahead = [start], [iter(sorted(requires.get(start, ())))]
    while path:
        following = next((name for name in ahead[-1] if name not in done), None)
        if following is None:
            done.add(path.pop())
            ahead.pop()
        elif following in path:
            return (*path[path.index(following) :], following)
        else:
            path.append(following)
            ahead.append(iter(sorted(requires.get(following, ()))))
    return ()
