"""What models find in articles; they never read a text twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import Final

from archive.entities.findings import Findings
from archive.entities.models import Models, installed, load_models
from archive.indexing.crew import batches, in_processes
from archive.indexing.findings_cache import FindingsCache
from archive.model.article import Article

#: Articles that models read together.
BATCH: Final = 16

#: Fewer new articles are read sooner than a worker is ready.
FEW: Final = 48


def _reader() -> Callable[[list[Article]], list[Findings]]:
    """What a worker does with a batch; its models are loaded once."""
    return load_models().find


class ModelFindings:
    """Findings by article, from the cache or the models."""

    def __init__(self, index: Path, jobs: int, *, models: bool) -> None:
        #: The models that there are, "" for none; and the packages that are not installed.
        self.fingerprint, self.missing = installed() if models else ("", ())
        self._cache = FindingsCache(index, self.fingerprint) if self.fingerprint else None
        self._jobs = jobs
        self._models: Models | None = None
        #: How many articles models have read this time.
        self.newly_read = 0

    def read(self, articles: Iterable[Article]) -> None:
        """Let models read the articles that they have not read.

        What they find is kept at once, so this may be broken off.
        """
        cache = self._cache
        if cache is None:
            return
        new = (article for article in articles if cache.get(article) is None)
        first = list(islice(new, FEW))
        if not first:
            return
        jobs = 1 if len(first) < FEW else self._jobs
        with closing(in_processes(self._batches(first, new), jobs, _reader)) as found:
            for batch, findings in found:
                cache.put(batch, findings)
                self.newly_read += len(batch)

    @staticmethod
    def _batches(first: list[Article], more: Iterator[Article]) -> Iterator[list[Article]]:
        return batches(chain(first, more), BATCH)

    def of(self, article: Article) -> Findings:
        """What models find in an article; what the cache has lost meanwhile is read anew."""
        if self._cache is None:
            return ()
        found = self._cache.get(article)
        if found is None:
            self._models = self._models or load_models()
            found = self._models.find([article])[0]
            self._cache.put([article], [found])
        return found

    def cache_problems(self) -> tuple[str, ...]:
        """What of the cache was damaged, in a line each."""
        return () if self._cache is None else self._cache.problems()

    def close(self) -> None:
        """Close the cache."""
        if self._cache is not None:
            self._cache.close()
