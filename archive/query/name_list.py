"""A list of names as somebody pastes or uploads it: one a line, in any script."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from archive.errors import BadParameterError
from archive.model.message import Message
from archive.query.names import FormKey, form_key
from archive.query.syntax import QUOTES

#: Names of one list: what is counted of them takes seconds.
MOST_NAMES: Final = 2_000

#: Characters of one name; a longer line is a text.
LONGEST_LISTED: Final = 100

#: The parameter that a list is.
NAMES_PARAMETER: Final = "names"

#: What stands round a name in a table or an enumeration.
_AROUND: Final = " \t,;，；、"

#: Quotation marks say nothing of a name, and would end a quote of it.
_MARKS: Final = re.compile(f"[{re.escape(''.join(QUOTES) + ''.join(QUOTES.values()))}]")

#: What stands for bytes that are no text.
_UNREADABLE: Final = re.compile("[\ufffd\ud800-\udfff]")

_SIXTEEN: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name and the number of its line, from 1."""

    line: int
    name: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not counted, what it says, and why."""

    line: int
    text: str
    why: Message


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list, each once, and the lines that are not counted, in their order."""

    names: tuple[ListedName, ...]
    bad: tuple[BadLine, ...]


def uploaded_text(data: bytes, name: str = "") -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark; what is neither is U+FFFD.

    Of a table, by the `name` of the file, the first cell of each row.
    """
    coding = "utf-16" if data.startswith(_SIXTEEN) else "utf-8-sig"
    text = data.decode(coding, "replace")
    return _first_cells(text) if name.lower().endswith(".csv") else text


def _first_cells(text: str) -> str:
    """The first cell of each row of a table, a line each; cells are parted by commas or others."""
    head = text.partition("\n")[0]
    parting = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text.replace("\0", "\ufffd")), delimiter=parting)
    try:
        return "\n".join(" ".join(row[0].split()) if row else "" for row in rows)
    except csv.Error:
        # A cell longer than any name: it is told of as of a line.
        return text


def read_name_list(text: str) -> NameList:
    """The names of a list; of a line with tabs the first cell, and quotation marks are left out.

    Empty lines are passed over. Raises `BadParameterError` for a list without a name, and for one
    of more than `MOST_NAMES`.
    """
    names: list[ListedName] = []
    bad: list[BadLine] = []
    lines = text.splitlines()
    for entry in _entries(lines):
        if isinstance(entry, ListedName):
            names.append(entry)
        else:
            bad.append(entry)
        # Neither is looked at further: what is not counted is told line by line, too.
        if max(len(names), len(bad)) > MOST_NAMES:
            count = sum(bool(line.strip()) for line in lines)
            raise BadParameterError(NAMES_PARAMETER, "many_names", count=count, most=MOST_NAMES)
    if not (names or bad):
        raise BadParameterError(NAMES_PARAMETER, "no_names")
    return NameList(tuple(names), tuple(bad))


def _entries(lines: Iterable[str]) -> Iterator[ListedName | BadLine]:
    """What each line holds, but for the empty ones."""
    first: dict[tuple[FormKey, bool], int] = {}
    for number, line in enumerate(lines, 1):
        written = line.split("\t", 1)[0] if line.strip() else ""
        name = " ".join(_MARKS.sub(" ", written).split()).strip(_AROUND)
        if not line.strip():
            continue
        why = _wrong(line, name)
        # WHO is another name than who.
        key = (() if why else form_key(name), name.isascii() and name.isupper())
        if why is None and key in first:
            why = Message.of("repeated_name", line=first[key])
        if why is not None:
            yield BadLine(number, line.strip()[:LONGEST_LISTED], why)
        else:
            first[key] = number
            yield ListedName(number, name)


def _wrong(line: str, name: str) -> Message | None:
    """Why a line is no name; None where it is one."""
    if _UNREADABLE.search(line):
        return Message.of("unreadable_line")
    if len(name) > LONGEST_LISTED:
        return Message.of("long_name", length=len(name), longest=LONGEST_LISTED)
    if not form_key(name):
        return Message.of("no_name")
    return None
