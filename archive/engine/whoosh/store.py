"""The write contract over Whoosh indexes in folders."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from whoosh import index as whoosh_index

from archive.engine.generation import (
    MANIFEST,
    damaged_files,
    describe,
    generation_folder,
    generations_folder,
    new_name,
    read_current,
    read_manifest,
    set_current,
    write_manifest,
)
from archive.engine.whoosh.arrays import SUFFIX
from archive.engine.whoosh.merge import MergeWriter, plan
from archive.engine.whoosh.schema import FORMAT, new_schema
from archive.engine.whoosh.searcher import ENGINE, WhooshSearcher, check_format
from archive.engine.whoosh.segment import Segment, open_segment, open_segments, read_toc
from archive.engine.whoosh.segment_writer import ArrayWriter
from archive.engine.whoosh.sidecars import NAMES, ORDERS, write_names, write_orders
from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    DamagedIndexError,
    IndexFormatError,
)
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo

#: Tokens gathered before a segment is written. Sorting them takes about 40 bytes each, so this
#: bounds memory near 300 MB.
SEGMENT_TOKENS: Final = 6_000_000

_UNFINISHED: Final = ".building"


class WhooshBuild:
    """See `archive.engine.store.Build`."""

    def __init__(self, index: Path, fingerprint: str, base: Path | None) -> None:
        self.name = new_name()
        self._fingerprint = fingerprint
        self._final = generations_folder(index) / self.name
        self._folder = self._final.with_name(self.name + _UNFINISHED)
        self._folder.mkdir(parents=True)
        self._writer: ArrayWriter | None = None
        # Hashes of all ids ever added: most articles are new, and no segment is asked for them.
        self._known: set[int] = set()
        self._flushed: dict[str, Segment] = {}
        if base is None:
            self._index = whoosh_index.create_in(str(self._folder), new_schema())
        else:
            _link(base, self._folder)
            self._index = whoosh_index.open_dir(str(self._folder))
            for segment in open_segments(self._folder, read_toc(self._folder)):
                self._known.update(hash(one.decode("utf-8")) for one, _ in segment.ids_and_docs())

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
            raise ArticleNotFoundError(f"There is no article {article!r}.")

    def _writing(self) -> ArrayWriter:
        if self._writer is None:
            self._writer = ArrayWriter(self._index)
        return self._writer

    def _discard(self, article: str) -> bool:
        """Mark the living document of this id as deleted; whether there was one."""
        writer = self._writing()
        if writer.discard(article):
            return True
        for one in writer.segments:
            name = one.segment_id()
            if name not in self._flushed:
                path = self._folder / one.make_filename(SUFFIX)
                self._flushed[name] = open_segment(path, 0, one.doc_count_all())
            for doc in self._flushed[name].documents(article):
                if not one.is_deleted(doc):
                    one.delete_document(doc)
                    return True
        return False

    def _flush(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.flush()

    def _merge(self) -> None:
        """Merge until few segments are left and none holds a deleted document."""
        self._flushed.clear()
        while True:
            writer = MergeWriter(self._index)
            chosen = plan(writer.segments)
            if not chosen:
                writer.cancel()
                return
            writer.replace(chosen)

    def commit(self, names: Names) -> GenerationInfo:
        """See `Build`."""
        self._flush()
        self._merge()
        self._index.close()
        segments = open_segments(self._folder, read_toc(self._folder))
        write_names(self._folder, names)
        write_orders(self._folder, segments)
        manifest = write_manifest(
            self._folder,
            engine=ENGINE,
            version=FORMAT,
            fingerprint=self._fingerprint,
            articles=sum(segment.size for segment in segments),
        )
        self._folder.rename(self._final)
        return describe(self._final, manifest)

    def abort(self) -> None:
        """See `Build`."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.rmtree(self._final, ignore_errors=True)


def _link(base: Path, folder: Path) -> None:
    """Give `folder` the index of a finished generation; its files are never written to again."""
    own = {MANIFEST, NAMES, ORDERS}
    for path in base.iterdir():
        if path.name in own:
            continue
        try:
            (folder / path.name).hardlink_to(path)
        except OSError:  # a file system without hard links
            shutil.copy2(path, folder / path.name)


class WhooshStore:
    """See `archive.engine.store.Store`."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def begin(self, fingerprint: str, onto: str | None = None) -> WhooshBuild:
        """See `Store`. What an interrupted build left behind is removed."""
        base = None if onto is None else self._base(fingerprint, onto)
        for left in generations_folder(self._index).glob(f"*{_UNFINISHED}"):
            shutil.rmtree(left)
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

    def publish(self, name: str) -> None:
        """See `Store`."""
        if problems := self.verify(name):
            raise DamagedIndexError(f"{name} is not published: {problems[0]}")
        set_current(self._index, name)

    def current(self) -> str | None:
        """See `Store`."""
        return read_current(self._index)

    def generations(self) -> tuple[GenerationInfo, ...]:
        """See `Store`. One whose manifest cannot be read is left out; `verify` names it."""
        found = []
        folders = generations_folder(self._index)
        for folder in sorted(folders.iterdir()) if folders.is_dir() else ():
            try:
                found.append(
                    describe(folder, read_manifest(generation_folder(self._index, folder.name)))
                )
            except ArchiveError:
                continue
        return tuple(found)

    def verify(self, name: str) -> tuple[str, ...]:
        """See `Store`."""
        folder = generation_folder(self._index, name)
        try:
            problems = tuple(damaged_files(folder, read_manifest(folder)))
            if not problems:
                WhooshSearcher(folder).close()
        except ArchiveError as error:
            return (error.message,)
        return problems

    def remove(self, name: str) -> None:
        """See `Store`."""
        if name == self.current():
            raise ArchiveError(f"{name} is published; publish another generation first.")
        shutil.rmtree(generation_folder(self._index, name))


def open_store(index: Path) -> WhooshStore:
    """Open the folder where generations are kept."""
    return WhooshStore(index)
