"""What differs between two texts: words of English, characters of Chinese of either script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Indel

from archive.model.differences import TextStretch
from archive.model.scripts import HAN_CHARACTERS
from archive.text.folding import fold_text

#: A Han character, a word or number, spaces, or another sign.
_LETTERS: Final = rf"(?:(?![{HAN_CHARACTERS}])[^\W_])+"
_TOKEN: Final = re.compile(
    rf"[{HAN_CHARACTERS}]|{_LETTERS}(?:[.,:'’-]{_LETTERS})*|\s+|.", re.DOTALL
)
_PARAGRAPH: Final = re.compile(r".+?(?:\n\s*|\Z)", re.DOTALL)

#: Texts with more pairs of tokens are compared by paragraphs, and as wholes where these are too
#: many: a table of a bit for each pair is
#: read on the way back, 50 MB at most.
_MOST_PAIRS: Final = 400_000_000

#: Where fewer tokens stay between two changes, they change too: a single character that two
#: sentences have in common tells a reader nothing.
_FEWEST: Final = 2


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None
        tokens.append(match[0])
        at = match.end()
    return tokens


def _keys(tokens: Sequence[str], known: dict[str, str]) -> list[str]:
    """Tokens folded; spaces of any kind are alike."""
    keys = []
    for token in tokens:
        key = known.get(token)
        if key is None:
            key = known[token] = " " if token.isspace() else fold_text(token)
        keys.append(key)
    return keys


def differences(old: str, new: str) -> tuple[TextStretch, ...]:
    """The new text with what is gone from the old one where it stood.

    The parts that are the same or new, joined, are the new text; those that are the same or gone,
    each as the old text has it, the old one.
    """
    left, right, fewest = _tokens(old), _tokens(new), _FEWEST
    if len(left) * len(right) > _MOST_PAIRS:
        left, right, fewest = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new), 1
    if len(left) * len(right) > _MOST_PAIRS:
        left, right = [old], [new]
    known: dict[str, str] = {}
    stretches: list[TextStretch] = []
    for kind, a, b, c, d in _steps(_keys(left, known), _keys(right, known), fewest):
        if kind == "equal":
            stretches.append(TextStretch("same", "".join(right[c:d])))
            continue
        if b > a:
            stretches.append(TextStretch("gone", "".join(left[a:b])))
        if d > c:
            stretches.append(TextStretch("new", "".join(right[c:d])))
    return tuple(stretches)


def _steps(
    left: list[str], right: list[str], fewest: int
) -> Iterator[tuple[str, int, int, int, int]]:
    """What is equal and what changes; between changes fewer equal ones change too."""
    change: tuple[int, int, int, int] | None = None
    codes = list(Indel.opcodes(left, right))
    for number, code in enumerate(codes):
        a, b, c, d = code.src_start, code.src_end, code.dest_start, code.dest_end
        between = change is not None and number < len(codes) - 1
        telling = sum(not key.isspace() for key in left[a:b])
        if code.tag == "equal" and not (between and telling < fewest):
            if change is not None:
                yield ("change", *change)
                change = None
            yield "equal", a, b, c, d
            continue
        change = (a, b, c, d) if change is None else (change[0], b, change[2], d)
    if change is not None:
        yield ("change", *change)


def share_that_stays(stretches: Sequence[TextStretch]) -> float:
    """How large a share of the old text's letters and digits stands in the new one, 1 for none."""
    counts = {"same": 0, "gone": 0, "new": 0}
    for stretch in stretches:
        counts[stretch.kind] += sum(character.isalnum() for character in stretch.text)
    old = counts["same"] + counts["gone"]
    return counts["same"] / old if old else 1.0
