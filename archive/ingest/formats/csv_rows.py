"""The rows of a table that parts its columns by a sign: CSV, TSV and their kin (RFC 4180).

A quoted cell may hold the sign, line ends and doubled quotes. A quote that begins a cell and ends
nowhere before a sign or a line's end is one of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

SIGNS: Final = ",\t;|，"

#: A row of more characters or lines has a quote that does not end. The longest article of 96,498
#: has 0.4 MB.
MAX_ROW: Final = 2**22
_MOST_LINES: Final = 20_000

#: Behind a row that does not fit, lines are read once more: at most so many times all that was
#: read, and so many characters more. Then quotes hold no more line ends, so that no table takes
#: hours.
_AGAIN: Final = 2
_AGAIN_AT_LEAST: Final = 2**22

#: What spreadsheets put in a first line to say their sign.
_SEPARATOR: Final = re.compile(r"sep=(.)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a table is written: its sign; whether a backslash may stand before a quote in a cell."""

    sign: str
    escaped: bool = False

    @cached_property
    def quoted(self) -> re.Pattern[str]:
        """A whole quoted cell, and the sign or the end behind it."""
        inside = r'[^"\\]*+(?>(?:\\.|"")[^"\\]*+)*+' if self.escaped else r'[^"]*+(?>""[^"]*+)*+'
        end = rf"[ ]*(?:{re.escape(self.sign)}|\r?\n?\Z)"
        return re.compile(rf'[ ]*"({inside})"{end}', re.DOTALL)

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """What ends, in a later line, a cell that was opened in an earlier one."""
        inside = r'[^"\\]*+(?>(?:\\.|"")[^"\\]*+)*+' if self.escaped else r'[^"]*+(?>""[^"]*+)*+'
        end = rf"[ ]*(?:{re.escape(self.sign)}|\r?\n?\Z)"
        return re.compile(rf'{inside}"{end}', re.DOTALL)

    def cells(self, row: str, *, quotes: bool = True) -> list[str]:
        """The cells of a row; without `quotes`, a quote is a character as others are."""
        cells: list[str] = []
        at = 0
        while True:
            match = (
                self.quoted.match(row, at) if quotes and row[at : at + 1] in {'"', " "} else None
            )
            if match is None:
                end = row.find(self.sign, at)
                cells.append(row[at:].rstrip("\r\n") if end < 0 else row[at:end])
                ended = end < 0
                at = end + 1
            else:
                cells.append(self._unquoted(match.group(1)))
                ended = not match.group().endswith(self.sign)
                at = match.end()
            if ended:
                break
        return cells

    def is_open(self, line: str, *, inside: bool = False) -> bool:
        """Whether `line` ends in a quoted cell, begun in it or, if `inside`, before it."""
        at = 0
        if inside:
            match = self.closing.match(line)
            if match is None:
                return True
            at = match.end() if match.group().endswith(self.sign) else len(line)
        while at < len(line):
            if line[at] == '"' or line[at : at + 2] == ' "':
                match = self.quoted.match(line, at)
                if match is None:
                    return True
                at = match.end() if match.group().endswith(self.sign) else len(line)
            else:
                end = line.find(self.sign, at)
                at = len(line) if end < 0 else end + 1
        return False

    def _unquoted(self, cell: str) -> str:
        cell = cell.replace('""', '"')
        return re.sub(r'\\(["\\])', r"\1", cell) if self.escaped else cell


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row that begins in a line. `reason` says why it cannot be read, "" where it can."""

    line: int
    cells: Sequence[str]
    reason: str = ""


def dialects(sample: str) -> Iterator[Dialect]:
    """The dialects that a table may be in, by its first lines."""
    match = _SEPARATOR.match(sample.split("\n", 1)[0])
    for sign in match.group(1) if match else SIGNS:
        loose = re.search(rf'\\"(?!")[^{re.escape(sign)}\r\n]', sample)
        yield Dialect(sign, escaped=loose is not None)


class Rows:
    """The rows of lines that come one after the other.

    `width` is the number of cells that a row should have, 0 while that is not known. A line is None
    where it cannot be read; it ends the row that it stands in.
    """

    def __init__(self, lines: Iterable[str | None], dialect: Dialect) -> None:
        self._lines = iter(lines)
        self._dialect = dialect
        self._back: list[str | None] = []
        self._again = _AGAIN_AT_LEAST
        #: No quote that begins before this line ends before it.
        self._unclosed = 0
        self.line = 0
        self.width = 0

    def __iter__(self) -> Iterator[CellRow]:
        """Raises what iterating over the lines raises."""
        for line in self._forward():
            begin = self.line
            if line is None:
                yield CellRow(begin, (), "Not a text, or longer than any article")
            elif line.strip():
                yield self._row(begin, line)

    def _forward(self) -> Iterator[str | None]:
        while True:
            if self._back:
                line = self._back.pop()
            else:
                try:
                    line = next(self._lines)
                except StopIteration:
                    return
                self._again += _AGAIN * len(line or "")
            self.line += 1
            yield line

    def _row(self, begin: int, first: str) -> CellRow:
        if self._again <= 0 or not self._dialect.is_open(first):
            return CellRow(begin, self._dialect.cells(first))
        known = begin < self._unclosed
        lines, closed = ([first], False) if known else self._lines_of(first)
        cells = self._dialect.cells("".join(lines)) if closed else []
        if closed and self._fits(cells):
            return CellRow(begin, cells)
        if not closed and not known:
            self._unclosed = begin + len(lines)
        self._again -= sum(map(len, lines))
        literal = self._dialect.cells(first, quotes=False)
        if self._fits(literal):
            self._give_back(lines[1:])
            return CellRow(begin, literal)
        end = next((n for n, line in enumerate(lines[1:], 1) if self._is_row(line)), len(lines))
        self._give_back(lines[end:])
        return CellRow(begin, cells, "" if closed else "A quote in it does not end")

    def _lines_of(self, first: str) -> tuple[list[str], bool]:
        """The lines up to the one that closes the cell that `first` opens; whether one does."""
        lines = [first]
        size = len(first)
        for line in self._forward():
            if line is None:
                self._back.append(None)
                self.line -= 1
                break
            lines.append(line)
            size += len(line)
            if not self._dialect.is_open(line, inside=True):
                return lines, True
            if size > MAX_ROW or len(lines) > _MOST_LINES:
                break
        return lines, False

    def _is_row(self, line: str) -> bool:
        return not self._dialect.is_open(line) and self._fits(self._dialect.cells(line))

    def _fits(self, cells: Sequence[str]) -> bool:
        return bool(self.width) and len(cells) == self.width

    def _give_back(self, lines: Sequence[str]) -> None:
        self._back.extend(reversed(lines))
        self.line -= len(lines)
