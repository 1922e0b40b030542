"""What a word or a quote asks of the index, and how it is scored.

A word without spaces is taken apart by script: a Latin word asks for its stem, a Han run for all
its parts in any place, anything mixed for the sequence as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Final

from archive.model.fields import LEAD, TEXTS, field_name
from archive.model.query import (
    And,
    Bonus,
    Node,
    Nothing,
    Or,
    Prefix,
    Printed,
    ScoredTerm,
    Term,
)
from archive.query.figures import signed_spans, with_sign
from archive.query.parted import parted_runs
from archive.query.stars import STARS, prefix_of
from archive.text.phrases import one_word, quoted_spans, sequence, sequences
from archive.text.scan import Span
from archive.text.segmentation import Segmenter
from archive.text.tokens import cased_word, stem

#: Weight of a text's BM25: a headline says more of an article than a line of its body.
TEXT_WEIGHTS: Final = {"title": 2.0, "body": 1.0}

#: Weight of a bigram beside that of a word: it finds what the dictionary does not know.
BIGRAM_WEIGHT: Final = 0.6

#: Weight of a word in the lead beside that of the same word in the body.
LEAD_WEIGHT: Final = 0.45

#: The score of a word that begins as typed or has a similar spelling, however often it stands.
CONSTANT: Final = 1.0

#: Added where an acronym typed in capitals is printed so.
IN_CAPITALS: Final = 4.0

#: An acronym has so many letters at most.
LONGEST_ACRONYM: Final = 8

#: What longer texts ask is not remembered: a few would take more room than all words together.
REMEMBERED: Final = 40

#: Added where a run of several words stands as written.
AS_WRITTEN: Final = {"title": 4.0, "body": 2.0}


@dataclass(frozen=True, slots=True)
class Alike:
    """Terms of each form of one thing, which together are as rare as the articles of `node`."""

    node: Node
    forms: tuple[tuple[ScoredTerm, ...], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """What a part of a query asks: the set, its share of the score, and how it was read.

    Terms that are `Alike` have no weight until all that is asked was counted.
    """

    node: Node
    terms: tuple[ScoredTerm | Alike, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    read_as: str = ""


def any_of(nodes: Iterable[Node]) -> Node:
    distinct = tuple(dict.fromkeys(node for node in nodes if not isinstance(node, Nothing)))
    return distinct[0] if len(distinct) == 1 else Or(distinct)


def in_texts(text: str, texts: tuple[str, ...]) -> Node:
    """Articles that hold a sequence of tokens, in any way to write it, in any of these texts."""
    return _known_in_texts(text, texts) if len(text) <= REMEMBERED else _in_texts(text, texts)


def _in_texts(text: str, texts: tuple[str, ...]) -> Node:
    return any_of(node for name in texts for node in sequences(text, name))


_known_in_texts: Final = lru_cache(maxsize=2048)(_in_texts)


def in_words(text: str, texts: Iterable[str]) -> Node:
    """Articles that hold a Latin word, whatever its ending, in any of these texts."""
    (word,) = quoted_spans(text)
    terms = [Term(field_name(name, "word"), stem(word.text)) for name in texts]
    if text.isalpha():
        return any_of(terms)
    # F16 is F-16, which the index has beside its parts, and F 16; J.K. is J. K.
    return any_of((*terms, *(node for name in texts for node in sequences(text, name)[1:])))


def as_written(text: str, texts: Iterable[str]) -> tuple[Bonus, ...]:
    """What puts articles with a sequence of tokens before others."""
    return tuple(Bonus(sequence(text, name), AS_WRITTEN[name]) for name in texts)


def _all_of(clauses: list[Clause]) -> Clause:
    """Several things, all asked."""
    return Clause(
        And(tuple(clause.node for clause in clauses)),
        tuple(term for clause in clauses for term in clause.terms),
        tuple(bonus for clause in clauses for bonus in clause.bonuses),
        " ".join(clause.read_as for clause in clauses),
    )


def grouped(clauses: Sequence[Clause], operator: str, between: Sequence[str]) -> Clause | None:
    """Several clauses as one; `between` is what is shown between each two."""
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    nodes = tuple(clause.node for clause in clauses)
    shown = zip((clause.read_as for clause in clauses), (*between, ""), strict=False)
    return Clause(
        Or(nodes) if operator == "OR" else And(nodes),
        tuple(dict.fromkeys(term for clause in clauses for term in clause.terms)),
        tuple(dict.fromkeys(bonus for clause in clauses for bonus in clause.bonuses)),
        "".join(chain.from_iterable(shown)),
    )


class Words:
    """What single words and quotes ask, Chinese cut as the articles were."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter: Final = segmenter
        # One query asks for each of its words many times.
        self._known_scores = lru_cache(maxsize=1024)(self._scored_text)
        self._known_words = lru_cache(maxsize=1024)(self._word)

    def scored_text(self, text: str, texts: tuple[str, ...]) -> tuple[ScoredTerm, ...]:
        """The single terms that score a text, quoted or a word; see `scored`."""
        known = len(text) <= REMEMBERED
        return self._known_scores(text, texts) if known else self._scored_text(text, texts)

    def _scored_text(self, text: str, texts: tuple[str, ...]) -> tuple[ScoredTerm, ...]:
        return self.scored(quoted_spans(text), texts)

    def scored(self, spans: Iterable[Span], texts: Iterable[str]) -> tuple[ScoredTerm, ...]:
        """The single terms that score a word or quote: words, and more lightly bigrams."""
        words: dict[str, None] = {}
        bigrams: dict[str, None] = {}
        for span in spans:
            if span.han:
                words |= dict.fromkeys(self.segmenter.words_of([span.text]))
                bigrams |= dict.fromkeys(map(str.__add__, span.text, span.text[1:]))
            else:
                words[stem(span.text)] = None
        terms = []
        for name in texts:
            weight = TEXT_WEIGHTS[name]
            terms += [ScoredTerm(field_name(name, "word"), word, weight) for word in words]
            if name == "body":
                terms += [ScoredTerm(LEAD, word, LEAD_WEIGHT) for word in words]
            light = weight * BIGRAM_WEIGHT
            terms += [ScoredTerm(field_name(name, "exact"), pair, light) for pair in bigrams]
        return tuple(terms)

    def quote(
        self, text: str, texts: tuple[str, ...] = TEXTS, *, printed: bool = False
    ) -> Clause | None:
        """What a quote asks; None where it holds no letter, digit or Han character."""
        spans = quoted_spans(text)
        if not spans:
            return None
        node = in_texts(text, texts)
        if printed:
            literal = text.strip()
            node = any_of(Printed(sequence(text, name), name, literal) for name in texts)
        sign = "=" if printed else ""
        return Clause(node, self.scored(spans, texts), (), f'{sign}"{text}"')

    def capitals(self, text: str, texts: tuple[str, ...] = TEXTS) -> Clause | None:
        """An acronym in capitals as it is printed (WHO, U.S., UNESCO); None for any other word."""
        letters = cased_word(text)
        if not (
            letters.isupper()
            and letters.isascii()
            and letters.isalpha()
            and 2 <= len(letters) <= LONGEST_ACRONYM
        ):
            return None
        spans = quoted_spans(text)
        cased = [Term(field_name(name, "cased"), letters) for name in texts]
        # U.S. is U. S. as well.
        apart = [node for name in texts for node in sequences(text, name)[1:]]
        node = any_of((*cased, *apart))
        return Clause(node, self.scored(spans, texts), (), text)

    def word(self, text: str, texts: tuple[str, ...] = TEXTS) -> Clause | None:
        """What an unquoted word asks; None where it holds no letter, digit or Han character."""
        known = len(text) <= REMEMBERED
        return self._known_words(text, texts) if known else self._word(text, texts)

    def _word(self, text: str, texts: tuple[str, ...]) -> Clause | None:
        begun = self._prefix(text, texts)
        if begun is not None:
            return begun
        spans = quoted_spans(text)
        if not spans:
            return None
        signed = self._signed(text, texts)
        if signed is not None:
            return signed
        if len(spans) == 1:
            return (
                self._han(spans[0], text, texts)
                if spans[0].han
                else self._latin(spans[0], text, texts)
            )
        if runs := parted_runs(text):
            clauses = [clause for run in runs if (clause := self.word(run, texts)) is not None]
            together = _all_of(clauses)
            bonuses = (*together.bonuses, *as_written(text, texts))
            return replace(together, bonuses=bonuses)
        return self._several(text, texts)

    def _several(self, text: str, texts: tuple[str, ...]) -> Clause:
        """What a word asks that is several tokens: their sequence, or the one that they are too."""
        whole = one_word(text)
        if whole is None:
            return Clause(in_texts(text, texts), self.scored_text(text, texts), (), text)
        node = any_of((in_texts(text, texts), in_words(whole, texts)))
        # Articles have the parts, the one word, or both.
        spans = (*quoted_spans(text), *quoted_spans(whole))
        return Clause(node, self.scored(spans, texts), (), text)

    def _signed(self, text: str, texts: tuple[str, ...]) -> Clause | None:
        """What a word with a figure's sign asks; None without one."""
        nodes = [node for name in texts for node in with_sign(text, name)]
        if not nodes:
            return None
        return Clause(any_of(nodes), self.scored(signed_spans(text), texts), (), text)

    def words(self, text: str, texts: tuple[str, ...] = TEXTS) -> Clause | None:
        """What several words ask: all of them, or the one word that they are too.

        None where they ask nothing.
        """
        clauses = [
            clause for word in text.split() if (clause := self.word(word, texts)) is not None
        ]
        if len(clauses) < 2:
            return clauses[0] if clauses else None
        together, whole = _all_of(clauses), one_word(text)
        if whole is None:
            return together
        return replace(together, node=any_of((together.node, in_words(whole, texts))))

    def _prefix(self, text: str, texts: tuple[str, ...]) -> Clause | None:
        beginning = prefix_of(text)
        if beginning is None:
            return None
        node = any_of(Prefix(field_name(name, "exact"), beginning) for name in texts)
        return Clause(node, (), (Bonus(node, CONSTANT),), f"{text.rstrip(STARS)}*")

    def _latin(self, span: Span, typed: str, texts: tuple[str, ...]) -> Clause:
        return Clause(in_words(typed, texts), self.scored([span], texts), (), typed)

    def _han(self, span: Span, typed: str, texts: tuple[str, ...]) -> Clause:
        """A Han run: as written, or all its parts in any place (which holds the first)."""
        words = self.segmenter.best_parts(span.text)
        if len(words) == 1:
            return Clause(in_texts(words[0], texts), self.scored([span], texts), (), typed)
        node = And(tuple(in_texts(word, texts) for word in words))
        return Clause(node, self.scored([span], texts), as_written(span.text, texts), typed)
