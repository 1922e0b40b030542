"""Lines that a source repeats are found, in memory that does not grow with its articles."""

from __future__ import annotations

import pytest

from archive.indexing import repeated_lines
from archive.indexing.repeated_lines import RepeatedLine, RepeatedLines
from archive.model.article import Article, Language, Place


def article(number: int, *paragraphs: str, source: str = "Post", file: str = "a/b.html") -> Article:
    body = "\n\n".join(paragraphs)
    place = Place(file, "article 1")
    return Article(f"n{number}", "t", body, Language.ENGLISH, source, place=place)


@pytest.mark.parametrize(
    "many, others, expected",
    [
        (20, 0, 20),
        (19, 0, None),
        (20, 380, 20),
        (20, 381, None),
        (100, 1_000, 100),
    ],
)
def test_a_line_is_told_that_many_articles_have(
    many: int, others: int, expected: int | None
) -> None:
    """At least twenty, and one in twenty of the source's."""
    lines = RepeatedLines()
    for number in range(many):
        lines.add(article(number, f"Text {number}.", "Share this.", f"End {number}."))
    for number in range(many, many + others):
        lines.add(article(number, f"Text {number}."))
    told = () if expected is None else (RepeatedLine("Post", "Share this.", expected),)
    assert lines.commonest() == told


def test_only_the_ends_of_articles_count_and_each_article_once() -> None:
    lines = RepeatedLines()
    for number in range(30):
        own = [f"Own {number} {place}." for place in range(6)]
        lines.add(article(number, "Top.", "Top.", own[0], own[1], "Middle.", *own[2:]))
    assert lines.commonest() == (RepeatedLine("Post", "Top.", 30),)


def test_sources_are_told_apart_and_folders_where_none_is_named() -> None:
    lines = RepeatedLines()
    for number in range(40):
        source = "Post" if number % 2 else ""
        lines.add(article(number, "Read on.", source=source, file=f"news/x.zip: y/{number}.html"))
    assert lines.commonest() == (
        RepeatedLine("Post", "Read on.", 20),
        RepeatedLine("news/x.zip: y", "Read on.", 20),
    )


def test_what_is_held_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rare lines are forgotten, common ones are not."""
    monkeypatch.setattr(repeated_lines, "_MOST_LINES", 100)
    monkeypatch.setattr(repeated_lines, "_MOST_SOURCES", 2)
    lines = RepeatedLines()
    for number in range(2_000):
        lines.add(article(number, f"Own {number}.", "Share this."))
        lines.add(article(number, "Share this.", source=f"Source {number}"))
    assert len(lines._sources) == 2
    assert max(len(source.counts) for source in lines._sources.values()) <= 100
    assert lines.commonest() == (RepeatedLine("Post", "Share this.", 2_000),)
