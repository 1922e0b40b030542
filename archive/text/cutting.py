"""How an unquoted run of Chinese is cut into the words that a query asks for.

A segmenter of texts gives every character a word. A query needs less: words of two or more
characters, names first, and of what lies between them only what means something by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from archive.text import dictionary, tables
from archive.text.folding import fold_text

#: Words are so long.
_SHORTEST: Final = 2
_LONGEST: Final = 8

#: A name of so many characters is a name wherever it stands; 李強 may be half of 李 and 強調.
_SURE_NAME: Final = 3

#: A run of so few characters without a word of the dictionary is a name that it does not know.
_SHORT_RUN: Final = 4

#: Log probability of a particle, about that of a word of everyday news: a common one must not part
#: two words for the sake of a third that is commoner.
_PARTICLE: Final = -11.0

#: Log probability of a figure in Han digits that the dictionary does not have.
_FIGURE: Final = -11.0

#: Log probability of a name, and of a name of two characters: that of a common word.
_NAME: Final = 0.0
_SHORT_NAME: Final = -10.0

#: Han digits, and what they make that is one figure or day: 九一一, 二零一九, 三十二, 十五五. Other
#: digits beside each other are two things: 六四三十二周年.
_DIGITS: Final = frozenset("〇零一二三四五六七八九十")
_FIGURES: Final = re.compile(
    "[〇零一二三四五六七八九]{2,8}|[二三四五六七八九]?十[一二三四五六七八九]?|十[一二三四五六七八九]{2}"
)

#: Characters that stand before a word of two characters as a surname does and hardly otherwise.
_SURNAMES: Final = frozenset(
    fold_text(
        "陳李王張劉黃楊趙吳徐孫朱林郭羅梁鄭謝鄧馮曹彭蕭袁潘蔡蔣杜魏呂姚盧鍾崔譚廖賈鄒邱黎賴龔許葉胡"
    )
)

#: The characters of a given name, and the tags of jieba's dictionary that it may have: 國強 is an
#: adjective, but 強調 a verb.
_GIVEN_LENGTH: Final = 2
_GIVEN: Final = ("n", "a", "z", "b", "i", "l")


class RunPart(NamedTuple):
    """A stretch of a run, and whether it is asked or left aside."""

    start: int
    end: int
    asked: bool = True


class _Cut(NamedTuple):
    """A cut up to some place: the more names, then the fewer characters alone, the better."""

    named: int
    alone: int
    score: float
    last: int


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Folded characters, and a few words of two, that are left aside where they stand alone."""
    rows = tables.rows("archive.text", "particles.txt")
    return frozenset(fold_text(word) for row in rows for word in row.split())


class _Affixes(NamedTuple):
    """Folded characters that make a word with the one before them, at an end too, or behind."""

    behind: frozenset[str]
    at_end: frozenset[str]
    before: frozenset[str]


@lru_cache(maxsize=1)
def _affixes() -> _Affixes:
    kinds: dict[str, set[str]] = {"": set(), ".": set(), "+": set()}
    for row in tables.rows("archive.text", "affixes.txt"):
        sign = row[0] if row[0] in kinds else ""
        kinds[sign] |= {fold_text(letter) for letter in row.removeprefix(sign).split()}
    behind, at_end, before = map(frozenset, kinds.values())
    return _Affixes(behind - particles(), behind | at_end, before)


@lru_cache(maxsize=1)
def _edges() -> str:
    return "".join(letter for letter in particles() if len(letter) == 1)


def _within_figures(run: str, names: Collection[str]) -> frozenset[int]:
    """Offsets within figures of Han digits: only a name (馬英九一行) begins or ends there."""
    within: set[int] = set()
    at = 0
    for digit, letters in groupby(run, key=_DIGITS.__contains__):
        end = at + len(list(letters))
        if digit and end - at > 1 and _FIGURES.fullmatch(run, at, end):
            within.update(range(at + 1, end))
        at = end
    return frozenset(place for place in within if not _ends_name(run, place, names))


def _ends_name(run: str, end: int, names: Collection[str]) -> bool:
    starts = range(max(0, end - _LONGEST), end - _SURE_NAME + 1)
    return any(run[start:end] in names for start in starts)


def _scores(run: str, spelled: str, names: Collection[str], start: int, end: int) -> _Cut | None:
    """What a word from `start` to `end` adds to a cut; None for what is no word."""
    word = run[start:end]
    if end - start < _SHORTEST:
        particle = word in particles()
        return _Cut(0, not particle, _PARTICLE if particle else 0.0, start)
    if word in names:
        sure = end - start >= _SURE_NAME
        return _Cut(sure * len(word), 0, _NAME if sure else _SHORT_NAME, start)
    probable = dictionary.log_probability(spelled[start:end])
    return None if probable is None else _Cut(0, 0, probable, start)


