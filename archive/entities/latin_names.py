"""What findings in English text must be like to count as names, how they are trimmed and joined.

A model reads a name anew wherever it stands, and a news text names people in full once and by
their surname after that. So the whole text decides: surnames of people named in full are those
people wherever they stand, and a single word that nothing else says is a person's name is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from archive.entities.findings import Stretch
from archive.entities.latin_edges import LETTER, UPPER, trimmed
from archive.entities.latin_organisations import organisations
from archive.entities.word_lists import (
    is_given_name,
    is_no_name,
    is_place,
    words,
)
from archive.model.entity import Kind

#: A word of a person's name: capitalised, an initial, or a particle.
_NAME_WORD: Final = re.compile(
    rf"(?:[{UPPER}][{LETTER}'’.-]*|al-[{LETTER}]+|de|da|di|del|der|van|von|bin|bint|ibn|la|le|el)$"
)
_PARTICLE: Final = re.compile(
    r" (?:[Dd][ue]|[Vv][ao]n|[Dd]er|[Dd]en|[Tt]er|[Dd]os|[Dd]a|[Dd]i|[Ll][ae])$"
)
#: Names of places that are as often somebody's first name.
_FIRST_NAMES: Final = frozenset(words("latin_words.tsv", "given places"))
_HYPHEN: Final = re.compile(rf"[-–][{UPPER}]")
_BEHIND_PARTICLE: Final = re.compile(rf"(?: [{UPPER}][{LETTER}'’-]+){{1,2}}")
_INITIAL: Final = re.compile(rf"(?<= )[{UPPER}]$")

#: Titles that stand before a name and are none of it.
TITLES: Final = frozenset(words("latin_words.tsv", "titles"))
_TITLE: Final = re.compile(rf"\b({'|'.join(sorted(TITLES))})\.?\s$", re.IGNORECASE)

_BEFORE: Final = re.compile(rf"(?<![.!?] )(?<![.!?]['\"”’] )\b([{UPPER}][{LETTER}.'’-]*) $")
_AFTER: Final = re.compile(rf" (?:&|[{UPPER}][{LETTER}])")

#: A surname in a text, and what stands before none.
_SURNAME: Final = re.compile(rf"[{UPPER}][{LETTER}'’-]*[{LETTER}]")
_NO_SURNAME: Final = re.compile(
    r"\b(?:the|in|at|near|from|of|to|an?|this|its|their|on|into)\s$", re.IGNORECASE
)

#: Beside a word, it is part of a longer one.
_JOINED: Final = re.compile(rf"[{LETTER}\d-]")

#: What people do. A single capitalised word before one of these is a person's name.
_DOES: Final = re.compile(rf",? (?:{'|'.join(words('latin_words.tsv', 'people do'))}|was born)\b")

#: Words in a finding that show that no person is meant.
_NO_PERSON: Final = frozenset(words("latin_words.tsv", "in no person"))


def _untitled(text: str, start: int, end: int) -> int:
    """The start of a name behind its titles."""
    while (space := text.find(" ", start, end)) >= 0:
        if text[start:space].lower().strip(".") not in TITLES:
            break
        start = space + 1
    return start


def _people(text: str, stretches: Iterable[Stretch]) -> Iterator[tuple[int, int]]:
    """What may be a person's name, trimmed; two names that a sign joins are separated."""
    for stretch in stretches:
        if stretch.kind is not Kind.PERSON:
            continue
        at = stretch.start
        for piece in re.split(r"( & | and |, |\n+)", text[stretch.start : stretch.end]):
            start, end = trimmed(text, at, at + len(piece))
            at += len(piece)
            start = _untitled(text, start, end)
            start = _without_country(text, start, end)
            if end - start > 1 and _may_be_person(text[start:end]) and not _goes_on(text, end):
                yield start, _whole(text, start, end)


def _without_country(text: str, start: int, end: int) -> int:
    """The start of a name behind a place that is nobody's first name: of Russia Kara-Murza."""
    first, space, _ = text[start:end].partition(" ")
    behind = space and first not in _FIRST_NAMES and is_place(first) and not is_given_name(first)
    return start + len(first) + 1 if behind else start


def _goes_on(text: str, end: int) -> bool:
    """Whether a name ends in a place that is joined to more: Hetao Shenzhen-Hong Kong."""
    last = text.rfind(" ", 0, end) + 1
    return _HYPHEN.match(text, end) is not None and is_place(text[last:end])


