"""Word segmentation of folded Chinese text, by jieba's dictionary.

`jieba` is the reference; `rjieba` cuts the same many times as fast and is used where it is
installed. Names of the authority file are added, so that they are never cut.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Final, Protocol

from archive.model.entity import Kind, Names
from archive.text.cutting import RunPart, cut_run
from archive.text.dictionary import entry, from_dictionary, to_dictionary
from archive.text.folding import fold_text
from archive.text.scan import HAN

_FAST: Final = find_spec("rjieba") is not None

_HAN_ONLY: Final = re.compile(f"[{HAN}]+")

#: A frequency that makes jieba prefer a name over any cut of it.
_NAME_FREQUENCY: Final = 100_000_000

#: The same for names of two characters, about as frequent as a common word: 李強 is a name, but
#: 李強調 is 李 and 強調.
_SHORT_NAME_FREQUENCY: Final = 3_000

#: A word of the dictionary has so many characters at least.
_SHORTEST: Final = 2

#: Runs of queries whose best parts are remembered.
_REMEMBERED: Final = 10_000


def fold_words(words: list[str]) -> list[str]:
    """Words of the dictionary's spelling, folded again; line breaks among them are left out.

    They are of folded Han runs, so none holds a space.
    """
    return from_dictionary("\n".join(words)).split()


class Cutter(Protocol):
    """Something that cuts folded text into words, long words also into their parts."""

    def cut_for_search(self, text: str, hmm: bool = True) -> list[str]:
        """The words of a text, in order, with the shorter words inside long ones."""

    def cut(self, text: str, hmm: bool = True) -> list[str]:
        """The words of a text, in order; together they are the text."""

    def add_word(self, word: str, freq: int) -> None:
        """Never cut `word`, which occurs `freq` times in the dictionary's measure."""


class ReferenceCutter:
    """jieba itself."""

    def __init__(self) -> None:
        jieba = import_module("jieba")
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()

    def cut_for_search(self, text: str, hmm: bool = True) -> list[str]:
        """See `Cutter`."""
        return list(self._tokenizer.cut_for_search(text, HMM=hmm))

    def cut(self, text: str, hmm: bool = True) -> list[str]:
        """See `Cutter`."""
        return list(self._tokenizer.cut(text, HMM=hmm))

    def add_word(self, word: str, freq: int) -> None:
        """See `Cutter`."""
        self._tokenizer.add_word(word, freq)


class FastCutter:
    """rjieba, which reads the same dictionary."""

    def __init__(self) -> None:
        self._tokenizer = import_module("rjieba").Jieba()

    def cut_for_search(self, text: str, hmm: bool = True) -> list[str]:
        """See `Cutter`."""
        words: list[str] = self._tokenizer.cut_for_search(text, hmm)
        return words

    def cut(self, text: str, hmm: bool = True) -> list[str]:
        """See `Cutter`."""
        words: list[str] = self._tokenizer.cut(text, hmm)
        return words

    def add_word(self, word: str, freq: int) -> None:
        """See `Cutter`."""
        self._tokenizer.add_word(word, freq, "nr")


def all_names(names: Names) -> Iterator[str]:
    """Every Chinese name of every entity but events: theirs are words that stand together.

    恆大清盤 is also found where 恆大 and 清盤 stand apart.
    """
    for entity in names.entities.values():
        if entity.kind is Kind.EVENT:
            continue
        for name in entity.all_names():
            if _HAN_ONLY.fullmatch(name):
                yield name


#: Tags of jieba's dictionary that say that a word may be a name: people, places, other names.
_NAME_TAGS: Final = ("nr", "ns", "nt", "nz")


def is_ordinary(folded: str) -> bool:
    """Whether a folded Han string is a word of the dictionary that is no name."""
    listed = entry(to_dictionary(folded)) if len(folded) >= _SHORTEST else None
    return listed is not None and not listed.tag.startswith(_NAME_TAGS)


def is_fast() -> bool:
    """Whether rjieba is in use."""
    return _FAST


class Segmenter:
    """Cuts folded Chinese text by the dictionary and by names that are never cut.

    Safe for many threads. The first cut loads the dictionary, which takes a tenth of a second and
    57 MB.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        """`names` as printed, in any script."""
        #: The names that are never cut, folded; shorter ones are too ambiguous.
        self.names: Final = frozenset(
            name for name in map(fold_text, names) if len(name) >= _SHORTEST
        )
        self._lock = threading.Lock()
        self._made: Cutter | None = None
        self._parts: dict[str, tuple[RunPart, ...]] = {}

    @property
    def _cutter(self) -> Cutter:
        """What cuts, made once it is needed: many queries have no run that needs it."""
        if self._made is None:
            with self._lock:
                self._made = self._made or self._new_cutter()
        return self._made

    def _new_cutter(self) -> Cutter:
        cutter: Cutter = FastCutter() if _FAST else ReferenceCutter()
        for name in sorted(self.names):
            frequency = _SHORT_NAME_FREQUENCY if len(name) == _SHORTEST else _NAME_FREQUENCY
            cutter.add_word(to_dictionary(name), frequency)
        return cutter

    def words_of(self, runs: Iterable[str]) -> list[str]:
        """The words of runs of Han characters (folded), in order, long words with their parts."""
        # All at once: a line break, which no run holds, parts words and comes out by itself.
        return fold_words(self._cutter.cut_for_search(to_dictionary("\n".join(runs))))

    def cut_words(self, run: str) -> list[str]:
        """The words of a folded Han run, in order; together they are the run."""
        return fold_words(self._cutter.cut(to_dictionary(run)))

    def is_name(self, word: str) -> bool:
        """Whether a folded word is one of the names."""
        return word in self.names

    def word_borders(self, run: str) -> frozenset[int]:
        """Offsets in a folded Han run where a word ends and the next begins, both ends included."""
        borders, at = [0], 0
        for word in self._cutter.cut(to_dictionary(run)):
            at += len(word)
            borders.append(at)
        return frozenset(borders)

    def run_parts(self, run: str) -> tuple[RunPart, ...]:
        """How a folded Han run of a query is cut, in order; together they are the run.

        Of a run without a part of two characters all of it is asked.
        """
        parts = self._parts.get(run)
        if parts is None:
            if len(self._parts) >= _REMEMBERED:
                self._parts.clear()
            parts = self._parts[run] = cut_run(
                run, to_dictionary(run), self.names, partial(self.cut_words, run)
            )
        return parts

    def best_parts(self, run: str) -> tuple[str, ...]:
        """What is asked of a folded Han run; see `run_parts`."""
        return tuple(run[part.start : part.end] for part in self.run_parts(run) if part.asked)


def segmenter_of(names: Names) -> Segmenter:
    """The segmenter of a generation: it never cuts a Chinese name that the generation knows."""
    return Segmenter(all_names(names))
