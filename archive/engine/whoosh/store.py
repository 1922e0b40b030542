"""The write contract over Whoosh indexes in folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from whoosh import index as whoosh_index
from whoosh.index import FileIndex

from archive.engine import contents, upkeep
from archive.engine.files import write_atomically
from archive.engine.generation import (
    UNFINISHED,
    UNPUBLISHED,
    MalformedError,
    damaged_files,
    describe,
    digest,
    generation_folder,
    generations_folder,
    naming_damage,
    new_name,
    read_manifest,
    write_manifest,
)
from archive.engine.publications import (
    Publications,
    read_current,
    read_publications,
    write_publications,
)
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX
from archive.engine.whoosh.columns import write_names, write_orders
from archive.engine.whoosh.dead_writer import finish_segments
from archive.engine.whoosh.merge import MergeWriter, plan
from archive.engine.whoosh.renew import renew_segments
from archive.engine.whoosh.said import Live
from archive.engine.whoosh.schema import FORMAT, new_schema
from archive.engine.whoosh.searcher import WhooshSearcher, open_searcher
from archive.engine.whoosh.segment import Segment, open_segment, open_segments
from archive.engine.whoosh.segment_writer import ArrayWriter
from archive.engine.whoosh.shown import SHOWN_SUFFIX, shown_path, write_shown
from archive.engine.whoosh.toc import ENGINE, check_format, read_segments
from archive.engine.whoosh.vocabulary import write_vocabulary
from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    DamagedIndexError,
    IndexFormatError,
    UnknownContentsError,
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
        # Hashes of all ids ever added: most articles are new, and no segment is asked for them.
        self._known: set[int] = set()
        self._flushed: dict[str, Segment] = {}
        try:
            self._index = self._begin(base)
        except BaseException:
            self.abort()
            raise

    def _begin(self, base: Path | None) -> FileIndex:
        """An index that is empty or holds what `base` does."""
        if base is None:
            return whoosh_index.create_in(str(self._folder), new_schema())
        _link(base, self._folder)
        for segment in open_segments(self._folder, read_segments(base)):
            self._known.update(
                hash(article_id.decode("utf-8")) for article_id, _ in segment.ids_and_docs()
            )
        return whoosh_index.open_dir(str(self._folder))

    def add(self, document: Document) -> None:
        """See `Build`."""
        article = document.article.id
        if hash(article) in self._known:
            self._discard(article)
        self._known.add(hash(article))
        self._writing().add(document)
        if self._writing().tokens >= SEGMENT_TOKENS:
            self._flush()

    def delete(self, article: str) -> None:
        """See `Build`."""
        if hash(article) not in self._known or not self._discard(article):
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

    def _merge(self) -> None:
        """Merge until few segments are left and few documents in each are deleted."""
        self._flushed.clear()
        while True:
            writer = MergeWriter(self._index)
            chosen = plan(writer.segments)
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

    def commit(self, names: Names, rule: NameRule | None = None) -> GenerationInfo:
        """See `Build`."""
        self._flush()
        self._merge()
        self._index.close()
        segments = finish_segments(self._folder)
        _write_shown(segments, rule or EveryName())
        write_names(self._folder, names)
        write_orders(self._folder, segments)
        write_vocabulary(self._folder, segments)
        (self._folder / UNPUBLISHED).touch()
        manifest = write_manifest(
            self._folder,
            engine=ENGINE,
            version=FORMAT,
            fingerprint=self._fingerprint,
            articles=sum(segment.articles for segment in segments),
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


def _link(base: Path, folder: Path) -> None:
    """Give `folder` the index of a finished generation; its files are never written to again.

    Only what the manifest lists is taken: Whoosh unpickles its table of contents.
    """
    for name in read_manifest(base).files:
        if not name.startswith(_OF_WHOOSH) or name.endswith(SHOWN_SUFFIX):
            continue
        try:
            (folder / name).hardlink_to(base / name)
        except OSError:  # a file system without hard links
            shutil.copy2(base / name, folder / name)


class WhooshStore:
    """See `archive.engine.store.Store`."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def begin(self, fingerprint: str, onto: str | None = None, was: str = "") -> WhooshBuild:
        """See `Store`."""
        base = None if onto is None else self._base(was or fingerprint, onto)
        return WhooshBuild(self._index, fingerprint, base)

    def _base(self, fingerprint: str, onto: str) -> Path:
        """The folder of a generation that another may start from."""
        folder = generation_folder(self._index, onto)
        manifest = read_manifest(folder)
        check_format(folder, manifest)
        # Whatever is damaged would get a new digest and pass for whole.
        if problems := self.verify(onto):
            raise DamagedIndexError(f"{onto} cannot be built on: {problems[0]}")
        if manifest.fingerprint != fingerprint:
            raise IndexFormatError(f"{onto} was analysed in another way and cannot be built on.")
        return folder

    def annotate(self, name: str, file: str, text: str) -> None:
        """See `Store`."""
        write_atomically(generation_folder(self._index, name) / file, text)

    def kept(self, name: str, file: str) -> Path | None:
        """See `Store`."""
        folder = generation_folder(self._index, name)
        manifest = read_manifest(folder)
        if file not in manifest.files:
            return None
        with naming_damage(folder / file):
            if digest(folder / file) != manifest.files[file][1]:
                raise MalformedError("it does not hold what was written")
        return folder / file

    def publish(self, name: str) -> None:
        """See `Store`."""
        self._check_whole(name)
        self._make_current(name, self._publications().published(name))

    def roll_back(self, name: str) -> None:
        """See `Store`."""
        self._check_whole(name)
        self._make_current(name, read_publications(self._index).rolled_back(name))

    def _check_whole(self, name: str) -> None:
        if problems := self.verify(name):
            raise DamagedIndexError(f"{name} is not published: {problems[0]}")

    def _make_current(self, name: str, publications: Publications) -> None:
        """Say what is published; what it holds is on disk before."""
        folder = generation_folder(self._index, name)
        with closing(WhooshSearcher(folder)) as searcher:
            contents.write_contents(self._index, name, searcher.contents())
        write_publications(self._index, publications)
        (folder / UNPUBLISHED).unlink(missing_ok=True)

    def _publications(self) -> Publications:
        """What was published; nothing, where that cannot be read any more."""
        try:
            return read_publications(self._index)
        except DamagedIndexError:
            return Publications()

    def current(self) -> str | None:
        """See `Store`."""
        return read_current(self._index)

    def candidates(self) -> tuple[str, ...]:
        """See `Store`."""
        return read_publications(self._index).candidates

    def served(self) -> Iterator[tuple[str, str]] | None:
        """See `Store`."""
        name = upkeep.served_last(self._index)
        if name is None:
            return None
        if contents.is_whole(self._index, name):
            return contents.read_contents(self._index, name)
        return self._contents_of(name)

    def _contents_of(self, name: str) -> Iterator[tuple[str, str]]:
        """What a generation itself says that it holds; raises `UnknownContentsError`."""
        try:
            with closing(open_searcher(self._index, name)) as searcher:
                yield from searcher.contents()
        except ArchiveError as error:
            raise UnknownContentsError(f"What {name} holds is not known: {error.detail}") from error

    def generations(self) -> tuple[GenerationInfo, ...]:
        """See `Store`."""
        return upkeep.list_generations(self._index)

    def leftovers(self) -> tuple[str, ...]:
        """See `Store`."""
        return tuple(str(path) for path in upkeep.leftovers(self._index))

    def sweep(self) -> tuple[str, ...]:
        """See `Store`."""
        return upkeep.sweep(self._index)

    def verify(self, name: str) -> tuple[str, ...]:
        """See `Store`."""
        folder = generation_folder(self._index, name)
        try:
            problems = tuple(error.detail for error in damaged_files(folder, read_manifest(folder)))
            if not problems:
                open_searcher(self._index, name).close()
        except ArchiveError as error:
            return (error.detail,)
        return problems

    def remove(self, name: str) -> None:
        """See `Store`."""
        upkeep.remove_generation(self._index, name)


def open_store(index: Path) -> WhooshStore:
    """Open the folder where generations are kept."""
    return WhooshStore(index)
