"""Where in a text a rule is tried: around what each of its matches holds, not everywhere.

A search tries a pattern at every character. Most patterns need a word (月, 星期) that stands in few
places and match a few characters only, so trying them around these places finds the same in a
fraction of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, Final

from archive.dates.rules import Rule

#: What `re` itself reads patterns with: it knows how long a match may be.
_parser: Final[Any] = import_module("re._parser")
_UNBOUNDED: Final[int] = int(_parser.MAXREPEAT)

#: DayWindows of a text, in order and apart from each other.
DayWindows = list[tuple[int, int]]


@cache
def reach(pattern: re.Pattern[str]) -> int | None:
    """How many characters a match, with what is looked at behind it, may have at most.

    None where there is no such number.
    """
    parsed = _parser.parse(pattern.pattern, pattern.flags)
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


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


class Windows:
    """The stretches of one text in which rules may match."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._small = text.lower()
        # A capital that becomes two small letters moves what stands behind it.
        self._is_parallel = len(self._small) == len(text)
        self._found: dict[re.Pattern[str], DayWindows] = {}
        self._has: dict[re.Pattern[str], bool] = {}

    def of(self, rule: Rule) -> DayWindows:
        """Where matches of a rule may lie, each within one stretch; none where it has none."""
        if rule.words and not self._has_any(rule.words):
            return []
        far = reach(rule.pattern) if self._is_parallel else None
        if rule.needs is not None and (far is None or rule.words):
            if rule.needs not in self._has:
                self._has[rule.needs] = rule.needs.search(self._small) is not None
            if not self._has[rule.needs]:
                return []
        core = _any_of(rule.words) if rule.words else rule.needs
        if far is None or core is None:
            return [(0, self._length)]
        return self._around(self._places(core), far)

    def _has_any(self, words: tuple[str, ...]) -> bool:
        small = self._small
        # Not `any`: a generator takes longer than finding most words.
        for word in words:  # noqa: SIM110
            if word in small:
                return True
        return False

    def _places(self, core: re.Pattern[str]) -> DayWindows:
        """Where something is found."""
        places = self._found.get(core)
        if places is None:
            places = [match.span() for match in core.finditer(self._small)]
            self._found[core] = places
        return places

    def _around(self, places: DayWindows, far: int) -> DayWindows:
        """DayWindows that reach so far to both sides of places."""
        around: DayWindows = []
        last = -1
        for start, end in places:
            # Of two places that overlap only one is found: the other lies within its length.
            more = far + end - start
            first = max(0, start - more)
            if first <= last:
                first = around.pop()[0]
            last = min(self._length, end + more)
            around.append((first, last))
        return around
