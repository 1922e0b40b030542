"""What every format must keep. A format's test subclasses it and says how to write such a file."""

from __future__ import annotations

import gzip
import io
import itertools
import tracemalloc
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest.detection import choose_format
from archive.ingest.limits import Limits
from archive.ingest.raw import Format, RawArticle
from archive.ingest.reader import READ_ERRORS, Reject
from archive.ingest.registry import FORMATS
from archive.ingest.source import read_sources
from archive.ingest.streams import HEAD_BYTES
from tests.ingest.checks import check_raw
from tests.ingest.streams import Breaking, Endless, Slow, changed, evenly, streaming
from tests.ingest.support import OPTIONS, articles, completed, read_articles, read_raw, rejects

#: Titles and bodies that every format can hold.
TEXTS = (
    ("Ferry returns", "The ferry is back."),
    ("渡輪復航", "渡輪今日復航，市民歡迎。"),
    ("渡轮复航", "渡轮今日复航，市民欢迎。"),
)

_MIB = 2**20

#: Only so much of a file is held, so that the tests of that take a moment.
LITTLE = replace(OPTIONS, limits=Limits(whole=_MIB))

#: Places of a file that are cut or damaged, at most: one of ten bytes of most files.
_PLACES = 120

#: So much of one letter is packed: sixteen times what is held, and soon unpacked.
_BOMB = 16 * _MIB

_ERRORS = (*(kind("broken") for kind in READ_ERRORS), OSError(5, "Input/output error"))


def registered(kind: type[Format]) -> Format:
    """The format of a class as the registry has it."""
    return next(format_ for format_ in FORMATS if type(format_) is kind)


@cache
def written(contract: type[FormatContract]) -> bytes:
    """The file of all texts of a contract, which is written once."""
    return contract().file(contract.texts)


@cache
def read_of(contract: type[FormatContract]) -> tuple[tuple[str, str], ...]:
    """Titles and bodies that are read of that file."""
    results = articles(read_articles(contract.format, written(contract)))
    return tuple((article.title, article.body) for article in results)


