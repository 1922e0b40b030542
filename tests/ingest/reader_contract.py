"""What every reader must keep. A format's test subclasses it and says how to write such a file."""

from __future__ import annotations

import gzip
import io
import itertools
import tracemalloc
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest.reader import READ_ERRORS, Reader, Reject
from archive.ingest.registry import READERS, reader_for
from archive.ingest.source import read_sources
from archive.model.article import Article
from tests.ingest.support import OPTIONS, articles, read, rejects

#: Titles and bodies that every format can hold.
TEXTS = (
    ("Ferry returns", "The ferry is back."),
    ("渡輪復航", "渡輪今日復航，市民歡迎。"),
    ("渡轮复航", "渡轮今日复航，市民欢迎。"),
)

#: What a change of a byte may put there: what begins and ends things in the formats, and bytes that
#: are no UTF-8.
_BYTES = st.sampled_from(tuple(b'"{}[],:\\\n\r\t \0\x1aZ9-')) | st.integers(0, 255)

_MIB = 2**20


class Breaking(io.RawIOBase):
    """A stream that gives some bytes and then fails."""

    def __init__(self, data: bytes, error: BaseException) -> None:
        super().__init__()
        self._data = io.BytesIO(data)
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what is given is one
        if size := self._data.readinto(buffer):
            return size
        raise self._error


