"""Tables: their signs, quotes, encodings and names of columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.formats.csv_rows import Dialect, Rows
from archive.ingest.formats.csv_table import CsvTable, header_of
from archive.ingest.raw import RawArticle
from archive.ingest.reader import READ_ERRORS
from tests.ingest.formats.json_support import Results, codes, only, raws, read_raw, rejects
from tests.ingest.streams import Breaking, Endless, streaming
from tests.ingest.support import OPTIONS

HEAD = "id,title,body,published,author,source\n"
A = "1,A,The ferry is back.,2024-03-05,Ann Lee,The Pier\n"
B = '2,B,"The ferry, too, is ""back"".\n\nSo are the gulls.",2024-03-06,,The Pier\n'
C = "3,C,渡輪今日復航。,2024年3月7日,陳大文,碼頭報\n"
TABLE = HEAD + A + B + C


def table(data: str | bytes) -> Results:
    """What is read of a table."""
    return read_raw(CsvTable(), data.encode() if isinstance(data, str) else data)


def summary(results: Results) -> str:
    return "".join(
        result.title if isinstance(result, RawArticle) else "!" if result.fatal else "-"
        for result in results
    )


def test_a_table_gives_its_articles() -> None:
    first, second, third = raws(table(TABLE))
    assert (first.id, first.title, first.body) == ("1", "A", "The ferry is back.")
    assert (first.published, first.bylines, first.source) == (
        "2024-03-05",
        ("Ann Lee",),
        "The Pier",
    )
    assert second.body == 'The ferry, too, is "back".\n\nSo are the gulls.'
    assert second.bylines == ()
    assert (third.body, third.published) == ("渡輪今日復航。", "2024年3月7日")
    assert [raw.place for raw in (first, second, third)] == ["line 2", "line 3", "line 6"]


@pytest.mark.parametrize("text, expected", [
    (TABLE, "ABC"),
    (TABLE.replace("\n", "\r\n"), "ABC"),
    (TABLE.removesuffix("\n"), "ABC"),
    ("\ufeff" + TABLE, "ABC"),
    ("title\tbody\nA\tone, two\nB\tthree\n", "AB"),
    ("title;body;date\nA;one, two;5.3.2024\nB;\"x;y\";6.3.2024\n", "AB"),
    ("title|body\nA|one, two\n", "A"),
    ("sep=;\ntitle;body\nA;one\n", "A"),
    ("Export of 5 March\n\ntitle,body\nA,one\n", "A"),
    ("Export,,\ntitle,body,date\nA,one,2024-03-05\n", "A"),
    ('"Title","Body Text","Publish Date"\n"A","one","2024-03-05"\n', "A"),
    ("標題,內容,日期\nA,渡輪復航。,2024年3月5日\n", "A"),
    ("标题\t正文\t发布时间\nA\t渡轮复航。\t2024-03-05\n", "A"),
    ("標題，內容\nA，渡輪復航。\n", "A"),
    ("Headline,Content,URL\nA,one,https://pier.example/a\n", "A"),
    (",title,body\n0,A,one\n1,B,two\n", "AB"),
    ("title,body,,\nA,one,,\n", "A"),
    ("title,body\nA,one,,\n", "A"),
    ("title,body\nA,one\n\n,\nB,two\n", "AB"),
    ('title,body\nA,"It\'s \\"back\\", they said"\nB,two\n', "AB"),
    ('title,body\nA,5" of rain\nB,two\n', "AB"),
    ('title\tbody\n"A" and more\tone\nB\ttwo\n', '"A" and moreB'),
    ('title, body\nA, "one, two"\n', "A"),
    ("title,text,title\nA,one,\n", "A"),
    ('title,body,section,author\nA,one,nan,NULL\nB,two,\\N,None\n', "AB"),
    ("title,body\rA,one\rB,two\r", "AB"),
    ("id,title_en,body_en,title_tc,body_tc\n1,A,one,B,渡輪\n", "AB"),
    ("title,body\nA,one\0two\n", "A"),
    ("title,body\nA," + "long " * 60_000 + "\nB,two\n", "AB"),
])  # fmt: skip
def test_dialects(text: str, expected: str) -> None:
    """What parts, quotes and escapes is told by the content."""
    results = table(text)
    assert summary(results) == expected
    assert [raw.notes for raw in raws(results)] == [()] * len(results)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "big5hkscs", "gb18030"])
def test_encodings(encoding: str) -> None:
    text = (
        "標題,內容,日期\n" + "渡輪功能復航,許可：市民歡迎渡輪今日復航，公司表示。,2024-03-05\n" * 3
    )
    results = raws(table(text.encode(encoding)))
    assert [raw.title for raw in results] == ["渡輪功能復航"] * 3
    assert results[0].body == "許可：市民歡迎渡輪今日復航，公司表示。"
    told = [] if encoding == "utf-8" else ["encoding-guessed"]
    assert [codes(raw) for raw in results] == [told] * 3


@pytest.mark.parametrize("text, expected, reason", [
    (HEAD + A + "4,D,short\n" + C, "A-C", "Has 3 cells where the header has 6"),
    (HEAD + A + "4,D,a,b,c,d,e\n" + C, "A-C", "Has 7 cells where the header has 6"),
    (HEAD + A + '4,D,"no end,2024-03-05,,\n' + C, "A4-", ""),
    (HEAD + '1,A,"no end,2024-03-05,,\n' + A + C, "AAC", ""),
    (HEAD + '1,A,"no\nend,2024-03-05,,\n' + A + C, "-AC", "A quote in it does not end"),
    (HEAD + '1,A,"no\nend",x,2024-03-05,,,,z\n' + A + C, "-AC", "cells where the header has 6"),
    (HEAD + "1,,,2024-03-05,,\n" + C, "-C", "Neither title nor body"),
    ("title,brodtext\nA," + "A long text of an article. " * 20 + "\n", "-", "“brodtext”"),
    (HEAD, "-", "Holds the names of columns and no row"),
    ("", "!", "Holds nothing"),
    ("a,b,c\n1,2,3\n", "!", "No column has a name that is understood: “a”, “b”, “c”"),
    ("words of no table\n", "!", "No column"),
])  # fmt: skip
def test_what_cannot_be_read_is_a_reject_by_row(text: str, expected: str, reason: str) -> None:
    """A quote that does not end takes its row with it, not those behind it."""
    results = table(text)
    titles = summary(results)
    assert titles == expected if "4" not in expected else titles in ("ADC", "A-C")
    assert all(reason in reject.reason for reject in rejects(results)), rejects(results)


def test_a_row_in_another_encoding_is_read() -> None:
    """It alone is noted."""
    data = (HEAD + A).encode() + "9,壞,壞,2024-03-05,,\n".encode("big5hkscs") + C.encode()
    results = table(data)
    assert summary(results) == "A壞C"
    assert [codes(raw) for raw in raws(results)] == [[], ["encoding-guessed"], []]


def test_the_encoding_of_a_table_is_noted_on_each_row() -> None:
    data = f"{HEAD}{A}{C}9,渡輪今日復航,市民歡迎新的政策,2024-03-05,,\n".encode("big5hkscs")
    results = table(data)
    assert summary(results) == "AC渡輪今日復航"
    assert {tuple(codes(raw)) for raw in raws(results)} == {("encoding-guessed",)}


def test_cells_may_hold_lists() -> None:
    """As data frames write them."""
    raw = only(table("title,body,authors,tags\nA,b,\"['Ann Lee', 'Bo Chan']\",[]\n"))
    assert raw.bylines == ("Ann Lee", "Bo Chan")


def test_a_side_field_that_cannot_be_read_is_a_note() -> None:
    raw = only(table("title,body,id,date,status\nA,b,1.0,soon,odd\n"))
    assert (raw.id, raw.published, codes(raw)) == ("1.0", "soon", ["status-unknown"])


@pytest.mark.parametrize("text, suffix, sure", [
    (TABLE, ".csv", 3),
    (TABLE, ".txt", 2),
    ("a,b\n1,2\n", ".tsv", 1),
    ("a,b\n1,2\n", ".txt", 0),
    ("", ".csv", 1),
    ("The title, the body and the date\n\nare words of prose.\n", ".txt", 0),
    ("title: A\nbody, date: b\n", ".md", 0),
    ('{"title": "A", "body": "b"}\n', ".jsonl", 0),
    ("標題,內容\nA,b\n", ".txt", 2),
])  # fmt: skip
def test_content_says_that_it_is_a_table(text: str, suffix: str, sure: int) -> None:
    assert CsvTable().recognises(text.encode(), suffix) == sure
    assert CsvTable().recognises(text.encode("utf-16"), suffix) == sure


@pytest.mark.parametrize("error", [kind("broken") for kind in READ_ERRORS])
def test_a_stream_that_fails_gives_what_it_gave(error: Exception) -> None:
    data = (TABLE * 1000).encode()
    for place in (0, 1, 100_000):
        results = list(CsvTable().read(streaming(Breaking(data[:place], error)), "f", OPTIONS))
        assert rejects(results)[-1].fatal
        assert len(raws(results)) >= place // 100


def test_a_table_without_an_end_is_read_row_by_row() -> None:
    raw = Endless((HEAD + A * 10_000).encode())
    results = list(itertools.islice(CsvTable().read(streaming(raw), "f", OPTIONS), 50))
    assert len(raws(results)) == 50
    assert raw.given < 2**18


CELLS = st.lists(st.text('ab,";\n\r \\', max_size=6), min_size=2, max_size=4)


@given(st.lists(CELLS, min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_cells_that_are_quoted_read_back(rows: list[list[str]], sign: str) -> None:
    """Whatever they hold."""
    text = "".join(
        sign.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows
    )
    lines = text.splitlines(keepends=True) if "\r" not in text else _lines(text)
    read = [list(row.cells) for row in Rows(lines, Dialect(sign))]
    assert read == rows


def _lines(text: str) -> Sequence[str]:
    return [line + "\n" for line in text.split("\n")[:-1]]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text_may_be_asked_for_a_header(text: str) -> None:
    header = header_of(text)
    assert header is None or header.names


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ['"', '"\n', 'a,"b\n', '1,A,"x,2024,,\n', '""', '",', '\\"'])
def test_no_table_takes_hours(piece: str) -> None:
    """Many characters of quotes are read at once."""
    results = table(HEAD + piece * (40_000 // len(piece)))
    assert not any(reject.fatal for reject in rejects(results))