def _whole(text: str, start: int, end: int) -> int:
    """The end of a name with what models stop before.

    That is what an initial hides ("William L" of "L. Curry"), and a surname behind its particle.
    """
    if _INITIAL.search(text, start, end):
        following = re.compile(rf" ?\. ?[{UPPER}][{LETTER}'’-]+").match(text, end)
    elif _PARTICLE.search(text, start, end):
        following = _BEHIND_PARTICLE.match(text, end)
    else:
        return end
    return following.end() if following else end


def _may_be_person(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= 5
        and all(map(_NAME_WORD.match, words))
        and words[0][:1].isupper()
        and not {word.lower().strip(".,") for word in words} & _NO_PERSON
        and not is_place(name)
        and not is_no_name(name)
        and not any(character.isdigit() for character in name)
    )


def _says_person(text: str, start: int, end: int) -> bool:
    """Whether what stands beside a single word says that it is a person's name."""
    return bool(_TITLE.search(text, max(0, start - 16), start) or _DOES.match(text, end))


def people(text: str, stretches: Sequence[Stretch]) -> list[tuple[int, int, str]]:
    """People named in an English text: places, and the full name meant.

    A name in full stands for itself. A single word is the person of that name who is named in
    full in this text, if there is just one; else it counts only where what stands beside it says
    somewhere in the text that it is a person's name.
    """
    spans = list(dict.fromkeys(_people(text, stretches)))
    full = [(start, end) for start, end in spans if " " in text[start:end]]
    alone = [(start, end) for start, end in spans if " " not in text[start:end]]
    bearers: dict[str, set[str]] = {}
    for start, end in full:
        words = text[start:end].split()
        for word in {words[0], words[-1]}:
            if len(word) > 2 and word.lower() not in _NO_PERSON and not is_place(word):
                bearers.setdefault(word, set()).add(text[start:end])
    said = {text[start:end] for start, end in alone if _says_person(text, start, end)}
    whole = {text[start:end] for start, end in full}
    longer = _by_their_ends(whole)
    taken = [(start, end, _longest(text[start:end], longer)) for start, end in full]
    covered = sorted(full)
    for start, end in _words(text, said | set(bearers)):
        at = bisect_right(covered, (start, end))
        if any(a < end and start < b for a, b in covered[max(0, at - 1) : at + 1]):
            continue
        names = bearers.get(text[start:end], {text[start:end]})
        if len(names) == 1:
            taken.append((start, end, next(iter(names))))
    return sorted(taken)


def lone(
    text: str, stretches: Sequence[Stretch], people: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int]]:
    """Single words that a model takes for somebody of whom the text says no more, as flashes do.

    `people` are those that the text says more of. None where the model takes the same word for an
    organisation somewhere, or where what stands before it says that it is a place or a thing.
    """
    taken = {place for start, end, _ in people for place in (start, end)}
    others = {text[a:b] for a, b in organisations(text, stretches)}
    for start, end in dict.fromkeys(_people(text, stretches)):
        word = text[start:end]
        if taken & {start, end} or word in others or not _SURNAME.fullmatch(word):
            continue
        before = _BEFORE.search(text, max(0, start - 30), start)
        if _NO_SURNAME.search(text, max(0, start - 8), start) or before or _AFTER.match(text, end):
            continue
        yield start, end


def _by_their_ends(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by what stands behind each of their first words, in small letters."""
    ends: dict[str, list[str]] = {}
    for name in names:
        small = name.lower()
        for space in re.finditer(r" (?=\S)", small):
            ends.setdefault(small[space.end() :], []).append(name)
    return ends


def _longest(name: str, longer: Mapping[str, Sequence[str]]) -> str:
    """The one longer name that ends in this one (Virgil van Dijk, Van Dijk), or itself."""
    endings = longer.get(name.lower(), ())
    return endings[0] if len(endings) == 1 else name


def _words(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where any of these words stands, beside no other capitalised word that is no title."""
    for start, end in _by_themselves(text, [*known]):
        before = _BEFORE.search(text, max(0, start - 30), start)
        if before and before[1].lower().strip(".") not in TITLES:
            continue
        if not _AFTER.match(text, end):
            yield start, end


def _by_themselves(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Where words stand that are no part of others; the longest of several, none overlapping."""
    longest: dict[int, int] = {}
    # Not a pattern of all words, which is tried word by word wherever it may begin; and no table of
    # all states, which grows with the square of a word that has no end.
    automaton = AhoCorasick(words, implementation=Implementation.ContiguousNFA)
    for _, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if not (_JOINED.match(text, end) or (start and _JOINED.match(text, start - 1))):
            longest[start] = max(end, longest.get(start, 0))
    last = 0
    for start, end in sorted(longest.items()):
        if start >= last:
            yield start, end
            last = end
