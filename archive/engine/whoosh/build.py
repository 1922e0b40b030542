"""A generation in the making over a Whoosh index."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from whoosh import index as whoosh_index
from whoosh.index import FileIndex

from archive.engine import upkeep
from archive.engine.generation import (
    UNFINISHED,
    UNPUBLISHED,
    describe,
    generations_folder,
    new_name,
    read_manifest,
    write_manifest,
)
from archive.engine.grouping import Grouping, NoGroups
from archive.engine.names import write_names
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX
from archive.engine.whoosh.columns import places_by_id, write_orders
from archive.engine.whoosh.completing import write_completions
from archive.engine.whoosh.dead_writer import finish_segments
from archive.engine.whoosh.merge import MergeWriter, plan
from archive.engine.whoosh.renew import renew_segments
from archive.engine.whoosh.said import Live
from archive.engine.whoosh.schema import FORMAT, new_schema
from archive.engine.whoosh.segment import Segment, open_segment
from archive.engine.whoosh.segment_writer import ArrayWriter
from archive.engine.whoosh.sharing import write_passages
from archive.engine.whoosh.shown import SHOWN_SUFFIX, shown_path, write_shown
from archive.engine.whoosh.stories import open_stories
from archive.engine.whoosh.stories_writer import write_stories
from archive.engine.whoosh.toc import ENGINE
from archive.engine.whoosh.vocabulary import write_vocabulary
from archive.errors import (
    ArticleNotFoundError,
)
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo
from archive.model.shown import EveryName, NameRule

#: Tokens gathered before a segment is written. Sorting them takes about 40 bytes each, so this
#: bounds memory near 300 MB.
SEGMENT_TOKENS: Final = 6_000_000

#: How the names of Whoosh's files begin; every commit writes all others anew.
_OF_WHOOSH: Final = ("MAIN_", "_MAIN_")


class _Hashes:
    """Which texts were seen, by a bit of each: of a new one it says so now and then."""

    def __init__(self) -> None:
        self._bits = bytearray(1 << 21)

    def seen(self, text: str) -> bool:
        """Whether a text may have been seen before; it is from now on."""
        place, bit = divmod(hash(text) % (len(self._bits) * 8), 8)
        before = self._bits[place]
        self._bits[place] |= 1 << bit
        return bool(before >> bit & 1)


class WhooshBuild:
    """See `archive.engine.store.Build`."""

    def __init__(self, index: Path, fingerprint: str, base: Path | None) -> None:
        self.name = new_name()
        self._root = index
        self._fingerprint = fingerprint
        self._final = generations_folder(index) / self.name
        self._folder = self._final.with_name(self.name + UNFINISHED)
        self._folder.mkdir(parents=True)
        self._writer: ArrayWriter | None = None
        # What tells of ids that were never added: most articles are new to a build from nothing,
        # and no segment is asked for them. On a base every id may be known.
        self._known = _Hashes() if base is None else None
        self._flushed: dict[str, Segment] = {}
        self._begun = int(time.time())
        self._erasing = False
        self._linked: dict[str, tuple[int, str]] = {}
        try:
            self._index = self._begin(base)
        except BaseException:
            self.abort()
            raise

    def _begin(self, base: Path | None) -> FileIndex:
        """An index that is empty or holds what `base` does."""
        if base is None:
            return whoosh_index.create_in(str(self._folder), new_schema())
        self._linked = _link(base, self._folder)
        return whoosh_index.open_dir(str(self._folder))

    def add(self, document: Document, since: int | None = None) -> None:
        """See `Build`."""
        article = document.article.id
        if self._known is None or self._known.seen(article):
            self._discard(article)
        self._writing().add(document, self._begun if since is None else since)
        if self._writing().tokens >= SEGMENT_TOKENS:
            self._flush()

    def delete(self, article: str) -> None:
        """See `Build`."""
        if not self._discard(article):
            raise ArticleNotFoundError(article)

    def _writing(self) -> ArrayWriter:
        if self._writer is None:
            self._writer = ArrayWriter(self._index)
        return self._writer

    def _discard(self, article: str) -> bool:
        """Mark the live document of this id as deleted; whether there was one."""
        writer = self._writing()
        if writer.discard(article):
            return True
        for segment in writer.segments:
            name = segment.segment_id()
            if name not in self._flushed:
                path = self._folder / segment.make_filename(ARRAYS_SUFFIX)
                self._flushed[name] = open_segment(path, 0, segment.doc_count_all())
            for doc in self._flushed[name].documents(article):
                if not segment.is_deleted(doc):
                    segment.delete_document(doc)
                    return True
        return False

    def _flush(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.flush()

    def erase(self, articles: Sequence[str]) -> None:
        """See `Build`."""
        for article in articles:
            self.delete(article)
        self._erasing = True

    def _merge(self) -> None:
        """Merge until few segments are left and few documents in each are deleted."""
        self._flushed.clear()
        while True:
            writer = MergeWriter(self._index)
            chosen = plan(writer.segments)
            if not chosen and self._erasing:
                chosen = [s for s in writer.segments if s.has_deletions()][:1]
            if not chosen:
                writer.cancel()
                return
            writer.replace(chosen)

    def keep(self, name: str) -> Path:
        """See `Build`."""
        return self._folder / name

    def renew(self, made: Callable[[Iterator[Document]], Iterator[Document]]) -> None:
        """See `Build`."""
        self._flush()
        self._flushed.clear()
        renew_segments(self._index, made)

    def commit(
        self, names: Names, rule: NameRule | None = None, grouping: Grouping | None = None
    ) -> GenerationInfo:
        """See `Build`."""
        self._flush()
        self._merge()
        self._index.close()
        segments = finish_segments(self._folder)
        _write_shown(segments, rule or EveryName())
        write_names(self._folder, names)
        places = places_by_id(segments)
        write_orders(self._folder, segments, places)
        write_stories(self._folder, segments, places, grouping or NoGroups())
        stories = open_stories(self._folder, sum(segment.size for segment in segments))
        write_passages(self._folder, segments, stories)
        write_vocabulary(self._folder, segments)
        write_completions(self._folder, segments, names)
        (self._folder / UNPUBLISHED).touch()
        manifest = write_manifest(
            self._folder,
            engine=ENGINE,
            version=FORMAT,
            fingerprint=self._fingerprint,
            articles=sum(segment.articles for segment in segments),
            linked=self._linked,
        )
        self._folder.rename(self._final)
        return describe(self._final, manifest)

    def abort(self) -> None:
        """See `Build`."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None
        upkeep.discard(self._root, self.name)


def _write_shown(segments: Sequence[Segment], rule: NameRule) -> None:
    paths = [shown_path(segment.arrays.path) for segment in segments]
    lives = [segment.dead.live if segment.dead else None for segment in segments]
    sources = [Live(s.arrays, live) for s, live in zip(segments, lives, strict=True)]
    write_shown(paths, sources, rule)


def _link(base: Path, folder: Path) -> dict[str, tuple[int, str]]:
    """Give `folder` the index of a finished generation; its files are never written to again.

    Only what the manifest lists is taken: Whoosh unpickles its table of contents. Gives what is
    listed of those files that are linked, not copied.
    """
    linked = {}
    for name, listed in read_manifest(base).files.items():
        if not name.startswith(_OF_WHOOSH) or name.endswith(SHOWN_SUFFIX):
            continue
        try:
            (folder / name).hardlink_to(base / name)
            linked[name] = listed
        except OSError:  # a file system without hard links
            shutil.copy2(base / name, folder / name)
    return linked
