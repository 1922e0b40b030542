"""Bodies in Chinese text that models pass over, found by what stands beside their names.

A court or a ministry straight behind the place that it is of, an embassy by where it is, an
association of a place between signs, and what the text itself calls a company or a restaurant.
Everything is compared as printed: the words of the lists stand there in both scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.entities.word_lists import is_place, words
from archive.text.folding import fold_text
from archive.text.scan import HAN
from archive.text.segmentation import is_ordinary

_HAN: Final = f"[{HAN}]"


def _one_of(name: str) -> str:
    of_name = sorted(words("han_words.tsv", name), key=lambda word: (-len(word), word))
    return "|".join(of_name)


#: A body that a place has one of.
_OF_A_PLACE: Final = re.compile(rf"(?:{_one_of('place bodies')})(?![長长])")

#: An embassy: whose, and where it is.
_ABROAD: Final = re.compile(rf"[駐驻]({_HAN}{{2,8}}?)(?:大使館|大使馆|使館|使馆|總領事館|总领事馆)")

#: What is between signs, and begins with a place.
_SIGN: Final = r"[，。、；：「」『』（）“”《》\n!?！？,;:()]"
_BETWEEN: Final = re.compile(
    rf"(?:(?<={_SIGN})|\A)(?:以及|及|與|与|和)?({_HAN}{{4,24}}?"
    rf"(?:{_one_of('sign ends')}))(?={_SIGN}|\Z|以及)"
)
_IN_NONE: Final = re.compile(f"{_one_of('sign words')}|有(?!限)|日(?![本報报])")

#: Before these it is what somebody does: 有份組織「...」.
_DO: Final = "年份有會会將将来來起以去可並并共同曾所擬拟中月日"

#: What a text calls a company, a restaurant, a band, in quotation marks or in Latin letters.
_SURE: Final = _one_of("body kinds")
_UNSURE: Final = rf"公司|(?<={_HAN})(?<![{_DO}])(?:組織|组织)"
_KINDS: Final = rf"(?:{_SURE}|{_UNSURE})"
_QUOTED: Final = rf"[「“] ?(?P<name>[{HAN}A-Z][^「」“”，。！？、,.!?\n的了是在 ]{{1,9}}) ?[」”]"
_LATIN: Final = (
    r"(?P<latin>[A-Z][A-Za-z\d&.’'-]+(?: [A-Z][A-Za-z\d&.’'-]+){0,4})(?![A-Za-z\d&]| [A-Za-z&])"
)
#: A company's product goes on behind the quotation: 波音公司「星際客機」飛船.
_ENDS_QUOTED: Final = rf"(?={_SIGN}|[及和與与的]|成[員员]|[發发]起|\Z)"
_NAMED: Final = re.compile(rf"{_QUOTED}|(?<={_HAN})[ 「]{{0,2}}{_LATIN}")
_MAY_GO_ON: Final = re.compile("(?:公司|組織|组织)$")
_ENDED: Final = re.compile(_ENDS_QUOTED)
_QUOTES: Final = ("「", "“")
_KIND_BEFORE: Final = re.compile(rf"{_KINDS}[ 「“]{{0,2}}\Z")
_KIND_BEHIND: Final = re.compile(rf"[」”](?:{_one_of('kinds behind')})")

_KIND_AT_MOST: Final = 8

#: What a name goes on with: 巴士業職工會|聯盟; and what says of none which: 兩協會, 我國|航空公司.
_GOES_ON: Final = re.compile("聯盟|联盟|協會|协会|總會|总会|基金會|基金会")
_NO_WHICH: Final = re.compile("[兩两](?!岸)|[該该各]|(?<=[我該该各多兩两本全])[國国]")

#: The longest and the shortest names of places looked for in front.
_PLACE: Final = range(6, 1, -1)


def bodies(text: str) -> Iterator[tuple[int, int]]:
    """Where a Chinese text names bodies whose kind it tells."""
    for match in _OF_A_PLACE.finditer(text):
        for length in _PLACE:
            start = match.start() - length
            if start >= 0 and is_place(text[start : match.start()]):
                yield start, match.end()
                break
    for match in _ABROAD.finditer(text):
        for length in _PLACE:
            start = match.start() - length
            if start >= 0 and is_place(text[start : match.start()]) and is_place(match[1]):
                yield start, match.end()
                break
    for match in _BETWEEN.finditer(text):
        name = match[1]
        if _IN_NONE.search(name) is None and any(is_place(name[:length]) for length in _PLACE):
            yield match.span(1)


def called(text: str) -> Iterator[tuple[int, int]]:
    """Where a Chinese text names what it calls a company, a restaurant, a band."""
    for match in _NAMED.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        before = text[max(0, match.start() - _KIND_AT_MOST) : match.start()]
        quoted = match.lastgroup == "name"
        if _KIND_BEFORE.search(before) is None:
            if not quoted or _KIND_BEHIND.match(text, match.end() - 1) is None:
                continue
        elif quoted and _MAY_GO_ON.search(before) and not _ENDED.match(text, match.end()):
            continue
        if not is_ordinary(fold_text(text[start:end])):
            yield start, end


def is_called(name: str, before: str, after: str) -> bool:
    """Whether what stands beside a name in a Chinese text says that it is a company's and so on."""
    before = before[-_KIND_AT_MOST:]
    if _KIND_BEFORE.search(before) is not None and (name.isascii() or before[-1] in _QUOTES):
        return True
    return before[-1:] in _QUOTES and _KIND_BEHIND.match(after) is not None


def end_of(text: str, end: int) -> int:
    """The end of a body's name with what it goes on with, where a model stops before."""
    more = _GOES_ON.match(text, end)
    return more.end() if more is not None else end


def says_no_which(text: str, start: int) -> bool:
    """Whether what a name begins with says that it is nobody's: of two, of our country."""
    return _NO_WHICH.match(text, start) is not None
