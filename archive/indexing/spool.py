"""Articles set aside on disk between reading and analysis, in the order in which they were read."""

from __future__ import annotations

import pickle
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from archive.model.article import Article

#: Articles that are packed together.
_TOGETHER: Final = 64

#: zlib's fastest level.
_LEVEL: Final = 1


class SetAside(NamedTuple):
    """The n-th reading of a file."""

    file: int
    number: int
    article: Article


class ArticleSpool:
    """A file that has no name and is gone with the process, however that ends."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 # closed by its owner
        self._batch: list[SetAside] = []
        self.length = 0

    def add(self, file: int, number: int, article: Article) -> None:
        """Set an article aside."""
        self._batch.append(SetAside(file, number, article))
        self.length += 1
        if len(self._batch) >= _TOGETHER:
            self._write()

    def _write(self) -> None:
        if self._batch:
            packed = zlib.compress(pickle.dumps(self._batch, pickle.HIGHEST_PROTOCOL), _LEVEL)
            self._file.write(len(packed).to_bytes(8, "big") + packed)
            self._batch = []

    def __iter__(self) -> Iterator[SetAside]:
        self._write()
        self._file.flush()
        at = 0
        while True:
            # Two readers of one spool may take turns.
            self._file.seek(at)
            size = int.from_bytes(self._file.read(8), "big")
            if not size:
                return
            yield from pickle.loads(zlib.decompress(self._file.read(size)))  # noqa: S301 # our own
            at += 8 + size

    def close(self) -> None:
        """Give its room back."""
        self._file.close()
