"""Exact F1 on labelled sentences. Floors move down only on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dates.labelled import corpus_sample, f1, news


@pytest.mark.corpus
@pytest.mark.parametrize("language, floor", [("en", 0.97), ("zh", 0.97)])
def test_days_in_news(corpus: Path, language: str, floor: float) -> None:
    sentences = news(corpus.parent / "gold" / "dates" / "news.json")
    found = f1(one for one in sentences if one.language == language)
    print(f"news, {language}: {found:.3f}")  # noqa: T201  # the figure is the point
    assert found >= floor


@pytest.mark.corpus
@pytest.mark.parametrize(
    "sample, language, floor",
    [
        ("corpus_sample", "en", 0.96),
        ("corpus_sample", "zh", 0.96),
        ("fresh_sample", "en", 0.96),
        ("fresh_sample", "zh", 0.95),
    ],
)
def test_days_in_sampled_articles(corpus: Path, sample: str, language: str, floor: float) -> None:
    """Labelled before the rules were run on them; general rules were added after.

    The first run on the fresh sample, of 261 expressions, gave 0.927 and 0.916.
    Two labels of the first were corrected when other readers had marked "the previous year" with
    its article, as "the past year" is.
    """
    found = f1(one for one in corpus_sample(corpus, sample) if one.language == language)
    print(f"{sample}, {language}: {found:.3f}")  # noqa: T201  # the figure is the point
    assert found >= floor
