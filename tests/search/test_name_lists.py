"""Lists of names: what is read of them, and that each is counted as its search counts it."""

from __future__ import annotations

import codecs
import datetime as dt
import random
from collections import Counter
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadParameterError
from archive.model.article import Document
from archive.model.query import Everything
from archive.model.result import SearchRequest
from archive.query import name_list
from archive.query.name_list import BadLine, NameList, read_name_list, uploaded_text
from archive.query.names import form_key
from archive.query.parameters import SearchParameters
from archive.query.whole_names import ask_whole_name
from archive.search import name_counts
from archive.search.library import Library
from archive.search.name_counts import NameCount
from archive.search.service import SearchService

#: What a line says, and the name that is read of it, or why none is.
LINES: Final = {
    "John Lee": "John Lee",
    "  李家超 ": "李家超",
    "\ufeff": "no_name",
    "“John  Lee”,": "John Lee",
    "「李家超」；": "李家超",
    "John Lee\tChief Executive\t2022": "John Lee",
    "\tJohn Lee": "no_name",
    "O'Neill (party)": "O'Neill (party)",
    "!?": "no_name",
    "x" * 101: "long_name",
    "caf\ufffd": "unreadable_line",
    "NOT x": "NOT x",
}


def rows(service: SearchService, listed: NameList) -> list[NameCount | BadLine]:
    """What is told of a list."""
    with service.counting(listed) as counted:
        return list(counted.rows)


def counts(service: SearchService, *names: str) -> list[NameCount]:
    """What is counted of names."""
    told = rows(service, read_name_list("\n".join(names)))
    return [row for row in told if isinstance(row, NameCount)]


@pytest.mark.parametrize("line", LINES)
def test_a_line(line: str) -> None:
    listed = read_name_list(f"{line}\nZelensky")
    told = [name.name for name in listed.names[:-1]] + [bad.why.code for bad in listed.bad]
    assert told == [LINES[line]]
    assert listed.names[-1].line == 2


@given(st.lists(st.text(max_size=12), max_size=30))
def test_every_line_is_a_name_or_told_or_empty(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        listed = read_name_list(text)
    except BadParameterError:
        assert not text.strip()
        return
    told = {name.line for name in listed.names} | {bad.line for bad in listed.bad}
    whole = text.splitlines()
    assert told == {number for number, line in enumerate(whole, 1) if line.strip()}
    keys = [form_key(name.name) for name in listed.names]
    assert len(set(keys)) == len(keys)
    for bad in listed.bad:
        if bad.why.code == "repeated_name":
            assert bad.why.values["line"] in {name.line for name in listed.names}


def test_a_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_list, "MOST_NAMES", 3)
    assert len(read_name_list("a\nb\nc\nc\n!!").names) == 3
    with pytest.raises(BadParameterError, match="many_names"):
        read_name_list("a\nb\nc\nd")
    with pytest.raises(BadParameterError, match="no_names"):
        read_name_list(" \n\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file(encoding: str) -> None:
    text = "李家超\nJohn Lee"
    assert uploaded_text(text.encode(encoding)) == text


def test_a_file_that_is_no_text_is_told_by_line() -> None:
    listed = read_name_list(uploaded_text(b"John Lee\n" + "李家超".encode("big5")))
    assert [name.name for name in listed.names] == ["John Lee"]
    assert [bad.why.code for bad in listed.bad] == ["unreadable_line"]
    assert read_name_list(uploaded_text(codecs.BOM_UTF16_LE + b"a\0\n\0b")).names


def some_names(library: Library, many: int) -> list[str]:
    """Names of the authority file, and words of articles that are none."""
    with library.reading() as edition:
        known = [name for each in edition.names().entities.values() for name in each.all_names()]
        terms = [
            term.text for start in "abst會政香" for term in edition.terms("body_exact", start, 400)
        ]
    rng = random.Random(11)
    return list(dict.fromkeys(rng.sample(known, many) + rng.sample(terms, many)))


def documents(library: Library) -> dict[str, Document]:
    """All that is stored, by id."""
    with library.reading() as edition:
        every = SearchRequest(Everything(), limit=10_000, documents=True)
        return {document.article.id: document for document in edition.search(every).documents}


def test_a_row_is_what_its_search_finds(
    sample_service: SearchService, sample_library: Library
) -> None:
    """In all, by language and source, and on which days, over the articles themselves."""
    stored = documents(sample_library)
    held = 0
    for row in counts(sample_service, *some_names(sample_library, 120)):
        ids = sample_service.found_ids(SearchParameters(q=row.query))
        assert row.total == len(ids), row
        held += bool(ids)
        articles = [stored[each].article for each in ids]
        assert row.languages == Counter(str(article.language) for article in articles)
        sources = Counter(article.source for article in articles)
        for source in row.sources:
            assert source.count == sources[source.value]
        assert len(row.sources) == min(name_counts.TOP_SOURCES, len(sources))
        days = [stored[each].day for each in ids if stored[each].day > 0]
        assert row.undated == len(ids) - len(days)
        assert (row.first, row.last) == (
            (dt.date.fromordinal(min(days)), dt.date.fromordinal(max(days)))
            if days
            else (None, None)
        )
    assert held > 40


def test_a_name_is_asked_whole_and_with_its_other_names(
    sample_service: SearchService, sample_library: Library
) -> None:
    trump, chinese, unknown, words = counts(
        sample_service, "Donald Trump", "特朗普", "Harbour Tariff Nobody", "tariff the"
    )
    assert trump.total == chinese.total > 0
    assert "特朗普" in trump.others
    assert trump.query == "Donald Trump"
    assert unknown.total == words.total == 0
    assert words.query == '"tariff the"'
    with sample_library.reading() as edition:
        assert edition.count(ask_whole_name("tariff the", edition).node) == 0


def test_what_costs_too_much_is_told(
    sample_service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_counts, "LIST_STEPS", 1)
    told = rows(sample_service, read_name_list("tariff\n關稅"))
    assert [row.why.code for row in told if isinstance(row, BadLine)] == ["costly_name"] * 2