class FormatContract(ABC):
    """See `archive.ingest.raw.Format`.

    `suffixes` lead to the format; `by_suffix`: so they do where a file is empty; `by_content`: so
    does what it writes, under no suffix at all. `texts` are what it can hold of `TEXTS`, none where
    it only says why it reads nothing. `reads_on`: each article is given before the next is read.
    `examples` are tried of changed files, of these `more` as well as of those that are written.
    `limit` is the constant, of some module, that bounds the bytes held at a time, where
    `Limits.whole` does not.
    """

    format: Format
    suffixes: tuple[str, ...]
    by_suffix: bool = True
    by_content: bool = True
    texts: Sequence[tuple[str, str]] = TEXTS
    reads_on: bool = True
    examples: int = 500
    more: Sequence[bytes] = ()
    limit: tuple[ModuleType, str] | None = None

    @abstractmethod
    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        """A file of articles with these titles and bodies."""

    @abstractmethod
    def spoilt(self) -> tuple[bytes, str]:
        """A file of which not all can be read, and what it gives: `a` an article, `r` a reject."""

    @property
    def data(self) -> bytes:
        """The file of all texts."""
        return written(type(self))

    def test_it_is_registered_and_chosen(self) -> None:
        """By content, or by suffix where content does not say; no other format takes its files."""
        assert self.format in FORMATS
        assert self.format.name.isprintable()
        head = self.data[:HEAD_BYTES]
        for suffix in self.suffixes:
            assert suffix.startswith(".")
            assert suffix == suffix.lower()
            assert self.format.recognises(b"", suffix) == int(self.by_suffix)
            assert choose_format(FORMATS, head, suffix)[0] is self.format
        assert self.format.recognises(b"", ".no-such-suffix") == 0
        if self.by_content:
            assert choose_format(FORMATS, head, "")[0] is self.format

    def test_any_beginning_is_weighed(self) -> None:
        """Between not at all and for sure; nothing is raised."""

        @settings(deadline=None, max_examples=50)
        @given(st.binary(max_size=200) | changed(self.data[:HEAD_BYTES]))
        def check(head: bytes) -> None:
            assert self.format.recognises(head, self.suffixes[0]) in range(4)

        check()

    def test_articles_come_in_their_order(self) -> None:
        results = read_raw(self.format, self.data)
        check_raw(results)
        made = completed(results)
        assert bool(rejects(made)) == (not self.texts)
        assert list(read_of(type(self))) == list(self.texts)
        assert len({article.id for article in articles(made)}) == len(self.texts)

    def test_the_same_bytes_are_read_alike(self) -> None:
        """Whatever was read between; from where the stream stands; also where it cannot seek."""
        data = self.data
        before = read_raw(self.format, data)
        read_raw(self.format, self.spoilt()[0])
        stream = io.BytesIO(b"before" + data)
        stream.seek(len(b"before"))
        assert list(self.format.read(stream, "some/file", OPTIONS)) == before
        assert not stream.closed
        for size in (1, 7, 1000):
            slow = streaming(Slow(data, size))
            assert list(self.format.read(slow, "some/file", OPTIONS)) == before

    def test_what_is_read_is_articles_and_rejects(self) -> None:
        """Nothing of a file is lost, and none of it counts twice."""
        data, expected = self.spoilt()
        results = read_raw(self.format, data)
        assert "".join("r" if isinstance(read, Reject) else "a" for read in results) == expected
        assert "r" in expected
        check_raw(results)

    @pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
    def test_each_has_a_place_of_its_own(self, tmp_path: Path, packed: bool) -> None:
        """Of a source, articles and rejects say in which file and where."""
        for number, data in enumerate((self.data, self.spoilt()[0])):
            path = tmp_path / f"{number}{self.suffixes[0]}{'.gz' * packed}"
            path.write_bytes(gzip.compress(data) if packed else data)
            results = list(read_sources([path], OPTIONS))
            assert len(results) == len(read_raw(self.format, data))
            places = [
                (result.source, result.place) if isinstance(result, Reject) else result.place
                for result in results
            ]
            assert None not in places
            assert {place[0] for place in places if place} == {str(path)}
            assert len(set(places)) == len(places)

    def test_nothing_is_an_article_or_a_reject(self) -> None:
        """An empty file is no article; if it should not be empty, that is said."""
        results = read_raw(self.format, b"")
        assert len(rejects(results)) == len(results)
        check_raw(results)

    def test_a_stream_that_fails_is_a_fatal_reject(self) -> None:
        """Wherever it does: the last that is yielded, and articles before it are those there are.

        Nothing is raised.
        """
        whole = list(read_of(type(self)))
        places = (*evenly(len(self.data), _PLACES), len(self.data))
        for place, error in zip(places, itertools.cycle(_ERRORS), strict=False):
            stream = streaming(Breaking(self.data[:place], error))
            results = list(self.format.read(stream, "some/file", OPTIONS))
            check_raw(results)
            *before, last = results
            assert isinstance(last, Reject)
            assert last.fatal
            read = [(article.title, article.body) for article in articles(completed(before))]
            assert read == whole[: len(read)]

    def test_a_cut_file_is_never_silent(self) -> None:
        """Cut anywhere: what is left is read or rejected."""
        for place in evenly(len(self.data), _PLACES):
            results = read_raw(self.format, self.data[:place])
            check_raw(results)
            assert results or not self.data[:place].strip()

    def test_cut_and_damaged_compression_is_told(self, tmp_path: Path) -> None:
        """By a reject; no byte of it raises anything, and none changes an article unsaid."""
        packed = gzip.compress(self.data, mtime=0)
        path = tmp_path / f"a{self.suffixes[0]}.gz"
        path.write_bytes(packed)
        whole = list(read_sources([path], OPTIONS))
        for place in evenly(len(packed), _PLACES // 6):
            path.write_bytes(packed[:place])
            assert rejects(list(read_sources([path], OPTIONS)))
        for place in evenly(len(packed) - 10, _PLACES // 6):
            flipped = bytearray(packed)
            flipped[10 + place] ^= 8
            path.write_bytes(flipped)
            results = list(read_sources([path], OPTIONS))
            assert results == whole or rejects(results)

    def _try_changed(self, examples: int) -> None:
        files = (self.data, self.spoilt()[0], *self.more)

        @settings(
            deadline=None,
            max_examples=examples,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(st.one_of(*map(changed, files), st.binary(max_size=200)))
        def check(data: bytes) -> None:
            check_raw(read_raw(self.format, data))

        check()

    def test_a_changed_file_is_read(self) -> None:
        """Whatever bytes are changed: articles and rejects, and nothing is raised."""
        self._try_changed(self.examples)

    @pytest.mark.long
    def test_many_changed_files_are_read(self) -> None:
        self._try_changed(20 * self.examples)

    @pytest.fixture
    def little(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A mebibyte at a time, and no more."""
        if self.limit:
            monkeypatch.setattr(*self.limit, _MIB)

    @pytest.mark.usefixtures("little")
    def test_a_file_without_an_end_is_given_up_or_read_on(self) -> None:
        """No more is read than is due before something is yielded."""
        raw = Endless(self.data)
        reading: Iterator[RawArticle | Reject] = self.format.read(
            streaming(raw), "some/file", LITTLE
        )
        results = list(itertools.islice(reading, 20))
        assert len(results) == (20 if self.reads_on else 1)
        assert self.reads_on or rejects(results)
        assert raw.given < 4 * _MIB
        check_raw(results)

    @pytest.mark.usefixtures("little")
    def test_a_packed_text_does_not_fill_the_memory(self) -> None:
        """Many letters that are the same take little room as a file."""
        packer = zlib.compressobj(wbits=31)
        packed = (
            b"".join(packer.compress(b"a" * _MIB) for _ in range(_BOMB // _MIB)) + packer.flush()
        )
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=io.BytesIO(packed)))
        tracemalloc.start()
        try:
            results = list(self.format.read(unpacked, "some/file", LITTLE))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert len(rejects(results)) == len(results) == 1
        assert peak < 8 * _MIB
