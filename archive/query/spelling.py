"""Spellings near a word: `word~` asks for them, and each is shown with its count.

A Latin word is near with one edit, or two from six letters on; a Han run of three characters or
more with one other character, which is not the first. Nothing here says that two spellings are one
name: readers see each and leave out what they do not mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from archive.model.fields import field_name
from archive.model.query import Bonus, Node, Term
from archive.model.result import SearchRequest, SearchResult, Sort, TermCount
from archive.query.names import Alternative, Expansion
from archive.query.words import CONSTANT, Clause, Words, any_of, in_texts
from archive.text.finder import Finder
from archive.text.folding import fold_text
from archive.text.marks import leaves
from archive.text.phrases import quoted_spans
from archive.text.scan import HAN_RUN, Span

#: So many spellings are searched in addition to the one typed.
MOST_SPELLINGS: Final = 20

#: A word of fewer letters, or a run of fewer characters, has no spelling near it.
SHORTEST: Final = 3

#: A word of so many letters may differ by two edits.
TWO_EDITS: Final = 6

_TILDE: Final = re.compile(r"(.*?)[~～〜∼]([12１２])?", re.DOTALL)


class Spellings(Protocol):
    """What a searcher knows of spellings."""

    def similar_words(self, field: str, word: str, edits: int, limit: int) -> tuple[TermCount, ...]:
        """Words of a field at most `edits` edits away."""

    def similar_runs(self, field: str, run: str, limit: int) -> tuple[TermCount, ...]:
        """Han runs of a field with one other character."""

    def search_many(self, requests: Sequence[SearchRequest]) -> tuple[SearchResult, ...]:
        """Answer several questions."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word with the spellings near it.

    `searched` are folded; `alternatives` as an article prints them. `more`: there were too many.
    """

    typed: str
    searched: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    more: bool


def without_tilde(text: str) -> tuple[str, int | None] | None:
    """A word typed with a tilde, without it, and the edits asked for; None without a tilde."""
    match = _TILDE.fullmatch(text)
    if match is None or not quoted_spans(match[1]):
        return None
    return match[1], int(match[2]) if match[2] else None


def spell(
    bare: str,
    edits: int | None,
    vocabulary: Spellings,
    expansion: Expansion,
    texts: tuple[str, ...],
) -> Spelled | None:
    """The spellings near a word; None where it is too short to have any."""
    spans = quoted_spans(bare)
    if len(spans) != 1 or len(spans[0].text) < SHORTEST:
        return None
    if expansion.off:
        return Spelled(bare, (spans[0].text,), (), False)
    spellings = list(dict.fromkeys(_near(spans[0], edits, vocabulary, texts)))
    without = set(map(fold_text, expansion.without))
    forms = spellings[:MOST_SPELLINGS]
    alternatives = tuple(
        Alternative(bare, printed, "spelling", form not in without)
        for form, printed in zip(forms, _as_printed(forms, vocabulary, texts), strict=True)
    )
    searched = [form for form in forms if form not in without]
    return Spelled(bare, (spans[0].text, *searched), alternatives, len(spellings) > MOST_SPELLINGS)


def spelling_node(form: str, texts: Iterable[str]) -> Node:
    """Articles with a folded word as the index has it, or with a Han run."""
    if HAN_RUN.fullmatch(form):
        return in_texts(form, texts)
    return any_of(Term(field_name(name, "exact"), form) for name in texts)


def _near(
    span: Span, edits: int | None, vocabulary: Spellings, texts: Iterable[str]
) -> Iterator[str]:
    """Spellings near a word in these texts, the nearest first, then the commonest."""
    fields = [field_name(name, "exact") for name in texts]
    if span.han:
        yield from _commonest(
            vocabulary.similar_runs(field, span.text, MOST_SPELLINGS + 1) for field in fields
        )
        return
    for distance in range(1, (edits or (2 if len(span.text) >= TWO_EDITS else 1)) + 1):
        yield from _commonest(
            vocabulary.similar_words(field, span.text, distance, MOST_SPELLINGS + 1)
            for field in fields
        )


def _commonest(lists: Iterable[Iterable[TermCount]]) -> list[str]:
    counts: Counter[str] = Counter()
    for terms in lists:
        for term in terms:
            counts[term.text] += term.count
    return sorted(counts, key=lambda text: (-counts[text], text))


def _as_printed(
    forms: Sequence[str], vocabulary: Spellings, texts: tuple[str, ...]
) -> Iterator[str]:
    """Each spelling as the newest article with it prints it."""
    nodes = [spelling_node(form, texts) for form in forms]
    newest = SearchRequest(sort=Sort.NEWEST, limit=1, documents=True)
    results = (
        vocabulary.search_many([replace(newest, tree=node) for node in nodes]) if nodes else ()
    )
    for form, node, result in zip(forms, nodes, results, strict=True):
        article = result.documents[0].article
        printed = (
            text[start:end]
            for name, text in (("body", article.body), ("title", article.title))
            for start, end, _ in Finder(leaves(node), name).find(text)
        )
        yield next(printed, form)


def ask_spelled(spelled: Spelled, texts: tuple[str, ...], words: Words) -> Clause:
    """What a word with spellings near it asks: any of them; the one typed scores more."""
    node = any_of(spelling_node(form, texts) for form in spelled.searched)
    terms = words.scored(quoted_spans(spelled.typed), texts)
    return Clause(node, terms, (Bonus(node, CONSTANT),), f"{spelled.typed}~")
