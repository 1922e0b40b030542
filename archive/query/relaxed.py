"""Relaxed matching: articles with most of the words of a query that few articles match whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from archive.model.fields import TEXTS
from archive.model.query import And, AtLeast, Bonus, Node, Not, ScoredTerm
from archive.query.headlines import Piece, pairs_around_words, pieces
from archive.query.pasted import Telling
from archive.query.synonyms import Rarity, nodes_of, shared
from archive.query.syntax import Quote, SyntaxNode, Word, parts_of
from archive.query.words import Alike, Clause, Words, any_of, in_texts, in_words
from archive.text.common import COMMON_WORDS
from archive.text.phrases import quoted_spans

#: A query of fewer plain words has no "most of them". Each Han character counts: most are words in
#: headlines, and a dictionary that joins two of them may be wrong.
LEAST_WORDS: Final = 4

#: The share of the words that an article must have, best first: headlines are terse, and use
#: other words than their articles. A higher share loses articles (tests/quality) and is no better.
LEAST_SHARE: Final = 0.1

#: Added to an article with every name, number and quote of the query, which are left out last. As
#: much as a rare word: headlines hold years and tallies that their articles spell otherwise, and a
#: bonus beyond any sum costs 0.02 of recall@10 on Hong Kong headlines (tests/quality).
WHOLE_NAMES: Final = 2.0

#: Weight of what articles write for a word, as rare as word and forms together, beside that of the
#: word itself: the list is blind to meaning (EC is a commission or a community). From 0.5 to 1 it
#: makes no difference beyond an article or two (tests/quality).
OTHERWISE: Final = 0.8


#: Words that a larger share of all articles have, and more than so many, are common: an article
#: that shares these alone with a query is not like it.
COMMON_SHARE: Final = 0.3
COMMON_LEAST: Final = 50


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What nearly matches, and what puts one such article before another beside its score.

    `node` is without the articles that match whole, `partly` with them.
    """

    node: Node
    partly: Node
    terms: tuple[ScoredTerm, ...]
    bonuses: tuple[Bonus, ...]


def is_relaxed(tree: SyntaxNode) -> bool:
    """Whether a part may be left out: a plain word, or quoted words, as headlines quote them."""
    if isinstance(tree, Quote):
        return not tree.printed and bool(quoted_spans(tree.text))
    return isinstance(tree, Word)


def _holding(text: str) -> Node:
    """Articles that hold a Latin word with any ending, anything else as it is written."""
    spans = quoted_spans(text)
    if len(spans) == 1 and not spans[0].han:
        return in_words(spans[0].text, TEXTS)
    return in_texts(text, TEXTS)


def _plain_terms(terms: Iterable[ScoredTerm | Alike]) -> Iterator[ScoredTerm]:
    for term in terms:
        if isinstance(term, ScoredTerm):
            yield term
        else:
            yield from (plain for form in term.forms for plain in form)


@dataclass(slots=True)
class _Plain:
    """The words of a query: names and numbers, others, and what articles write for either.

    Of a pasted text, `telling` has those that are asked; None asks all.
    """

    words: Words
    telling: Telling | None = None
    special: dict[Node, None] = field(default_factory=dict)
    plain: dict[Node, None] = field(default_factory=dict)
    otherwise: dict[Node, tuple[str, ...]] = field(default_factory=dict)
    count: int = 0

    def add(self, cut: list[Piece]) -> None:
        """Take in the words of one token."""
        if cut[0].han:
            asked = (pair for pair in pairs_around_words(cut) if self._is_asked(pair, han=True))
            self.plain |= dict.fromkeys(in_texts(pair, TEXTS) for pair in asked)
        for piece in cut:
            self.count += len(piece.text) if piece.han else 1
            if piece.text in COMMON_WORDS or not self._is_asked(piece.text, han=piece.han):
                continue
            forms = list(piece.others)
            if not piece.han or len(piece.text) > 1:
                forms.insert(0, piece.text)
            if forms:
                number = not piece.han and piece.text.replace(".", "").isdigit()
                special = number or (piece.han and self.words.segmenter.is_name(piece.text))
                node = any_of(map(_holding, forms))
                (self.special if special else self.plain)[node] = None
                if piece.others:
                    self.otherwise[node] = piece.others

    def _is_asked(self, text: str, *, han: bool) -> bool:
        return self.telling is None or self.telling.has(text, han=han)

    def terms(
        self, scored_already: Iterable[ScoredTerm | Alike], rarity: Rarity
    ) -> tuple[ScoredTerm, ...]:
        """How that is scored which articles write otherwise, save what is asked as it is."""
        known = {(term.field, term.text) for term in _plain_terms(scored_already)}
        by_token: dict[tuple[str, str], ScoredTerm] = {}
        forms = {
            node: [self.words.scored_text(form, TEXTS) for form in others]
            for node, others in self.otherwise.items()
        }
        terms = (term for scored in forms.values() for form in scored for term in form)
        rarity.learn((*forms, *nodes_of(terms)))
        for node, scored in forms.items():
            whole = OTHERWISE * rarity(node)
            for form in scored:
                for term in shared(form, whole, rarity):
                    if (term.field, term.text) not in known:
                        by_token.setdefault((term.field, term.text), term)
        return tuple(by_token.values())


def relax(
    tree: SyntaxNode,
    strict: Clause,
    required: Node,
    rarity: Rarity,
    words: Words,
    telling: Telling | None = None,
    *,
    expand: bool = True,
) -> Relaxed | None:
    """Articles with most of the words of a query, without those that match it whole.

    `strict` is what the query asks, `required` what an article must match all the same. None where
    the query has fewer than four words or Han characters that may be. Of a pasted text only the
    `telling` words are asked. With `expand` a word is also what articles write where headlines
    write it.
    """
    relaxed = [
        leaf for leaf in parts_of(tree) if isinstance(leaf, Word | Quote) and is_relaxed(leaf)
    ]
    plain = _Plain(words, telling)
    for cut in (cut for leaf in relaxed for cut in pieces(leaf.text, words.segmenter)):
        plain.add(cut if expand else [piece._replace(others=()) for piece in cut])
    every = (*plain.special, *plain.plain)
    if plain.count < LEAST_WORDS or len(every) < 2:
        return None
    # What scores them is counted in the same call.
    rarity.expect(every)
    terms = plain.terms(strict.terms, rarity)
    rare = [node for node in every if not rarity.is_common(node, COMMON_SHARE, COMMON_LEAST)]
    if not rare:
        return None
    most = max(1, round(LEAST_SHARE * len(every)))
    quotes = [leaf.text for leaf in relaxed if isinstance(leaf, Quote) and telling is None]
    quoted = [in_texts(quote, TEXTS) for quote in quotes]
    whole = tuple(dict.fromkeys((*plain.special, *quoted)))
    bonuses = (Bonus(And(whole), WHOLE_NAMES),) if whole else ()
    some = (any_of(rare),) if len(rare) < len(every) else ()
    parts = (required, AtLeast(most, every), *some)
    return Relaxed(And((*parts, Not(strict.node))), And(parts), terms, bonuses)
