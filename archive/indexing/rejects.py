"""The file that names whatever of the sources did not come into the archive as it was meant.

That is what could not be read, what was left out, and what was odd about articles that are kept.

It is written row by row as sources are read, in memory that does not grow with them: of one source
and one kind of reason so many rows are written, and the others are counted.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, TextIO, TypeVar

from archive.engine.files import fsync_path, write_atomically

#: The file's name in the folder of the index.
REJECTS: Final = "rejects.jsonl"

#: Rows of one source and one kind of reason. Whoever has read so many knows what to look for.
MOST_ROWS: Final = 1_000

#: Kinds of reasons that are told apart, of one source and of all: there are some dozens.
MOST_KINDS: Final = 200

#: What differs between reasons of one kind: values that are shown, and numbers.
_VALUES: Final = re.compile(r"\(.*\)|“.*”|\d+(?:,\d{3})*", re.DOTALL)
_OTHERS: Final = "Other reasons."

#: What codes of notes on a text that is not in UTF-8 begin with; their details name the encoding.
ENCODING: Final = "encoding"
_NAMED_ENCODING: Final = re.compile(
    r"(?:\A|\bread as |\bis )(?!utf-?8\b)(?P<name>[a-z][\w-]*\d[\w-]*)", re.IGNORECASE
)

Counted = TypeVar("Counted", bound=Hashable)


@lru_cache(maxsize=1_000)
def kind_of(reason: str) -> str:
    """A reason without the values that it shows."""
    return _VALUES.sub(lambda match: "N" if match[0][0].isdigit() else "…", reason)


def _count(counts: Counter[Counted], kind: Counted, others: Counted) -> Counted:
    """Count a kind, as one of the `others` where there are many; gives what it was counted as."""
    if kind not in counts and len(counts) >= MOST_KINDS:
        kind = others
    counts[kind] += 1
    return kind


def _counted_as(code: str, detail: str) -> str:
    """What a note is counted as: of a text that is not UTF-8, the encoding counts."""
    if not code.startswith(ENCODING):
        return code
    named = _NAMED_ENCODING.search(detail)
    return f"{ENCODING}: {named['name'].lower()}" if named else code


class Remark(NamedTuple):
    """What is said of a place in a source: of an article, with its `id`, or of what is none.

    `kind` is "reject", "note" (with its `code`), "own id" or "unread".
    """

    kind: str
    source: str
    place: str
    reason: str
    code: str = ""
    id: str = ""


class RejectsFile:
    """Rows of JSON: `kind`, `source`, `place`, `reason`; the `id` of an article.

    `kind` is that of a `Remark`.

    A last row of a source may have, as `more`, how many others it has of a kind of reason. The file
    is written beside the one of the last reindex and takes its place with `finish`, or that goes
    where there is no row. Who holds the index's lock may make one.
    """

    def __init__(self, index: Path) -> None:
        self.path = index / REJECTS
        self._new = index / f".{REJECTS}.new"
        self._out: TextIO | None = None
        self._source = ""
        self._of_source: Counter[tuple[str, str]] = Counter()
        #: How often each kind of reason was given for a reject.
        self.reasons: Counter[str] = Counter()
        #: How often each code of a note was given; encodings are told apart.
        self.notes: Counter[str] = Counter()
        # What was left by a process that was killed.
        for old in index.glob(f".{REJECTS}.*"):
            old.unlink(missing_ok=True)

    def add(self, remark: Remark) -> None:
        """Add what is said of a place; places of one source come one after the other."""
        if remark.kind == "reject":
            _count(self.reasons, kind_of(remark.reason), _OTHERS)
        elif remark.kind == "note":
            _count(self.notes, _counted_as(remark.code, remark.reason), _OTHERS)
        more = {name: text for name in ("id", "code") if (text := getattr(remark, name))}
        self._row(remark.kind, remark.source, remark.place, remark.reason, **more)

    def _row(self, kind: str, source: str, place: str, reason: str, **more: object) -> None:
        if source != self._source:
            self._end_source()
            self._source = source
        counted = (kind, str(more.get("code") or kind_of(reason)))
        counted = _count(self._of_source, counted, (kind, _OTHERS))
        if self._of_source[counted] <= MOST_ROWS:
            row = {"kind": kind, "source": source, "place": place, "reason": reason}
            self._write(row | more)

    def _end_source(self) -> None:
        for (kind, reason), count in self._of_source.items():
            if count > MOST_ROWS:
                row = {"kind": kind, "source": self._source, "place": "further on"}
                self._write(row | {"reason": reason, "more": count - MOST_ROWS})
        self._of_source.clear()

    def _write(self, row: Mapping[str, object]) -> None:
        if self._out is None:
            self._out = self._new.open("w", encoding="utf-8")
        self._out.write(json.dumps(row, ensure_ascii=False) + "\n")

    def finish(self) -> str:
        """Put the file in its place, on disk when this returns; gives its path, "" for no row."""
        self._end_source()
        if self._out is None:
            self.path.unlink(missing_ok=True)
            return ""
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()
        self._out = None
        self._new.replace(self.path)
        fsync_path(self.path.parent)
        return str(self.path)

    def close(self) -> None:
        """Leave nothing that is not finished."""
        if self._out is not None:
            self._out.close()
            self._out = None
            self._new.unlink(missing_ok=True)


def without_articles(index: Path, articles: frozenset[str]) -> None:
    """Remove what the file says of these articles, by their ids, and what names them."""
    for old in index.glob(f".{REJECTS}.*"):
        old.unlink(missing_ok=True)
    path = index / REJECTS
    if not path.exists():
        return
    lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    left = [line for line in lines if line and not _names(json.loads(line), articles)]
    write_atomically(path, "".join(f"{line}\n" for line in left))


def _names(row: Mapping[str, str], articles: frozenset[str]) -> bool:
    return row.get("id") in articles or (
        row["kind"] == "own id" and any(one in row["reason"] for one in articles)
    )
