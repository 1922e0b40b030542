"""JSON that grows in memory is refused, and an object of articles is read as one is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import json_file, jsonl
from archive.ingest.json_file import JsonFile
from archive.ingest.jsonl import JsonLines
from tests.ingest.support import articles, read, rejects

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text('ab"\\[{,}]:\n', max_size=4)),
    lambda inside: st.one_of(
        st.lists(inside, max_size=3), st.dictionaries(st.text("ab\"'", max_size=2), inside)
    ),
    max_leaves=8,
)


@pytest.fixture
def few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles of ten parts at most, whatever their size."""
    monkeypatch.setattr(json_file, "MAX_PARTS", 10)
    monkeypatch.setattr(jsonl, "MAX_PARTS", 10)


@given(st.dictionaries(st.sampled_from(["id", "articles", "title", "x"]), VALUES), st.booleans())
def test_an_object_is_what_it_is_to_others(value: dict[str, object], indented: bool) -> None:
    """One article, or its list of articles, however it is written."""
    text = json.dumps(value, indent=1 if indented else None).encode()
    inside = value.get("articles")
    expected = inside if isinstance(inside, list) else [value]
    assert list(json_file._values(text)) == expected


@pytest.mark.parametrize(
    "text, reason",
    [
        ('{"articles": [{"title": "t"}], }', "column 32: Expecting property name"),
        ('{"articles": [{"title": "t"}] "a": 1}', "column 31: Expecting ',' delimiter"),
        ('{"articles": [{"title": "t"}], "a" 1}', "column 36: Expecting ':' delimiter"),
        ('{"articles": [{"title": "t"}], 5: 1}', "column 32: Expecting property name"),
        ('{"articles": [{"title": "t"}]', "column 30: Expecting ',' delimiter"),
        ('{"articles": [{"title": "t"}', "column 29: a comma or ] is missing"),
        ('{"articles": [{"title": "t"}]} 5', "More than one JSON value"),
    ],
)
def test_what_stands_before_a_broken_place_is_read(text: str, reason: str) -> None:
    results = read(JsonFile(), text.encode())
    (reject,) = rejects(results)
    assert len(articles(results)) == 1
    assert reject.fatal
    assert reason in reject.reason
    assert "1 article read before it" in reject.reason


@pytest.mark.usefixtures("few_parts")
@pytest.mark.parametrize(
    "many",
    [
        {"title": "t", "x": [[]] * 20},
        {"title": "t", "x": {str(number): {} for number in range(20)}},
        [[]] * 20,
        {"title": "t", "x": [{"y": [{"y": [{"y": [{"y": [{"y": [{}]}]}]}]}]}]},
        list(range(20)),
    ],
)
def test_too_many_parts_are_refused(many: object) -> None:
    """In a line, only that; in a file, all from there on."""
    good = {"title": "t, [of] {it}, " * 3}
    lines = b"\n".join(json.dumps(one).encode() for one in ({"title": "a"}, many, {"title": "b"}))
    results = read(JsonLines(), lines)
    assert [one.title for one in articles(results)] == ["a", "b"]
    assert [(one.place, one.reason) for one in rejects(results)] == [
        ("line 2", "Holds more than 10 parts.")
    ]
    three = [good, many, good]
    for whole in (three, {"articles": three}, {"a": 1, "articles": [many]}):
        results = read(JsonFile(), json.dumps(whole).encode())
        (reject,) = rejects(results)
        assert reject.fatal
        assert "Holds a value of more than 10 parts" in reject.reason
        assert len(articles(results)) == ("a" not in whole)


@pytest.mark.usefixtures("few_parts")
def test_signs_in_strings_are_no_parts() -> None:
    """A file of many articles is no large value, nor is a text with brackets."""
    good = [{"title": '[[{"\\,]}' * 9, "body": "\\\\", "id": number} for number in range(30)]
    for whole in (good, {"x": 1, "articles": good}):
        results = read(JsonFile(), json.dumps(whole).encode())
        assert len(articles(results)) == 30
        assert rejects(results) == []


def test_a_string_without_an_end_is_looked_at_once(few_parts: None) -> None:
    """Quotes by the hundred thousand: each once more for each would take hours."""
    results = read(JsonFile(), b'[{"title": "' + b'\\"' * 300_000)
    assert "Unterminated string" in rejects(results)[0].reason
