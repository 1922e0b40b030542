"""Which proposed names are shown: what all articles together say of a name.

A model is often wrong about one article, rarely in the same way about several. A name that itself
says what it is (ministry, 公司) is shown from its first article on; any other where two articles
with different texts agree on what it is. Lines that many articles share are not news.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from archive.entities.candidates import Candidate
from archive.entities.han_names import ends_as_organisation, is_generic
from archive.entities.latin_names import has_organisation_word
from archive.entities.left_out import is_inside
from archive.entities.overlaps import Stretches
from archive.entities.word_lists import has_surname
from archive.model.article import Article
from archive.model.entity import Kind, Mention, candidate_name
from archive.text.folding import fold_text
from archive.text.segmentation import Segmenter

#: A name is shown when so many different articles hold it.
ARTICLES: Final = 2

#: A name of two Han characters without a Chinese surname is as often a word: it needs more.
ARTICLES_IF_WEAK: Final = 5

#: An organisation whose name does not say so needs more, and almost no article that takes it for a
#: person: models find organisations where there are none.
ARTICLES_IF_UNSAID: Final = 6
SURELY: Final = 0.95

#: The share of the articles with a name that must agree on its kind.
AGREEING: Final = 0.75

#: A line in so many different articles is furniture.
FURNITURE: Final = 12

#: Only lines near either end of an article are looked at: notes and furniture stand there.
_HEAD, _TAIL = 2, 4

#: A shorter line may occur twice by chance.
_SHORTEST_LINE: Final = 8

_Hashes = npt.NDArray[np.uint64]


def _hash(*parts: str) -> int:
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def _edges(body: str) -> list[tuple[int, int]]:
    """Lines near either end, as places in the body."""
    edges: list[tuple[int, int]] = []
    at = 0
    for line in body.split("\n"):
        if len(line.strip()) >= _SHORTEST_LINE:
            edges.append((at, at + len(line)))
        at += len(line) + 1
    return edges if len(edges) <= _HEAD + _TAIL else edges[:_HEAD] + edges[-_TAIL:]


class Evidence:
    """Gathers what articles say; eight bytes for each different name and line of each."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._names = array("Q")
        self._lines = array("Q")

    def add(self, article: Article, named: Iterable[Candidate]) -> None:
        """Count an article, unless one with the same text was counted."""
        text = _hash(article.body)
        if text in self._seen:
            return
        self._seen.add(text)
        self._names.extend({_hash(candidate.kind, candidate.name) for candidate in named})
        lines = {article.body[start:end].strip() for start, end in _edges(article.body)}
        self._lines.extend(map(_hash, lines))

    def shown(self, segmenter: Segmenter) -> Shown:
        """What follows from all of it."""
        return Shown(*_counted(self._names), _often(self._lines), segmenter)


def _counted(hashes: array[int]) -> tuple[_Hashes, npt.NDArray[np.int64]]:
    values = np.frombuffer(hashes, np.uint64) if hashes else np.zeros(0, np.uint64)
    return np.unique(values, return_counts=True)


def _often(hashes: array[int]) -> frozenset[int]:
    values, counts = _counted(hashes)
    return frozenset(values[counts >= FURNITURE].tolist())


class Shown:
    """Decides which mentions of an article are shown."""

    def __init__(
        self,
        names: _Hashes,
        counts: npt.NDArray[np.int64],
        repeated: frozenset[int],
        segmenter: Segmenter,
    ) -> None:
        self._segmenter = segmenter
        self._names = names
        self._counts = counts
        self._repeated = repeated

    def articles(self, kind: Kind, name: str) -> int:
        """How many different articles hold a name of this kind."""
        wanted = np.uint64(_hash(kind, name))
        at = int(np.searchsorted(self._names, wanted))
        is_known = at < len(self._names) and self._names[at] == wanted
        return int(self._counts[at]) if is_known else 0

    def is_shown(self, kind: Kind, name: str) -> bool:
        """Whether a proposed name is shown."""
        if name.isascii() and " " not in name:
            return False  # a surname alone is many people's, a single word many things
        mine = self.articles(kind, name)
        rival = Kind.PERSON if kind is Kind.ORGANISATION else Kind.ORGANISATION
        others = self.articles(rival, name)
        agreeing = mine >= AGREEING * (mine + others)
        if kind is Kind.ORGANISATION:
            if says_organisation(name, self._segmenter):
                return agreeing or not mine
            return (
                mine >= ARTICLES_IF_UNSAID
                and mine >= SURELY * (mine + others)
                and (name.isascii() or not is_generic(fold_text(name), self._segmenter))
            )
        folded = fold_text(name)
        weak = len(folded) == 2 and not name.isascii() and not has_surname(folded)
        return agreeing and mine >= (ARTICLES_IF_WEAK if weak else ARTICLES)

    def keep(self, article: Article, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """The mentions that are shown: of known entities, of shown names; none in furniture."""
        furniture = Stretches(
            (start, end)
            for start, end in _edges(article.body)
            if self._repeated and _hash(article.body[start:end].strip()) in self._repeated
        )
        return tuple(
            mention
            for mention in mentions
            if not is_inside(mention, furniture)
            and (
                (name := candidate_name(mention.entity)) is None
                or self.is_shown(mention.kind, name)
            )
        )


def says_organisation(name: str, segmenter: Segmenter) -> bool:
    """Whether a name says by itself that it is an organisation's."""
    if name.isascii():
        return has_organisation_word(name)
    return ends_as_organisation(name, segmenter)
