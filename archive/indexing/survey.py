"""The first reading of the sources: what models find, and what all articles together say of it.

Which names are shown depends on all articles, so they are read once before documents are made.
Models read only texts that they have not read before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from archive.entities.candidates import Candidate, candidates
from archive.entities.evidence import Evidence
from archive.entities.findings import Findings
from archive.entities.models import Models, installed, load_models
from archive.indexing.crew import batches, in_processes
from archive.indexing.findings_cache import FindingsCache
from archive.indexing.limit import TooLongError, limited
from archive.model.article import Article, Document
from archive.text.segmentation import Segmenter

#: Articles that models read together.
BATCH: Final = 16

#: Fewer new articles are read sooner than a worker is ready.
FEW: Final = 48


def _reader() -> Callable[[list[Article]], list[Findings]]:
    """What a worker does with a batch; its models are loaded once."""
    return load_models().find


def _names(article: Article, findings: Findings) -> tuple[Candidate, ...]:
    """The names that count; none where they take too long to read, as then none will be shown."""
    try:
        return limited(lambda: candidates(article, findings))
    except TooLongError:
        return ()


class Survey:
    """What models find in articles, and which names are shown."""

    def __init__(self, index: Path, jobs: int, segmenter: Segmenter, *, models: bool) -> None:
        fingerprint, self.missing = installed() if models else ("", ())
        self._cache = FindingsCache(index, fingerprint) if fingerprint else None
        self._jobs = jobs
        self._models: Models | None = None
        self._segmenter = segmenter
        self._shown = Evidence().shown(segmenter)
        #: How many articles models have read this time.
        self.newly_read = 0

    def read(self, articles: Iterable[Article]) -> None:
        """Read all articles. What models find is kept at once, so this may be broken off."""
        evidence = Evidence()
        new = self._known_aside(articles, evidence)
        first = list(islice(new, FEW))
        few = len(first) < FEW
        if first:
            jobs = 1 if few else self._jobs
            every = batches(chain(first, new), BATCH)
            with closing(in_processes(every, jobs, _reader)) as found:
                for batch, findings in found:
                    self._keep(batch, findings, evidence)
        self._shown = evidence.shown(self._segmenter)

    def _known_aside(self, articles: Iterable[Article], evidence: Evidence) -> Iterator[Article]:
        """Articles that no model has read; the others are counted."""
        for article in articles:
            findings = () if self._cache is None else self._cache.get(article)
            if findings is None:
                yield article
            else:
                evidence.add(article, _names(article, findings))

    def _keep(
        self, articles: Sequence[Article], found: Sequence[Findings], evidence: Evidence
    ) -> None:
        assert self._cache is not None
        self._cache.put(articles, found)
        self.newly_read += len(articles)
        for article, findings in zip(articles, found, strict=True):
            evidence.add(article, _names(article, findings))

    def findings(self, article: Article) -> Findings:
        """What models find in an article; a source that changed meanwhile is read anew."""
        if self._cache is None:
            return ()
        found = self._cache.get(article)
        if found is None:
            self._models = self._models or load_models()
            found = self._models.find([article])[0]
            self._cache.put([article], [found])
        return found

    def shown(self, document: Document) -> Document:
        """A document with the mentions that are shown."""
        return replace(document, mentions=self._shown.keep(document.article, document.mentions))

    def cache_problems(self) -> tuple[str, ...]:
        """What of the cache was damaged, in a line each."""
        return () if self._cache is None else self._cache.problems()

    def close(self) -> None:
        """Close the cache."""
        if self._cache is not None:
            self._cache.close()
