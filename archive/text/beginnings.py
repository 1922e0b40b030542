"""Where words of a text may begin as asked, so that only these are made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from archive.text.marks import all_at

#: What a token leaves out may stand between its characters: full stops, apostrophes, commas, and
#: the hyphen between parts that are also one word.
_LEFT_OUT: Final = "[.',\\-\u2010]?"

#: Signs that are another token than themselves: an & is a word, a % may stand apart.
_WRITTEN: Final = {"and": "(?:and|&)", "%": " ?%", "‰": " ?‰"}

#: So many beginnings are looked for together, more one by one: a pattern of many is tried in vain
#: nearly everywhere.
MANY: Final = 16

#: From so many beginnings on, or places to a thousand characters, looking for them takes longer
#: than making all words of a text: of an article 30 rare ones take 0.5 ms and 60 0.85, all words
#: 0.9; 30 common ones 1.3.
MOST_BEGINNINGS: Final = 60
CROWDED: Final = 20

#: Deletes what a token leaves out.
_BARE: Final = str.maketrans("", "", ".',-\u2010")


def _spelling(token: str) -> str:
    """A pattern of what a token may be written as."""
    if token in _WRITTEN:
        return _WRITTEN[token]
    last = _WRITTEN.get(token[-1]) if len(token) > 1 else None
    plain = token if last is None else token[:-1]
    return _LEFT_OUT.join(map(re.escape, plain)) + (last or "")


def _anywhere(starts: Iterable[str]) -> re.Pattern[str] | None:
    """What matches wherever a word may begin with one of these; None without any."""
    wanted = sorted(set(starts))
    needed = [s for s in wanted if not any(s != o and s.startswith(o) for o in wanted)]
    if not needed:
        return None
    spellings = [_spelling(start) for start in needed]
    # An & is a word that begins as this one does.
    spellings += ["&"] if any("and".startswith(start) for start in needed) else []
    return re.compile("|".join(spellings))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Where a pattern matches, overlapping ones too."""
    match = pattern.search(text)
    while match is not None:
        yield match.start()
        match = pattern.search(text, match.start() + 1)


class Beginnings:
    """Finds where a word may begin with one of some folded texts."""

    def __init__(self, starts: Iterable[str]) -> None:
        self._starts = tuple(dict.fromkeys(starts))
        few = len(self._starts) <= MANY
        self._pattern = _anywhere(self._starts) if few else None

    def places(self, text: str) -> Iterable[int] | None:
        """The places in a folded text, ascending; None where they are many."""
        if self._pattern is not None:
            return _matches(self._pattern, text)
        if len(self._starts) > MOST_BEGINNINGS:
            return None
        bare = text.translate(_BARE)
        places: set[int] = set()
        for start in self._starts:
            places.update(_places(start, text, bare))
            if len(places) * 1000 > CROWDED * len(text):
                return None
        return sorted(places)


def _places(start: str, text: str, bare: str) -> Iterator[int]:
    """Where a word of a text may begin so; `bare` is the text without what tokens leave out."""
    if "and".startswith(start):
        yield from all_at(text, "&")
    odd = start in _WRITTEN or start[-1] in _WRITTEN or start != start.translate(_BARE)
    if not odd:
        if start not in bare:
            return
        plain = list(all_at(text, start))
        # It stands as often where nothing is left out: then it stands nowhere else.
        if len(plain) == sum(1 for _ in all_at(bare, start)):
            yield from plain
            return
    yield from _matches(spelled_out(start), text)


@lru_cache(maxsize=4096)
def spelled_out(word: str) -> re.Pattern[str]:
    """What finds a token wherever a text may hold it."""
    return re.compile(_spelling(word))
