"""What a reader may have meant: names and words near a part of a query that finds little.

Nothing typed is ever replaced: corrections are offered. A name of an entity, and whatever more than
a few articles hold, is never corrected, so that no official's name is offered for another's. What
some articles hold is corrected only to something found far more often by a slip of little cost.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple, Protocol

from archive.model.fields import TEXTS, field_name
from archive.model.query import Node
from archive.model.result import Similar, TermCount
from archive.query.characters import characters
from archive.query.expansion import Holdings
from archive.query.misspellings import TypedPlace, places
from archive.query.names import form_key
from archive.query.near_names import NearNames
from archive.query.parser import parse
from archive.query.slips import han_cost, latin_cost
from archive.query.spelling import TWO_EDITS, printed_forms
from archive.query.syntax import render
from archive.query.words import in_texts, in_words
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN
from archive.text.tokens import stem

#: What more articles hold is never corrected.
MOST_CORRECTED: Final = 10

#: A correction of what no article holds is held by so many articles at least; one of what some
#: hold, by so many times as many.
_LEAST: Final = 3
_TIMES: Final = 30

#: The dearest slip by which a name that some articles hold is corrected: two people may well have
#: names as near. Other words that some articles hold are as rare as their misspellings.
_LIKELY: Final = 0.75

#: A slip that costs one more is as unlikely as a correction in e to this power fewer articles.
_UNLIKELY: Final = 3.0

#: A name of an entity is meant as often as another word in e to this power more articles.
_NAMED: Final = 1.5

#: Corrections are offered of a query of so many words, and stretches of words, at most; a longer
#: one is a pasted text.
_MOST_PLACES: Final = 60

#: So many corrections of a query are weighed with everything else that it asks.
MOST_CORRECTIONS: Final = 5

#: Latin words of fewer letters are near too many others. Han runs between these lengths are looked
#: for with other characters; longer ones hold several words.
_SHORTEST: Final = 4
_HAN_LENGTHS: Final = range(2, 6)

#: Characters that are tried in the place of another, and words that are looked at near one.
_MOST_ALIKE: Final = 100
_MOST_NEAR: Final = 40


class Archive(Holdings, Protocol):
    """What an edition knows of names, words and counts."""

    @property
    def near_names(self) -> NearNames:
        """The names of the entities by their spelling."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A part of a query as typed, what may be meant, and the query that says so.

    `slip` is the likelihood of the slip, as a logarithm; how often each is meant is told by the
    articles that it finds.
    """

    source: str
    target: str
    query: str
    slip: float


class _Candidate(NamedTuple):
    """What may be meant at a place: a name as printed, or a folded word."""

    place: TypedPlace
    text: str
    cost: float
    named: bool


def corrections(query: str, archive: Archive, *, found: bool) -> list[Correction]:
    """The likeliest corrections of a query, at most `MOST_CORRECTIONS`.

    `found`: the query finds more than a few articles, by words that a misspelt name was cut into;
    then it is corrected to names only.
    """
    tree = parse(query).tree
    every = list(places(tree)) if tree is not None else []
    known = [place for place in every if archive.index.bearers(place.text)]
    typed = [place for place in every if not any(map(place.overlaps, known))]
    if not typed or len(every) > _MOST_PLACES:
        return []
    names = list(_near_names(typed, archive))
    # How often each part stands, and each name: one call.
    nodes = [*map(_node, typed), *(in_texts(each.text, TEXTS) for each in names)]
    counts = archive.count_many(nodes)
    rare = _rare(dict(zip(typed, counts, strict=False)))
    pairs = [*zip(names, counts[len(typed) :], strict=True)]
    named = [(name, count) for name, count in pairs if _may_be_meant(name, count, rare)]
    others = [] if found else _others(rare, {candidate.place for candidate, _ in named}, archive)
    weighed = [
        (_weight(candidate, count), candidate)
        for candidate, count in (*named, *others)
        if _may_be_meant(candidate, count, rare)
    ]
    return _written(sorted(weighed, key=lambda pair: (-pair[0], pair[1].text)), archive)


def _others(
    rare: Mapping[TypedPlace, int], named: Container[TypedPlace], archive: Archive
) -> list[tuple[_Candidate, int]]:
    """Other words and runs near what stands at the places, each with its articles."""
    # Where a name is near, a run with another character is hardly more than chance.
    unnamed = [place for place in rare if place not in named]
    some = [*_heard_words(rare, archive.near_names), *_alike_runs(unnamed)]
    counts = archive.count_many([in_texts(each.text, TEXTS) for each in some]) if some else ()
    return [*_near_words(rare, archive), *zip(some, counts, strict=True)]


def _rare(counts: Mapping[TypedPlace, int]) -> dict[TypedPlace, int]:
    """The places that few articles have, with their number.

    No word of neighbours that some article has as they are typed.
    """
    together = [place for place, count in counts.items() if count and len(place) > 1]
    return {
        place: count
        for place, count in counts.items()
        if count <= MOST_CORRECTED
        and not any(len(place) < len(other) for other in together if place.overlaps(other))
    }


def _node(place: TypedPlace) -> Node:
    """What a place asks for by itself: a Latin word with any ending, anything else as it is."""
    key = form_key(place.text)
    if len(key) == 1 and not HAN_RUN.search(key[0]):
        return in_words(key[0], TEXTS)
    return in_texts(place.text, TEXTS)


def _near_names(typed: Iterable[TypedPlace], archive: Archive) -> Iterator[_Candidate]:
    """The names near each place: of one entity the nearest, in the script typed."""
    for place in typed:
        best: dict[str, _Candidate] = {}
        for near in archive.near_names.near(form_key(place.text)):
            entity = archive.index.bearers(near.name)[0].id
            known = best.get(entity)
            closer = known is None or (known.cost, _same(near.name, place.text)) > (
                near.cost,
                _same(known.text, place.text),
            )
            if closer:
                best[entity] = _Candidate(place, near.name, near.cost, named=True)
        yield from best.values()


def _same(left: str, right: str) -> int:
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


def _near_words(rare: Iterable[TypedPlace], archive: Archive) -> list[tuple[_Candidate, int]]:
    """Words of the vocabulary near the single Latin words, with their articles."""
    single = _single(rare)
    asked = [
        Similar(field_name(text, "exact"), word, 2 if len(word) >= TWO_EDITS else 1)
        for word in single.values()
        for text in TEXTS
    ]
    answers = iter(archive.similar(asked, _MOST_NEAR) if asked else ())
    candidates = []
    for place, word in single.items():
        counts = _most(next(answers) for _ in TEXTS)
        for other, count in counts.items():
            if stem(other) != stem(word) and other.isalpha():
                candidate = _Candidate(place, other, latin_cost(word, other), named=False)
                candidates.append((candidate, count))
    return candidates


def _heard_words(rare: Iterable[TypedPlace], names: NearNames) -> Iterator[_Candidate]:
    """Words of names that sound like the single Latin words, however many letters differ."""
    for place, word in _single(rare).items():
        for other, cost in names.words_near(word).items():
            if stem(other) != stem(word):
                yield _Candidate(place, other, cost, named=False)


def _most(answers: Iterable[Sequence[TermCount]]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for term in (term for terms in answers for term in terms):
        counts[term.text] = max(term.count, counts.get(term.text, 0))
    return counts


def _alike_runs(rare: Iterable[TypedPlace]) -> Iterator[_Candidate]:
    """Han runs with one character replaced by one that is taken for it, or two swapped."""
    for place in rare:
        run = fold_text(place.text)
        if len(run) not in _HAN_LENGTHS or not HAN_RUN.fullmatch(run):
            continue
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
            yield _Candidate(place, other, han_cost(run, other), named=False)


def _may_be_meant(candidate: _Candidate, count: int, rare: Mapping[TypedPlace, int]) -> bool:
    """Whether a candidate in `count` articles may be meant by what stands in its place."""
    typed = rare.get(candidate.place)
    if typed is None:
        return False
    if not typed:
        return count >= (1 if candidate.named else _LEAST)
    if count < _TIMES * typed:
        return False
    if candidate.named:
        return candidate.cost <= _LIKELY
    if HAN_RUN.search(candidate.text):
        # Three characters may be a name, and another one the next person's.
        return len(candidate.text) == 2 and candidate.cost <= _LIKELY
    long_enough = len(form_key(candidate.place.text)[0]) >= TWO_EDITS
    return long_enough and _weight(candidate, count) > log(typed + 1)


def _weight(candidate: _Candidate, count: int) -> float:
    return log(count + 1) + _slip(candidate)


def _slip(candidate: _Candidate) -> float:
    return (_NAMED if candidate.named else 0.0) - _UNLIKELY * candidate.cost


def _written(weighed: Sequence[tuple[float, _Candidate]], archive: Archive) -> list[Correction]:
    """The first candidates that give different queries, each as the reader would type it."""
    best: dict[str, _Candidate] = {}
    for _, candidate in weighed:
        query = fold_text(render(candidate.place.put(candidate.text)))
        if len(best) < MOST_CORRECTIONS:
            best.setdefault(query, candidate)
    chosen = list(best.values())
    runs = [each.text for each in chosen if not each.named and HAN_RUN.fullmatch(each.text)]
    printed = dict(zip(runs, printed_forms([(run, TEXTS) for run in runs], archive), strict=True))
    written = []
    for candidate in chosen:
        target = _as_typed(candidate, printed)
        query = render(candidate.place.put(target))
        written.append(Correction(candidate.place.text, target, query, _slip(candidate)))
    return written


def _as_typed(candidate: _Candidate, printed: Mapping[str, str]) -> str:
    """A candidate in the case or the script of what stands in its place."""
    typed, text = candidate.place.text, candidate.text
    if candidate.named:
        return text
    if text in printed:
        # What is typed as it is meant stays in the script it is typed in.
        folded = fold_text(typed)
        return "".join(
            typed[at] if folded[at] == text[at] else character
            for at, character in enumerate(printed[text])
        )
    return text.upper() if typed.isupper() else text.title() if typed.istitle() else text
