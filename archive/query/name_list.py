"""A list of names as somebody pastes or uploads it: one a line, in any script."""

from __future__ import annotations

import codecs
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


def uploaded_text(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 with its mark; what is neither is U+FFFD."""
    if data.startswith(_SIXTEEN):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def read_name_list(text: str) -> NameList:
    """The names of a list; of a line with tabs the first cell, and quotation marks are left out.

    Empty lines are passed over. Raises `BadParameterError` for a list without a name, and for one
    of more than `MOST_NAMES`.
    """
    names: list[ListedName] = []
    bad: list[BadLine] = []
    for entry in _entries(text.splitlines()):
        if isinstance(entry, ListedName):
            names.append(entry)
        else:
            bad.append(entry)
    if len(names) > MOST_NAMES:
        raise BadParameterError(NAMES_PARAMETER, "many_names", count=len(names), most=MOST_NAMES)
    if not (names or bad):
        raise BadParameterError(NAMES_PARAMETER, "no_names")
    return NameList(tuple(names), tuple(bad))


def _entries(lines: Iterable[str]) -> Iterator[ListedName | BadLine]:
    """What each line holds, but for the empty ones."""
    first: dict[FormKey, int] = {}
    for number, line in enumerate(lines, 1):
        written = line.split("\t", 1)[0] if line.strip() else ""
        name = " ".join(_MARKS.sub(" ", written).split()).strip(_AROUND)
        if not line.strip():
            continue
        why = _wrong(line, name)
        key = () if why else form_key(name)
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
