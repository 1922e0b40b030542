"""The words that come with an entity more often than chance would have it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from archive.model.entity import Entity
from archive.model.fields import LEAD
from archive.model.language import LANGUAGES
from archive.model.query import NEWEST, And, HasValue, Node, Or, Term
from archive.model.result import TypicalTerm
from archive.query.parameters import SearchParameters
from archive.search.edition import Edition
from archive.search.printing import language_of_words, printed_words
from archive.text.common import is_common
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN, scan
from archive.text.tokens import stem

#: So many words are listed in each language.
MOST_TYPICAL: Final = 12

#: Terms that are looked at for each word listed: many are names of the entity, or parts of others.
_LOOKED_AT: Final = 5

#: A longer word that stands in so large a share of the articles of one within it takes its place.
_TAKES_PLACE: Final = 0.8

#: English and Chinese, whose words are compared with those of other articles in the same.
_TONGUES: Final = {"en": LANGUAGES[:1], "zh": LANGUAGES[1:]}


#: Words that say when: news of all kinds is dated.
_DAY_WORDS: Final = frozenset(
    stem(name.lower()) for name in (*calendar.day_name, *calendar.month_name) if name
)


@dataclass(frozen=True, slots=True)
class TypicalWord:
    """A word that comes with an entity, as it is printed.

    `count` of the entity's articles are found by the word; `weight` is the log-likelihood ratio
    (`archive.model.association`) of the beginnings of these articles that have it.
    """

    text: str
    count: int
    weight: float


def typical_words(
    edition: Edition, entity: Entity, language: str
) -> Mapping[str, tuple[TypicalWord, ...]]:
    """Of English and Chinese articles ("en", "zh"), the words by which an entity's differ.

    The beginnings (`LEAD`) of all its articles are compared with those of all others in the same
    language, and not a sample: that takes one pass over the postings of a field, which is the same
    work for any entity. `language` is that of the reader.
    """
    named = HasValue(str(entity.kind), entity.id)
    written = {"en": LANGUAGES[0], "zh": language_of_words(language)}
    printed: dict[str, tuple[str, float]] = {}
    listed: dict[str, list[str]] = {}
    for tongue, languages in _TONGUES.items():
        among = And((Or(tuple(HasValue("language", one) for one in languages)), NEWEST))
        tree = And((named, among))
        weights = _telling(edition, entity, tree, among)
        words = printed_words(edition, list(weights), LEAD, tree, written[tongue])
        listed[tongue] = list(dict.fromkeys(words.values()))
        printed |= {text: (text, weights[word]) for word, text in words.items()}
    counts = _counts(edition, entity, [text for texts in listed.values() for text in texts])
    return {
        tongue: tuple(
            TypicalWord(text, counts[text], printed[text][1]) for text in texts if counts[text]
        )
        for tongue, texts in listed.items()
    }


def _telling(edition: Edition, entity: Entity, tree: Node, among: Node) -> dict[str, float]:
    """The terms that say something of an entity, with their weights, the heaviest first."""
    own = _OwnNames(entity)
    terms = [
        term
        for term in edition.typical(LEAD, tree, among, MOST_TYPICAL * _LOOKED_AT)
        if _says_something(term.text) and not own.holds(term.text)
    ]
    chosen: list[TypicalTerm] = []
    for term in terms:
        # A segmenter also cuts the parts of what it cuts: the whole says more.
        within = [at for at, other in enumerate(chosen) if _is_within(other, term)]
        if within and term.count >= _TAKES_PLACE * chosen[within[0]].count:
            chosen[within[0]] = replace(term, weight=chosen[within[0]].weight)
        elif not within:
            chosen.append(term)
    whole = (term for term in chosen if not any(_is_within(term, other) for other in chosen))
    return {term.text: term.weight for term in islice(whole, MOST_TYPICAL)}


def _is_within(part: TypicalTerm, whole: TypicalTerm) -> bool:
    """Whether a Chinese word is a part of another."""
    return part.text != whole.text and _is_han(part.text) and part.text in whole.text


def _is_han(word: str) -> bool:
    return HAN_RUN.match(word) is not None


def _says_something(word: str) -> bool:
    if _is_han(word):
        return len(word) > 1
    tells = len(word) > 2 and not word[0].isdigit() and word not in _DAY_WORDS
    return tells and not is_common(Term("body_word", word))


class _OwnNames:
    """What the names of an entity are made of."""

    def __init__(self, entity: Entity) -> None:
        self._han = [name for name in map(fold_text, entity.all_names()) if HAN_RUN.search(name)]
        spans = [span for name in entity.all_names() for span in scan(name).spans]
        self._stems = {stem(span.text) for span in spans if not span.han}

    def holds(self, word: str) -> bool:
        """Whether a term is a name, a part of one, or holds one."""
        if _is_han(word):
            return any(word in name or name in word for name in self._han)
        return word in self._stems


def _counts(edition: Edition, entity: Entity, texts: Iterable[str]) -> dict[str, int]:
    """How many of an entity's articles each text finds when it is searched."""
    included = {str(entity.kind): (entity.id,)}
    plans = {text: edition.plan(SearchParameters(text, included=included)) for text in texts}
    if not plans:
        return {}
    trees = [plan.strict.tree for plan in plans.values()]
    filters = next(iter(plans.values())).filters
    return dict(zip(plans, edition.count_many(trees, filters), strict=True))
