"""JSON Lines and JSON files."""

from __future__ import annotations

import gzip
import io
import json
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import jsonl, reader
from archive.ingest.json_file import JsonFile
from archive.ingest.jsonl import JsonLines
from archive.ingest.reader import Reject
from archive.model.article import Article
from tests.ingest.support import OPTIONS, articles, read, rejects

ONE = b'{"id": "1", "title": "One"}'
TWO = '{"id": "2", "title": "渡輪"}'.encode()


def summary(results: list[Article | Reject]) -> list[str]:
    """Ids of articles; places of rejects, with an exclamation mark where fatal."""
    return [one.id if isinstance(one, Article) else one.place + "!" * one.fatal for one in results]


@pytest.mark.parametrize(
    "data, expected, reason",
    [
        (b"", [], ""),
        (b"\n \n\r\n", [], ""),
        (ONE + b"\n" + TWO, ["1", "2"], ""),
        (ONE + b"\r\n\r\n" + TWO + b"\r\n", ["1", "2"], ""),
        (b"\xef\xbb\xbf" + ONE, ["1"], ""),
        (ONE + b"\n{broken}\n" + TWO, ["1", "line 2", "2"], "Not JSON at column 2"),
        (ONE + b"\n\xff\xfe\n" + TWO, ["1", "line 2", "2"], "Not UTF-8 at byte 0"),
        (b"[1]\n" + TWO, ["line 1", "2"], "Not an object but a list"),
        (b"[" * 200_000 + b"\n" + TWO, ["line 1", "2"], "Nested too deeply"),
        (b'{"id": ' + b"1" * 9000 + b"}\n" + TWO, ["line 1", "2"], "too many digits"),
        (ONE + b"\n" + TWO[:20], ["1", "line 2!"], "ends inside an article; 1 article read"),
        (ONE + b"\n" + TWO[:-3], ["1", "line 2!"], "ends inside an article"),
        (ONE + b"\ntrailing words", ["1", "line 2"], "Not JSON"),
    ],
)
def test_json_lines(data: bytes, expected: list[str], reason: str) -> None:
    """Each line stands for itself; a cut last line says that more is missing."""
    results = read(JsonLines(), data)
    assert summary(results) == expected
    assert all(reason in one.reason for one in rejects(results))


def test_a_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line without end does not fill the memory, and the lines behind it are read."""
    monkeypatch.setattr(jsonl, "MAX_LINE", 64)
    long = b'{"title": "' + b"x" * 300 + b'"}'
    assert summary(read(JsonLines(), ONE + b"\n" + long + b"\n" + TWO)) == ["1", "line 2", "2"]
    assert summary(read(JsonLines(), long)) == ["line 1"]


@pytest.mark.parametrize(
    "data, expected, reason",
    [
        (ONE, ["1"], ""),
        (b"[]", [], ""),
        (b" [ " + ONE + b" , " + TWO + b" ] \n", ["1", "2"], ""),
        (b'{"articles": [' + ONE + b"]}", ["1"], ""),
        (b'{"articles": {"a": 1}, "title": "T", "id": "3"}', ["3"], ""),
        (b"\xef\xbb\xbf[" + ONE + b"]", ["1"], ""),
        (b"[" + ONE + b", 5, " + TWO + b"]", ["1", "article 2", "2"], "Not an object"),
        (b"[" + ONE + b", " + TWO[:9], ["1", "article 2!"], "1 article read before it"),
        (b"[" + ONE + b" " + TWO + b"]", ["1", "article 2!"], "a comma or ] is missing"),
        (b"[" + ONE, ["1", "article 2!"], "a comma or ]"),
        (ONE + b"\n" + TWO, ["1", "article 2!"], "call the file .jsonl"),
        (b"", ["article 1!"], "line 1, column 1"),
        (b"\xff", ["article 1!"], "Not UTF-8 at byte 0"),
        (b"[" * 200_000, ["article 1!"], "Nested too deeply"),
        (b'{"id": ' + b"1" * 9000 + b"}", ["article 1!"], "too many digits"),
    ],
)
def test_json_file(data: bytes, expected: list[str], reason: str) -> None:
    """A list, one article or an object with a list; what stands before a broken place is kept."""
    results = read(JsonFile(), data)
    assert summary(results) == expected
    assert all(reason in one.reason for one in rejects(results))


def test_a_file_too_large_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats read as one piece have a limit, and the reason names the way out."""
    monkeypatch.setattr(reader, "MAX_WHOLE", 10)
    (reject,) = rejects(read(JsonFile(), ONE))
    assert reject.fatal
    assert "JSON Lines" in reject.reason


def test_a_cut_compressed_file_gives_what_it_holds() -> None:
    """Articles before the break are read; the break is fatal and says how many they were."""
    lines = b"".join(
        json.dumps({"id": str(number), "title": str(hash(str(number)))}).encode() + b"\n"
        for number in range(20_000)
    )
    packed = gzip.compress(lines)
    for cut in (len(packed) // 2, len(packed) - 4):
        unpacked: BinaryIO = gzip.GzipFile(fileobj=io.BytesIO(packed[:cut]))  # type: ignore[assignment]  # it reads as one
        results = list(JsonLines().read(unpacked, "a.jsonl.gz", OPTIONS))
        good, (last,) = articles(results), rejects(results)
        assert [one.id for one in good] == [str(number) for number in range(len(good))]
        assert len(good) > 1000
        assert results[-1] is last
        assert last.fatal
        assert last.place == f"line {len(good) + 1}"
        assert f"the compressed file ends early; {len(good)} articles read" in last.reason


def test_damaged_compression_is_fatal() -> None:
    """A flipped byte ends the file with a reject, whatever gzip raises."""
    packed = bytearray(gzip.compress(b"".join(ONE + b"\n" for _ in range(9))))
    packed[len(packed) // 2] ^= 0xFF
    unpacked: BinaryIO = gzip.GzipFile(fileobj=io.BytesIO(packed))  # type: ignore[assignment]  # it reads as one
    results = list(JsonLines().read(unpacked, "a.jsonl.gz", OPTIONS))
    assert rejects(results)[-1].fatal


LINES = st.lists(
    st.sampled_from([ONE, TWO, b"{", b"null", b'{"title": 1}', b"\xff", b"  "])
    | st.binary(max_size=20).map(lambda data: data.replace(b"\n", b""))
)


@given(LINES)
def test_lines_read_are_articles_and_rejects(lines: list[bytes]) -> None:
    """No line is lost and none counts twice."""
    results = read(JsonLines(), b"".join(line + b"\n" for line in lines))
    first = [line.removeprefix(b"\xef\xbb\xbf") for line in lines[:1]]
    assert len(results) == sum(bool(line.strip()) for line in first + lines[1:])
    assert not any(one.fatal for one in rejects(results))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "title", "body", "articles"]), inner)
    ),
)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_read(data: bytes) -> None:
    """No bytes make a JSON reader fail; every reject is one printable line."""
    for kind in (JsonLines(), JsonFile()):
        for one in rejects(read(kind, data)):
            assert one.source == "some/file"
            assert (one.place + one.reason).isprintable()
