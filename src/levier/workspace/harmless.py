"""Texts that other people wrote, made harmless to print and to show."""

from __future__ import annotations

NO_BREAK_SPACES = "\u00a0\u202f"


def harmless(text: str, kept: str = "") -> str:
    r"""Write what a terminal would obey, or what would turn a line round, as it is coded.

    Colours, bells, cursor movements and changes of direction hidden in a name come out as
    ``\x1b`` or ``\u202e``: seen, and without effect.

    Parameters
    ----------
    text
        Written by anybody.
    kept
        Characters to leave, as the end of line in a text of several lines.
    """
    if text.isprintable():
        return text
    left = NO_BREAK_SPACES + kept
    return "".join(one if one.isprintable() or one in left else _coded(one) for one in text)


def _coded(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
