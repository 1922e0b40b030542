"""Nearly matching: articles with most of the words of a query that few articles match whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from archive.model.fields import TEXTS
from archive.model.query import And, AtLeast, Bonus, Node, Not
from archive.search.syntax import Part, Quote, Word, parts_of
from archive.search.words import in_texts, in_words
from archive.text.phrases import quoted_spans
from archive.text.segmentation import cut_words, is_name

#: A query of fewer plain words has no "most of them".
LEAST_WORDS: Final = 4

#: So many Han characters count as a word at least: headlines are terse, and short words are cut
#: long.
CHARACTERS: Final = 1.5

#: The share of the words that an article must have.
MOST: Final = 0.2

#: Added to an article with every name and number of the query, which are left out last. About as
#: much as a rare word: headlines hold years and tallies that their articles spell otherwise, and a
#: bonus beyond any sum costs 0.02 of recall@10 on Hong Kong headlines (tests/quality).
WHOLE_NAMES: Final = 2.0


@dataclass(frozen=True, slots=True)
class Nearly:
    """What nearly matches, and what puts one such article before another beside its score."""

    node: Node
    bonuses: tuple[Bonus, ...]


def is_relaxed(part: Part) -> bool:
    """Whether a part may be left out: a plain word, or quoted words, as headlines quote them."""
    if isinstance(part, Quote):
        return not part.printed and bool(quoted_spans(part.text))
    return isinstance(part, Word)


def nearly(part: Part, strict: Node, others: Node) -> Nearly | None:
    """Articles with most of the words of a query, without those that match it whole.

    `strict` is what the query asks, `others` what it asks besides what may be left out. None where
    the query has fewer than four plain words.
    """
    kept: dict[Node, None] = {}
    words: dict[Node, None] = {}
    count: float = 0
    for one in parts_of(part):
        if isinstance(one, Quote) and is_relaxed(one):
            kept[in_texts(one.text, TEXTS)] = None
        if not isinstance(one, Word):
            continue
        for span in quoted_spans(one.text):
            cut = cut_words(span.text) if span.han else [span.text]
            count += max(len(cut), len(span.text) // CHARACTERS) if span.han else 1
            for word in cut:
                if span.han and len(word) > 1:
                    (kept if is_name(word) else words)[in_texts(word, TEXTS)] = None
                elif not span.han:
                    number = word.replace(".", "").isdigit()
                    (kept if number else words)[in_words(word, TEXTS)] = None
    if count < LEAST_WORDS:
        return None
    every = (*kept, *words)
    most = max(1, round(MOST * len(every)))
    bonuses = (Bonus(And(tuple(kept)), WHOLE_NAMES),) if kept else ()
    return Nearly(And((others, AtLeast(most, every), Not(strict))), bonuses)
