"""What models find in articles; they never read a text twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from archive.entities.findings import Findings
from archive.entities.models import Models, installed, load_models
from archive.entities.own_model import OwnModel, own_models
from archive.indexing.crew import batches, in_processes
from archive.indexing.findings_cache import FindingsCache
from archive.model.article import Article

#: Articles that models read together.
BATCH: Final = 16

#: Fewer new articles are read sooner than a worker is ready.
FEW: Final = 48


def _reader(own: Mapping[str, OwnModel]) -> Callable[[list[Article]], list[Findings]]:
    """What a worker does with a batch; its models are loaded once, own programs end with it."""
    return load_models(own).find


class ModelFindings:
    """Findings by article, from the cache or the models.

    `own` are the commands of the newsroom's own models by language; without `models` there are none
    of either. Raises `RecogniserError` where one cannot be asked who it is, `CacheError` where the
    cache cannot be used.
    """

    def __init__(
        self,
        index: Path,
        jobs: int,
        *,
        models: bool,
        own: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        self._jobs = jobs
        self._own = own_models(own if models else {})
        self._cache: FindingsCache | None = None
        self._models: Models | None = None
        #: How many articles models have read this time.
        self.newly_read = 0
        try:
            shipped, self.missing = installed(self._own) if models else ("", ())
            #: The models that there are, "" for none; and above the packages that are missing.
            self.fingerprint = " / ".join(
                [*filter(None, [shipped]), *(model.fingerprint() for model in self._own.values())]
            )
            #: Names and versions of the newsroom's own models, by the setting of each.
            self.recognisers = {
                model.setting: model.greeting().told() for model in self._own.values()
            }
            if self.fingerprint:
                self._cache = FindingsCache(index, self.fingerprint)
        except BaseException:
            self.close()
            raise

    def read(self, articles: Iterable[Article]) -> None:
        """Let models read the articles that they have not read.

        What they find is kept at once, so this may be broken off. Raises `AnalysisError`.
        """
        cache = self._cache
        if cache is None:
            return
        new = (article for article in articles if cache.get(article) is None)
        first = list(islice(new, FEW))
        if not first:
            return
        every = self._batches(first, new)
        if self._jobs == 1 or len(first) < FEW:
            work = in_processes(every, 1, lambda: self._loaded().find)
        else:
            # Workers start programs of their own; this one would only hold its memory.
            self._end_programs()
            work = in_processes(every, self._jobs, _reader, self._own)
        with closing(work):
            for batch, findings in work:
                cache.put(batch, findings)
                self.newly_read += len(batch)

    @staticmethod
    def _batches(first: list[Article], more: Iterator[Article]) -> Iterator[list[Article]]:
        return batches(chain(first, more), BATCH)

    def _loaded(self) -> Models:
        """The models, in this process."""
        self._models = self._models or load_models(self._own)
        return self._models

    def _end_programs(self) -> None:
        for model in self._own.values():
            model.close()

    def of(self, article: Article) -> Findings:
        """What models find in an article; what the cache has lost meanwhile is read anew."""
        if self._cache is None:
            return ()
        found = self._cache.get(article)
        if found is None:
            found = self._loaded().find([article])[0]
            self._cache.put([article], [found])
        return found

    def cache_problems(self) -> tuple[str, ...]:
        """What of the cache was damaged, in a line each."""
        return () if self._cache is None else self._cache.problems()

    def close(self) -> None:
        """Close the cache and end the newsroom's own programs."""
        self._end_programs()
        if self._cache is not None:
            self._cache.close()
