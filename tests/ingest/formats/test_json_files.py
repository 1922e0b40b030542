"""JSON as files hold it: lines, lists, several values, and what programs write that is not JSON."""

from __future__ import annotations

import gzip
import io
import itertools
import json
from dataclasses import replace
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest import reader
from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.formats.json_lenient import parse_value
from archive.ingest.limits import Limits
from archive.ingest.raw import RawArticle
from archive.ingest.reader import READ_ERRORS
from tests.ingest.formats.json_support import Results, codes, raws, read_raw, rejects
from tests.ingest.streams import Breaking, Endless, streaming
from tests.ingest.support import OPTIONS

A = '{"title": "A", "body": "The ferry is back."}'
B = '{"title": "B", "body": "渡輪今日復航。"}'
C = '{"title": "C", "body": "渡轮今日复航。", "authors": [{"title": "Dr", "name": "Ann"}]}'
PRETTY = json.dumps([json.loads(text) for text in (A, B, C)], indent=2, ensure_ascii=False)
MARK = "\ufeff"


def summary(results: Results) -> str:
    """A title for each article, `-` for a reject, `!` for a fatal one."""
    return "".join(
        result.title if isinstance(result, RawArticle) else "!" if result.fatal else "-"
        for result in results
    )


@pytest.mark.parametrize("text, expected", [
    (f"{A}\n{B}\n{C}\n", "ABC"),
    (f"{A}\n\n \n{B}", "AB"),
    (f"{A}\r\n{B}\r\n", "AB"),
    (f"[{A},\n{B},\n{C}\n]\n", "ABC"),
    (f"[\n{A},\n{B},\n{C},\n]\n", "ABC"),
    (f"[\n{A}\n,\n{B}\n]\n", "AB"),
    (f"{A},\n{B},\n", "AB"),
    (f"[{A}, {B}]\n[{C}]\n", "ABC"),
    (f"[{A}, {B}][{C}]", "ABC"),
    (f"[\n{A},\n{B}\n][\n{C}\n]\n", "ABC"),
    (f"{PRETTY}\n{PRETTY}", "ABCABC"),
    (PRETTY, "ABC"),
    (json.dumps(json.loads(A), indent=4), "A"),
    (json.dumps(json.loads(A), indent=4) + "\n" + json.dumps(json.loads(B), indent=4), "AB"),
    (f"{A}{B}\n{C}", "ABC"),
    (f"[{A}, {B},]", "AB"),
    ('[{"title": "A", "body": "b", },]', "A"),
    (f"{MARK}{A}\n{B}", "AB"),
    (f"{A}\n{MARK}{B}\n", "AB"),
    (f"{MARK}[{A}]{MARK}[{B}]", "AB"),
    (f"[{A},{MARK}{B}]", "AB"),
    ('{"title": "A", "body": "one\ttwo"}\n' + B, "AB"),
    ('{"title": "A", "body": "one\n\ntwo"}\n' + B, "AB"),
    ('{"title": "A", "body": "one\r\ntwo,\r\nthree"}\r\n' + B, "AB"),
    ('[{"title": "A", "body": "one\ntwo"},\n' + B + "]", "AB"),
    (f'{B}\n{{"title": "A",\n"body": "one"}}\n{C}', "BAC"),
    ('{"title": "A", "body": "b", "section": NaN, "n": Infinity, "m": -Infinity}', "A"),
    ('{"_id": ObjectId("65e6"), "title": "A", "n": NumberLong(1)}', "A"),
    ('{"title": "A", "body": "b", "date": ISODate("2024-03-05T07:15:00Z"),}', "A"),
    ('{"title": "A", "body": "b", "published": new Date(1709622900000)}\n' + B, "AB"),
    ("{'title': 'A', 'body': 'It\\'s \"b\"', 'x': None, 'y': True}\n" + B, "AB"),
    ("{title: 'A', body: \"b\" /* c */, // d\n}\n", "A"),
    ('{"title": "A", "body": "C:\\ferry \\d"}', "A"),
    (f"var news = [{A}, {B}];", "AB"),
    (f"window.news = {A};", "A"),
    (f"callback([{A}, {B}]);", "AB"),
    (f")]}}',\n[{A}]", "A"),
    (f'{{"articles": [{A}, {B}]}}', "AB"),
    (f'{{"articles": [{A}]}}\n{{"articles": [{B}]}}\n', "AB"),
    (f'{{"n": 1, "response": {{"docs": [{A}, {B}], "x": [1]}}, "y": 2}}', "AB"),
    (f"/* 1 */\n{A}\n\n/* 2 */\n{B}\n", "AB"),
    (f"\x1e{A}\n\x1e{B}\n", "AB"),
    (json.dumps(A) + "\n" + json.dumps(B), "AB"),
    (json.dumps([A, B]), "AB"),
    (repr([json.loads(A), json.loads(B)]), "AB"),
    ("[]", ""),
    ("[]\n[]", ""),
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_whole_articles(text: str, expected: str, encoding: str) -> None:
    """Whatever the file is called, and however wide its characters are."""
    assert summary(read_raw(JsonFormat(), text.encode(encoding))) == expected


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030"])
@pytest.mark.parametrize("lines", [True, False])
def test_older_encodings(encoding: str, lines: bool) -> None:
    """Of the file, told by its bytes; a trailing byte that looks like JSON's own is none."""
    articles = [
        {"title": f"渡輪復航{number}", "body": "功能許可：渡輪公司表示，市民歡迎渡輪今日復航。"}
        for number in range(3)
    ]
    texts = [json.dumps(article, ensure_ascii=False) for article in articles]
    text = "\n".join(texts) if lines else json.dumps(articles, ensure_ascii=False, indent=1)
    results = raws(read_raw(JsonFormat(), text.encode(encoding)))
    assert [(raw.title, raw.body) for raw in results] == [
        (article["title"], article["body"]) for article in articles
    ]


@pytest.mark.parametrize("text, expected, reason", [
    (f"{A}\n{{broken}}\n{B}", "A-B", "Not JSON at column 8: a colon"),
    (f'{A}\n{{"title": tru}}\n{B}', "A-B", "a value is missing"),
    (f'{A}\n{{"title" "T"}}\n{B}', "A-B", "a colon is missing"),
    (f'{A}\n{{"title": "T" "body": "b"}}\n{B}', "A-B", "a comma or } is missing"),
    (f'{A}\n{{"title": "T\n{B}', "A-B", "A string does not end"),
    (f"{A}\n{{\"title\": \"T\"\n{B}\n{C}", "A-BC", "inside a value"),
    (f"{A}\ntrailing words\n{B}", "A-B", "a value is missing"),
    (f"{A}\n[1]\n{B}", "A-B", "Not an object but a number"),
    (f"{A}\nnull\n{B}", "A-B", "Not an object but null"),
    (f'[{A}, {{"title": tru}}, {B}]', "A-B", "column 58"),
    (f'[{A}, {{"title" "T"}}, {B}]', "A-B", "a colon is missing"),
    (f'[{A}, {{"title": "T, "body": "b"}}, {B}]', "A-B", "column"),
    (f'[{A}, {{"title": "T", "body": "b", {B}, {C}]', "A-BC", "column"),
    (f"[{A}, oops, {B}]", "A-B", "a value is missing"),
    (f"[{A}, 5, {B}]", "A-B", "a number"),
    (f"[{A}, {{oops}}, null, {B}]", "A--B", ""),
    (PRETTY.replace('"B",', '"B"'), "A-C", "a comma"),
    (PRETTY.replace('"B",', '"B,'), "A-C", "line"),
    (PRETTY.replace('"body": "渡輪今日復航。"', '"body": "渡輪今日復航。'), "A-C", "line"),
    (PRETTY.replace('"title": "B"', '"title": B'), "A-C", "a value is missing"),
    (f'{{"articles": [{A}, {{"title": tru}}, {B}], "n": 1}}', "A-B", "a value is missing"),
    (f'{{"n": {{"x": 1}}, "response": {{"docs": [{A}, {{"title" 1}}, {B}]}}}}', "A-B", "a colon"),
    (f'{{"db": [{{"v": [1], "data": {{"posts": [{A}, {{"x" 1}}, {B}]}}}}]}}', "A-B", "a colon"),
    (f"{A}\n" + "[" * 200_000 + f"\n{B}", "A-B", "Nested too deeply"),
    (f'{A}\n{{"id": {"1" * 9000}}}\n{B}', "A-B", "too many digits"),
    (f'{A}\n{{"id": Foo(1)}}\n{B}', "A-B", "Foo() is no value"),
])  # fmt: skip
def test_what_is_broken_is_a_reject(text: str, expected: str, reason: str) -> None:
    """Of its own: the articles before and behind it are read."""
    results = read_raw(JsonFormat(), text.encode())
    assert summary(results) == expected
    assert all(reason in reject.reason for reject in rejects(results)), rejects(results)


@pytest.mark.parametrize("text, expected, reason", [
    (f"{A}\n{B[:20]}", "A!", "ends inside an article; 1 article read"),
    (f"{A}\n{B[:-2]}", "A!", "ends inside an article"),
    (f"[\n{A},\n{B},\n", "AB!", "ends inside a list"),
    (f"[{A}, {B}", "AB!", "ends inside a list of articles; 2 articles read before it"),
    (f"[{A}, {B[:9]}", "A!", "ends inside an article; 1 article read"),
    (PRETTY[:-20], "AB!", "ends inside an article; 2 articles read"),
    (f'{{"articles": [{A}, {B[:20]}', "A!", "ends inside an article"),
    (f'{{"n": 1, "response": {{"docs": [{A}, {B}', "AB!", "ends inside a list"),
    ("{", "!", "ends inside"),
    ("[", "!", "ends inside a list"),
    ("", "-", "Holds nothing"),
    (" \n", "-", "Holds nothing"),
    ("plain words, no JSON", "!", "a value is missing"),
])  # fmt: skip
def test_a_file_that_ends_early_says_so(text: str, expected: str, reason: str) -> None:
    results = read_raw(JsonFormat(), text.encode())
    assert summary(results) == expected
    assert reason in rejects(results)[-1].reason


def test_bytes_of_another_encoding_are_noted() -> None:
    """On the article of their line, where there are lines."""
    lines = A.encode() + b"\n" + '{"title": "渡輪今日復航"}\n'.encode("big5") + B.encode()
    results = read_raw(JsonFormat(), lines)
    assert summary(results) == "A渡輪今日復航B"
    assert [codes(raw) for raw in raws(results)] == [[], ["encoding-guessed"], []]
    whole = raws(read_raw(JsonFormat(), b'{"title":\n "caf\xe9"}'))
    assert [(raw.title, *codes(raw)) for raw in whole] == [("café", "encoding-guessed")]


def test_places_are_lines_or_numbers() -> None:
    """With the number in the line, where it holds several."""
    lines = f"{A}\n\n{{x}}\n{B}{C}\n"
    assert [result.place for result in read_raw(JsonFormat(), lines.encode())] == [
        "line 1", "line 3", "line 4", "line 4, article 2",
    ]  # fmt: skip
    envelopes = f'{A}\n{{"articles": [{A}, {B}]}}\n'
    assert [result.place for result in read_raw(JsonFormat(), envelopes.encode())] == [
        "line 1", "line 2", "line 2, article 2",
    ]  # fmt: skip
    assert [result.place for result in read_raw(JsonFormat(), PRETTY.encode())] == [
        "article 1", "article 2", "article 3",
    ]  # fmt: skip


@pytest.mark.parametrize("head, suffix, sure", [
    (A.encode(), ".txt", 3),
    (f"[\n  {A}".encode(), "", 3),
    (A.encode("utf-16"), "", 3),
    (b"\xef\xbb\xbf" + A.encode(), ".json", 3),
    (b"{'title': 'A'}", "", 3),
    (f"callback([{A}".encode(), ".json", 2),
    (b"[1, 2]", ".json", 2),
    (b"words", ".jsonl", 1),
    (b"", ".ndjson", 1),
    (b"<html>", ".html", 0),
    (b"[Photo] A ferry", ".txt", 0),
    (b"{\\rtf1 x}", ".rtf", 0),
    (b"title,body\n", ".csv", 0),
    (b"---\ntitle: A\n", ".md", 0),
])  # fmt: skip
def test_content_says_that_it_is_json(head: bytes, suffix: str, sure: int) -> None:
    assert JsonFormat().recognises(head, suffix) == sure


@pytest.mark.parametrize("error", [kind("broken") for kind in READ_ERRORS])
@pytest.mark.parametrize("text", [f"{A}\n{B}\n{C}\n", PRETTY, f"[{A}, {B}, {C}]"])
def test_a_stream_that_fails_gives_what_it_gave(text: str, error: Exception) -> None:
    """Whole articles before the place, then a fatal reject, the last."""
    data = text.encode()
    for place in range(0, len(data) + 1, 11):
        stream = streaming(Breaking(data[:place], error))
        results = list(JsonFormat().read(stream, "some/file", OPTIONS))
        titles = summary(results)
        assert titles.rstrip("!-") == "ABC"[: len(titles.rstrip("!-"))]
        assert titles.endswith("!")
        assert titles.count("!") == 1
        assert not stream.closed


def test_a_cut_archive_gives_what_it_holds() -> None:
    lines = "".join(f'{{"title": "{number}"}}\n' for number in range(8_000)).encode()
    packed = gzip.compress(lines)
    unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=io.BytesIO(packed[: len(packed) // 2])))
    results = list(JsonFormat().read(unpacked, "a.jsonl.gz", OPTIONS))
    assert [raw.title for raw in raws(results)] == [str(n) for n in range(len(results) - 1)]
    assert len(results) > 1000
    assert f"{len(results) - 1} articles read before it" in rejects(results)[0].reason


def test_lines_are_read_one_after_the_other() -> None:
    """Whatever the size of the file; a line too long is passed over."""
    options = replace(OPTIONS, limits=Limits(whole=2**20))
    for text in (f"{A}\n", f"{A},\n{B},\n"):
        raw = Endless(text.encode())
        results = list(
            itertools.islice(JsonFormat().read(streaming(raw), "some/file", options), 20)
        )
        assert len(raws(results)) == 20
        assert raw.given < 2**21
    long = '{"title": "' + "x" * 2**21 + '"}'
    assert (
        summary(
            list(JsonFormat().read(io.BytesIO(f"{A}\n{long}\n{B}".encode()), "some/file", options))
        )
        == "A-B"
    )
    endless = Endless(f"{A} ".encode())
    results = list(JsonFormat().read(streaming(endless), "some/file", options))
    assert summary(results) == "!"
    assert "bring it as JSON Lines" in rejects(results)[0].reason
    assert endless.given < 2**22


def test_a_large_envelope_is_read_article_by_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of more parts than an article may have is entered; such an element is a reject."""
    monkeypatch.setattr(reader, "MAX_PARTS", 10)
    good = [{"title": "A, [of] {it}, " * 3, "body": "b"}] * 9
    for whole in ({"x": 1, "articles": good}, {"data": {"posts": good}}, good):
        results = read_raw(JsonFormat(), json.dumps(whole, indent=1).encode())
        assert (len(raws(results)), rejects(results)) == (9, [])
    many: list[Any] = [good[0], {"title": "t", "x": [[]] * 20}, good[1]]
    results = read_raw(JsonFormat(), json.dumps(many, indent=1).encode())
    assert len(raws(results)) == 2
    assert "more than 10 parts" in rejects(results)[0].reason


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", [
    '{"a":"', "[", '[{"a":', '{"title": "t", ', '\\"', '"', "}", '{"a" 1},', "{x},\n", '[{"x"\n',
    '{"articles": [', "'", "{'a': '", "\n{", '{"a": "\n',
])  # fmt: skip
def test_no_text_takes_hours(piece: str) -> None:
    """Many characters of what is broken are given up or read on at once."""
    text = "[" + A + "," + piece * (40_000 // len(piece))
    assert read_raw(JsonFormat(), text.encode())


FIELDS_OF_ALL_KINDS = ("id", "title", "body", "date", "author", "section", "url", "status", "x")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("begin, end", [
    ("[", "]"), ('{"a":', "}"), ('{"title":', "}"), ('{"$date":', "}"), ('[{"text":', "}]"),
    ('{"name":', "}"), ('{"value":', "}"),
])  # fmt: skip
def test_what_is_nested_deeply_is_read(begin: str, end: str) -> None:
    """In any field, as deeply as it can be parsed, and deeper."""
    for field in FIELDS_OF_ALL_KINDS:
        for depth in (10, 40, 450, 880, 940, 960, 980, 1000):
            nested = begin * depth + "1" + end * depth
            text = f'{{"title": "A", "body": "b", "{field}": {nested}}}'
            assert len(read_raw(JsonFormat(), text.encode())) == 1


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(VALUES)
def test_json_is_read_as_others_read_it(value: Any) -> None:
    """Written with and without spaces, and as Python writes it."""
    for text in (json.dumps(value), json.dumps(value, indent=1, ensure_ascii=False)):
        assert parse_value(text) == (json.loads(text), len(text))
    trailing = json.dumps([value])[:-1] + ",]"
    assert parse_value(trailing) == ([json.loads(json.dumps(value))], len(trailing))


FIELDS = st.sampled_from(
    [
        "id",
        "title",
        "body",
        "articles",
        "date",
        "author",
        "data",
        "items",
        "url",
        "_source",
        "@type",
    ]
)
OBJECTS = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=5),
    max_leaves=12,
)


def check(results: Results) -> None:
    """What holds of anything that is read."""
    for number, result in enumerate(results, 1):
        assert result.place
        if isinstance(result, RawArticle):
            assert result.title.strip() or result.body.strip()
            assert all(note.code and note.detail.isprintable() for note in result.notes)
        else:
            assert result.source == "some/file"
            assert (result.place + result.reason).isprintable()
            assert not result.fatal or number == len(results)


@given(st.lists(OBJECTS, max_size=4), st.sampled_from(["\n", ", ", ",\n", ""]))
def test_any_values_are_read(values: list[Any], between: str) -> None:
    check(read_raw(JsonFormat(), between.join(map(json.dumps, values)).encode()))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2), st.data())
def test_one_broken_article_loses_no_other(broken: int, data: st.DataObject) -> None:
    """Where a byte of one line or element is another, the others are read."""
    articles = [A, B, C]
    text = articles[broken]
    place = data.draw(st.integers(1, len(text) - 2))
    sign = data.draw(st.sampled_from('x":,\\{['))
    articles[broken] = text[:place] + sign + text[place + 1 :]
    lines = "\n".join(articles)
    listed = "[\n  " + ",\n  ".join(articles) + "\n]\n"
    for written in (lines, listed):
        results = read_raw(JsonFormat(), written.encode())
        check(results)
        titles = [raw.title for raw in raws(results)]
        assert [title for title in "ABC" if title != "ABC"[broken]] == [
            title for title in titles if title in list("ABC") and title != "ABC"[broken]
        ]
