"""`alert` tells what is new once, and `diff` what a reindex added, changed and removed."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from archive.cli import main
from archive.commands.alerting import SOMETHING_NEW
from archive.engine.catalogue import FolderCatalogue
from archive.engine.publications import require_current
from archive.indexing.reindex import reindex
from tests.conftest import options_of
from tests.operations.life import use_small_authority

#: When the first generation is made, in seconds since 1970 UTC.
BEGIN = 1_700_000_000


class Newsroom:
    """An archive that grows, its watched searches, and a clock."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.index = root / "index"
        self.watched = root / "watched.txt"
        self.rows: dict[str, dict[str, object]] = {}
        self.now = BEGIN
        self._patch = patch

    def add(self, *ids: str, words: str = "harbour", **fields: object) -> None:
        for one in ids:
            number = sum(map(ord, one))
            self.rows[one] = {
                "id": one,
                "title": f"Report {one} of the {words}",
                "body": f"Boats {number} to {number * 3} came to the {words} of {one}.",
                "published": "1998-03-05",
                **fields,
            }

    def build(self) -> str:
        """A generation of all rows, an hour later."""
        self.now += 3_600
        source = self.root / "a.jsonl"
        source.write_text("\n".join(map(json.dumps, self.rows.values())), "utf-8")
        with self._patch.context() as patch:
            patch.setattr(time, "time", lambda: float(self.now))
            reindex(options_of(self.index, source, allow_removals=True))
        return require_current(self.index)

    def run(self, *arguments: str) -> int:
        with self._patch.context() as patch:
            clock = (lambda: float(self.now),)
            patch.setattr(FolderCatalogue.__init__, "__defaults__", clock)
            return main([*arguments, "--index", str(self.index)])


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    use_small_authority(monkeypatch)
    newsroom = Newsroom(tmp_path, monkeypatch)
    newsroom.watched.write_text(
        "# what we watch\n\nHarbour\tharbour\nNot the quay\thttp://a.example/?q=report+-quay&size=5\n",
        "utf-8",
    )
    newsroom.add("a", "b", "c")
    newsroom.build()
    return newsroom


Told = Callable[..., tuple[int, Mapping[str, list[str]]]]


