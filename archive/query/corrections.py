"""What a reader may have meant: names and words near a part of a query that finds little.

Nothing typed is ever replaced: corrections are offered. A name of an entity, and whatever more than
a few articles hold, is never corrected, so that no official's name is offered for another's. What
some articles hold is corrected only to something found far more often by a slip of little cost.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from typing import Final

from archive.model.fields import TEXTS
from archive.model.query import Node
from archive.query.guesses import (
    Archive,
    Guess,
    guessed_names,
    guessed_runs,
    guessed_sounds,
    guessed_words,
)
from archive.query.misspellings import TypedPlace, places
from archive.query.names import form_key
from archive.query.parser import parse
from archive.query.spelling import TWO_EDITS, printed_forms
from archive.query.syntax import render
from archive.query.words import in_texts, in_words
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN

#: What more articles hold is never corrected.
MOST_CORRECTED: Final = 10

#: A correction of what no article holds is held by so many articles at least (in one it may be a
#: slip itself); one of what some hold, by so many times as many.
_LEAST: Final = 2
_TIMES: Final = 30

#: The dearest slip by which a name that some articles hold is corrected: two people may well have
#: names as near. Other words that some articles hold are as rare as their misspellings.
_LIKELY: Final = 0.75

#: Corrections are offered of a query of so many words, and stretches of words, at most; a longer
#: one is a pasted text.
_MOST_PLACES: Final = 60

#: So many corrections of a query are weighed with everything else that it asks.
MOST_CORRECTIONS: Final = 5


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


def corrections(query: str, archive: Archive, *, found: bool) -> list[Correction]:
    """The likeliest corrections of a query, at most `MOST_CORRECTIONS`.

    `found`: the query finds more than a few articles, by words that a misspelt name was cut into;
    then it is corrected to names only.
    """
    tree = parse(query).tree
    # One more tells that there are too many.
    every = list(islice(places(tree), _MOST_PLACES + 1)) if tree is not None else []
    if len(every) > _MOST_PLACES:
        return []
    known = [place for place in every if archive.index.bearers(place.text)]
    typed = [place for place in every if not any(map(place.overlaps, known))]
    if not typed:
        return []
    names = list(guessed_names(typed, archive))
    if found:
        near = {guess.place for guess in names}
        typed = [place for place in typed if any(map(place.overlaps, near))]
        if not typed:
            return []
    # How often each part stands, and each name: one call.
    nodes = [*(_node(place.text) for place in typed), *(_node(name.text) for name in names)]
    counts = archive.count_many(nodes)
    rare = _rare(dict(zip(typed, counts, strict=False)))
    pairs = [*zip(names, counts[len(typed) :], strict=True)]
    named = [(name, count) for name, count in pairs if _may_be_meant(name, count, rare)]
    others = [] if found else _others(rare, {guess.place for guess, _ in named}, archive)
    weighed = [
        (guess.weight(count), guess)
        for guess, count in (*named, *others)
        if _may_be_meant(guess, count, rare)
    ]
    return _written(sorted(weighed, key=lambda pair: (-pair[0], pair[1].text)), archive)


def _others(
    rare: Mapping[TypedPlace, int], named: Container[TypedPlace], archive: Archive
) -> list[tuple[Guess, int]]:
    """Other words and runs near what stands at the places, each with its articles."""
    # Where a name is near, a run with another character is hardly more than chance.
    unnamed = [place for place in rare if place not in named]
    guesses = (
        *guessed_words(rare, archive),
        *guessed_sounds(rare, archive.near_names),
        *guessed_runs(unnamed),
    )
    # Hundreds are counted, most of them for nothing: only those are that any count lets be meant.
    some = [guess for guess in guesses if not rare[guess.place] or _is_likely(guess)]
    counts = archive.count_many([_node(each.text) for each in some]) if some else ()
    return list(zip(some, counts, strict=True))


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


def _node(text: str) -> Node:
    """What a text asks for by itself: a Latin word with any ending, anything else as it is."""
    key = form_key(text)
    if len(key) == 1 and not HAN_RUN.search(key[0]):
        return in_words(key[0], TEXTS)
    return in_texts(text, TEXTS)


def _may_be_meant(guess: Guess, count: int, rare: Mapping[TypedPlace, int]) -> bool:
    """Whether a guess in `count` articles may be meant by what stands in its place."""
    typed = rare.get(guess.place)
    if typed is None:
        return False
    if not typed:
        return count >= (1 if guess.named else _LEAST)
    if count < _TIMES * typed:
        return False
    if not _is_likely(guess):
        return False
    return guess.named or bool(HAN_RUN.search(guess.text)) or guess.weight(count) > log(typed + 1)


def _is_likely(guess: Guess) -> bool:
    """Whether a guess may be meant, in enough articles, by what some articles hold."""
    if guess.named:
        return guess.cost <= _LIKELY
    if HAN_RUN.search(guess.text):
        # Three characters may be a name, and another one the next person's.
        return len(guess.text) == 2 and guess.cost <= _LIKELY
    return len(form_key(guess.place.text)[0]) >= TWO_EDITS


def _written(weighed: Sequence[tuple[float, Guess]], archive: Archive) -> list[Correction]:
    """The first guesses that give different queries, each as the reader would type it."""
    best: dict[str, Guess] = {}
    for _, guess in weighed:
        query = fold_text(render(guess.place.put(guess.text)))
        if len(best) < MOST_CORRECTIONS:
            best.setdefault(query, guess)
    chosen = list(best.values())
    runs = [each.text for each in chosen if not each.named and HAN_RUN.fullmatch(each.text)]
    printed = dict(zip(runs, printed_forms([(run, TEXTS) for run in runs], archive), strict=True))
    written = []
    for guess in chosen:
        target = _as_typed(guess, printed)
        query = render(guess.place.put(target))
        written.append(Correction(guess.place.text, target, query, guess.slip))
    return written


def _as_typed(guess: Guess, printed: Mapping[str, str]) -> str:
    """A guess in the case or the script of what stands in its place."""
    typed, text = guess.place.text, guess.text
    if guess.named:
        return text
    if text in printed:
        # What is typed as it is meant stays in the script it is typed in. Where signs without a
        # width stand among the characters, these do not stand side by side.
        if not len(typed) == len(text) == len(printed[text]):
            return printed[text]
        triples = zip(typed, fold_text(typed), text, printed[text], strict=True)
        return "".join(own if folded == wanted else form for own, folded, wanted, form in triples)
    return text.upper() if typed.isupper() else text.title() if typed.istitle() else text
