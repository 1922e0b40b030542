"""How well names are found in labelled texts, and how fast models read real articles.

    python -m benchmarks.entities ../shared/gold ../shared/corpus [--articles 600]

prints precision, recall and F1 (exact spans) of people by the models alone and by the archive, and
of organisations as they are shown from one article on (strictly, and with institutions that the
labels call places); then articles per second on all cores, into an empty cache.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from archive.entities.authority import load_authority
from archive.entities.models import installed, load_models
from archive.entities.resolver import Resolver
from archive.indexing.crew import usable_cores
from archive.indexing.model_findings import ModelFindings
from archive.model.article import Article, Language
from archive.text.segmentation import segmenter_of
from tests.quality.gold_names import Labelled, gsd, measure, wikigold

SEED: Final = 20260101

#: Files of one language each.
FILES: Final = {
    "Chinese": ("rthk-zh", "citizennews", "xinwenlianbo"),
    "English": ("rthk-en", "reuters", "worldnews"),
}


def labelled(gold: Path) -> dict[str, list[Labelled]]:
    """The sets of labelled texts by name."""
    english = gold / "entities-en" / "wikigold.conll.txt"
    return {
        "Wikigold, articles": wikigold(english, sentences=False),
        "Wikigold, sentences": wikigold(english, sentences=True),
        "GSD, Traditional": gsd(
            gold / "entities-zh-hant" / "zh_gsd-ud-dev.iob2", Language.TRADITIONAL
        ),
        "GSD, Simplified": gsd(
            gold / "entities-zh-hans" / "zh_gsdsimp-ud-dev.iob2", Language.SIMPLIFIED
        ),
    }


def quality(gold: Path) -> None:
    """Print a row for each set."""
    authority = load_authority()
    models, resolver = load_models(), Resolver(authority, segmenter_of(authority.names()))
    print("precision / recall / F1")
    for name, texts in labelled(gold).items():
        found = measure(texts, models, resolver)
        print(f"{name}, {len(texts)} texts")
        print(f"  people, model alone           {found.model}")
        print(f"  people                        {found.people}")
        print(f"  organisations shown           {found.organisations}")
        print(f"  with institutions as places   {found.institutions}")
        print(f"  as read                       {found.read}")


def sample(path: Path, count: int) -> list[Article]:
    """Random articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chosen = random.Random(SEED).sample(rows, min(count, len(rows)))
    return [Article(r["id"], r["title"], r["body"], Language(r["language"])) for r in chosen]


def speed(corpus: Path, count: int) -> None:
    """Print how many articles of each file models read in a second."""
    jobs = usable_cores()
    for language, names in FILES.items():
        for name in names:
            articles = sample(corpus / f"{name}.jsonl.gz", count)
            with (
                tempfile.TemporaryDirectory() as index,
                closing(ModelFindings(Path(index), jobs, models=True)) as findings,
            ):
                started = time.perf_counter()
                findings.read(articles)
                taken = time.perf_counter() - started
            length = sum(len(one.body) for one in articles) / len(articles)
            print(
                f"{language}, {name}: {len(articles) / taken:6.1f} articles per second, "
                f"{length:,.0f} characters each, {jobs} processes"
            )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=600)
    arguments = parser.parse_args()
    fingerprint, missing = installed()
    print(f"models: {fingerprint or 'none'}; missing: {', '.join(missing) or 'none'}")
    quality(arguments.gold)
    speed(arguments.corpus, arguments.articles)


if __name__ == "__main__":
    main()
