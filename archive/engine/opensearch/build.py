"""A generation in the making: what is added waits on disk, and a commit makes the index.

The folder of a generation holds what is small, and its manifest. Its index has the name of the
generation, so that whoever removes the folder knows which index goes with it.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from archive.engine import upkeep
from archive.engine.generation import (
    UNFINISHED,
    UNPUBLISHED,
    describe,
    generations_folder,
    new_name,
    write_manifest,
)
from archive.engine.grouping import Grouping, NoGroups
from archive.engine.names import write_names
from archive.engine.opensearch.bulk import Write, write_all
from archive.engine.opensearch.cluster import Cluster
from archive.engine.opensearch.decided import Decided, decide
from archive.engine.opensearch.encoding import (
    ArticleSaid,
    ArticleSource,
    different_tokens,
    document_key,
    document_of,
    facts_of,
    kept_texts,
    token_texts,
    unpack_said,
)
from archive.engine.opensearch.indexes import Indexes
from archive.engine.opensearch.listed import listed_writes
from archive.engine.opensearch.query import articles
from archive.engine.opensearch.schema import INDEX_FORMAT, LISTED_FIELDS, OPENSEARCH
from archive.engine.opensearch.spool import AddedArticles
from archive.engine.opensearch.walking import hit_value, walk_hits
from archive.errors import ArticleNotFoundError, ClusterError
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo
from archive.model.shown import EveryName, NameRule

#: The file that says what the index of a generation holds.
CLUSTER_FILE: Final = "cluster.json"

_SPOOL: Final = ".added"

_BY_ID: Final = [{"id": "asc"}]


class OpenSearchBuild:
    """See `archive.engine.store.Build`; `base` is a finished generation, or None."""

    def __init__(self, cluster: Cluster, index: Path, fingerprint: str, base: str | None) -> None:
        self.name = new_name()
        self._cluster = cluster
        self._indexes = Indexes(cluster)
        self._root = index
        self._fingerprint = fingerprint
        self._base = None if base is None else self._indexes.name_of(base)
        self._final = generations_folder(index) / self.name
        self._folder = self._final.with_name(self.name + UNFINISHED)
        self._folder.mkdir(parents=True)
        self._spool = AddedArticles(self._folder / _SPOOL)
        #: Articles of the base that are not taken over.
        self._gone: dict[str, None] = {}
        self._begun = int(time.time())

    def add(self, document: Document, since: int | None = None) -> None:
        """See `Build`."""
        article = document.article.id
        if article not in self._spool and self._in_base(article):
            self._gone[article] = None
        facts = facts_of(document, self._begun if since is None else since, document.traits)
        self._spool.add(facts | token_texts(document))

    def _in_base(self, article: str) -> bool:
        """Whether the base has an article that is still taken over."""
        if self._base is None or article in self._gone:
            return False
        return self._cluster.exists(f"/{self._base}/_doc/{document_key(article)}")

    def delete(self, article: str) -> None:
        """See `Build`."""
        if article in self._spool:
            self._spool.remove(article)
        elif self._in_base(article):
            self._gone[article] = None
        else:
            raise ArticleNotFoundError(article)

    def erase(self, articles: Sequence[str]) -> None:
        """See `Build`. Every commit expunges what is deleted."""
        for article in articles:
            self.delete(article)

    def keep(self, name: str) -> Path:
        """See `Build`."""
        return self._folder / name

    def _of_base(self, fields: dict[str, Any]) -> Iterator[Any]:
        """The articles of the base that are taken over, by id."""
        if self._base is not None:
            body = {"query": articles([]), "sort": _BY_ID, **fields}
            for hit in walk_hits(self._cluster, self._base, body):
                if hit["sort"][0] not in self._gone:
                    yield hit

    def renew(self, made: Callable[[Iterator[Document]], Iterator[Document]]) -> None:
        """See `Build`. Every article is written anew, with the tokens that it had."""
        waiting = list(self._spool)
        kept: list[ArticleSource] = []

        def sources() -> Iterator[ArticleSource]:
            for hit in self._of_base({"_source": True}):
                yield hit["_source"]
            yield from map(self._spool.source, waiting)

        def documents() -> Iterator[Document]:
            for source in sources():
                kept.append(source)
                yield document_of(source)

        renewed: list[str] = []
        for document in made(documents()):
            source = kept.pop(0)
            traits = unpack_said(source["said"]).traits
            facts = facts_of(document, source["since"], traits)
            self._spool.add(facts | kept_texts(source))
            renewed.append(document.article.id)
        self._gone |= dict.fromkeys(set(renewed).difference(waiting))

    def _walk(self) -> Iterator[ArticleSaid]:
        """What all articles say: those of the base, by id, then what was added."""
        for said, _ in self._said_of_base():
            yield said
        yield from map(self._spool.said, self._spool)

    def _said_of_base(self) -> Iterator[tuple[ArticleSaid, str]]:
        fields = {"_source": False, "docvalue_fields": ["said", "columns"]}
        for hit in self._of_base(fields):
            yield unpack_said(hit_value(hit, "said")), hit_value(hit, "columns")

    def commit(
        self, names: Names, rule: NameRule | None = None, grouping: Grouping | None = None
    ) -> GenerationInfo:
        """See `Build`."""
        decided = decide(self._walk, rule or EveryName(), grouping or NoGroups())
        index = self._indexes.create(self.name, self._fingerprint, self._base)
        tokens = self._tokens()
        write_all(self._cluster, index, self._writes(decided))
        write_all(self._cluster, index, listed_writes(self._cluster, self._base, tokens))
        self._indexes.finish(index)
        count = len(self._spool) + self._left_of_base()
        self._check(index, count)
        self._spool.close()
        write_names(self._folder, names)
        told = {"index": index, "bytes": self._indexes.size(index)}
        (self._folder / CLUSTER_FILE).write_text(json.dumps(told), "utf-8")
        (self._folder / UNPUBLISHED).touch()
        manifest = write_manifest(
            self._folder,
            engine=OPENSEARCH,
            version=INDEX_FORMAT,
            fingerprint=self._fingerprint,
            articles=count,
            linked={},
        )
        self._folder.rename(self._final)
        return describe(self._final, manifest)

    def _left_of_base(self) -> int:
        if self._base is None:
            return 0
        return self._indexes.count(self._base) - len(self._gone)

    def _check(self, index: str, count: int) -> None:
        """What was sent is there: no more, no less."""
        if (held := self._indexes.count(index)) != count:
            raise ClusterError(f"{index} holds {held} articles instead of {count}.")

    def _writes(self, decided: Decided) -> Iterator[Write]:
        """What makes the index of the base that of this generation."""
        for article in self._gone:
            if article not in self._spool:
                yield Write("delete", document_key(article))
        number = 0
        for said, before in self._said_of_base():
            columns = decided.columns(number, said)
            if columns["columns"] != before:
                yield Write("update", document_key(said.id), columns)
            number += 1
        for article in self._spool:
            columns = decided.columns(number, self._spool.said(article))
            yield Write("index", document_key(article), self._spool.source(article) | columns)
            number += 1

    def _tokens(self) -> Counter[tuple[str, str]]:
        """How many articles more, or less, have each token of the fields that are listed."""
        counts: Counter[tuple[str, str]] = Counter()
        for article in self._spool:
            source = self._spool.source(article)
            for field in LISTED_FIELDS:
                counts.update((field, token) for token in different_tokens(source, field))
        gone = list(self._gone)
        for at in range(0, len(gone), 500):
            keys = [document_key(article) for article in gone[at : at + 500]]
            body = {"ids": keys}
            answer = self._cluster.ask(
                "POST", f"/{self._base}/_mget", body, _source=",".join(LISTED_FIELDS)
            )
            for doc in answer["docs"]:
                for field in LISTED_FIELDS:
                    counts.subtract(
                        (field, token) for token in different_tokens(doc["_source"], field)
                    )
        return counts

    def abort(self) -> None:
        """See `Build`."""
        self._spool.close()
        # Where the cluster does not answer the folder stays, and the next run removes both.
        with suppress(ClusterError):
            self._indexes.remove(self.name)
            upkeep.discard(self._root, self.name)
