"""A file says where a newsroom's own shape of JSON, CSV or XML holds what."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import MappingError
from archive.ingest.formats.mapping import (
    SourceMapping,
    load_mappings,
    mapping_for,
    mappings_beside,
    select,
)
from archive.ingest.reader import READ_ERRORS, Reject
from tests.ingest.formats.json_support import Results, only, raws, rejects
from tests.ingest.streams import Breaking, streaming
from tests.ingest.support import OPTIONS


def loaded(tmp_path: Path, text: str) -> Sequence[SourceMapping]:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return load_mappings(path)


def read(mapping: SourceMapping, data: bytes) -> Results:
    return list(mapping.read(io.BytesIO(data), "some/file", OPTIONS))


FERRY = """
["*"]
articles = "lading.stukken"
title = "kop"
body = ["inleiding", "alineas.tekst"]
published = "wanneer"
authors = "wie.naam"
source = "=The Pier"
id = "nr"
"""


def test_json_is_read_by_paths(tmp_path: Path) -> None:
    """Through lists and objects; several paths of a body are its paragraphs, in order."""
    (mapping,) = loaded(tmp_path, FERRY)
    data = """{"lading": {"n": 2, "stukken": [
        {"nr": 7, "kop": "Ferry returns", "inleiding": "It is back.", "wanneer": "2024-03-05",
         "alineas": [{"tekst": "So are the gulls."}, {"tekst": "All cheer."}, {"foto": 1}],
         "wie": [{"naam": "Ann Lee"}, {"naam": "Bo Chan"}]},
        {"nr": 8, "kop": "渡輪復航", "alineas": {"tekst": "市民歡迎。"}}, {"nr": 9}, 5]}}"""
    results = read(mapping, data.encode())
    first, second = raws(results)
    assert (first.id, first.title, first.published) == ("7", "Ferry returns", "2024-03-05")
    assert first.body == "It is back.\n\nSo are the gulls.\n\nAll cheer."
    assert (first.bylines, first.source) == (("Ann Lee", "Bo Chan"), "The Pier")
    assert (second.id, second.body, second.source) == ("8", "市民歡迎。", "The Pier")
    assert [reject.place for reject in rejects(results)] == ["article 3", "article 4"]


def test_lines_are_read_by_paths(tmp_path: Path) -> None:
    """Without `articles` each value is one."""
    (mapping,) = loaded(tmp_path, '["*"]\ntitle = "k.0"\nbody = "t"\n')
    lines = b'{"k": ["A", "x"], "t": "a"}\n{"k": ["B"], "t": ["b", "c"]}\n{oops}\n{"k": ["C"]}\n'
    results = read(mapping, lines)
    assert [(raw.title, raw.body) for raw in raws(results)] == [
        ("A", "a"), ("B", "b\n\nc"), ("C", ""),
    ]  # fmt: skip
    assert [reject.place for reject in rejects(results)] == ["line 3"]


XML = """<?xml version="1.0" encoding="{encoding}"?>
<krant xmlns="urn:x" naam="The Pier"><blad>
<stuk nr="7"><kop>Ferry returns</kop><tekst><al>It is <b>back</b>.</al><al>All cheer.</al></tekst>
<dag>2024-03-05</dag></stuk>
<stuk nr="8"><kop>渡輪復航</kop><tekst>市民歡迎渡輪今日復航。</tekst></stuk></blad></krant>"""
OF_XML = """
["*.xml"]
articles = "blad.stuk"
title = "kop"
body = "tekst"
published = "dag"
id = "@nr"
"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16"])
def test_xml_is_read_by_paths(tmp_path: Path, encoding: str) -> None:
    """Names have no namespace; elements in an element are paragraphs, words in a line are not."""
    (mapping,) = loaded(tmp_path, OF_XML)
    first, second = raws(read(mapping, XML.format(encoding=encoding).encode(encoding)))
    assert (first.id, first.title, first.published) == ("7", "Ferry returns", "2024-03-05")
    assert first.body == "It is back.\n\nAll cheer."
    assert (second.id, second.title, second.body) == ("8", "渡輪復航", "市民歡迎渡輪今日復航。")


def test_csv_is_read_by_columns(tmp_path: Path) -> None:
    (mapping,) = loaded(
        tmp_path, '["*.csv"]\ntitle = "Kop"\nbody = ["Inleiding", "Lange tekst"]\nid = "nr"\n'
    )
    (mapping_zh,) = loaded(tmp_path, '["*.csv"]\ntitle = "題"\nbody = "述"\n')
    raw = only(read(mapping_zh, "題;述\n渡輪;市民歡迎\n".encode()))
    assert (raw.title, raw.body) == ("渡輪", "市民歡迎")
    results = read(mapping, b"Nr.;Kop;Inleiding;Lange tekst\n7;A;one;two\n8;B;x\n9;C;;three\n")
    assert [(raw.title, raw.body) for raw in raws(results)] == [("A", "one\n\ntwo"), ("C", "three")]
    assert [reject.place for reject in rejects(results)] == ["line 3"]


