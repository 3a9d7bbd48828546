"""A sentence as the words that carry its meaning: no accents, no stop words, light stems.

One normaliser for French and English, because a company writes both in one sentence ("le checkout
est slow"). The stems are light (endings of number, gender and conjugation only), so that nothing
that differs is made equal; letters in common are compared apart, in ``similarity``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[a-z0-9]+")
ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)")
SHORTEST_STEM = 3

_ENGLISH = """
a about after again all also am an and any are as at be because been before being but by can
could did do does doing done for from get gets getting got had has have having he her here him
his how i if in into is it its just like may me might more most my no nor not now of off on once
one only or other our out over own please same shall she should so some such than that the their
them then there these they this those through to too under up us very was we were what when
where which while who whom why will with would you your im ive dont doesnt didnt cant isnt wasnt
wont
"""
_FRENCH = """
afin ai ainsi alors apres as au aucun aussi autre autres aux avais avait avant avec avoir avons
bien car ce ceci cela celle celui ces cet cette ceux chaque chez comme comment dans de depuis
des deux dont du elle elles en encore entre est et etait etaient etant etre eu eux faire fait
fois font il ils je jusque la le les leur leurs lors lui ma mais me meme memes mes mieux moi
moins mon ne ni nos notre nous on ont ou par parce pas pendant peu peut peuvent plus plusieurs
plutot pour pourquoi pouvoir qu quand que quel quelle quelles quels qui quoi sa sans se sera
serait ses si sois soit son sont sous sur ta tant te tes toi ton tous tout toute toutes tres tu
un une va vers voici voila vos votre vous y etes suis
"""
STOP_WORDS = frozenset((_ENGLISH + _FRENCH).split())

_ENDINGS = """
issement ication aient ateur ation ement erait eront able ante euse ment tion ait ant aux ent
eur ied ing ion ive al ed ee er ez ie if ir ly e t y
"""
ENDINGS = tuple(_ENDINGS.split())
"""Longest first; one at most is taken away."""


def plain(text: str) -> str:
    """Give a text in small letters without accents, ligatures undone, elisions cut off."""
    lowered = text.lower().replace("œ", "oe").replace("æ", "ae")
    lowered = ELIDED.sub("", lowered).replace("'", "").replace("’", "")
    apart = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words(text: str) -> tuple[str, ...]:
    """Give the words that carry meaning, as written but plain.

    A sentence made of stop words alone keeps them: something must be compared.
    """
    every = WORD.findall(plain(text))
    carrying = tuple(word for word in every if word not in STOP_WORDS and len(word) > 1)
    return carrying or tuple(every)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Take away the mark of the plural, then one ending of gender or conjugation."""
    single = word[:-1] if word[-1] in "sx" and len(word) > SHORTEST_STEM else word
    for ending in ENDINGS:
        if single.endswith(ending) and len(single) - len(ending) >= SHORTEST_STEM:
            cut = single[: -len(ending)]
            return cut[:-1] if len(cut) > SHORTEST_STEM and cut[-1] == cut[-2] else cut
    return single
