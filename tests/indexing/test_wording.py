"""The lexicon of an archive: learned where enough changed, and without what is gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.engine.lexicons import BEGINNINGS, LEXICON, LexiconFile
from archive.engine.publications import require_current
from archive.indexing import wording
from archive.indexing.purging import purge
from archive.text.terms import term_text
from tests.corpus.bilingual import events
from tests.indexing.newsdesk import Desk


def rows() -> list[dict[str, object]]:
    """The articles of a small archive in two languages."""
    return [
        {
            "id": article.id,
            "title": article.title,
            "body": f"{article.title}。" if article.language != "en" else f"{article.title}.",
            "language": str(article.language),
            "published": _at(document.instant),
        }
        for document in events()
        for article in [document.article]
    ]


def _at(instant: int | None) -> str:
    hours, rest = divmod((instant or 0) - 1_700_000_000, 3600)
    days, hour = divmod(hours, 24)
    month, day = divmod(days, 28)
    return f"2024-{month + 1:02}-{day + 1:02}T{hour:02}:{rest // 60:02}:00+08:00"


def file_of(desk: Desk, name: str = LEXICON) -> Path:
    return desk.index / "generations" / require_current(desk.index) / name


def told(desk: Desk, term: str) -> Mapping[str, int]:
    """The words of a term, with how many pairs prove each."""
    with closing(LexiconFile(file_of(desk))) as lexicon:
        key = term_text(term)
        return {one.word: one.pairs for one in lexicon.translations([key]).get(key, ())}


@pytest.fixture
def bilingual(desk: Desk) -> Desk:
    desk.write("a.jsonl", *rows())
    desk.rest()
    report = desk.reindex()
    assert report.stages["lexicon"]["articles"] == report.stored
    return desk


def test_a_reindex_makes_a_lexicon(bilingual: Desk) -> None:
    assert told(bilingual, "Kai Tak")["啟德"] >= 3


def test_the_same_articles_give_the_same_lexicon(bilingual: Desk) -> None:
    before = file_of(bilingual).read_bytes()
    bilingual.reindex(full=True)
    assert file_of(bilingual).read_bytes() == before


def test_where_little_changed_nothing_is_learned(
    bilingual: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "ENOUGH", 0.1)
    before = told(bilingual, "Kai Tak")
    more = rows()
    del more[0]  # one of a pair
    bilingual.write("a.jsonl", *more)
    report = bilingual.reindex()
    assert "lexicon" not in report.stages
    assert told(bilingual, "Kai Tak") == {word: n - (word == "啟德") for word, n in before.items()}
    assert b"en-0" not in file_of(bilingual).read_bytes()
    # It adds up: what changed since words were learned last counts.
    bilingual.write("b.jsonl", *[{"id": f"n{n}", "title": "New", "body": "New."} for n in range(9)])
    report = bilingual.reindex()
    assert report.stages["lexicon"]["articles"] == report.stored


@pytest.mark.parametrize("reject", [False, True])
def test_decisions_are_honoured_by_the_next_reindex(bilingual: Desk, *, reject: bool) -> None:
    own = bilingual.root / "words.jsonl"
    pair: dict[str, Any] = {"english": "Kai Tak", "chinese": "啟德"} if reject else {}
    pair = pair or {"english": "aerodrome", "chinese": "啟德"}
    own.write_text(json.dumps(pair | {"reject": reject}) + "\nnonsense\n", "utf-8")
    report = bilingual.reindex(glossary=own)
    assert report.made
    assert set(report.stages) == {"lexicon"} | set(report.again)
    assert "words.jsonl line 2" in report.glossary_problems[0]
    assert any("glossary file" in line for line in report.lines())
    assert ("啟德" in told(bilingual, "Kai Tak")) != reject
    assert ("啟德" in told(bilingual, "aerodrome")) != reject
    assert not bilingual.reindex(glossary=own).made


def test_what_is_purged_is_in_neither_file(bilingual: Desk) -> None:
    before = told(bilingual, "Kai Tak")
    assert b"terminal" in file_of(bilingual, BEGINNINGS).read_bytes()
    purge("whoosh", bilingual.index, "en-0")
    for name in (LEXICON, BEGINNINGS):
        assert b"en-0" not in file_of(bilingual, name).read_bytes()
    assert b"terminal" not in file_of(bilingual, BEGINNINGS).read_bytes()
    assert told(bilingual, "Kai Tak")["啟德"] == before["啟德"] - 1
