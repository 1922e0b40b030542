"""The files of a newsroom: those of a corpus in two layouts, and articles put together anew.

Articles come as lines of JSON. `Newsroom` keeps them in files, and adds, changes and removes some.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

#: Articles of a file where a newsroom has many.
OF_A_FILE: Final = 300

#: Where a sentence ends.
_SENTENCE: Final = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+")

_FIRST_DAY: Final = dt.date(2010, 1, 1)

#: Articles that were published on one day.
_OF_A_DAY: Final = 100


def corpus_lines(path: Path) -> Iterator[bytes]:
    """The articles of a file of a corpus."""
    with gzip.open(path) as lines:
        yield from lines


def corpus_files(corpus: Path, names: Sequence[str] = ()) -> list[Path]:
    """The files of a corpus, all or those of these names."""
    files = sorted(corpus.glob("*.jsonl.gz"))
    return [path for path in files if not names or path.name.partition(".")[0] in names]


def altered(line: bytes) -> bytes:
    """An article with one more sentence."""
    article = json.loads(line)
    article["body"] += "\n\nThe newsroom has corrected an earlier version of this report."
    return json.dumps(article, ensure_ascii=False).encode() + b"\n"


class Newsroom:
    """Articles in files of a folder: many small ones, or a large one for each of the corpus."""

    def __init__(self, folder: Path, *, large: bool) -> None:
        self.folder = folder
        self._large = large
        folder.mkdir(parents=True)

    def fill(self, name: str, lines: Iterator[bytes]) -> None:
        """Write the files of a source."""
        if self._large:
            self._write(self.folder / f"{name}.jsonl.gz", lines)
            return
        number = 0
        while batch := list(islice(lines, OF_A_FILE)):
            self._write(self.folder / f"{name}-{number:05d}.jsonl", iter(batch))
            number += 1

    def add(self, name: str, lines: Sequence[bytes]) -> None:
        """Add articles of a source: at the end of the large file, or in files of their own."""
        path = self.folder / f"{name}.jsonl.gz"
        if self._large:
            # A file of gzip may have another after it.
            with gzip.open(path, "ab", compresslevel=1) as out:
                out.writelines(lines)
            return
        self.fill(f"{name}-new", iter(lines))

    def alter(self, share: float, alter: Callable[[bytes], bytes]) -> int:
        """Alter a share of the articles, b"" removes one; how many.

        In large files they stand everywhere, of small ones some are altered in every tenth.
        """
        step = round(1 / share) if self._large else max(1, round(0.1 / share))
        altered = 0
        for path in sorted(self.folder.iterdir())[:: 1 if self._large else 10]:
            opened = gzip.open if self._large else open
            with opened(path, "rb") as lines:
                kept = list(lines)
            for number in range(step // 2, len(kept), step):
                kept[number] = alter(kept[number])
                altered += 1
            self._write(path, iter(kept))
        return altered

    @staticmethod
    def _write(path: Path, lines: Iterator[bytes]) -> None:
        new = path.with_name(f".{path.name}")
        if path.suffix == ".gz":
            with gzip.open(new, "wb", compresslevel=1) as packed:
                packed.writelines(lines)
        else:
            with new.open("wb") as out:
                out.writelines(lines)
        new.replace(path)


class Recombined:
    """Articles of sentences of others: as many as are asked for, none the same as another."""

    def __init__(self, files: Sequence[Path], each: int = 1_500) -> None:
        self._pools = [self._pool(path, each) for path in files]

    @staticmethod
    def _pool(path: Path, each: int) -> tuple[list[dict[str, str]], list[str]]:
        articles = [json.loads(line) for line in islice(corpus_lines(path), each)]
        sentences = [
            sentence.strip()
            for article in articles
            for paragraph in article["body"].split("\n")
            for sentence in _SENTENCE.split(paragraph)
            if sentence and len(sentence) > 8
        ]
        return articles, sentences

    def line(self, number: int, version: int = 0) -> bytes:
        """An article by its number, always the same of a version."""
        chooser = random.Random(number)
        articles, sentences = self._pools[number % len(self._pools)]
        like = chooser.choice(articles)
        if version:
            chooser.seed(f"{number} {version}")
        space = " " if like["language"] == "en" else ""
        paragraphs = [
            space.join(chooser.choices(sentences, k=chooser.randint(2, 4)))
            for _ in range(chooser.randint(2, 6))
        ]
        day = _FIRST_DAY + dt.timedelta(days=number // _OF_A_DAY)
        article = like | {
            "id": f"recombined-{number}",
            "title": f"{chooser.choice(articles)['title']} {number}",
            "body": "\n\n".join(paragraphs),
            "published": f"{day}T{number % 24:02d}:30:00+08:00",
        }
        return json.dumps(article, ensure_ascii=False).encode() + b"\n"

    def write(self, path: Path, numbers: Sequence[int]) -> None:
        """A file of the articles of these numbers."""
        with path.open("wb") as out:
            out.writelines(map(self.line, numbers))
