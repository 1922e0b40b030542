"""The files of a generation that readers ask beside its articles, the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from archive.engine.generation import Manifest
from archive.engine.lexicons import LexiconFile, open_lexicon
from archive.engine.vectors import open_vectors
from archive.model.lexicon import Lexicon
from archive.model.vectors import OpenedVectors


class FilesBeside:
    """A searcher's part that answers from such files."""

    _lexicon: LexiconFile | None
    _vectors: OpenedVectors

    def open_beside(
        self,
        folder: Path,
        manifest: Manifest,
        hidden: Callable[[Sequence[str]], Iterable[str]],
    ) -> None:
        """Open the files of a generation; `hidden` says of ids which readers must not see.

        Raises `DamagedIndexError`.
        """
        self._lexicon = open_lexicon(folder, manifest.files, hidden)
        self._vectors = open_vectors(folder, manifest.files, hidden)

    def close_beside(self) -> None:
        """Let go of the files."""
        if self._lexicon is not None:
            self._lexicon.close()

    def lexicon(self) -> Lexicon | None:
        """See `Searcher`."""
        return self._lexicon

    def vectors(self) -> OpenedVectors:
        """See `Searcher`."""
        return self._vectors
