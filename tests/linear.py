"""Whether a pattern, or a piece of work, grows no faster than the text it is given.

A pattern that is sought everywhere in a text takes time beyond measure where one of its unbounded
repetitions can begin at many places of the same stretch: `jan[a-z]*\\d` in JanJanJan. It cannot
where something must stand before the repetition, since the start or the one before, that neither
of the two can pass over.
"""

from __future__ import annotations

import importlib
import re
import string
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

_parser: Any = importlib.import_module("re._parser")

#: Characters by which classes are compared; those of the pattern itself are added.
_SAMPLE: Final = string.printable + "\u00e0\u00c0\u3000年月日號一二三十，。"

_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

#: What must stand somewhere before a place: a character of a class, the border of a word (None), or
#: what must on one of several ways.
_Unit = frozenset[str] | list[Any] | None
_NOTHING: Final = frozenset[str]()


@dataclass
class _State:
    """What must stand before a place, since the last unbounded repetition and of which class."""

    units: list[_Unit]
    passed: frozenset[str] = _NOTHING


class _Reader:
    """Goes over a parsed pattern and notes repetitions that may begin anywhere."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._any_case = bool(pattern.flags & re.IGNORECASE)
        self._sample = frozenset(_SAMPLE + pattern.pattern)
        self.faults: list[str] = []
        flags = pattern.flags & ~re.UNICODE
        self._go(list(_parser.parse(pattern.pattern, flags)), _State([]))

    def _go(self, items: list[Any], state: _State) -> _State:
        for op, value in items:
            state = self._step(str(op), value, state)
        return state

    def _step(self, op: str, value: Any, state: _State) -> _State:
        if op in _REPEATS:
            return self._repeat(value, state)
        if op == "BRANCH":
            return _joined([self._go(list(one), state) for one in value[1]])
        if op in ("SUBPATTERN", "ATOMIC_GROUP"):
            return self._go(list(value[-1] if op == "SUBPATTERN" else value), state)
        if op in ("ASSERT", "ASSERT_NOT"):
            if value[0] > 0:
                self._go(list(value[1]), state)
            return state
        if op == "AT":
            border = str(value) == "AT_BOUNDARY"
            return _State([*state.units, None], state.passed) if border else state
        if op == "GROUPREF":
            return state
        return _State([*state.units, self._class(op, value)], state.passed)

    def _repeat(self, value: Any, state: _State) -> _State:
        least, most, body = value
        items = list(body)
        if most is _parser.MAXREPEAT and len(items) == 1 and str(items[0][0]) not in _GROUPS:
            passing = self._class(str(items[0][0]), items[0][1])
            if not _guarded(state.units, passing | state.passed, passing):
                self.faults.append(f"{''.join(sorted(passing))[:30]!r} repeated from anywhere")
            return _State([], passing | state.passed)
        once = self._go(items, state)
        often = self._go(items, once) if most > 1 else once
        return _joined([state, once, often] if not least else [once, often])

    def _class(self, op: str, value: Any) -> frozenset[str]:
        return frozenset(one for one in self._sample if self._holds(op, value, one))

    def _holds(self, op: str, value: Any, character: str) -> bool:
        forms = {character, *((character.lower(), character.upper()) if self._any_case else ())}
        if op == "LITERAL":
            return chr(value) in forms
        if op == "NOT_LITERAL":
            return bool(ord(character) != value)
        if op == "ANY":
            return True
        negated = str(value[0][0]) == "NEGATE"
        inside = any(_in(str(kind), one, form) for kind, one in value for form in forms)
        return inside != negated


_GROUPS: Final = (*_REPEATS, "BRANCH", "SUBPATTERN", "ATOMIC_GROUP", "ASSERT", "ASSERT_NOT", "AT")

_CATEGORIES: Final = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def _in(kind: str, value: Any, form: str) -> bool:
    if kind == "LITERAL":
        return form == chr(value)
    if kind == "RANGE":
        return len(form) == 1 and value[0] <= ord(form) <= value[1]
    if kind == "CATEGORY":
        *_, negated, name = str(value).split("_")
        return bool(re.fullmatch(_CATEGORIES[name], form)) != (negated == "NOT")
    return False


def _joined(ways: list[_State]) -> _State:
    return _State([[way.units for way in ways]], frozenset().union(*(way.passed for way in ways)))


def _guarded(units: list[Any], passing: frozenset[str], own: frozenset[str]) -> bool:
    """Whether something must stand there that none of these characters is."""
    for unit in units:
        if unit is None:
            if all(one.isalnum() or one == "_" for one in own):
                return True
        elif isinstance(unit, frozenset):
            if unit and not unit & passing:
                return True
        elif all(_guarded(way, passing, own) for way in unit):
            return True
    return False


def faults(pattern: re.Pattern[str]) -> list[str]:
    """Repetitions in a pattern that may begin at many places of one stretch."""
    return _Reader(pattern).faults


def _took(work: Callable[[str], object], text: str, least: float) -> float:
    """Seconds of this process, the least of up to three goes; one is enough if below `least`."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work(text)
        best = min(best, time.process_time() - started)
        if best < least:
            break
    return best


def growth(work: Callable[[str], object], make: Callable[[int], str], size: int) -> float:
    """How many times as long work takes for eight times a text: about 8, or 64 with the square.

    1 where the longer text takes no time worth measuring.
    """
    worth = 0.05
    whole = _took(work, make(8 * size), worth)
    if whole < worth:
        return 1.0
    return whole / max(_took(work, make(size), 0.0), 1e-6)
