"""A pasted text: found by all its words, ranked and nearly matched by those that tell most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from archive.model.fields import field_name
from archive.model.query import ScoredTerm, Term
from archive.query.budget import Estimates
from archive.query.headlines import Piece, pairs_around_words, pieces
from archive.query.syntax import Quote, SyntaxNode, Word, parts_of
from archive.query.words import Alike
from archive.text.common import COMMON_WORDS
from archive.text.phrases import quoted_spans
from archive.text.scan import HAN_PAIR
from archive.text.segmentation import Segmenter
from archive.text.tokens import stem

#: A query of more words, of which two Han characters count as one, is a pasted text. The longest
#: headline of 18,719 articles has 16.
LONGEST_HEADLINE: Final = 30

#: What nearly matches a pasted text has some of so many of its words, the rarest.
MOST_TELLING: Final = 30

#: So many of them rank what a pasted text finds. By 30, the next day's article on the same event
#: comes before the one that was pasted with every tenth character missing, in one of 60.
MOST_SCORING: Final = 90

#: The text that is counted: what is rare in bodies is rare.
_COUNTED: Final = "body"


@dataclass(frozen=True, slots=True)
class Telling:
    """The words of a pasted text that tell most: stems of Latin words, Han words and pairs.

    `scoring` has more of them, and the pairs of Han words, which score these.
    """

    words: frozenset[str]
    scoring: frozenset[str]

    def has(self, text: str, *, han: bool) -> bool:
        """Whether a folded word is one of them."""
        return (text if han else stem(text)) in self.words

    def scores(self, term: ScoredTerm | Alike) -> bool:
        """Whether a term, or one of those that are alike, is of one of them."""
        if isinstance(term, ScoredTerm):
            return term.text in self.scoring
        return any(single.text in self.scoring for form in term.forms for single in form)


def _size(leaves: Iterable[Word | Quote]) -> float:
    """How many words there are; two Han characters are one."""
    spans = (span for leaf in leaves for span in quoted_spans(leaf.text))
    return sum(len(span.text) / 2 if span.han else 1 for span in spans)


def _candidates(cut: list[Piece]) -> Iterator[Term]:
    """What counts the words of one token that may tell something."""
    exact, word = field_name(_COUNTED, "exact"), field_name(_COUNTED, "word")
    if cut[0].han:
        yield from (Term(exact, pair) for pair in pairs_around_words(cut))
    for piece in cut:
        if piece.text in COMMON_WORDS or (piece.han and len(piece.text) == 1):
            continue
        if piece.han:
            yield Term(exact if HAN_PAIR.fullmatch(piece.text) else word, piece.text)
        else:
            yield Term(word, stem(piece.text))


def _rarest(terms: Iterable[Term], estimates: Estimates) -> list[Term]:
    """The rarest of some terms that any article has; the first of those that are as rare."""
    distinct = list(dict.fromkeys(terms))
    # A word in more articles is no less work: what none has is as little as the empty word.
    nowhere, *works = estimates.work((Term(field_name(_COUNTED, "exact"), ""), *distinct))
    counted = [(work.find, number) for number, work in enumerate(works) if work.find > nowhere.find]
    return [distinct[number] for _, number in sorted(counted)[:MOST_SCORING]]


def telling(tree: SyntaxNode, segmenter: Segmenter, estimates: Estimates) -> Telling | None:
    """What tells most of a pasted text; None where a query is none, or has no such word."""
    leaves = [leaf for leaf in parts_of(tree) if isinstance(leaf, Word | Quote)]
    if _size(leaves) <= LONGEST_HEADLINE:
        return None
    cuts = (cut for leaf in leaves for cut in pieces(leaf.text, segmenter))
    terms = _rarest((term for cut in cuts for term in _candidates(cut)), estimates)
    words = [term.text for term in terms]
    inside = [a + b for word in words if HAN_PAIR.match(word) for a, b in pairwise(word)]
    asked = frozenset(words[:MOST_TELLING])
    return Telling(asked, frozenset((*words, *inside))) if words else None
