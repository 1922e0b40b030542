"""Articles that are made up, as many as are asked for, to try pages with an archive of some size.

    python -m benchmarks.made --articles N --index DIR

Each names people and organisations of the list that the archive comes with, so that a facet has
thousands of values; one in fifty is as long as a report. The same number always makes the same
articles.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zoneinfo import ZoneInfo

from archive.entities.authority import load_authority
from archive.indexing.reindex import ReindexOptions, reindex
from archive.model.entity import Entity
from benchmarks.browsing import ROOT

ZONE: Final = ZoneInfo("Asia/Hong_Kong")

#: Every article has these: a search for either finds all of its language, for both, all there are.
COMMON: Final = {"en": "harbour", "zh-Hant": "海港", "zh-Hans": "海港"}

_ENGLISH: Final = (
    "The harbour authority said on Monday that work at the terminal would go on until March.",
    "The report of the week has {name} in its index, with exporters and shipping lines.",
    "Prices rose by 2.4 per cent over the year, more slowly than in the quarter before.",
    "Readers looked up {name} and tariffs more often than anything else this month.",
    "Ferries kept to their timetable, although the typhoon signal stayed up overnight.",
)
_CHINESE: Final = (
    "海港管理局星期一表示，碼頭工程將持續至三月。",
    "本周報告的索引列出{name}，以及出口商和航運公司。",
    "全年物價上升百分之二點四，升幅較上一季放緩。",
    "讀者本月最常查閱的是{name}和關稅。",
    "雖然颱風信號整夜懸掛，渡輪仍按時間表開出。",
)
_SIMPLIFIED: Final = (
    "海港管理局星期一表示，码头工程将持续至三月。",
    "本周报告的索引列出{name}，以及出口商和航运公司。",
    "全年物价上升百分之二点四，升幅较上一季放缓。",
    "读者本月最常查阅的是{name}和关税。",
    "虽然台风信号整夜悬挂，渡轮仍按时间表开出。",
)
_LANGUAGES: Final = {
    "en": (_ENGLISH, ("The Harbour Post", "Island Wire", "Delta Courier")),
    "zh-Hant": (_CHINESE, ("海港日報", "獅山週刊")),
    "zh-Hans": (_SIMPLIFIED, ("江南财经", "北岸晚报")),
}
_SECTIONS: Final = ("local", "business", "world", "sport", "culture")
_FIRST_DAY: Final = dt.date(2016, 1, 1)
_DAYS: Final = 3_600


def _name(entity: Entity, language: str) -> str:
    """What an entity is called in a language; in another, where it has no name in that."""
    return entity.names.get(language) or next(iter(entity.names.values()))


def articles(count: int) -> Iterator[dict[str, object]]:
    """That many articles, in the form that `reindex` reads."""
    chooser = random.Random(count)
    entities = [entry.entity for entry in load_authority().entries.values()]
    chooser.shuffle(entities)
    for number in range(count):
        language = ("en", "zh-Hant", "zh-Hant", "zh-Hans")[number % 4]
        sentences, sources = _LANGUAGES[language]
        # Every name comes up, some far more often than others.
        named = [entities[number % len(entities)], *chooser.sample(entities[:60], 2)]
        names = [_name(entity, language) for entity in named]
        paragraphs = [
            chooser.choice(sentences).format(name=chooser.choice(names))
            for _ in range(400 if number % 50 == 49 else 4)
        ]
        opening = sentences[1].format(name=names[0])
        day = _FIRST_DAY + dt.timedelta(days=chooser.randrange(_DAYS))
        yield {
            "id": f"made-{number:06d}",
            "title": f"{COMMON[language]} {number}: {sentences[3].format(name=names[1])}",
            "body": "\n\n".join([sentences[0], opening, *paragraphs]),
            "published": f"{day}T{number % 24:02d}:30:00+08:00",
            "language": language,
            "source": chooser.choice(sources),
            "section": chooser.choice(_SECTIONS),
            "authors": [f"Reporter {chooser.randrange(4_000):04d}"],
        }


def make_index(index: Path, count: int) -> None:
    """An index of that many articles in a new folder."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "made.jsonl"
        with source.open("w", encoding="utf-8") as lines:
            for article in articles(count):
                lines.write(json.dumps(article, ensure_ascii=False) + "\n")
        reindex(ReindexOptions(index, (source,), "whoosh", ZONE, models=False, jobs=2))


@contextmanager
def sample_index() -> Iterator[Path]:
    """An index of the sample archive."""
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        sources = tuple(sorted((ROOT / "samples").glob("*.jsonl")))
        reindex(ReindexOptions(index, sources, "whoosh", ZONE, models=False))
        yield index


def main() -> None:
    """Make an index."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--index", type=Path, required=True)
    options = parser.parse_args()
    make_index(options.index, options.articles)


if __name__ == "__main__":
    main()