@pytest.mark.parametrize("data, reason", [
    (b'{"x": 1}', "Nothing lies under “lading.stukken”"),
    (b'{"lading": {"stukken": []}}', "Nothing lies under"),
    (b"<a><b/></a>", "Nothing lies under"),
    (b"<a><b></a>", "Not XML"),
    (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "XML that is not read"),
    (b"", "Holds nothing"),
    (b"x,y\n1,2\n", "No column"),
    (b'{"lading": {"stukken": [{"nr": 1}]}}', "Neither title nor body"),
])  # fmt: skip
def test_what_does_not_fit_is_a_reject(tmp_path: Path, data: bytes, reason: str) -> None:
    (mapping,) = loaded(tmp_path, FERRY)
    (reject,) = rejects(read(mapping, data))
    assert reason in reject.reason


@pytest.mark.parametrize("text, reason", [
    ("title =", "is not TOML"),
    ('title = "a"', "“title” stands outside a table"),
    ('["*"]\ntitel = "a"', '["*"] titel is none of articles, title, body'.replace('"', "")),
    ('["*"]\ntitle = 5', "[*] title is no path: 5"),
    ('["*"]\ntitle = "a..b"', "[*] title is no path: 'a..b'"),
    ('["*"]\ntitle = ""', "[*] title is no path: ''"),
    ('["*"]\ntitle = ["a", 1]', "[*] title is no path: 1"),
    ('["*"]\ntitle = "a"\narticles = ["x", "y"]', "[*] articles must be one path"),
    ('["*"]\ntitle = "a"\narticles = "=x"', "[*] articles must be one path"),
    ('["a/*.json"]\nid = "a"', "[a/*.json] gives neither title nor body"),
])  # fmt: skip
def test_a_bad_file_is_one_line(tmp_path: Path, text: str, reason: str) -> None:
    """It names the file, the table and the key."""
    with pytest.raises(MappingError) as caught:
        loaded(tmp_path, text)
    assert reason in caught.value.detail
    assert "mapping.toml" in caught.value.detail
    assert "\n" not in caught.value.one_line()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="cannot be read"):
        load_mappings(tmp_path / "none.toml")


def test_a_file_beside_sources_is_theirs(tmp_path: Path) -> None:
    """Of a folder, and of each file in it."""
    assert mappings_beside(tmp_path) == ()
    mappings = loaded(tmp_path, FERRY)
    (tmp_path / "a.json").write_text("[]")
    assert mappings_beside(tmp_path) == mappings_beside(tmp_path / "a.json") == mappings


@pytest.mark.parametrize("source, pattern", [
    ("/data/crawl/a.json", "crawl/*.json"),
    ("crawl/a.json", "crawl/*.json"),
    ("/data/other/a.json", "*.json"),
    ("/data/feed.xml", "feed.xml"),
    ("/data/a.csv", None),
    ("/data/recrawl/a.csv", None),
])  # fmt: skip
def test_the_first_pattern_that_matches_counts(
    tmp_path: Path, source: str, pattern: str | None
) -> None:
    """Patterns are of whole paths or of their last parts."""
    tables = "".join(f'["{p}"]\ntitle = "t"\n' for p in ("crawl/*.json", "feed.xml", "*.json"))
    mapping = mapping_for(source, loaded(tmp_path, tables))
    assert (mapping and mapping.pattern) == pattern


@pytest.mark.parametrize("error", [kind("broken") for kind in READ_ERRORS])
@pytest.mark.parametrize("data", [b"", b"<a><b>", b'{"lading": {', b"Kop,x\nA,b\n"])
def test_a_stream_that_fails_is_a_fatal_reject(
    tmp_path: Path, data: bytes, error: Exception
) -> None:
    (mapping,) = loaded(tmp_path, FERRY)
    results = list(mapping.read(streaming(Breaking(data, error)), "some/file", OPTIONS))
    assert rejects(results)[-1].fatal
    assert len(raws(results)) == data.startswith(b"Kop")
    assert isinstance(results[-1], Reject)


KEYS = st.sampled_from(["a", "b", "0", "a b"])
VALUES = st.recursive(
    st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@given(VALUES, st.lists(KEYS, min_size=1, max_size=4))
def test_any_path_leads_somewhere_or_nowhere(value: object, path: list[str]) -> None:
    """The first name of a path and then the rest is the whole path."""
    inside = select(value, path[:1])
    if len(path) > 1 and not isinstance(value, dict):
        assert select(value, path) == [item for part in inside for item in select(part, path[1:])]
    assert isinstance(inside, list)