def _best_cut(run: str, spelled: str, names: Collection[str]) -> list[RunPart]:
    """Words, and single characters between them."""
    best: list[_Cut | None] = [_Cut(0, 0, 0.0, 0)]
    within = _within_figures(run, names)
    for end in range(1, len(run) + 1):
        if end in within:
            best.append(None)
            continue
        candidates = []
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            if before is None:
                continue
            added = _scores(run, spelled, names, start, end)
            if added is None and start + 1 in within and _FIGURES.fullmatch(run, start, end):
                added = _Cut(0, 0, _FIGURE, start)
            if added is not None:
                candidates.append(
                    _Cut(
                        before.named + added.named,
                        before.alone + added.alone,
                        before.score + added.score,
                        start,
                    )
                )
        best.append(max(candidates, key=lambda cut: (cut.named, -cut.alone, cut.score)))
    parts: list[RunPart] = []
    end = len(run)
    while end:
        cut = best[end]
        assert cut is not None  # a cut ends here
        start = cut.last
        aside = end - start >= _SHORTEST and run[start:end] in particles()
        parts.append(RunPart(start, end, not aside))
        end = start
    return parts[::-1]


def _is_alone(part: RunPart) -> bool:
    return part.end - part.start < _SHORTEST


def cut_run(
    run: str, spelled: str, names: Collection[str], words: Callable[[], Sequence[str]]
) -> tuple[RunPart, ...]:
    """The cut of a folded Han run into what a query asks of it and what is left aside.

    `spelled` is the run as the dictionary spells it, `names` are folded, `words` gives the words
    that a segmenter of texts finds, which guesses names that no list has. Characters that no word
    covers are asked together where they stand together, but particles are left aside. Where no part
    has two characters, and in a short run where none is known, the run is asked whole.
    """
    cut = _with_affixes(run, _best_cut(run, spelled, names), names)
    # The whole run is cut once, however many stretches of it no word covers.
    words = lru_cache(maxsize=1)(words)
    parts: list[RunPart] = []
    for alone, group in groupby(cut, key=_is_alone):
        stretch = list(group)
        parts += _of_singles(run, stretch, words) if alone else stretch
    parts = _with_surnames(run, spelled, parts)
    sure = [part for part in cut if part.asked and not _is_alone(part)]
    short = len(run) <= _SHORT_RUN
    if not any(part.asked and not _is_alone(part) for part in (sure if short else parts)):
        return (RunPart(0, len(run)),)
    return tuple(parts)


def _with_affixes(run: str, cut: Sequence[RunPart], names: Collection[str]) -> list[RunPart]:
    """A cut with each character between two words that makes one with a word beside it as one.

    Names stay as they are, since each is searched under all names of its bearer.
    """
    joined: list[RunPart] = []
    for number, part in enumerate(cut):
        before = joined[-1] if joined else None
        single = number + 1 == len(cut) or not _is_alone(cut[number + 1])
        behind = _affixes().at_end if part.end == len(run) else _affixes().behind
        alone_before = len(joined) < 2 or not _is_alone(joined[-2])
        if before is not None and (
            (_is_affix(run, part, behind) and single and _takes(run, before, names))
            or (
                _is_affix(run, before, _affixes().before)
                and alone_before
                and _takes(run, part, names)
            )
        ):
            joined[-1] = RunPart(before.start, part.end)
        else:
            joined.append(part)
    return joined


def _is_affix(run: str, part: RunPart, affixes: Collection[str]) -> bool:
    return _is_alone(part) and run[part.start] in affixes


def _takes(run: str, part: RunPart, names: Collection[str]) -> bool:
    """Whether an affix makes a word of a part."""
    return part.asked and not _is_alone(part) and run[part.start : part.end] not in names


def _of_singles(
    run: str, stretch: Sequence[RunPart], words: Callable[[], Sequence[str]]
) -> list[RunPart]:
    """What is asked of neighbouring characters that no word of the dictionary covers."""
    first, last = stretch[0].start, stretch[-1].end
    meant = [run[part.start] not in particles() for part in stretch]
    guessed = _guessed(words(), first, last) if len(stretch) > 1 and any(meant) else []
    parts: list[RunPart] = []
    at = first
    for start, end in (*guessed, (last, last)):
        for asked, group in groupby(range(at, start), key=lambda place: meant[place - first]):
            places = list(group)
            parts.append(RunPart(places[0], places[-1] + 1, asked))
        parts += [RunPart(start, end)] if end > start else []
        at = end
    return parts


def _guessed(words: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """The words of a text's segmenter that lie between two places, without particles at an end."""
    found, at = [], 0
    for word in words:
        start, end = at, at + len(word)
        at = end
        if start < first or end > last:
            continue
        end -= len(word) - len(word.rstrip(_edges()))
        start += len(word) - len(word.lstrip(_edges()))
        if end - start >= _SHORTEST:
            found.append((start, end))
    return found


def _is_given(word: str) -> bool:
    """Whether a word of the dictionary may be a given name."""
    listed = dictionary.entry(word) if len(word) == _GIVEN_LENGTH else None
    return listed is not None and listed.tag.startswith(_GIVEN)


def _with_surnames(run: str, spelled: str, parts: Sequence[RunPart]) -> list[RunPart]:
    """The parts with a surname and a word behind it, which is then a given name, as one."""
    joined: list[RunPart] = []
    for part in parts:
        before = joined[-1] if joined else None
        surname = before is not None and _is_alone(before) and run[before.start] in _SURNAMES
        if before is not None and surname and _is_given(spelled[part.start : part.end]):
            joined[-1] = RunPart(before.start, part.end)
        else:
            joined.append(part)
    return joined
