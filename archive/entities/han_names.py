"""What a finding in Chinese text must be like to count as a name, and how it is trimmed.

Everything is compared in folded text; the words here are written in Traditional Chinese.
"""

from __future__ import annotations

import re
from typing import Final

from archive.entities.word_lists import is_no_name, is_place, words
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.scan import HAN
from archive.text.segmentation import Segmenter, is_ordinary

#: How far around a name is looked, in characters.
_AROUND: Final = 8

#: The most characters of a name without a dot.
_LONGEST: Final = 6

#: An organisation's name is more than the word for its kind.
_LEAST: Final = 4

#: A Latin name of two words at least; single ones are as often a brand, a place or a species.
_WORD: Final = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]*\.?"
_LATIN_NAME: Final = re.compile(
    rf"{_WORD}(?: (?:{_WORD}|bin|de|da|van|von))* (?:{_WORD}|al-{_WORD})"
)
_DOT: Final = "·‧•・．"
_HAN_NAME: Final = re.compile(f"[{HAN}]+")
_DOTTED: Final = re.compile(f"[{HAN}]+(?:[{_DOT}][{HAN}]+)+")
_ONE_MORE: Final = re.compile(f"[{HAN}](?![{HAN}])")


def _one_of(*lists: str) -> str:
    """A pattern for any word of these lists."""
    folded = {fold_text(word) for name in lists for word in words("han_words.tsv", name)}
    return "(?:" + "|".join(sorted(folded, key=lambda word: (-len(word), word))) + ")"


_TITLE_BEFORE: Final = re.compile(f"{_one_of('titles')}(?=..)")
_TITLE_AFTER: Final = re.compile(f"(?<=.){_one_of('titles', 'titles after')}$")

#: Words that a finding runs into, and a surname alone that does.
_LOOSE_END: Final = re.compile(f"(?<=..){_one_of('loose end')}$")
_LOOSE_START: Final = re.compile(f"{_one_of('loose start')}(?=...$)")
_RUN_IN: Final = re.compile(f"^.{_one_of('run in')}$")

#: What makes the name before it, or after it, one of a place, a people or a thing.
_NO_PERSON_AFTER: Final = re.compile(f"人(?![士員员物大選])|{_one_of('after no person')}")
_PLACE_BEFORE: Final = re.compile(f"{_one_of('before a place')}$")

#: What is no person, or an organisation, by its own end.
_NO_PERSON_END: Final = re.compile(f"{_one_of('end of no person')}$")
_ORGANISATION: Final = re.compile(f"{_one_of('end of an organisation')}$")

#: 美方, 韓股, 俄烏: a country's side, its shares, two countries.
_COUNTRY: Final = "[中美俄乌英法德日韩朝印巴以伊港澳台欧]"
_SIDE: Final = re.compile(f".[方股]|{_COUNTRY}(?:{_COUNTRY}|媒|军|国)")

#: Ordinary words that tell which one: 國家統計局.
_TELLING: Final = frozenset(map(fold_text, words("han_words.tsv", "telling")))

#: Words that only spoken Cantonese has, in no name.
_SPOKEN: Final = re.compile(_one_of("cantonese"))

#: A surname with how one is addressed: 胡官, 林太.
_ADDRESSED: Final = re.compile(f".{_one_of('after a surname')}")

#: 新時代黨的建設: a word, not a party.
_PARTY: Final = re.compile(f"{_one_of('after a party')}")

#: Where organisations are, not what they are.
#: What a place has one of: 羅馬尼亞憲法法院 says which, 香港銀行 does not.
_OF_A_PLACE: Final = re.compile(f"{_one_of('body of a place')}$")

_BUILDING: Final = re.compile(f"{_one_of('building')}$")

_PARTIES: Final = ("黨", "党")

#: 中學時 is a time of life.
_WHILE_AT: Final = ("時", "时")


def ends_as_organisation(name: str, segmenter: Segmenter) -> bool:
    """Whether a Chinese name says by its end that it is an organisation's."""
    folded = fold_text(name)
    return (
        len(folded) >= _LEAST
        and (_ORGANISATION.search(folded) or _OF_A_PLACE.search(folded)) is not None
        and _BUILDING.search(folded) is None
        and not is_generic(folded, segmenter)
    )


def is_generic(folded: str, segmenter: Segmenter) -> bool:
    """Whether an organisation's name, folded, says no more than where and what: 香港銀行."""
    *front, _ = segmenter.cut_words(folded)
    if not front:
        return is_ordinary(folded)
    if is_place(front[0]) and _OF_A_PLACE.search(folded[len(front[0]) :]):
        return False
    return all(is_place(word) or _is_plain(word) for word in front)


def _is_plain(word: str) -> bool:
    return is_ordinary(word) and word not in _TELLING


def trim(kind: Kind, text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name in a stretch of Chinese text, as places in the text; None where it is none."""
    printed = text[start:end]
    if is_no_name(printed):
        return None
    if re.search(r"[A-Za-z\d]", printed):
        return _latin(kind, text, start, end)
    folded = fold_text(printed)
    if len(folded) != len(printed) or is_place(printed):
        return None
    if kind is Kind.ORGANISATION:
        whole = len(printed) >= _LEAST and _HAN_NAME.fullmatch(printed)
        after = fold_text(text[end : end + _AROUND])
        if not whole or text[end : end + 1] in _WHILE_AT or _SPOKEN.search(folded):
            return None
        return None if folded[-1] in _PARTIES and _PARTY.match(after) else (start, end)
    return _person(text, start, end, folded)


def _latin(kind: Kind, text: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's Latin name as a whole; models know only a part of it."""
    if kind is not Kind.PERSON:
        return None
    for match in _LATIN_NAME.finditer(text, max(0, start - 40), end + 40):
        if match.group().startswith(("The ", "A ")):
            continue
        if match.start() <= start and end <= match.end():
            return match.span()
    return None


def _person(text: str, start: int, end: int, folded: str) -> tuple[int, int] | None:
    while match := _TITLE_BEFORE.match(folded) or _LOOSE_START.match(folded):
        start, folded = start + match.end(), folded[match.end() :]
    while match := _TITLE_AFTER.search(folded) or _LOOSE_END.search(folded):
        end, folded = start + match.start(), folded[: match.start()]
    dotted = any(dot in folded for dot in _DOT)
    after = fold_text(text[end : end + _AROUND])
    before = fold_text(text[max(0, start - _AROUND) : start])
    if dotted and _ONE_MORE.match(after) and not _LOOSE_END.search(folded + after[:1]):
        end, folded = end + 1, folded + after[:1]
    whole = _DOTTED.fullmatch(text[start:end]) if dotted else _HAN_NAME.fullmatch(text[start:end])
    if whole is None or len(folded) < 2 or (not dotted and len(folded) > _LONGEST):
        return None
    if _SPOKEN.search(folded) or _ADDRESSED.fullmatch(folded):
        return None
    if _NO_PERSON_END.search(folded) or _RUN_IN.search(folded) or is_ordinary(folded):
        return None
    if _SIDE.fullmatch(folded) or is_place(folded):
        return None
    if _NO_PERSON_AFTER.match(after) or _PLACE_BEFORE.search(before):
        return None
    return start, end
