"""The write contract over Whoosh indexes in folders."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from whoosh import index as whoosh_index

from archive.engine.generation import (
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
from archive.engine.whoosh.schema import FORMAT, new_schema
from archive.engine.whoosh.searcher import ENGINE, WhooshSearcher
from archive.engine.whoosh.segment_writer import ArrayWriter
from archive.engine.whoosh.sidecars import write_contents, write_names
from archive.engine.whoosh.stored import pack, packed_digest
from archive.errors import ArchiveError, DamagedIndexError
from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo

#: Tokens gathered before a segment is written. Sorting them takes about 40 bytes each, so this
#: bounds memory near 300 MB.
SEGMENT_TOKENS: Final = 6_000_000

_UNFINISHED: Final = ".building"


class WhooshBuild:
    """See `archive.engine.store.Build`."""

    def __init__(self, index: Path, fingerprint: str) -> None:
        self.name = new_name()
        self._fingerprint = fingerprint
        self._final = generations_folder(index) / self.name
        self._folder = self._final.with_name(self.name + _UNFINISHED)
        self._folder.mkdir(parents=True)
        self._index = whoosh_index.create_in(str(self._folder), new_schema())
        self._writer: ArrayWriter | None = None
        self._digests: dict[str, str] = {}

    def add(self, document: Document) -> None:
        """See `Build`."""
        if self._writer is None:
            self._writer = ArrayWriter(self._index)
        packed = pack(document)
        self._writer.add(document, packed)
        self._digests[document.article.id] = packed_digest(packed)
        if self._writer.tokens >= SEGMENT_TOKENS:
            self._flush()

    def _flush(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.commit(merge=False)

    def commit(self, names: Names) -> GenerationInfo:
        """See `Build`."""
        self._flush()
        self._index.close()
        write_names(self._folder, names)
        write_contents(self._folder, self._digests)
        manifest = write_manifest(
            self._folder,
            engine=ENGINE,
            version=FORMAT,
            fingerprint=self._fingerprint,
            articles=len(self._digests),
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


class WhooshStore:
    """See `archive.engine.store.Store`."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def begin(self, fingerprint: str) -> WhooshBuild:
        """See `Store`. What an interrupted build left behind is removed."""
        for left in generations_folder(self._index).glob(f"*{_UNFINISHED}"):
            shutil.rmtree(left)
        return WhooshBuild(self._index, fingerprint)

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
            problems = tuple(damaged_files(folder, read_manifest(folder), contents=True))
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
