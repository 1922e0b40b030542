"""Where the name of a place is that of something else: a club, a road, another place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from archive.entities.entries import Entry
from archive.entities.surroundings import stands_alone
from archive.entities.word_lists import words
from archive.model.entity import Kind
from archive.text.folding import Folded, fold_text

#: 屯門公路, 福建中學, 布良斯克州, 長沙艦, 蒙古族.
_LONGER: Final = re.compile(
    fold_text(
        "(?:公路|大道|馬路|中學|小學|幼稚園|同鄉會|同鄉總會|書店|州(?!長|政府|立)|族(?!群)|艦(?!隊)"
        "|協定|協議書|盆地|邊疆區|兩項|話(?![題說語別事])|馬拉松|集團(?!軍)|精神(?![病科健分])"
        "|站(?![在立出穩起上滿長]))"
    )
)

#: Prince Edward Road, Moscow Region, Sao Paulo State; in capitals all the same.
_ROAD_OR_REGION: Final = re.compile(
    r" (?:road|street|avenue|highway|regions?|oblast|count(?:y|ies)|prefecture|peninsula|hotel"
    r"|marathon|etf|state(?! (?:university|department)))\b"
)

#: A score: Philadelphia 24, New York 17 is of clubs; and so is Liverpool 2-0 Everton.
_SCORE: Final = re.compile(
    r",? \d{1,3}(?:[-–]\d{1,3})?(?=[ ,;.\n]*(?:[a-z][a-z]+(?: [a-z]+)? \d{1,3}\b|$|\n|;))"
    r"| \d{1,2}[-–]\d{1,2}\b(?! (?:am|pm|percent|degrees))"
)

#: Words of the game: a text that has so many different ones is about sport.
_GAME: Final = tuple(
    fold_text(word) for name in ("latin_words.tsv", "han_words.tsv") for word in words(name, "game")
)
_SPORT: Final = AhoCorasick(_GAME, matchkind=MatchKind.LeftmostLongest)
_SPORT_WORDS: Final = 4

#: In such a text a city is one behind these, or before those.
_IN: Final = re.compile(r"\b(?:in|near|from|to|outside|around|of|through|city of) (?:the )?\Z")
_HAN_IN: Final = re.compile(fold_text("(?:在|於|赴|到|抵|往|自|返|離開|前往|來自|位於)") + r"\Z")
_HAN_CITY: Final = re.compile(fold_text("(?:市|站|舉行|進行|上演|大師賽|公開賽|奧運|亞運|大獎賽)"))

#: Gulf of California, Duke of Edinburgh: of the place, and not there.
_OF: Final = re.compile(r"\b(?:gulf|duke|duchess|prince|princess|earl|battle|treaty) of \Z")

#: Naples, Florida: what lies elsewhere is another place of the name.
_COMMA: Final = re.compile(r", ")
_BEHIND: Final = 24

#: States of the United States as texts shorten them, which no name of them is.
_SHORT_STATE: Final = re.compile(
    r"(?:ala|ariz|ark|calif|colo|conn|del|fla|ga|ill|ind|kan|ky|la|mass|md|mich|minn|miss|mo|mont"
    r"|neb|nev|n\.[chjmy]\.?|okla|ore|pa|r\.i\.?|s\.[cd]\.?|tenn|tex|va|vt|wash|wis|wyo"
    r"|[acdfghiklmnoprstuvw][a-z])(?=[.,;)\n ]|\Z)"
)
_AMERICA: Final = "united-states"


def is_of_sport(text: Folded) -> bool:
    """Whether a text is about sport, where cities are clubs."""
    seen: set[int] = set()
    for word, start, end in _SPORT.find_matches_as_indexes(text.text):
        if word not in seen and stands_alone(text.text, start, end):
            seen.add(word)
            if len(seen) >= _SPORT_WORDS:
                return True
    return False


class OtherPlaces:
    """Says where the name of a place means something else."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._ids: dict[str, set[str]] = {}
        for id_, entry in entries.items():
            if entry.entity.kind is Kind.PLACE:
                for name in entry.entity.all_names():
                    if len(name) > 1:
                        self._ids.setdefault(fold_text(name), set()).add(id_)
        self._names = list(self._ids)
        self._places = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    def is_other(self, entry: Entry, text: Folded, start: int, end: int, *, sport: bool) -> bool:
        """Whether the name of this place at `text[start:end]` is part of another or another's."""
        if _LONGER.match(text.text, end) or _SCORE.match(text.text, end):
            return True
        if _OF.search(text.text, max(0, start - 12), start):
            return True
        region = _ROAD_OR_REGION.match(text.text, end)
        if region is not None and self._is_capitalised(text, region):
            return True
        if sport and entry.entity.within and self._is_club(text.text, start, end):
            return True
        return self._lies_elsewhere(entry, text, end)

    @staticmethod
    def _is_capitalised(text: Folded, match: re.Match[str]) -> bool:
        first, _ = text.span(match.start() + 1, match.end())
        return text.original[first].isupper()

    @staticmethod
    def _is_club(text: str, start: int, end: int) -> bool:
        """Whether nothing beside a city in a text about sport says that something happens there."""
        before = text[max(0, start - 12) : start]
        if text[start].isascii():
            return _IN.search(before) is None
        return _HAN_IN.search(before) is None and _HAN_CITY.match(text, end) is None

    def _lies_elsewhere(self, entry: Entry, text: Folded, end: int) -> bool:
        """Whether the place that stands behind a comma is none that this lies in."""
        if not _COMMA.match(text.text, end):
            return False
        behind = text.text[end + 2 : end + 2 + _BEHIND]
        around = self._around(entry.entity.id)
        first = text.original[slice(*text.span(end + 2, end + 3))] if behind else ""
        if _SHORT_STATE.match(behind) and first.isupper():
            return _AMERICA not in around
        for number, start, _ in self._places.find_matches_as_indexes(behind):
            if start:
                return False
            ids = self._ids[self._names[number]]
            regions = {id_ for id_ in ids if not self._is_city(id_)}
            return bool(regions) and not regions & around and entry.entity.within != ""
        return False

    def _is_city(self, place: str) -> bool:
        """Whether a place lies in one that lies in another, or is a city by its note."""
        note = self._entries[place].entity.note
        return note.startswith(("city", "capital", "largest city", "town", "area", "district"))

    def _around(self, place: str) -> set[str]:
        """A place and those that it lies in."""
        around: set[str] = set()
        while place and place not in around and place in self._entries:
            around.add(place)
            place = self._entries[place].entity.within
        return around
