"""Of whom an article tells who that is: one article is enough to show such a name.

A model that takes a word for a person is rarely wrong where the text gives that person an office or
an age, says what they said or did, where it names them again in Chinese, or the name begins with a
first name; nor for a company where it has a ticker, shares or a chief executive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from archive.entities import han_bodies
from archive.entities.candidates import Candidate
from archive.entities.han_ends import DOTS, is_surname_and_word
from archive.entities.word_lists import has_surname, is_chinese_surname, is_given_name, words
from archive.model.article import Article
from archive.model.entity import Kind
from archive.text.folding import fold_text
from archive.text.segmentation import is_ordinary

#: How far on either side of a name is looked, in characters.
_AROUND: Final = 30


def _one_of(*lists: str) -> str:
    names = {word for name in lists for word in words("latin_words.tsv", name)}
    return "|".join(sorted(names, key=lambda word: (-len(word), word)))


def _han(*lists: str) -> str:
    names = {fold_text(word) for name in lists for word in words("han_words.tsv", name)}
    return "|".join(sorted(names, key=lambda word: (-len(word), word)))


#: Who somebody is, in English.
_IS: Final = _one_of("titles", "people are")

#: What stands straight before a person's English name, and straight behind it.
_BEFORE: Final = re.compile(rf"\b(?:(?:{_IS})\.?,?|said|says|by|named) (?:\w\. )?\Z", re.IGNORECASE)
_AFTER: Final = re.compile(
    rf",? (?:{_one_of('people do')})\b|, (?:aged )?\d{{1,3}}\b,?"
    rf"|,(?: [\w'’-]+){{0,6}} (?:{_IS})\b",
    re.IGNORECASE,
)

#: A first name and as many words at most are a name.
_MOST_WORDS: Final = 3

#: Chinese names of so many characters are as often words.
_SHORT: Final = 2

#: The same of a Chinese one, in folded text.
_HAN_BEFORE: Final = re.compile(rf"(?:{_han('titles', 'people are')})\Z")
_HAN_AFTER: Final = re.compile(
    rf"(?:{_han('titles', 'titles after')})|[(,]?\d{{1,3}}[岁歲]|[(,][男女]"
    rf"|.{{0,6}}?(?:{_han('people do')})"
)

_HAN_DOES: Final = re.compile(_han("people do"))

#: 马林卡等方向: of several places that are fought for.
_IN_A_ROW: Final = re.compile(r"(?:[、及和].{0,30}?)?等?(?:方向|地区|一带|州|市)")

#: What parts names in a row. What is told of one is told of all, save in texts of so many names,
#: where people sign something.
_ROW: Final = frozenset("、和與与及")
_MOST_NAMES: Final = 60

#: A Chinese given name in Latin letters: Pak-yu, Hongwei.
_GIVEN: Final = re.compile(r"[A-Z][a-z]+-[a-z]+|[A-Z][a-z]{2,9}")

#: What shows that a name is a company's: its ticker, what it has, who works for it.
_TICKER: Final = re.compile(r" ?[<(][A-Z0-9]{1,5}(?:[.:][A-Z]{1,2})[>)]")
_BODIES: Final = _one_of("body kinds", "body parts")
_COMPANY_AFTER: Final = re.compile(
    rf"(?:'s|’s|') (?:[\w-]+ ){{0,2}}(?:{_one_of('of a company')})\b"
    r"|,? (?:spokesman|spokeswoman|spokesperson|shares|shareholders|executives)\b"
    rf"|, (?:an?|the|one of the) (?:[\w.'’-]+ ){{0,4}}(?:{_BODIES})\b"
    r"| (?:think-tank|think tank|startup|start-up)\b"
)

#: What only companies say, and clubs have; initials and single words may be short for others.
_COMPANY_SAYS: Final = re.compile(r",? (?:has |had |also )?(?:said|says)(?: that)? (?:it|its)\b")
_CLUB_AFTER: Final = re.compile(r" \d{1,3}-\d{1,3}\b")
_COMPANY_BEFORE: Final = re.compile(
    rf"\b(?:{_one_of('of a company')}) (?:of|at|for|in) (?:the )?\Z"
    rf"|\b(?:giant|{_one_of('body kinds')}) \Z"
)


def who_is_told(article: Article, candidates: Sequence[Candidate]) -> set[tuple[Kind, str]]:
    """The candidates of an article of whom or which it tells who or what that is."""
    counts = Counter((candidate.kind, candidate.name) for candidate in candidates)
    told = {
        (candidate.kind, candidate.name)
        for candidate in candidates
        if not candidate.lone
        and _is_told(article, candidate, several=counts[candidate.kind, candidate.name] > 1)
    }
    signed = len(counts) > _MOST_NAMES
    for row in _rows(article, candidates):
        if not signed and not told.isdisjoint(row):
            told.update(row)
    return told


def _rows(article: Article, candidates: Sequence[Candidate]) -> Iterator[list[tuple[Kind, str]]]:
    """People whose Chinese names stand beside each other: 代表陳大文、李小明和何方."""
    row: list[tuple[Kind, str]] = []
    for first, second in pairwise(candidates):
        if _are_in_a_row(article, first, second):
            row = row or [(first.kind, first.name)]
            row.append((second.kind, second.name))
        elif row:
            yield row
            row = []
    if row:
        yield row


def _are_in_a_row(article: Article, first: Candidate, second: Candidate) -> bool:
    text = article.title if first.field == "title" else article.body
    return (
        first.field == second.field
        and first.kind is second.kind is Kind.PERSON
        and text[first.end : second.start] in _ROW
        and max(len(first.name), len(second.name)) > _SHORT
        and all(has_surname(fold_text(one.name)) for one in (first, second))
    )


def _is_told(article: Article, candidate: Candidate, *, several: bool) -> bool:
    text = article.title if candidate.field == "title" else article.body
    before = text[max(0, candidate.start - _AROUND) : candidate.start]
    after = text[candidate.end : candidate.end + _AROUND]
    if candidate.kind is Kind.ORGANISATION:
        if han_bodies.is_called(candidate.name, before, after):
            return True
        return candidate.name.isascii() and _is_company(candidate.name, before, after)
    if candidate.name.isascii() or " " in candidate.name:
        return _is_english_person(candidate.name, before, after)
    return _is_chinese_person(candidate.name, before, after, several=several)


def _is_company(name: str, before: str, after: str) -> bool:
    if _TICKER.match(after) or _COMPANY_AFTER.match(after) or _COMPANY_BEFORE.search(before):
        return True
    if not name.isupper() and _COMPANY_SAYS.match(after):
        return True
    if " " in name and _CLUB_AFTER.match(after) and not is_given_name(name.split()[0]):
        return True
    short = re.match(r" \(([A-Z]{2,6})\)", after)
    return short is not None and short[1] == "".join(re.findall("[A-Z]", name))


def _is_english_person(name: str, before: str, after: str) -> bool:
    """Of two words, with a first name or a Chinese surname, an office, an age, a deed."""
    first, *others = name.split()
    if not others:
        return False
    if _BEFORE.search(before) or _AFTER.match(after):
        return True
    if is_chinese_surname(first):
        return len(others) == 1 and _GIVEN.fullmatch(others[0]) is not None
    return len(others) < _MOST_WORDS and is_given_name(first)


def _is_chinese_person(name: str, before: str, after: str, *, several: bool) -> bool:
    folded, before, after = fold_text(name), fold_text(before), fold_text(after)
    if _IN_A_ROW.match(after):
        return False
    titled = _HAN_BEFORE.search(before) is not None
    dotted = any(dot in folded for dot in DOTS)
    if dotted:
        return True  # in full, as only people's names are
    if not has_surname(folded):
        return titled and len(folded) > _SHORT
    does = _HAN_AFTER.match(after)
    # Two characters are found again wherever they stand, and more often before another's deed.
    if len(folded) <= _SHORT:
        if is_ordinary(folded[1] + after[:1]):
            at_once = _HAN_DOES.match(after)
            return titled or (at_once is not None and len(at_once.group()) > 1)  # 曾罕有發表
        return titled or (does is not None and "," not in does.group()[1:])
    # 夏大豆 is no person for being named again.
    return titled or ((does is not None or several) and not is_surname_and_word(folded))
