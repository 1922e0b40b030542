"""What XML and wire formats must keep of any file. A format's test says how to write one."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import itertools
import re
import tracemalloc
import zlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from types import ModuleType
from typing import BinaryIO, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.ingest.raw import Format, Markup, RawArticle
from archive.ingest.reader import READ_ERRORS, Reject
from tests.ingest.formats.streams import Breaking, Endless, Slow, changed, streaming
from tests.ingest.formats.support import articles, read_raw
from tests.ingest.support import OPTIONS

#: Titles and bodies that every format can hold.
TEXTS = (
    ("Ferry returns", "The ferry is back."),
    ("渡輪復航", "渡輪今日復航，市民歡迎。"),
    ("渡轮复航", "渡轮今日复航，市民欢迎。"),
)

_MIB = 2**20
_CODE = re.compile(r"[a-z][a-z0-9-]*")
_STRINGS = (
    *("title", "body", "id", "url", "zone", "language", "source", "section", "agency"),
    *("status", "replaces", "place"),
)


def check_raw(results: Sequence[RawArticle | Reject]) -> None:
    """What holds of anything that is read: fields are what they are declared to be."""
    for number, result in enumerate(results, 1):
        if isinstance(result, Reject):
            assert result.source == "some/file"
            assert result.place
            assert result.reason
            assert (result.place + result.reason).isprintable()
            assert not result.fatal or number == len(results)
        else:
            check_article(result)
    places = [result.place for result in results]
    assert len(set(places)) == len(places)


def check_article(raw: RawArticle) -> None:
    assert all(type(getattr(raw, name)) is str for name in _STRINGS)
    assert all(type(byline) is str for byline in raw.bylines)
    assert isinstance(raw.title_markup, Markup)
    assert isinstance(raw.body_markup, Markup)
    assert isinstance(raw.published, str | dt.date | None)
    assert raw.place.isprintable()
    for note in raw.notes:
        assert _CODE.fullmatch(note.code)
        assert type(note.detail) is str


class FormatContract(ABC):
    """See `archive.ingest.raw.Format`.

    `suffixes` lead to the format. `limit` is the constant, of some module, that bounds what is held
    at a time.
    """

    format: Format
    suffixes: tuple[str, ...]
    limit: tuple[ModuleType, str]

    @abstractmethod
    def file(self, texts: Sequence[tuple[str, str]]) -> bytes:
        """A file of articles with these titles and bodies."""

    @abstractmethod
    def spoilt(self) -> tuple[bytes, str]:
        """A file of which not all can be read, and what it gives: `a` an article, `r` a reject."""

    def test_its_suffixes_and_its_content_say_it(self) -> None:
        head = self.file(TEXTS)[:65536]
        for suffix in self.suffixes:
            assert self.format.recognises(b"", suffix) == 1
        assert self.format.recognises(b"", ".no-such-suffix") == 0
        assert self.format.recognises(head, "") == 3

    def test_articles_come_in_their_order(self) -> None:
        raws = articles(self.format, self.file(TEXTS))
        check_raw(raws)
        assert [(raw.title, raw.body) for raw in raws] == list(TEXTS)
        ids = [raw.id for raw in raws if raw.id]
        assert len(set(ids)) == len(ids)

    def test_the_same_bytes_are_read_alike(self) -> None:
        """From where the stream stands; also where it cannot seek and gives little at a time."""
        data = self.file(TEXTS)
        before = read_raw(self.format, data)
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

    def test_nothing_is_a_reject(self) -> None:
        (reject,) = read_raw(self.format, b"")
        assert isinstance(reject, Reject)

    @pytest.mark.parametrize(
        "error", [kind("broken") for kind in READ_ERRORS] + [OSError(5, "Input/output error")]
    )
    def test_a_stream_that_fails_is_a_fatal_reject(self, error: Exception) -> None:
        """Wherever it does: the last that is yielded; articles before it are those there are."""
        data = self.file(TEXTS)
        for place in range(0, len(data) + 1, 7):
            stream = streaming(Breaking(data[:place], error))
            results = list(self.format.read(stream, "some/file", OPTIONS))
            check_raw(results)
            *before, last = results
            assert isinstance(last, Reject)
            assert last.fatal
            read = [(raw.title, raw.body) for raw in before if isinstance(raw, RawArticle)]
            assert read == list(TEXTS)[: len(before)]

    def test_a_cut_file_is_never_silent(self) -> None:
        """Cut anywhere: what is left is read or rejected."""
        data = self.file(TEXTS)
        for place in range(len(data)):
            results = read_raw(self.format, data[:place])
            check_raw(results)
            assert results

    @settings(deadline=None, max_examples=500, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def test_a_changed_file_is_read(self, data: st.DataObject) -> None:
        """Whatever bytes are changed: articles and rejects, and nothing is raised."""
        whole = data.draw(st.sampled_from((self.file(TEXTS), self.spoilt()[0])))
        check_raw(read_raw(self.format, data.draw(changed(whole))))

    @settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=200))
    def test_any_bytes_are_read(self, data: bytes) -> None:
        check_raw(read_raw(self.format, data))
        assert self.format.recognises(data, ".no-such-suffix") in range(4)

    @pytest.fixture
    def little(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A mebibyte at a time, and no more."""
        monkeypatch.setattr(*self.limit, _MIB)

    @pytest.mark.usefixtures("little")
    def test_a_file_without_an_end_is_read_on(self) -> None:
        """No more is read than is due before something is yielded."""
        raw = Endless(self.file(TEXTS))
        reading = self.format.read(streaming(raw), "some/file", OPTIONS)
        results = list(itertools.islice(reading, 20))
        assert results
        assert raw.given < 4 * _MIB
        check_raw(results)

    @pytest.mark.usefixtures("little")
    def test_a_packed_text_does_not_fill_the_memory(self) -> None:
        """Sixty-four mebibytes of one letter, which take little room as a file."""
        packer = zlib.compressobj(wbits=31)
        packed = b"".join(packer.compress(b"a" * _MIB) for _ in range(64)) + packer.flush()
        unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=io.BytesIO(packed)))
        tracemalloc.start()
        try:
            (reject,) = self.format.read(unpacked, "some/file", OPTIONS)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert isinstance(reject, Reject)
        assert peak < 8 * _MIB

    def test_articles_of_a_long_file_leave_the_memory(self) -> None:
        """Constant memory: of ten times as many articles no more is held."""
        peaks = []
        for times in (40, 400):
            stream = io.BytesIO(self.file(TEXTS * times))
            tracemalloc.start()
            try:
                number = sum(1 for _ in self.format.read(stream, "some/file", OPTIONS))
                peaks.append(tracemalloc.get_traced_memory()[1])
            finally:
                tracemalloc.stop()
            assert number == times * len(TEXTS)
        assert peaks[1] < peaks[0] + 4 * _MIB