@pytest.fixture
def told(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs the command; its exit code, and the ids that it tells of each search."""

    def run(*options: str) -> tuple[int, Mapping[str, list[str]]]:
        capsys.readouterr()
        code = newsroom.run("alert", str(newsroom.watched), "--json", *options)
        printed = capsys.readouterr().out
        answer: dict[str, Any] = json.loads(printed)
        return code, {
            search["name"]: [article["id"] for article in search["new"]]
            for search in answer["searches"]
        }

    return run


def test_each_article_is_told_once(newsroom: Newsroom, told: Told) -> None:
    """However old it is, and whether or not it comes with the next generation."""
    assert told() == (0, {"Harbour": [], "Not the quay": []})
    every: Counter[str] = Counter()
    for words, ids in (("harbour", "defg"), ("quay", "hi"), ("quay harbour", "jk"), ("sea", "l")):
        newsroom.add(*ids, words=words)
        newsroom.build()
        code, news = told()
        assert code == (SOMETHING_NEW if any(news.values()) else 0)
        assert sorted(news["Harbour"]) == (list(ids) if "harbour" in words else [])
        assert sorted(news["Not the quay"]) == (list(ids) if "quay" not in words else [])
        every.update(news["Harbour"])
        assert told() == (0, {"Harbour": [], "Not the quay": []})
    assert every == Counter("defgjk")


def test_an_embargoed_article_is_told_when_it_may_be_read(newsroom: Newsroom, told: Told) -> None:
    """Before and after other articles come, and once."""
    told()
    ends = dt.datetime.fromtimestamp(newsroom.now + 5_400, dt.UTC).isoformat()
    newsroom.add("late", not_before=ends)
    newsroom.add("early")
    newsroom.build()
    assert told()[1]["Harbour"] == ["early"]
    newsroom.now += 1_860
    assert told()[1]["Harbour"] == ["late"]
    assert told()[0] == 0
    newsroom.add("next")
    newsroom.now -= 1_800
    newsroom.build()
    assert told()[1]["Harbour"] == ["next"]


def test_what_was_told_stays_told_after_going_back(newsroom: Newsroom, told: Told) -> None:
    first = require_current(newsroom.index)
    told()
    newsroom.add("d")
    second = newsroom.build()
    assert told()[1]["Harbour"] == ["d"]
    for name in (first, second, first, second):
        assert newsroom.run("publish", name) == 0
        assert told()[0] == 0
    newsroom.add("e")
    newsroom.build()
    assert told()[1]["Harbour"] == ["e"]


def test_a_search_is_watched_from_when_it_is_there(newsroom: Newsroom, told: Told) -> None:
    told()
    newsroom.add("d")
    newsroom.build()
    newsroom.watched.write_text("Harbour\tharbour -quay\nNew\t?q=boats\n", "utf-8")
    assert told() == (0, {"Harbour": [], "New": []})
    newsroom.add("e")
    newsroom.build()
    assert told() == (SOMETHING_NEW, {"Harbour": ["e"], "New": ["e"]})


def test_it_is_told_again_where_nobody_heard_it(newsroom: Newsroom, told: Told) -> None:
    told()
    other = str(newsroom.root / "other.json")
    assert told("--state", other)[0] == 0
    newsroom.add("d")
    newsroom.build()
    for _ in range(2):
        assert told("--dry-run")[1]["Harbour"] == ["d"]
    assert told()[1]["Harbour"] == ["d"]
    assert told("--state", other)[1]["Harbour"] == ["d"]
    assert told("--state", other)[0] == told()[0] == 0


def test_the_text_is_that_of_a_mail(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("alert", str(newsroom.watched), "--address", "https://a.example/news")
    assert newsroom.run(*command) == 0
    assert capsys.readouterr().out == ""
    newsroom.add("d", "e/f", title="A report\x1b[31m of\n the harbour")
    newsroom.build()
    assert newsroom.run(*command) == SOMETHING_NEW
    text = capsys.readouterr().out
    assert text.startswith("4 new in 2 of 2 searches (")
    assert "\x1b" not in text
    assert "\nHarbour: 2 new, 5 in all\nhttps://a.example/news/?q=harbour\n" in text
    assert "https://a.example/news/article/e/f" in text
    assert "1998-03-05" in text


@pytest.mark.parametrize(
    "text, says",
    [
        ("Harbour harbour", "line 1"),
        ("# x\n\nA\tb\nA\tc", "line 4"),
        ("A\t?colour=red", "colour"),
        ("A\t?from=20x", "20x"),
        ("\tharbour", "line 1"),
        ("A\t" + "a " * 3_000, "line 1"),
    ],
)
def test_a_bad_line_is_named(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    newsroom.watched.write_text(text, "utf-8")
    assert newsroom.run("alert", str(newsroom.watched)) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert not newsroom.root.joinpath("watched.txt.state.json").exists()


def test_a_broken_state_is_named(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    state = newsroom.root / "watched.txt.state.json"
    for text in ("", "[]", "{}", '{"searches": {"Harbour": {}}}', '{"searches": [1]}'):
        state.write_text(text, "utf-8")
        assert newsroom.run("alert", str(newsroom.watched)) == 2
        assert str(state) in capsys.readouterr().err
        assert state.read_text("utf-8") == text
    newsroom.watched.write_bytes(b"A\t\xff")
    assert newsroom.run("alert", str(newsroom.watched)) == 2
    assert newsroom.run("alert", str(newsroom.root / "none.txt")) == 1


class Changed:
    """Two generations, the rows of each, and the command that compares them."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        newsroom.add("m", words="quay")
        newsroom.add("n", "o", words="quay harbour")
        self.first, self.before = newsroom.build(), dict(newsroom.rows)
        newsroom.add("d", "e")
        newsroom.add("m", words="harbour")
        newsroom.add("n", words="sea")
        newsroom.add("b", body="Boats of another kind came to the harbour of b today.")
        del newsroom.rows["a"], newsroom.rows["o"]
        self.second, self.after = newsroom.build(), newsroom.rows
        both = self.before.keys() & self.after.keys()
        self.changed = {one for one in both if self.before[one] != self.after[one]}

    def diff(self, *options: str) -> int:
        watched = ("--queries", str(self.newsroom.watched))
        return self.newsroom.run("diff", self.first, self.second, *watched, *options)


@pytest.fixture
def changes(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> Changed:
    made = Changed(newsroom)
    capsys.readouterr()
    return made


def test_diff_tells_what_came_changed_and_went(
    changes: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    """Compared with the rows themselves."""
    assert changes.diff("--json") == 0
    answer = json.loads(capsys.readouterr().out)
    old, new = changes.before, changes.after
    assert answer["archive"] == {
        "before": len(old),
        "after": len(new),
        "added": sorted(new.keys() - old.keys()),
        "changed": sorted(changes.changed),
        "removed": sorted(old.keys() - new.keys()),
    }
    for search in answer["searches"]:
        hits = _quayless if search.pop("name") == "Not the quay" else _harboured
        before = {one for one, row in old.items() if hits(row)}
        after = {one for one, row in new.items() if hits(row)}
        assert search == {
            "before": len(before),
            "after": len(after),
            "added": sorted((after - before) - old.keys()),
            "now": sorted((after - before) & old.keys()),
            "changed": sorted(before & after & changes.changed),
            "no_longer": sorted((before - after) & new.keys()),
            "removed": sorted((before - after) - new.keys()),
        }


def test_diff_is_told_in_words(changes: Changed, capsys: pytest.CaptureFixture[str]) -> None:
    """The other way round too, and where nothing differs."""
    assert changes.diff() == 0
    text = capsys.readouterr().out
    assert text.startswith("the archive: 6 before, 6 now; added 2, changed 3, removed 2\n")
    assert "  added: d  Report d of the harbour" in text
    assert "  no longer found: n" in text
    assert "  found now: m" in text
    newsroom = changes.newsroom
    assert newsroom.run("diff", changes.second, changes.first) == 0
    assert "added 2, changed 3, removed 2" in capsys.readouterr().out
    assert newsroom.run("diff", changes.second, changes.second) == 0
    assert "added 0, changed 0, removed 0" in capsys.readouterr().out
    assert newsroom.run("diff", changes.first, "nowhere") == 1
    assert "nowhere" in capsys.readouterr().err


def _harboured(row: Mapping[str, object]) -> bool:
    return "harbour" in f"{row['title']} {row['body']}"


def _quayless(row: Mapping[str, object]) -> bool:
    return "quay" not in f"{row['title']} {row['body']}"
