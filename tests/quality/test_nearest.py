"""The nearest article in the other language, of 300 that a reader judged.

No weight was chosen on them. Over all 18,719 articles of the broadcaster, with a lexicon that
learned nothing from articles under test, the first run told 129 articles, of which 121 are of the
same event or story by the judged candidates, and 98 of 108 that it called the same event. Since
then words are met without patterns, for speed, and figures agree where one is the other rounded:
131 are told, 124 right, and 100 of 110. Of answers that are among no judged candidates eight were
read: all but one tell the same. With these 130 of 131 and 105 of 110 are right, and 130 of the 198
articles that have a counterpart are told one.

The floors move down only on purpose.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.engine.catalogue import open_current
from archive.indexing.reindex import reindex
from archive.search.edition import Edition
from tests.conftest import options_of
from tests.quality.nearest_pairs import (
    JudgedNearest,
    NearestFigures,
    answers,
    lines_of,
    nearest_figures,
    read_judged,
    rows_of,
    without_learned,
)

#: The least shares: of answers of the same story, of those called the same event, and of articles
#: that have a counterpart.
SAME_STORY, SAME_EVENT, REACHED = 0.95, 0.8, 0.6


def figures_over(lines: list[str], judged: list[JudgedNearest], folder: Path) -> NearestFigures:
    source = folder / "articles.jsonl"
    source.write_text("".join(lines), "utf-8")
    reindex(options_of(folder / "index", source))
    edition = Edition(open_current("whoosh", folder / "index"))
    try:
        lexicon = without_learned(folder / "index", edition, folder, judged)
        return nearest_figures(judged, answers(edition, lexicon, judged))
    finally:
        edition.close()


def test_judgements_name_articles_that_can_be_told() -> None:
    """300 articles, none its own counterpart; who was read afterwards is among them."""
    judged = {one.id: one for one in read_judged(afterwards=False)}
    later = {one.id: one for one in read_judged(afterwards=True)}
    assert len(judged) == len(later) == 300
    assert not any(
        one.id in one.event | one.story or one.event & one.story for one in judged.values()
    )
    grown = {name for name, one in later.items() if one != judged[name]}
    read = [row for row in rows_of("nearest-read.jsonl") if row["grade"] != "none"]
    assert grown == {row["id"] for row in read}


@pytest.mark.corpus
def test_judged_articles_are_in_the_corpus(corpus: Path) -> None:
    ids = {json.loads(line)["id"] for line in lines_of(corpus)}
    for one in read_judged(afterwards=True):
        assert {one.id} | one.event | one.story <= ids


@pytest.mark.long
@pytest.mark.corpus
def test_of_all_articles_the_nearest_tells_the_same(corpus: Path, tmp_path: Path) -> None:
    judged = read_judged(afterwards=True)
    found = figures_over(list(lines_of(corpus)), judged, tmp_path)
    print(found)  # noqa: T201
    assert found.right >= SAME_STORY * found.shown
    assert found.right_events >= SAME_EVENT * found.events
    assert found.reached >= REACHED * found.having