class Endless(io.RawIOBase):
    """A stream of the same bytes over and over; `given` counts them."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # what is given is one
        start = self.given % len(self._data)
        piece = self._data[start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


def streaming(raw: io.RawIOBase) -> BinaryIO:
    """A raw stream as files are opened."""
    return cast(BinaryIO, io.BufferedReader(raw))


@st.composite
def changed(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with some bytes replaced, added, left out or repeated, and cut or not."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 20)))
        more = draw(st.lists(_BYTES, max_size=3).map(bytes) | st.just(bytes(data[at:end]) * 2))
        data[at:end] = more
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


def check_results(results: Sequence[Article | Reject]) -> None:
    """What holds of anything that is read: it can be written, and says where it was met."""
    for number, result in enumerate(results, 1):
        if isinstance(result, Reject):
            assert result.source == "some/file"
            assert result.place
            assert result.reason
            assert (result.place + result.reason).isprintable()
            assert not result.fatal or number == len(results)
        else:
            check_article(result)


def check_article(article: Article) -> None:
    """It has an id and a text, in characters that a page can hold."""
    texts = (article.id, article.title, article.body, article.source, *article.authors)
    assert article.id
    assert article.title.strip() or article.body.strip()
    for text in texts:
        assert text.encode("utf-8")[:0] == b""
        assert "\0" not in text
    assert "\r\n" not in article.title + article.body
    assert article.place is None or article.place.file == "some/file"


class ReaderContract(ABC):
    """See `archive.ingest.reader.Reader`.

    `limit` is the constant, of some module, that bounds the bytes that are held at a time.
    """

    reader: Reader
    limit: tuple[ModuleType, str]

    @abstractmethod
    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        """A file of articles with these titles and bodies."""

    @abstractmethod
    def spoilt(self) -> tuple[bytes, str]:
        """A file of which not all can be read, and what it gives: `a` an article, `r` a reject."""

    def test_suffixes_lead_to_it(self) -> None:
        """In any case, compressed or not; no other reader claims them."""
        assert self.reader in READERS
        assert self.reader.name.isprintable()
        assert self.reader.suffixes
        for suffix in self.reader.suffixes:
            assert suffix.startswith(".")
            assert suffix == suffix.lower() != ".gz"
            for name in (f"a{suffix}", f"A.B{suffix.upper()}.GZ"):
                assert reader_for(Path(name)) is self.reader

    def test_articles_come_in_their_order(self) -> None:
        results = read(self.reader, self.file(TEXTS))
        assert [(one.title, one.body) for one in articles(results)] == list(TEXTS)
        assert rejects(results) == []
        assert len({one.id for one in articles(results)}) == len(TEXTS)
        check_results(results)

    def test_the_same_bytes_are_read_alike(self) -> None:
        """Whatever was read between; the stream is read from where it stands and left open."""
        data = self.file(TEXTS)
        before = read(self.reader, data)
        read(self.reader, self.spoilt()[0])
        stream = io.BytesIO(b"before" + data)
        stream.seek(len(b"before"))
        results = list(self.reader.read(stream, "some/file", OPTIONS))
        assert results == before
        assert [one.place for one in articles(results)] == [one.place for one in articles(before)]
        assert not stream.closed

    def test_what_is_read_is_articles_and_rejects(self) -> None:
        """Nothing of a file is lost, and none of it counts twice."""
        data, expected = self.spoilt()
        results = read(self.reader, data)
        assert "".join("a" if isinstance(one, Article) else "r" for one in results) == expected
        assert "r" in expected
        check_results(results)

    @pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
    def test_each_has_a_place_of_its_own(self, tmp_path: Path, packed: bool) -> None:
        """Of a source, articles and rejects say in which file and where."""
        for number, data in enumerate((self.file(TEXTS), self.spoilt()[0])):
            path = tmp_path / f"{number}{self.reader.suffixes[0]}{'.gz' * packed}"
            path.write_bytes(gzip.compress(data) if packed else data)
            results = list(read_sources([path], OPTIONS))
            assert len(results) == len(read(self.reader, data))
            places = [
                (one.source, one.place) if isinstance(one, Reject) else one.place for one in results
            ]
            assert None not in places
            assert {place[0] for place in places if place} == {str(path)}
            assert len(set(places)) == len(places)

    def test_nothing_is_an_article_or_a_reject(self) -> None:
        """An empty file is no article; if it should not be empty, that is said."""
        results = read(self.reader, b"")
        assert articles(results) == []
        check_results(results)

    @pytest.mark.parametrize(
        "error", [kind("broken") for kind in READ_ERRORS] + [OSError(5, "Input/output error")]
    )
    def test_a_stream_that_fails_is_a_fatal_reject(self, error: Exception) -> None:
        """Wherever it does: the last that is yielded, and articles before it are those there are.

        Nothing is raised.
        """
        data = self.file(TEXTS)
        whole = [(one.title, one.body) for one in articles(read(self.reader, data))]
        for place in range(0, len(data) + 1, 7):
            stream = streaming(Breaking(data[:place], error))
            results = list(self.reader.read(stream, "some/file", OPTIONS))
            check_results(results)
            *before, last = results
            assert isinstance(last, Reject)
            assert last.fatal
            read_before = [(one.title, one.body) for one in articles(before)]
            assert read_before == whole[: len(read_before)]

    def test_a_cut_file_is_never_silent(self) -> None:
        """Cut anywhere: what is left is read or rejected."""
        data = self.file(TEXTS)
        for place in range(len(data)):
            results = read(self.reader, data[:place])
            check_results(results)
            assert results or not data[:place].strip()

    def test_cut_and_damaged_compression_is_told(self, tmp_path: Path) -> None:
        """By a fatal reject; no byte of it raises anything, and none changes an article unsaid."""
        packed = gzip.compress(self.file(TEXTS), mtime=0)
        whole = read(self.reader, self.file(TEXTS))
        path = tmp_path / f"a{self.reader.suffixes[0]}.gz"
        for place in range(len(packed)):
            path.write_bytes(packed[:place])
            assert rejects(list(read_sources([path], OPTIONS)))[-1].fatal
        for place in range(10, len(packed)):
            flipped = bytearray(packed)
            flipped[place] ^= 8
            path.write_bytes(flipped)
            results = list(read_sources([path], OPTIONS))
            assert results == whole or rejects(results)[-1].fatal

    @settings(deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.data())
    def test_a_changed_file_is_read(self, data: st.DataObject) -> None:
        """Whatever bytes are changed: articles and rejects, and nothing is raised."""
        whole = data.draw(st.sampled_from((self.file(TEXTS), self.spoilt()[0])))
        check_results(read(self.reader, data.draw(changed(whole))))

    @settings(deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.binary(max_size=200))
    def test_any_bytes_are_read(self, data: bytes) -> None:
        check_results(read(self.reader, data))

    @pytest.fixture
    def little(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A mebibyte at a time, and no more."""
        monkeypatch.setattr(*self.limit, _MIB)

    @pytest.mark.usefixtures("little")
    def test_a_file_without_an_end_is_given_up_or_read_on(self) -> None:
        """No more is read than is due before something is yielded."""
        raw = Endless(self.file(TEXTS))
        reading: Iterator[Article | Reject] = self.reader.read(streaming(raw), "some/file", OPTIONS)
        results = list(itertools.islice(reading, 20))
        assert results
        assert raw.given < 4 * _MIB
        check_results(results)

    @pytest.mark.usefixtures("little")
    def test_a_packed_text_does_not_fill_the_memory(self) -> None:
        """Sixty-four mebibytes of one letter, which take little room as a file."""
        packer = zlib.compressobj(wbits=31)
        packed = b"".join(packer.compress(b"a" * _MIB) for _ in range(64)) + packer.flush()
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=io.BytesIO(packed)))
        tracemalloc.start()
        try:
            results = list(self.reader.read(unpacked, "some/file", OPTIONS))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert len(rejects(results)) == len(results) == 1
        assert peak < 8 * _MIB
