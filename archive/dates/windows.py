"""Where in a text a rule is tried: around what each of its matches holds, not everywhere.

A search tries a pattern at every character. Most patterns need a word (月, 星期) that stands in few
places and match a few characters only, so trying them around these places finds the same in a
fraction of the time. All words of all rules are found in one pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, Implementation

from archive.dates.rules import Rule

#: What `re` itself reads patterns with: it knows how long a match may be.
_parser: Final[Any] = import_module("re._parser")
_UNBOUNDED: Final[int] = int(_parser.MAXREPEAT)

#: Stretches of a text, in order.
DayWindows = list[tuple[int, int]]


#: Patterns that allow for any white space are tried around places too, in texts that have at most
#: so many such characters in a row: three of four texts in English.
_FEW_SPACES: Final = 3
_MORE_SPACES: Final = re.compile(rf"\s{{{_FEW_SPACES + 1}}}")

#: Half of a pair, which a text that was read wrong may hold and no word does.
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@cache
def reach(pattern: re.Pattern[str]) -> int | None:
    """How many characters a match, with what is looked at behind it, may have at most.

    None where there is no such number.
    """
    return _reach(pattern.pattern, pattern.flags)


@cache
def reach_of_few_spaces(pattern: re.Pattern[str]) -> int | None:
    """The same in a text with few white space characters in a row."""
    few = pattern.pattern.replace(r"\s+", rf"\s{{1,{_FEW_SPACES}}}")
    return _reach(few.replace(r"\s*", rf"\s{{0,{_FEW_SPACES}}}"), pattern.flags)


def _reach(pattern: str, flags: int) -> int | None:
    parsed = _parser.parse(pattern, flags)
    longest = _longest(parsed) + max(_behind(parsed), default=0)
    # A word border looks at one character more.
    return longest + 1 if longest < _UNBOUNDED else None


def _longest(parsed: Any) -> int:
    return int(parsed.getwidth()[1])


def _behind(parsed: Any) -> Iterator[int]:
    """How many characters each of a pattern's looks ahead may take."""
    for operation, argument in parsed:
        if str(operation) in ("ASSERT", "ASSERT_NOT"):
            direction, inner = argument
            if direction > 0:
                yield _longest(inner) + max(_behind(inner), default=0)
            continue
        for part in _parts(argument):
            yield from _behind(part)


def _parts(argument: Any) -> Iterator[Any]:
    """The patterns inside an operation's argument."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, (list, tuple)):
        for one in argument:
            yield from _parts(one)


class RuleWords:
    """Words that are sought in texts, all in one pass."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        # The fastest kind, in 150 kB for the words of a table.
        self._automaton = AhoCorasick(self._words, implementation=Implementation.DFA)

    def places(self, text: str) -> dict[str, DayWindows]:
        """All places of each word that stands in a text, in order."""
        try:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            text = _SURROGATE.sub("\ufffd", text)
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        places: dict[str, DayWindows] = {}
        for word, start, end in found:
            places.setdefault(self._words[word], []).append((start, end))
        return places


class RuleTable:
    """The rules of a table, and where words of them stand in texts in small letters."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Final = tuple(rules)
        words = sorted({word for rule in self.rules for word in rule.words})
        self.words: Final = RuleWords(words)
        self._having = {
            word: [number for number, rule in enumerate(self.rules) if word in rule.words]
            for word in words
        }
        self._without = [number for number, rule in enumerate(self.rules) if not rule.words]
        # By identity: to hash a pattern takes longer than to look at where it matches.
        self._reaches: dict[int, tuple[int | None, int | None]] = {}

    def reaches(self, pattern: re.Pattern[str]) -> tuple[int | None, int | None]:
        """How far matches of one of the table's patterns reach, in any text and in one of few spaces."""
        known = self._reaches.get(id(pattern))
        if known is None:
            far = reach(pattern)
            few = reach_of_few_spaces(pattern) if far is None else None
            known = self._reaches[id(pattern)] = (far, few)
        return known

    def having(self, words: Iterable[str]) -> list[Rule]:
        """The rules that need none or one of these words, in order."""
        numbers = set(self._without)
        for word in words:
            numbers.update(self._having[word])
        return [self.rules[number] for number in sorted(numbers)]


class Windows:
    """The stretches of one text in which rules may match."""

    def __init__(self, text: str, table: RuleTable) -> None:
        self._text = text
        self._small = text.lower()
        # A capital that becomes two small letters moves what stands behind it.
        self._is_parallel = len(self._small) == len(text)
        self._table = table
        self._words = table.words.places(self._small)
        self._found: dict[tuple[str, ...] | re.Pattern[str], DayWindows] = {}
        self._few_spaces: bool | None = None

    def rules(self) -> list[Rule]:
        """The rules whose words the text has."""
        return self._table.having(self._words)

    def of(self, rule: Rule) -> DayWindows:
        """Where matches of a rule may lie, each within one stretch; none where it has none."""
        places = self._places_of_words(rule.words) if rule.words else None
        if places == []:
            return []
        if rule.needs is not None:
            places = self._places(rule.needs, rule.words if rule.begins else ())
            if not places:
                return []
        far = self._reach(rule.pattern)
        length = len(self._text)
        # In a headline one stretch is most of it.
        if far is None or places is None or length <= 2 * far:
            return [(0, length)]
        return self._around(places, far)

    def _reach(self, pattern: re.Pattern[str]) -> int | None:
        if not self._is_parallel:
            return None
        far, few = self._table.reaches(pattern)
        if far is not None or few is None:
            return far
        if self._few_spaces is None:
            self._few_spaces = _MORE_SPACES.search(self._text) is None
        return few if self._few_spaces else None

    def _places(self, core: re.Pattern[str], words: tuple[str, ...]) -> DayWindows:
        """Where something is found; where it begins with one of some words, by their places."""
        places = self._found.get(core)
        if places is None:
            small = self._small
            if words:
                starts = [start for start, _ in self._places_of_words(words)]
                found = (core.match(small, start) for start in starts)
                places = [match.span() for match in found if match]
            else:
                places = [match.span() for match in core.finditer(small)]
            self._found[core] = places
        return places

    def _places_of_words(self, words: tuple[str, ...]) -> DayWindows:
        """Where one of these words stands."""
        places = self._found.get(words)
        if places is None:
            present = [self._words[word] for word in words if word in self._words]
            places = present[0] if len(present) == 1 else sorted(chain.from_iterable(present))
            self._found[words] = places
        return places

    def _around(self, places: DayWindows, far: int) -> DayWindows:
        """Stretches that reach so far to both sides of places, apart from each other."""
        around: DayWindows = []
        first = last = -1
        for start, end in places:
            # Of two places that overlap a pattern finds one: the other lies within its length.
            more = far + end - start
            if start - more > last:
                if last >= 0:
                    around.append((first, last))
                first = start - more if start > more else 0
            if end + more > last:
                last = end + more
        around.append((first, min(last, len(self._text))))
        return around
