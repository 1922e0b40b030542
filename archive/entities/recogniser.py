"""Recognising the entities of the authority file.

All names are found in one pass over the folded text, the longest first. A false merge is worse
than a miss, so each name found must then stand alone, be written like a name, pass its guards,
and, where it is short, be a word of the text and not the end of one and the start of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from archive.entities.authority import Authority
from archive.entities.choosing import KnownName, KnownNames, Sighting, choose, is_event
from archive.entities.entries import ALWAYS, Entry, Guard
from archive.entities.homes import ArticleHomes, Homes
from archive.entities.offices import Offices
from archive.entities.other_places import OtherPlaces, is_of_sport
from archive.entities.surroundings import (
    after_article,
    has_office,
    is_longer,
    stands_alone,
    word_after,
    word_before,
)
from archive.model.article import Article
from archive.model.entity import Kind, Mention
from archive.model.message import Message
from archive.text.folding import Folded, fold, fold_text
from archive.text.scan import HAN
from archive.text.segmentation import Segmenter

#: How far on either side of a name its guard looks, in characters of folded text.
NEAR: Final = 12

_HAN: Final = re.compile(f"[{HAN}]")
_HAN_RUN: Final = re.compile(f"[{HAN}]+")

#: An abbreviation in capitals of up to this length is another word in small letters (US, us).
_SHORT_CAPITALS: Final = 5

#: How far around a name of two characters its run is cut into words. What stands further behind it
#: does not change where the words near it end.
_CUT_BEFORE, _CUT_AFTER = 40, 80

#: Runs whose words are remembered.
_RUNS: Final = 1_000

#: Chinese names of so many characters at most stand across the border of words: 到達|卡塔爾.
_SHORT: Final = 3

#: And those that they hide are at most so much longer.
_LONG: Final = 12

_NO_GUARD: Final = Guard()


class _Setting(NamedTuple):
    """The year of an article, 0 where it has no day, and whether it is about sport."""

    year: int
    sport: bool


class AuthorityRecogniser:
    """Finds the entities of an authority file."""

    def __init__(self, authority: Authority, segmenter: Segmenter) -> None:
        # Short names stand several in one run, and runs come again.
        self._borders = lru_cache(maxsize=_RUNS)(segmenter.word_borders)
        self._names: dict[str, list[KnownName]] = {}
        for entry in authority.entries.values():
            for text in entry.entity.all_names():
                self._add(entry, text)
            if entry.surname and entry.surname not in entry.entity.all_names():
                self._add(entry, entry.surname)
        self._patterns = list(self._names)
        # What names begin with: most places where none does need no search.
        self._beginnings = {name[:2] for name in self._patterns}
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)
        self._homes = Homes(authority.entries)
        self._offices = Offices(authority.entries, self._homes)
        self._others = OtherPlaces(authority.entries)
        self._places = KnownNames(self._names, {Kind.PLACE})
        self._lasting = KnownNames(self._names, set(Kind) - {Kind.EVENT})

    def _add(self, entry: Entry, text: str) -> None:
        guard = entry.guards.get(text, _NO_GUARD)
        years = entry.years_of(text)
        name = KnownName(entry, text, surname=text == entry.surname, guard=guard, years=years)
        folded = fold_text(text)
        # A single character is a word of its own far more often than a name.
        if len(folded) > 1:
            self._names.setdefault(folded, []).append(name)

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """Where the article names entities: not overlapping, title before body, in order."""
        texts = [("title", fold(article.title)), ("body", fold(article.body))]
        year = article.published.year if article.published else 0
        setting = _Setting(year, sport=any(is_of_sport(text) for _, text in texts))
        by_field = [(field, text, list(self._find(text, setting))) for field, text in texts]
        sure = [
            sighting.names[0].entry.entity.id
            for _, _, sightings in by_field
            for sighting in sightings
            if sighting.alone
        ]
        named, homes = set(sure), self._homes.of_article(article.source, sure)
        people = frozenset(id_ for id_ in named if self._homes.is_person_of(id_, homes))
        return tuple(
            _mention(meant, chosen, field, text)
            for field, text, sightings in by_field
            for sighting in sightings
            for meant in self._meant(sighting, named, homes, people)
            if (chosen := choose(meant, named, homes, people)) is not None
        )

    @staticmethod
    def _meant(
        sighting: Sighting, named: set[str], homes: ArticleHomes, people: AbstractSet[str]
    ) -> tuple[Sighting, ...]:
        """The sighting, or those within where no event is named: 北韓 of 北韓核試."""
        refused = sighting.within and choose(sighting, named, homes, people) is None
        return sighting.within if refused else (sighting,)

    def paper(self, source: str) -> str:
        """The entity that a paper is, "" where it is none that is known."""
        return self._homes.paper(source)

    def _find(self, text: Folded, setting: _Setting) -> Iterator[Sighting]:
        """Names that pass every test which needs no more than their surroundings and the year."""
        last = 0
        for number, start, end in self._automaton.find_matches_as_indexes(text.text):
            if start < last:
                continue
            names = _of_year(self._names[self._patterns[number]], setting.year)
            sighting = self._sighting(names, text, start, end, setting)
            if end - start <= _SHORT and _HAN.match(text.text, start):
                sighting = self._across(text, start, end, setting, sighting) or sighting
            if sighting is None:
                yield from self._within(text, start, end, setting)
                continue
            start, last = sighting.start, sighting.end
            if not sighting.alone and is_event(sighting.names):
                within = tuple(self._within(text, start, last, setting))
                sighting = replace(sighting, within=within)
            yield sighting

    def _across(
        self,
        text: Folded,
        start: int,
        end: int,
        setting: _Setting,
        sighting: Sighting | None,
    ) -> Sighting | None:
        """The name that begins in a short one, ends behind it and is meant: 到達卡塔爾."""
        if not any(text.text[at : at + 2] in self._beginnings for at in range(start + 1, end)):
            return None
        behind = text.text[start + 1 : end + _LONG]
        for number, first, last in self._automaton.find_matches_as_indexes(behind):
            first, last = start + 1 + first, start + 1 + last
            if first >= end:
                break
            if last <= end:
                continue
            names = _of_year(self._names[self._patterns[number]], setting.year)
            other = self._sighting(names, text, first, last, setting)
            if other is None or not other.alone:
                continue
            if sighting is None or not sighting.alone:
                return other
            if last - first > end - start and not self._is_word(text, start, end)[0]:
                return other
        return None

    def _within(self, text: Folded, start: int, end: int, setting: _Setting) -> Iterator[Sighting]:
        """What a longer name that is none here holds: 紐約 where 紐約時報廣場 is no newspaper's.

        That is places, and of an event's name all that is no event: G20 of a G20峰會 of long ago.
        """
        event = is_event(self._names[text.text[start:end]])
        inner = self._lasting if event else self._places
        for number, first, last in inner.find(text.text[start:end]):
            if last - first == end - start:
                continue
            names = _of_year(inner.names[number], setting.year)
            sighting = self._sighting(names, text, start + first, start + last, setting)
            if sighting is not None:
                # The longer name began with a word, and so does the place.
                place = sighting.names[0].entry.entity.kind is Kind.PLACE
                yield replace(sighting, alone=True) if place and not first else sighting

    def _sighting(
        self, names: Sequence[KnownName], text: Folded, start: int, end: int, setting: _Setting
    ) -> Sighting | None:
        """What one of these names may be where it stands; None where it is none."""
        if not stands_alone(text.text, start, end):
            return None
        names = [one for one in names if not self._is_other(one, text, start, end, setting)]
        around = text.text[max(0, start - NEAR) : end + NEAR]
        passed = [name for name in names if _passes(name, text, start, end)]
        passed = [name for name in passed if not name.guard.forbids(around)]
        sure = [
            name
            for name in passed
            if name.guard.asks_no_more(around)
            and (name.guard.asks or name.text not in name.entry.local)
        ]
        full = tuple(name for name in sure if not name.surname)
        if len({name.entry.entity.id for name in full}) > 1:
            # What must stand near one of them does: it is told apart.
            full = tuple(name for name in full if name.guard.asks) or full
        if len({name.entry.entity.id for name in full}) == 1:
            alone = self._is_full(full[0], text, start, end)
            return Sighting(full, start, end, alone, guarded=False)
        if passed and not full:
            whole = self._is_full(passed[0], text, start, end)
            guarded = len(sure) < len(passed)
            office = has_office(text.text, start, end)
            return Sighting(
                tuple(passed), start, end, alone=False, guarded=guarded, whole=whole, office=office
            )
        return None

    def _is_other(
        self, name: KnownName, text: Folded, start: int, end: int, setting: _Setting
    ) -> bool:
        """Whether what stands beside a name makes it that of something else."""
        if name.entry.entity.kind is Kind.PLACE:
            return self._others.is_other(name.entry, text, start, end, sport=setting.sport)
        return is_longer(text, end, name.entry.entity.kind) or self._offices.are_elsewhere(
            name.entry, name.text, text, start, end
        )

    def _is_full(self, name: KnownName, text: Folded, start: int, end: int) -> bool:
        """Whether the name says by itself who is meant; a two-character one must be a word."""
        if end - start > 2 or not _HAN.match(name.text):
            return True
        begins, ends = self._is_word(text, start, end)
        # 日本首相 is a word that begins with the place that it is of.
        return begins and (ends or name.entry.entity.kind is Kind.PLACE)

    def _is_word(self, text: Folded, start: int, end: int) -> tuple[bool, bool]:
        """Whether a stretch of Han characters begins where a word does, and ends where one does."""
        around = _HAN_RUN.finditer(text.text, max(0, start - _CUT_BEFORE), end + _CUT_AFTER)
        run = next(match for match in around if match.end() >= end)
        borders = self._borders(run.group())
        return start - run.start() in borders, end - run.start() in borders


def _of_year(names: Sequence[KnownName], year: int) -> Sequence[KnownName]:
    """Those that a text of a year means; 0 for one without a day, which may mean all of them."""
    if not year or all(name.years is ALWAYS for name in names):
        return names
    return [name for name in names if name.years.first <= year <= name.years.last]


def _passes(name: KnownName, text: Folded, start: int, end: int) -> bool:
    """Whether a name with these surroundings may be this entity."""
    first, last = text.span(start, end)
    printed = text.original[first:last]
    if not _HAN.match(name.text):
        exact = name.text in name.entry.cased or (
            name.text.isupper() and len(name.text) <= _SHORT_CAPITALS
        )
        if exact and printed != name.text:
            return False
        # A name may begin with a digit (0700.HK, 721事件), which has no case.
        if printed[:1].islower() and not name.text[:1].islower():
            return False
    return not name.surname or (
        not word_before(text, start, name.entry.entity)
        and not word_after(text, end)
        and (name.entry.solo or not after_article(text.text, start))
    )


def _mention(
    sighting: Sighting, chosen: tuple[KnownName, Message], field: str, text: Folded
) -> Mention:
    name, why = chosen
    start, end = text.span(sighting.start, sighting.end)
    entity = name.entry.entity
    return Mention(entity.id, Kind(entity.kind), start, end, text.original[start:end], field, why)
