"""Bodies in English text that models pass over, found by the words that such names end in.

A model does not see an authority in a name that holds a place or a surname (Israel Nature and Parks
Authority), takes a company for a person, and reads nothing in capitals. The last word says what it
is; where the name begins, what stands before it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from archive.entities.findings import Stretch
from archive.entities.latin_edges import LETTER, UPPER
from archive.entities.latin_organisations import says_not_which
from archive.entities.overlaps import Stretches
from archive.entities.word_lists import is_place, words
from archive.model.entity import Kind

#: What such a name ends in, and what may follow.
_COMPANY: Final = "Inc|Corp|Ltd|Plc|PLC|LLC"
_CO: Final = "Co"
_ENDS: Final = (_CO, *_COMPANY.split("|"), *words("latin_words.tsv", "body ends"))
_GOES_ON: Final = re.compile(r"[\w-]")
_OF: Final = re.compile(rf" of (?:the )?([{UPPER}][{LETTER}-]+(?: [{UPPER}][{LETTER}-]+)?)")

_IS_COMPANY: Final = re.compile(rf" (?:{_COMPANY}|Co|Group|Holdings|AG|SA|NV|Bank)\.?$")
_INITIALS: Final = re.compile(r" \(([A-Z]{2,6})\)")

#: The words before that, of which two may be joined: Inspection and Coordination Bureau.
_WORD: Final = rf"(?:[{UPPER}][{LETTER}\d'’&-]*|[{UPPER}]\.(?:[{UPPER}]\.)*)"
_FRONT: Final = re.compile(rf"(?<![\w.-])(?:{_WORD} )*?{_WORD} (?:(?:and|&) {_WORD} )?\Z")
_LONGEST: Final = 80

#: What says which kind of body the name behind it is of, and those that a person may be as well.
_KINDS: Final = words("latin_words.tsv", "body kinds")
_QUOTE: Final = frozenset("<\"“'‘")
_OR_PERSON: Final = frozenset(words("latin_words.tsv", "person kinds"))
_NAME: Final = re.compile(
    rf"{_WORD}(?: (?:(?:d[aeou]s?|dell[ae]|et|la|le|of|&) )?(?:d['’])?{_WORD}){{0,3}}"
)
_TWO: Final = 2

#: What stands behind no person: a ticker, a division of a company.
_IS_BODY: Final = re.compile(
    r" ?<[A-Z]{1,5}(?:\.[A-Z]{1,2})?>|, (?:an?|the) (?:[\w.'’-]+ ){0,3}"
    r"(?:division|unit|subsidiary|affiliate|arm) of "
)

#: What a sentence may begin with, and an office; the name begins behind.
_NO_FRONT: Final = frozenset(words("latin_words.tsv", "body fronts"))

#: Behind a capitalised word it is a line in which all are.
_CAPITAL_BEHIND: Final = re.compile(rf" [{UPPER}][{LETTER}]")

#: Not patterns, which are tried word by word wherever one begins.
_LAST: Final = AhoCorasick(
    [f" {word}" for word in _ENDS],
    matchkind=MatchKind.LeftmostLongest,
    implementation=Implementation.ContiguousNFA,
)
_KIND: Final = AhoCorasick(
    [f"{word} " for word in _KINDS],
    matchkind=MatchKind.LeftmostLongest,
    implementation=Implementation.ContiguousNFA,
)

_MORE_BEHIND: Final = re.compile(rf" (?:(?:and|or) )?[{UPPER}]")

#: A company and its ticker at the head of a text in capitals, in so many words at most.
_HEADLINE: Final = re.compile(r"(?:THE )?([A-Z][A-Z\d&.,' -]{2,60}?),? (?=<[A-Z.]{1,8}>)")
_MOST_WORDS: Final = 6
_NO_COMPANY: Final = frozenset(words("latin_words.tsv", "company verbs"))

#: Words in capitals that are none in a name; other short ones, and those without vowels, may be.
_SMALL: Final = frozenset(("AND", "OF", "THE", "FOR", "IN", "DE"))
_ORDINARY: Final = frozenset(words("latin_words.tsv", "short words"))
_PART: Final = re.compile(r"(?=.*[AEIOUY])[A-Z']{2,}")
_NO_INITIALS: Final = re.compile(r"(?=.*[AEIOUY])[A-Z']{4,}")


def with_bodies(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """What a model finds in an English text, and the bodies that it passes over in it.

    People who are part of a body's name are none.
    """
    organisations = [(one.start, one.end) for one in stretches if one.kind is Kind.ORGANISATION]
    known = Stretches(organisations)
    people = Stretches((one.start, one.end) for one in stretches if one.kind is Kind.PERSON)
    bodies = list(_bodies(text, known))
    bodies += _of_kinds(text, Stretches([*bodies, *organisations]), people)
    bodies += [
        (one.start, one.end)
        for one in stretches
        if one.kind is Kind.PERSON and _IS_BODY.match(text, one.end)
    ]
    named = {text[start:end] for start, end in bodies}
    bodies += [
        (one.start, one.end)
        for one in stretches
        if one.kind is Kind.PERSON and text[one.start : one.end] in named
    ]
    whole = Stretches(bodies)
    kept = [one for one in stretches if not whole.overlap(one.start, one.end)]
    return [*kept, *(Stretch(Kind.ORGANISATION, start, end) for start, end in bodies)]


def _bodies(text: str, known: Stretches) -> Iterator[tuple[int, int]]:
    last = 0
    for number, space, end in _LAST.find_matches_as_indexes(text):
        if space < last or _GOES_ON.match(text, end) or known.overlap(space + 1, end):
            continue
        front = _FRONT.search(text[max(last, end - _LONGEST) : space + 1])
        if front is None or _CAPITAL_BEHIND.match(text, end):
            continue
        start = _without_front(text, space + 1 - len(front.group()), space + 1)
        if start > space or known.overlap(start, end) or says_not_which(text[start:end]):
            continue
        if _ENDS[number] == _CO and (more := _OF.match(text, end)):
            end = more.end()
        last = end
        yield start, end


def _of_kinds(text: str, known: Stretches, people: Stretches) -> Iterator[tuple[int, int]]:
    """What is called so: the energy provider Sunlight."""
    for number, kind, at in _KIND.find_matches_as_indexes(text):
        start = at + (text[at : at + 1] in _QUOTE)
        name = _NAME.match(text, start)
        if name is None or (kind and _GOES_ON.match(text, kind - 1)):
            continue
        if _MORE_BEHIND.match(text, name.end()) or known.overlap(*name.span()):
            continue
        first = name.group().split(" ")[0].strip(".,")
        if first in _NO_FRONT or len(name.group()) <= _TWO or is_place(name.group()):
            continue
        if not (_KINDS[number] in _OR_PERSON and people.overlap(*name.span())):
            yield name.span()


def _without_front(text: str, start: int, end: int) -> int:
    """The start of a name behind words that begin a sentence, and offices."""
    for word in re.finditer(r"\S+ ", text[start:end]):
        if word.group().strip(" .,") not in _NO_FRONT:
            return start + word.start()
    return end


def whole_names(text: str, places: Sequence[tuple[int, int]]) -> dict[str, str]:
    """Short names of companies, and initials, with what the text calls them in full.

    Minntech is Minntech Corp, and CPC Ceylon Petroleum Corp (CPC), where it is just one.
    """
    names = {text[start:end].removeprefix("The ") for start, end in places}
    fuller: dict[str, set[str]] = {}
    for name in names:
        if _IS_COMPANY.search(name):
            for space in re.finditer(" ", name):
                front = name[: space.start()]
                if front in names and not says_not_which(front):
                    fuller.setdefault(front, set()).add(name)
    for start, end in places:
        short = _INITIALS.match(text, end)
        if short is not None and short[1] == "".join(re.findall("[A-Z]", text[start:end])):
            fuller.setdefault(short[1], set()).add(text[start:end].removeprefix("The "))
    return {short: next(iter(whole)) for short, whole in fuller.items() if len(whole) == 1}


def headline(title: str) -> tuple[int, int, str] | None:
    """The company at the head of a title in capitals, by its ticker: where, and its name.

    The name is written as others of its kind are: Toll Brothers Inc for TOLL BROTHERS INC.
    """
    match = _HEADLINE.match(title) if title.isupper() else None
    if match is None:
        return None
    name = match[1].split(" ")
    if not 1 < len(name) <= _MOST_WORDS or not _NO_COMPANY.isdisjoint(name):
        return None
    return match.start(1), match.end(1), " ".join(map(_in_small_letters, name))


def _in_small_letters(word: str) -> str:
    """A word of a name in capitals as it is written in others; initials stay."""
    if word in _SMALL:
        return word.lower()
    return "".join(
        part.capitalize() if part in _ORDINARY or pattern.fullmatch(part) else part
        for pattern in [_PART if "-" in word else _NO_INITIALS]
        for part in re.split("(-)", word)
    )
