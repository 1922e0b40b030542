"""How little it takes to mistype a word: the hand, the ear and the eye make different slips.

Costs have no unit; about one is a single slip. Letters are dear to replace by any other, cheap
where keys are neighbours, where a letter is typed twice or once too seldom, where two are swapped,
and where both sound alike.
"""

from __future__ import annotations

import re
from typing import Final

from archive.query.characters import characters

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE: Final = ("aeiouy", "ckq", "sz", "fv", "gj", "dt", "bp", "mn")

SWAPPED: Final = 0.7
DOUBLED: Final = 0.7
BESIDE: Final = 0.8
SOUNDS: Final = 0.8
LEFT_OUT: Final = 1.0
ANY: Final = 1.4

#: The first letter is rarely the wrong one.
FIRST: Final = 0.6

#: At least so much for words of one sound that differ in several letters, and more for each letter.
ONE_SOUND: Final = 1.0
MORE_LETTERS: Final = 0.15

#: A Han character left out, typed too often, or typed twice.
HAN_LEFT_OUT: Final = 1.3
HAN_SWAPPED: Final = 0.8


def _pairs() -> dict[tuple[str, str], float]:
    """What it costs to write one letter for another, where less than for any."""
    costs: dict[tuple[str, str], float] = {}
    for number, row in enumerate(_ROWS):
        for at, key in enumerate(row):
            beside = row[at + 1 : at + 2]
            if number < 2:
                beside += _ROWS[number + 1][max(0, at - 1) : at + 1]
            for other in beside:
                costs[key, other] = costs[other, key] = BESIDE
    for group in _ALIKE:
        costs |= {(left, right): SOUNDS for left in group for right in group if left != right}
    return costs


_LETTERS: Final = _pairs()


def latin_cost(typed: str, meant: str) -> float:
    """What it costs to type `typed` for `meant`, both folded Latin words."""
    before: list[float] = []
    row = [0.0]
    for j, letter in enumerate(meant):
        row.append(row[-1] + (DOUBLED if j and meant[j - 1] == letter else LEFT_OUT))
    for i, letter in enumerate(typed):
        extra = DOUBLED if i and typed[i - 1] == letter else LEFT_OUT
        older, before, row = before, row, [row[0] + extra]
        for j, wanted in enumerate(meant):
            missed = DOUBLED if j and meant[j - 1] == wanted else LEFT_OUT
            replaced = 0.0 if letter == wanted else _LETTERS.get((letter, wanted), ANY)
            cost = min(before[j + 1] + extra, row[j] + missed, before[j] + replaced)
            if i and j and letter == meant[j - 1] and typed[i - 1] == wanted != letter:
                cost = min(cost, older[j - 1] + SWAPPED)
            row.append(cost)
    cost = row[-1] + (FIRST if typed[:1] != meant[:1] else 0.0)
    if typed != meant and sound(typed) == sound(meant):
        return min(cost, ONE_SOUND + MORE_LETTERS * abs(len(typed) - len(meant)))
    return cost


#: What is heard for letters, one rule after the other: consonants, then vowels.
_SOUNDS: Final = tuple(
    (re.compile(letters), heard)
    for letters, heard in (
        ("ph", "f"),
        ("ck|ch(?=[lr])|[cq](?![eihy])|qu|q", "k"),
        ("c(?=[eiy])|z", "s"),
        ("x", "ks"),
        ("(?<=.)h(?![aeiouy])", ""),
        (r"([^aeiou])\1+", r"\1"),
        ("eaux?|aux?|aw|oa|ow|oe", "o"),
        ("ee|ea|ie|ei|ey|y", "i"),
        ("ai|ay|ae", "e"),
        ("oo|ou|ue|eu", "u"),
        ("(?<=...)e$", ""),
    )
)


def sound(word: str) -> str:
    """What is about heard of a folded Latin word read as English: words with the same may be
    taken for each other."""
    for letters, heard in _SOUNDS:
        word = letters.sub(heard, word)
    return word


def han_cost(typed: str, meant: str) -> float:
    """What it costs to type `typed` for `meant`, folded Han runs; several slips add up."""
    if len(typed) == len(meant):
        differing = [i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        if len(differing) == 2 and differing[1] == differing[0] + 1:
            first, second = differing
            if typed[first] == meant[second] and typed[second] == meant[first]:
                return HAN_SWAPPED
        return sum(characters().cost(typed[i], meant[i]) for i in differing)
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    left = [i for i in range(len(longer)) if longer[:i] + longer[i + 1 :] == shorter]
    if not left:
        return 2 * HAN_LEFT_OUT
    # Of two equal characters side by side either may be the one too many.
    return DOUBLED if len(left) > 1 and len(typed) > len(meant) else HAN_LEFT_OUT
