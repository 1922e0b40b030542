"""From what was taken in to the documents of a build: only what changed is analysed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import tee
from time import perf_counter, process_time
from typing import Final

from archive.engine.searcher import Searcher
from archive.indexing.blind_spots import blind_spots
from archive.indexing.changed_names import holding_changed_names
from archive.indexing.documents import Analysed, Redo
from archive.indexing.work import ReindexWork
from archive.indexing.workers import documents, renewed_documents
from archive.model.article import Article, Document
from archive.model.query import Everything
from archive.model.result import SearchRequest, Sort

#: What was stored before and is still.
_STAYING: Final = (
    "CREATE TEMP TABLE staying AS SELECT final FROM articles WHERE present AND final NOT IN "
    "(SELECT final FROM wanted) AND final NOT IN (SELECT final FROM renamed)"
)


@dataclass(slots=True)
class Done:
    """How many articles each stage was done for, and its seconds.

    Those of models are seconds of the clock, those of other stages of processors.
    """

    articles: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def told(self) -> dict[str, dict[str, float]]:
        """What was done, by stage."""
        return {
            stage: {"articles": count, "seconds": round(self.seconds[stage], 3)}
            for stage, count in self.articles.items()
            if count
        }

    def add(self, stage: str, articles: int, seconds: float) -> None:
        """Add what was done."""
        self.articles[stage] = self.articles.get(stage, 0) + articles
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def add_all(self, seconds: Mapping[str, float]) -> None:
        """Add the stages that were done for one article."""
        for stage, taken in seconds.items():
            self.add(stage, 1, taken)


class Filling:
    """Fills a build from what was set aside, and from the generation that it is built on."""

    def __init__(self, work: ReindexWork, progress: Callable[[int], None]) -> None:
        self._build = work.start.build
        self._wording = work.wording
        self._embedding = work.embedding
        self._tables = work.tables
        self._fresh = work.fresh
        self._findings = work.findings
        self._authority = work.authority
        self._zone = work.options.zone
        self._jobs = work.options.jobs
        self._progress = progress
        self._made = 0
        self.done = Done()

    def fill(self, base: Searcher | None, stale: frozenset[str], *, onto: bool) -> None:
        """Bring a build up to date.

        `base` is what it is built on, None for nothing; `onto`: the build holds its documents.
        `stale` are the stages to do again for these.
        """
        if base is not None and onto:
            self._take_out()
            if stale & {"entities", "dates", "quotations"}:
                self._renew(base, stale)
        elif base is not None:
            # Articles are written to while they are analysed.
            self._tables.execute(_STAYING)
            self._analyse(lambda: self._of_base(base, self._staying()))
        if base is not None:
            self._analyse(lambda: self._renamed(base))
        self._analyse(self._wanted)

    def _take_out(self) -> None:
        """Remove what is gone."""
        for (final,) in self._tables.execute("SELECT final FROM left_out"):
            self._build.delete(final)
            self._wording.remove(final)
            self._embedding.remove(final)

    def _wanted(self) -> Iterator[Article]:
        """What was set aside and is to be stored, under the ids that it is stored as."""
        for file, number, article in self._fresh:
            row = self._tables.execute(
                "SELECT final FROM wanted WHERE file = ? AND number = ?", (file, number)
            ).fetchone()
            if row is not None:
                yield replace(article, id=row[0])

    def _staying(self) -> Iterator[tuple[str, str]]:
        """The ids of what was stored before and is still, twice."""
        return self._tables.execute("SELECT final, final FROM staying")

    def _renamed(self, base: Searcher) -> Iterator[Article]:
        """What was stored under another id."""
        rows = self._tables.execute("SELECT final, before FROM renamed")
        return self._of_base(base, rows)

    @staticmethod
    def _of_base(base: Searcher, ids: Iterable[tuple[str, str]]) -> Iterator[Article]:
        """Articles as the base has them, by the id to store each as and that in the base."""
        for final, before in ids:
            yield replace(base.get(before).article, id=final)

    def _analyse(self, articles: Callable[[], Iterator[Article]]) -> None:
        """Add the documents of articles; they are read twice, first by the models."""
        self._find(articles())
        read = ((article, self._findings.of(article)) for article in articles())
        with closing(documents(read, self._authority, self._zone, self._jobs)) as analysed:
            for made in analysed:
                self._build.add(made.document, self._since(made.document.article.id))
                self._put(made.document)
                self._tell(made)

    def _put(self, document: Document) -> None:
        """Keep what an article begins with."""
        began = process_time()
        self._wording.put(document)
        self.done.add("beginnings", 1, process_time() - began)
        self._embedding.put(document.article)

    def _since(self, final: str) -> int:
        """When an id first came, in seconds since 1970 UTC."""
        (since,) = self._tables.execute(
            "SELECT since FROM articles WHERE final = ?", (final,)
        ).fetchone()
        return int(since)

    def _find(self, articles: Iterator[Article]) -> None:
        """Let models read articles."""
        began, newly = perf_counter(), self._findings.newly_read
        self._findings.read(articles)
        self.done.add("models", self._findings.newly_read - newly, perf_counter() - began)

    def _tell(self, made: Analysed) -> None:
        """Write down what was done for an article, what it was left without, and what it lacks."""
        self.done.add_all(made.seconds)
        self._made += 1
        self._progress(self._made)
        article = made.document.article
        self._tables.execute(
            "UPDATE articles SET day = ?, unread = ?, blind = ? WHERE final = ?",
            (
                made.document.day,
                " and ".join(made.unread),
                " ".join(blind_spots(made.document)),
                article.id,
            ),
        )

    def _renew(self, base: Searcher, stale: frozenset[str]) -> None:
        """Read anew what is stale; cut anew what holds a name that was added or removed."""
        redo = Redo("entities" in stale, "dates" in stale, "quotations" in stale)
        holds = holding_changed_names(base.names(), self._authority.names())
        to_cut: list[str] = []
        self._find(self._articles(base) if redo.names else iter(()))

        def made(before: Iterator[Document]) -> Iterator[Document]:
            ahead, before = tee(before)
            read = ((document, self._findings.of(document.article)) for document in ahead)
            renewed = renewed_documents(read, self._authority, self._zone, self._jobs, redo)
            with closing(renewed):
                for old, analysed in zip(before, renewed, strict=True):
                    self._tell(self._with_unread(analysed, redo))
                    if holds(old.article):
                        to_cut.append(old.article.id)
                    yield analysed.document

        self._build.renew(made)
        if to_cut:
            self._analyse(lambda: self._of_base(base, ((name, name) for name in to_cut)))

    def _with_unread(self, renewed: Analysed, redo: Redo) -> Analysed:
        """A renewed document that still lacks what it was left without and was not read anew."""
        (unread,) = self._tables.execute(
            "SELECT unread FROM articles WHERE final = ?", (renewed.document.article.id,)
        ).fetchone()
        said = redo.names or redo.quotations
        anew = {"byline": True, "names": redo.names, "dates": redo.dates, "quotations": said}
        before = [part for part in unread.split(" and ") if not anew.get(part, True)]
        lacking = {*before, *renewed.unread}
        return replace(renewed, unread=tuple(part for part in anew if part in lacking))

    @staticmethod
    def _articles(base: Searcher) -> Iterator[Article]:
        request = SearchRequest(tree=Everything(), sort=Sort.NEWEST, documents=True)
        return (hit.document.article for hit in base.stream(request) if hit.document)
