"""Names of authors as bibliographies want them: the family name first, where it can be told.

A name that may be a group, a desk or a pen name, and every Chinese name, stays as it is printed:
better a name that is sorted under its first word than one that is torn apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.model.scripts import HAN_CHARACTERS
from archive.text.agencies import AGENCIES

_HAN: Final = re.compile(f"[{HAN_CHARACTERS}]")

#: A word of a person's name: Charles, O’Brien, J., McAdoo, SHERER.
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?")

#: Words in small letters that belong to the family name behind them.
_PARTICLES: Final = frozenset(
    "van von der den de del della di da du la le ter ten al el bin".split()
)

#: A given name of Chinese as Hong Kong and Taiwan romanise it, Tai-man: the family name is first.
_GIVEN: Final = re.compile(r"[A-Z][a-z]+-[a-z]+")

#: Words that no person is called by.
_GROUPS: Final = frozenset(
    "staff reporter reporters writer writers correspondent correspondents editor editors editorial "
    "desk team news newsroom press agency bureau office group post times daily media service "
    "services board committee association department reuters op-ed and the of for by in".split()
)

#: More words are a phrase.
_MOST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class AuthorName:
    """An author; `family` and `given` are "" where they are not told apart."""

    printed: str
    family: str = ""
    given: str = ""

    @property
    def inverted(self) -> str:
        """Emerson, Charles; what is not told apart as it is printed."""
        return f"{self.family}, {self.given}" if self.family else self.printed

    @property
    def gbt7714(self) -> str:
        """EMERSON C, as GB/T 7714-2015 has it (8.1.1); what is not told apart as it is printed."""
        if not self.family:
            return self.printed
        initials = (piece[:1].upper() for piece in re.split(r"[\s.-]+", self.given) if piece)
        return f"{self.family.upper()} {' '.join(initials)}"


def author_name(printed: str) -> AuthorName:
    """A name of one author, on one line."""
    words = printed.split()
    if not 2 <= len(words) <= _MOST_WORDS or _HAN.search(printed):
        return AuthorName(printed)
    plain = [word.lower() for word in words]
    if " ".join(plain) in AGENCIES or _GROUPS.intersection(plain):
        return AuthorName(printed)
    if not all(map(_is_name, words)) or plain[0] in _PARTICLES or plain[-1] in _PARTICLES:
        return AuthorName(printed)
    if _GIVEN.fullmatch(words[-1]):
        known = len(words) == 2
        return AuthorName(printed, words[0], words[1]) if known else AuthorName(printed)
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    return AuthorName(printed, " ".join(words[first:]), " ".join(words[:first]))


def _is_name(word: str) -> bool:
    return word in _PARTICLES or (word[:1].isupper() and _WORD.fullmatch(word) is not None)


def author_names(printed: Sequence[str]) -> tuple[AuthorName, ...]:
    """The names of an article's authors, in their order."""
    return tuple(author_name(name) for name in printed if name)
