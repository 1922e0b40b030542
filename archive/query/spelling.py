"""Spellings near a word: `word~` asks for them, and each is shown with its count.

A Latin word is near with one edit, or two from six letters on; a Han run of three characters or
more with one other character, which is not the first. Nothing here says that two spellings are one
name: readers see each and leave out what they do not mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final, NamedTuple, Protocol

from archive.model.fields import field_name
from archive.model.query import Bonus, Node, Positional, Term
from archive.model.result import SearchRequest, SearchResult, Similar, Sort, TermCount
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

#: Other figures behind the tilde, which mean edits or a share of the letters elsewhere: a word of
#: figures is a range (`5~10`).
_OTHER_TILDE: Final = re.compile(r"(.*[^\W\d_])[~～〜∼](?:0?\.\d{1,3}|\d{1,3})", re.DOTALL)


class Spellings(Protocol):
    """What a searcher knows of spellings."""

    def similar(self, asked: Sequence[Similar], limit: int) -> tuple[tuple[TermCount, ...], ...]:
        """What is near each text."""

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
    if match is None and (odd := _OTHER_TILDE.fullmatch(text)):
        return odd[1], None
    if match is None or not quoted_spans(match[1]):
        return None
    return match[1], int(match[2]) if match[2] else None


def odd_edits(text: str) -> bool:
    """Whether a word is typed with a tilde and a number that is neither 1 nor 2."""
    return _TILDE.fullmatch(text) is None and _OTHER_TILDE.fullmatch(text) is not None


class Tilde(NamedTuple):
    """A word typed with a tilde: without it, the edits asked for, and the texts it is asked of."""

    bare: str
    edits: int | None
    texts: tuple[str, ...]


def spell_all(tildes: Sequence[Tilde], vocabulary: Spellings, *, off: bool) -> list[Spelled | None]:
    """The spellings near each word, or with `off` none; None where it is too short to have any.

    The vocabulary is asked twice, however many words there are.
    """
    spans = [_single(tilde.bare) for tilde in tildes]
    if off:
        return [
            span and Spelled(tilde.bare, (span.text,), (), False)
            for span, tilde in zip(spans, tildes, strict=True)
        ]
    pairs = list(zip(spans, tildes, strict=True))
    requests = [list(_requests(span, tilde)) if span else [] for span, tilde in pairs]
    every = list(chain.from_iterable(requests))
    answers = iter(vocabulary.similar(every, MOST_SPELLINGS + 1) if every else ())
    near = [_nearest(row, list(islice(answers, len(row)))) for row in requests]
    listed = [forms[:MOST_SPELLINGS] for forms in near]
    wanted = [
        (form, tilde.texts) for forms, tilde in zip(listed, tildes, strict=True) for form in forms
    ]
    printed = iter(printed_forms(wanted, vocabulary))
    shown = [dict(zip(forms, printed, strict=False)) for forms in listed]
    return [
        span and _spelled(tilde.bare, span, as_printed, more=len(forms) > MOST_SPELLINGS)
        for (span, tilde), as_printed, forms in zip(pairs, shown, near, strict=True)
    ]


def _spelled(bare: str, span: Span, as_printed: Mapping[str, str], *, more: bool) -> Spelled:
    """A word with the spellings near it, each as printed."""
    alternatives = tuple(
        Alternative(bare, printed, "spelling", applied=True) for printed in as_printed.values()
    )
    return Spelled(bare, (span.text, *as_printed), alternatives, more)


def chosen(spelled: Spelled, expansion: Expansion) -> Spelled:
    """A word with those of the spellings near it that a reader does not leave out."""
    without = frozenset(map(fold_text, expansion.without))
    typed, *forms = spelled.searched
    alternatives = tuple(
        replace(alternative, applied=form not in without)
        for form, alternative in zip(forms, spelled.alternatives, strict=True)
    )
    searched = (typed, *(form for form in forms if form not in without))
    return replace(spelled, searched=searched, alternatives=alternatives)


def _single(bare: str) -> Span | None:
    """A word that is long enough to have spellings near it."""
    spans = quoted_spans(bare)
    return spans[0] if len(spans) == 1 and len(spans[0].text) >= SHORTEST else None


def _requests(span: Span, tilde: Tilde) -> Iterator[Similar]:
    """What is asked of the vocabulary: the nearest spellings first, of each text."""
    most = tilde.edits or (2 if len(span.text) >= TWO_EDITS else 1)
    for edits in (None,) if span.han else range(1, most + 1):
        for text in tilde.texts:
            yield Similar(field_name(text, "exact"), span.text, edits)


def _nearest(requests: Sequence[Similar], answers: Sequence[Sequence[TermCount]]) -> list[str]:
    """Spellings near a word, the nearest first, then the commonest; each once."""
    by_edits: dict[int | None, Counter[str]] = {}
    for request, terms in zip(requests, answers, strict=True):
        counts = by_edits.setdefault(request.edits, Counter())
        for term in terms:
            counts[term.text] += term.count
    return list(
        dict.fromkeys(
            text
            for counts in by_edits.values()
            for text in sorted(counts, key=lambda text: (-counts[text], text))
        )
    )


def spelling_node(form: str, texts: tuple[str, ...]) -> Node:
    """Articles with a folded word as the index has it, or with a Han run."""
    if HAN_RUN.fullmatch(form):
        return in_texts(form, texts)
    return any_of(Term(field_name(name, "exact"), form) for name in texts)


def spelled_forms(searched: Sequence[str], name: str) -> tuple[Positional, ...]:
    """What stands near another word for spellings of one, in the text named `name`."""
    nodes = [spelling_node(form, (name,)) for form in searched]
    return tuple(node for node in nodes if isinstance(node, Positional))


def printed_forms(
    wanted: Sequence[tuple[str, tuple[str, ...]]], vocabulary: Spellings
) -> Iterator[str]:
    """Each spelling as the newest article with it in some texts prints it."""
    nodes = [spelling_node(form, texts) for form, texts in wanted]
    newest = SearchRequest(sort=Sort.NEWEST, limit=1, documents=True)
    results = (
        vocabulary.search_many([replace(newest, tree=node) for node in nodes]) if nodes else ()
    )
    for (form, _), node, result in zip(wanted, nodes, results, strict=True):
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
    terms = words.scored_text(spelled.typed, texts)
    return Clause(node, terms, (Bonus(node, CONSTANT),), f"{spelled.typed}~")
