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

#: A query of fewer plain words has no "most of them". Each Han character counts: most are words in
#: headlines, and a dictionary that joins two of them may be wrong.
LEAST_WORDS: Final = 4

#: The share of the words that an article must have, best first: headlines are terse, and put
#: otherwise than their articles. A higher share loses articles (tests/quality) and shows no better.
MOST: Final = 0.1

#: Added to an article with every name, number and quote of the query, which are left out last. As
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


def _pairs(cut: list[str]) -> list[str]:
    """Characters that are words by themselves, each with its neighbours: alone they say little."""
    run = "".join(cut)
    alone = [len(word) == 1 for word in cut for _ in word]
    return [run[at : at + 2] for at in range(len(run) - 1) if alone[at] or alone[at + 1]]


def nearly(part: Part, strict: Node, others: Node) -> Nearly | None:
    """Articles with most of the words of a query, without those that match it whole.

    `strict` is what the query asks, `others` what it asks besides what may be left out. None where
    the query has fewer than four words or Han characters that may be.
    """
    relaxed = [one for one in parts_of(part) if isinstance(one, Word | Quote) and is_relaxed(one)]
    kept: dict[Node, None] = {}
    words: dict[Node, None] = {}
    count = 0
    for span in (span for one in relaxed for span in quoted_spans(one.text)):
        cut = cut_words(span.text) if span.han else [span.text]
        words |= dict.fromkeys(in_texts(pair, TEXTS) for pair in _pairs(cut) if span.han)
        count += len(span.text) if span.han else 1
        for word in cut:
            if span.han and len(word) > 1:
                (kept if is_name(word) else words)[in_texts(word, TEXTS)] = None
            elif not span.han:
                number = word.replace(".", "").isdigit()
                (kept if number else words)[in_words(word, TEXTS)] = None
    every = (*kept, *words)
    if count < LEAST_WORDS or len(every) < 2:
        return None
    most = max(1, round(MOST * len(every)))
    quoted = [in_texts(one.text, TEXTS) for one in relaxed if isinstance(one, Quote)]
    whole = tuple(dict.fromkeys((*kept, *quoted)))
    bonuses = (Bonus(And(whole), WHOLE_NAMES),) if whole else ()
    return Nearly(And((others, AtLeast(most, every), Not(strict))), bonuses)
