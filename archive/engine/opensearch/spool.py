"""What a build adds, on disk until it is committed.

Which names are shown and what is a copy of what is known only once all articles are there, so the
cluster is given each article once, at the end, with all that follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from archive.engine.opensearch.encoding import ArticleSaid, ArticleSource, unpack_said


class AddedArticles:
    """Articles as the cluster will be given them, by id; the last of an id counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+b")
        self._places: dict[str, tuple[int, int, int]] = {}
        self._end = 0

    def __contains__(self, article: str) -> bool:
        return article in self._places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order in which they were added."""
        return iter(self._places)

    def add(self, source: ArticleSource) -> None:
        """Add an article, in place of one of the same id."""
        said = str(source["said"]).encode("ascii")
        rest = json.dumps(source, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        self._file.seek(self._end)
        self._file.write(said)
        self._file.write(rest)
        self._places.pop(source["id"], None)
        self._places[source["id"]] = self._end, len(said), len(rest)
        self._end += len(said) + len(rest)

    def remove(self, article: str) -> None:
        """Forget an article."""
        del self._places[article]

    def _read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)

    def source(self, article: str) -> ArticleSource:
        """An article as it was added."""
        start, said, rest = self._places[article]
        source: ArticleSource = json.loads(self._read(start + said, rest))
        return source

    def said(self, article: str) -> ArticleSaid:
        """What an article says."""
        start, said, _ = self._places[article]
        return unpack_said(self._read(start, said).decode("ascii"))

    def close(self) -> None:
        """Remove it."""
        self._file.close()
        self._path.unlink(missing_ok=True)
