"""What may be meant at a place of a query: names, words and Han runs near what is typed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Final, NamedTuple, Protocol

from archive.model.fields import TEXTS, field_name
from archive.model.result import Similar, TermCount
from archive.query.characters import characters
from archive.query.holdings import Holdings
from archive.query.misspellings import TypedPlace
from archive.query.names import form_key
from archive.query.near_names import NearNames
from archive.query.slips import han_cost, latin_cost
from archive.query.spelling import TWO_EDITS
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN
from archive.text.tokens import stem

#: A slip that costs one more is as unlikely as a correction in e to this power fewer articles.
_UNLIKELY: Final = 3.0

#: A name of an entity is meant as often as another word in e to this power more articles.
_NAMED: Final = 1.5

#: A word that takes more to mistype is not meant.
_DEAREST: Final = 2.0

#: Latin words of fewer letters are near too many others. Han runs between these lengths are looked
#: for with other characters; longer ones hold several words.
_SHORTEST: Final = 4
_HAN_LENGTHS: Final = range(2, 6)

#: Characters that are tried in the place of another, and words that are looked at near one.
_MOST_ALIKE: Final = 100
_MOST_NEAR: Final = 40

#: Words near one of which it is counted how many articles have them in any form.
_MOST_COUNTED: Final = 10

#: Han runs of a query near which others are looked for.
_MOST_RUNS: Final = 2


class Archive(Holdings, Protocol):
    """What an edition knows of names, words and counts."""

    @property
    def near_names(self) -> NearNames:
        """The names of the entities by their spelling."""


class Guess(NamedTuple):
    """What may be meant at a place: a name as printed, or a folded word."""

    place: TypedPlace
    text: str
    cost: float
    named: bool

    @property
    def slip(self) -> float:
        """How likely it is that this is meant rather than what is typed, as a logarithm."""
        return (_NAMED if self.named else 0.0) - _UNLIKELY * self.cost

    def weight(self, count: int) -> float:
        """The same, of a guess that stands in so many articles."""
        return log(count + 1) + self.slip


def guessed_names(typed: Iterable[TypedPlace], archive: Archive) -> Iterator[Guess]:
    """The names near each place: of one entity the nearest, in the script typed."""
    for place in typed:
        best: dict[str, Guess] = {}
        for near in archive.near_names.near(form_key(place.text)):
            entity = archive.index.bearers(near.name)[0].id
            known = best.get(entity)
            closer = known is None or (known.cost, _same(near.name, place.text)) > (
                near.cost,
                _same(known.text, place.text),
            )
            if closer:
                best[entity] = Guess(place, near.name, near.cost, named=True)
        yield from best.values()


def _same(left: str, right: str) -> int:
    """How many characters of two texts are the same where they stand."""
    return sum(a == b for a, b in zip(left, right, strict=False))


def _single(rare: Iterable[TypedPlace]) -> dict[TypedPlace, str]:
    """The places that hold a single Latin word, each with it."""
    keys = {place: form_key(place.text) for place in rare}
    return {
        place: key[0]
        for place, key in keys.items()
        if len(key) == 1 and len(key[0]) >= _SHORTEST and key[0].isalpha()
        if not HAN_RUN.search(key[0])
    }


def guessed_words(rare: Iterable[TypedPlace], archive: Archive) -> Iterator[Guess]:
    """Words of the vocabulary near the single Latin words."""
    single = _single(rare)
    asked = [
        Similar(field_name(text, "exact"), word, 2 if len(word) >= TWO_EDITS else 1)
        for word in single.values()
        for text in TEXTS
    ]
    answers = iter(archive.similar(asked, _MOST_NEAR) if asked else ())
    for place, word in single.items():
        counts = _most(next(answers) for _ in TEXTS)
        guesses = [
            Guess(place, other, cost, named=False)
            for other in counts
            if stem(other) != stem(word) and other.isalpha()
            if (cost := latin_cost(word, other)) <= _DEAREST
        ]
        guesses.sort(key=lambda guess: (-guess.weight(counts[guess.text]), guess.text))
        # Words of one stem find the same.
        by_stem = {stem(guess.text): guess for guess in reversed(guesses)}
        yield from [guess for guess in guesses if guess in by_stem.values()][:_MOST_COUNTED]


def guessed_sounds(rare: Iterable[TypedPlace], names: NearNames) -> Iterator[Guess]:
    """Words of names that sound like the single Latin words, however many letters differ."""
    for place, word in _single(rare).items():
        for other, cost in names.words_near(word).items():
            if stem(other) != stem(word) and cost <= _DEAREST:
                yield Guess(place, other, cost, named=False)


def _most(answers: Iterable[Sequence[TermCount]]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for term in (term for terms in answers for term in terms):
        counts[term.text] = max(term.count, counts.get(term.text, 0))
    return counts


def guessed_runs(rare: Iterable[TypedPlace]) -> Iterator[Guess]:
    """Han runs with one character replaced by one that is taken for it, or two swapped.

    Near whole runs only, and near the first few of a query: each is hundreds of questions.
    """
    runs = [(place, fold_text(place.text)) for place in rare if not place.within]
    fitting = [row for row in runs if len(row[1]) in _HAN_LENGTHS and HAN_RUN.fullmatch(row[1])]
    for place, run in fitting[:_MOST_RUNS]:
        others = {
            run[:at] + other + run[at + 1 :]
            for at, character in enumerate(run)
            for other in characters().alike(character)[:_MOST_ALIKE]
        }
        if len(run) > 2:
            others |= {
                run[:at] + run[at + 1] + run[at] + run[at + 2 :] for at in range(len(run) - 1)
            }
        for other in sorted(others - {run}):
            yield Guess(place, other, han_cost(run, other), named=False)
