"""The file that names whatever of the sources did not come into the archive as it was meant.

It is written row by row as sources are read, in memory that does not grow with them: of one source
and one kind of reason so many rows are written, and the others are counted.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Final, TextIO

from archive.engine.files import fsync_path
from archive.indexing.repeats import First
from archive.ingest.reader import Reject
from archive.model.article import Article

#: The file's name in the folder of the index.
REJECTS: Final = "rejects.jsonl"

#: Rows of one source and one kind of reason. Whoever has read so many knows what to look for.
MOST_ROWS: Final = 1_000

#: Kinds of reasons that are told apart, of one source and of all: there are some dozens.
MOST_KINDS: Final = 200

#: What differs between reasons of one kind: values that are shown, and numbers.
_VALUES: Final = re.compile(r"\(.*\)|“.*”|\d+(?:,\d{3})*", re.DOTALL)
_OTHERS: Final = "Other reasons."


@lru_cache(maxsize=1_000)
def kind_of(reason: str) -> str:
    """A reason without the values that it shows."""
    return _VALUES.sub(lambda match: "N" if match[0][0].isdigit() else "…", reason)


def _count(counts: Counter[str], kind: str) -> str:
    """Count a kind; gives that under which it was counted."""
    if kind not in counts and len(counts) >= MOST_KINDS:
        kind = _OTHERS
    counts[kind] += 1
    return kind


class RejectsFile:
    """Rows of JSON: `source`, `place`, `reason`; the `id` of an article, where the `first` was.

    A last row of a source may have, as `more`, how many others it has of a kind of reason. The file
    is written beside the one of the last reindex and takes its place with `finish`, or that goes
    where there is no row. Who holds the index's lock may make one.
    """

    def __init__(self, index: Path) -> None:
        self._path = index / REJECTS
        self._new = index / f".{REJECTS}.new"
        self._out: TextIO | None = None
        self._source = ""
        self._of_source: Counter[str] = Counter()
        self._unread = 0
        #: How often each kind of reason was given for a reject.
        self.reasons: Counter[str] = Counter()
        # What was left by a process that was killed.
        for old in index.glob(f".{REJECTS}.*"):
            old.unlink(missing_ok=True)

    def reject(self, reject: Reject) -> None:
        """What could not be read."""
        _count(self.reasons, kind_of(reject.reason))
        self._row(reject.source, reject.place, reject.reason)

    def repeat(self, article: Article, first: First) -> None:
        """An article whose id an earlier one has, which is another."""
        reason = "Another article with the same id was read before; this one is not in the archive."
        where = {"source": first.place.file, "place": first.place.within}
        file, within = article.place or ("", "")
        self._row(file, within, reason, id=article.id, first=where)

    def unread(self, article: Article, parts: str) -> None:
        """An article that is in the archive without some parts, as they take too long to read.

        It is told when its file was read already, so it is no row of that.
        """
        self._unread += 1
        if self._unread <= MOST_ROWS:
            file, within = article.place or ("", "")
            reason = f"In the archive without its {parts}: to look for them takes too long."
            self._write({"source": file, "place": within, "reason": reason, "id": article.id})

    def _row(self, source: str, place: str, reason: str, **more: object) -> None:
        if source != self._source:
            self._end_source()
            self._source = source
        kind = _count(self._of_source, kind_of(reason))
        if self._of_source[kind] <= MOST_ROWS:
            self._write({"source": source, "place": place, "reason": reason, **more})

    def _end_source(self) -> None:
        for kind, count in self._of_source.items():
            if count > MOST_ROWS:
                row = {"source": self._source, "place": "further on", "reason": kind}
                self._write(row | {"more": count - MOST_ROWS})
        self._of_source.clear()

    def _end_unread(self) -> None:
        if self._unread > MOST_ROWS:
            reason = "In the archive without something: to look for it takes too long."
            row = {"source": "any", "place": "any", "reason": reason}
            self._write(row | {"more": self._unread - MOST_ROWS})

    def _write(self, row: dict[str, object]) -> None:
        if self._out is None:
            self._out = self._new.open("w", encoding="utf-8")
        self._out.write(json.dumps(row, ensure_ascii=False) + "\n")

    def finish(self) -> str:
        """Put the file in its place, on disk when this returns; gives its path, "" for no row."""
        self._end_source()
        self._end_unread()
        if self._out is None:
            self._path.unlink(missing_ok=True)
            return ""
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        self._out = None
        self._new.replace(self._path)
        fsync_path(self._path.parent)
        return str(self._path)

    def close(self) -> None:
        """Leave nothing that is not finished."""
        if self._out is not None:
            self._out.close()
            self._out = None
            self._new.unlink(missing_ok=True)
