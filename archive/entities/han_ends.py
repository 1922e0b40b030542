"""Where Chinese names of people begin and end that models cut short.

A model that meets a name for the first time takes its last character for a word (何仲|成 before
供稱), and a surname that stands behind an office for a part of that. The rest of the text tells: a
character that follows a name wherever it stands belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from archive.entities.findings import Stretch
from archive.entities.word_lists import has_surname, words
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.scan import HAN
from archive.text.segmentation import is_ordinary


def _characters(name: str) -> frozenset[str]:
    return frozenset(map(fold_text, words("han_words.tsv", name)))


def word_of(*lists: str) -> str:
    """A pattern for any word, folded, of these lists of Chinese words."""
    folded = {fold_text(word) for name in lists for word in words("han_words.tsv", name)}
    return "(?:" + "|".join(sorted(folded, key=lambda word: (-len(word), word))) + ")"


#: What given names of several people end in; and words that none ends in.
_GIVEN_END: Final = _characters("given ends")
_WORD: Final = _characters("given words")

#: Words that names end in as well.
_EITHER: Final = _characters("either ends")

#: What stands between the parts of foreign names (． is . in folded text), and how long a part is.
DOTS: Final = "·‧•・．."
_SOUNDS: Final = 7
_FOREIGN: Final = _characters("transliteration")

#: What somebody is or does, behind a name; and an office and a character before one.
_BEHIND: Final = re.compile(word_of("titles", "titles after", "people are", "people do"))
_OFFICE: Final = re.compile(f"{word_of('titles', 'people are')}(.)$")
_ENDS_OFFICE: Final = re.compile(f"{word_of('titles', 'people are')}$")
_BEFORE_AT_MOST: Final = 8

#: Surnames that are words before a name as often: 記者向王偉查詢.
_NO_SURNAME: Final = frozenset(map(fold_text, "向和官于任與及由從連時對成"))

#: A road has a number, or crosses another.
_ROAD: Final = "道"
_ROAD_AFTER: Final = re.compile(
    r" ?\d|[一二三四五六七八九十百]+号|[、及和与與至夹夾].{1,5}[道街路]|交界"
)
_ROAD_BEFORE: Final = re.compile("[道街路][、及和与與至夹夾]$")

_HAN: Final = re.compile(f"[{HAN}]")
_ADDRESSED: Final = re.compile(f".{word_of('after a surname')}")

#: A surname and one character, or two; and as many characters as it takes to see what follows.
_SHORT: Final = 2
_WHOLE: Final = 3
_FOLLOWING: Final = 6
_LONGEST: Final = 5


def is_whole_name(folded: str, name: str, text: str) -> bool:
    """Whether a name ends in a character that is a word as well: 姜信治.

    Without it, the text has the name nowhere.
    """
    return (
        len(folded) == _WHOLE
        and folded[-1] in _EITHER
        and has_surname(folded)
        and _ADDRESSED.fullmatch(folded[:_SHORT]) is None
        and text.count(name[:_SHORT]) == text.count(name)
    )


def start_of(text: str, start: int, folded: str) -> int:
    """The start of a name with the surname, or the first sound, between an office and it."""
    if len(folded) > _LONGEST or not start or not _HAN.match(text, start - 1):
        return start
    before = fold_text(text[max(0, start - _BEFORE_AT_MOST) : start])
    match = _OFFICE.search(before)
    if match is None or match[1] in _NO_SURNAME or _ENDS_OFFICE.search(before):
        return start
    foreign = match[1] in _FOREIGN and _FOREIGN.issuperset(folded)
    # Behind a husband's surname stands a wife's name in full.
    surname = has_surname(match[1]) and len(folded) <= _WHOLE
    return start - 1 if foreign or surname else start


def in_one_piece(text: str, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Findings in Chinese text; a foreigner's name that a model cut in two is one: 莫措|阿莱迪."""
    last: Stretch | None = None
    for one in stretches:
        if last is not None and _are_one(text, last, one):
            last = Stretch(last.kind, last.start, one.end)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _are_one(text: str, first: Stretch, second: Stretch) -> bool:
    return (
        first.end == second.start
        and first.kind is second.kind is Kind.PERSON
        and _FOREIGN.issuperset(fold_text(text[first.start : second.end]))
    )


def behind_word(text: str, start: int, end: int) -> int:
    """The start of a name behind a word that is a surname as well: 向|禮頓.

    Without it the text has the name more often.
    """
    name = text[start:end]
    word = fold_text(name[:1]) in _NO_SURNAME and len(name) > _SHORT
    return start + 1 if word and text.count(name[1:]) > text.count(name) else start


def dotted(text: str, start: int) -> int:
    """The start of a foreigner's name with what a dot joins before it: 邁克爾．|霍頓."""
    if text[start - 1 : start] in DOTS and start > 1:
        first = start - 1
        while first and fold_text(text[first - 1]) in _FOREIGN and start - first < _SOUNDS:
            first -= 1
        if first < start - 1:
            return first
    return start


def with_last(name: str, text: str) -> str:
    """A surname and a character with the one that follows wherever they stand: 何仲成.

    That is one that names end in, and begins no word there; one that others end in seldom must
    stand before different words.
    """
    folded = fold_text(name)
    if len(folded) != _SHORT or not has_surname(folded) or _FOREIGN.issuperset(folded):
        return name
    ends = [match.end() for match in re.finditer(re.escape(name), text)]
    followed = {text[end : end + 1] for end in ends}
    if len(followed) != 1 or not _HAN.match(last := followed.pop()):
        return name
    if (character := fold_text(last)) in _WORD:
        return name
    behind = [fold_text(text[end : end + _FOLLOWING]) for end in ends]
    begins = sum(is_ordinary(one[:2]) or _BEHIND.match(one) is not None for one in behind)
    varied = len({one[1:2] for one in behind}) > 1
    if 2 * begins > len(ends) or not (varied or character in _GIVEN_END):
        return name
    return name + last


def is_surname_and_word(folded: str) -> bool:
    """Whether a folded name is a word behind a character that is a surname as well: 夏大豆.

    Words that end as given names do, are given names as often: 文浩然.
    """
    return is_ordinary(folded[1:]) and folded[-1] not in _GIVEN_END


def is_road(folded: str, before: str, after: str) -> bool:
    """Whether a folded name is a road's, by what stands beside it: 謝斐道與柯布連道交界."""
    beside = _ROAD_AFTER.match(after) or _ROAD_BEFORE.search(before)
    return folded[-1] == _ROAD and beside is not None
