"""Cutting the text of an XML file into its items, so that a damaged one costs no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: Characters that one item may have, and that may stand before the first or between two. The
#: largest items that agencies send carry a picture of some megabytes; a tree takes ten times this.
MAX_ITEM: Final = 16 * 2**20

#: What is no markup inside, and its end.
_OPAQUE: Final = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}

_PROLOGUE: Final = re.compile(
    r"(?:[\s\ufeff]|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[]*)(?:\[.*?\]\s*)?>)*", re.DOTALL
)
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:[\s/][^>]*)?)>")


@dataclass(frozen=True, slots=True)
class Cut:
    """The text of one item, and what stands before the first item of its document.

    `whole`: its end tag was met. `last`: it is not whole because the file ends.
    """

    head: str
    text: str
    whole: bool = True
    last: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """What stands behind the last item (or is all there is, in `head`, where there is none).

    `closed`: the root element is closed. `too_large`: an item, or what stands between two, is
    longer than `MAX_ITEM`, and nothing behind it was read.
    """

    head: str
    tail: str
    closed: bool
    too_large: bool = False


class ItemCutter:
    """Cuts a text into items by the local names of their elements.

    Items inside items belong to the outer one. Comments, CDATA and processing instructions are
    passed over. Where that leads to no end (a tag, a comment or a CDATA section that is never
    closed), every start of an item ends the one before it.
    """

    def __init__(self, names: Iterable[str], *, nested: bool = False) -> None:
        name = rf"(?:[\w.-]+:)?(?:{'|'.join(re.escape(name) for name in names)})(?=[\s/>])"
        self._tag = re.compile(rf"<!\[CDATA\[|<!--|<\?|<(/?){name}([^>]*)>")
        self._start_tag = re.compile(rf"<{name}")
        self._end_tag = re.compile(rf"</{name}[^>]*>")
        self._nested = nested
        self._buffer = ""
        self._head = ""
        self._items_met = 0
        self._position = 0  # up to which the buffer was looked through
        self._item = -1  # where the open item begins, -1 for none
        self._depth = 0

    def cut(self, pieces: Iterable[str]) -> Iterator[Cut | End]:
        """The items of a text in its pieces, then its end."""
        for piece in pieces:
            self._buffer += piece
            yield from self._items()
            if len(self._buffer) > MAX_ITEM:
                yield End(self._head, "", closed=False, too_large=True)
                return
        if self._item >= 0:
            yield from self._flat()
        yield self._end()

    def _items(self) -> Iterator[Cut]:
        """The items that end in the buffer."""
        while (tag := self._tag.search(self._buffer, self._position)) is not None:
            if tag[0] in _OPAQUE:
                end = self._buffer.find(_OPAQUE[tag[0]], tag.end())
                if end < 0:
                    self._position = tag.start()
                    return
                self._position = end + len(_OPAQUE[tag[0]])
            else:
                self._position = tag.end()
                yield from self._step(tag)
        self._position = max(self._position, self._buffer.rfind("<"), 0)

    def _step(self, tag: re.Match[str]) -> Iterator[Cut]:
        """What one tag of an item begins or ends."""
        if tag[1]:
            if self._item >= 0:
                self._depth -= 1
                if self._depth == 0:
                    yield self._taken(tag.end(), whole=True)
            return
        empty = tag[2].endswith("/")
        if self._item >= 0 and not self._nested:
            yield self._taken(tag.start(), whole=False)
            self._item, self._depth = 0, 1
        elif self._item < 0:
            self._item, self._depth = tag.start(), 1
        else:
            self._depth += not empty
            return
        if empty:
            yield self._taken(self._position, whole=True)

    def _taken(self, end: int, *, whole: bool) -> Cut:
        """The open item up to `end`, which leaves the buffer."""
        self._note_head(self._buffer[: self._item])
        item = Cut(self._head, self._buffer[self._item : end], whole)
        self._position -= end
        self._buffer = self._buffer[end:]
        self._item, self._depth = -1, 0
        return item

    def _note_head(self, before: str) -> None:
        """Keep what stands before an item, if a document begins there."""
        if not self._items_met:
            self._head = before
        elif (again := before.rfind("<?xml ")) >= 0:
            self._head = before[again:]
        self._items_met += 1

    def _flat(self) -> Iterator[Cut]:
        """The rest, cut at every start of an item, since it does not end in order."""
        starts = [tag.start() for tag in self._start_tag.finditer(self._buffer, self._item)]
        stop = len(self._buffer)
        for start, limit in zip(starts, [*starts[1:], stop], strict=True):
            self._note_head(self._buffer[: starts[0]])
            end = self._end_tag.search(self._buffer, start, limit)
            stop = end.end() if end else limit
            whole, last = end is not None, end is None and start == starts[-1]
            yield Cut(self._head, self._buffer[start:stop], whole, last)
        self._buffer = self._buffer[stop:]

    def _end(self) -> End:
        head, tail = (self._head, self._buffer) if self._items_met else (self._buffer, "")
        root = root_with_attributes(head)
        if root is None:
            return End(head, tail, closed=self._items_met > 0)
        closing = re.compile(rf"</(?:[\w.-]+:)?{re.escape(root[0])}(?![\w.:-])")
        closed = root[1].rstrip().endswith("/") or closing.search(tail or head) is not None
        return End(head, tail, closed)


def root_with_attributes(text: str) -> tuple[str, str] | None:
    """The local name of the root element of a text that may be cut off, and its attributes."""
    root = _ROOT.match(text, prologue_end(text))
    return (root[1], root[2]) if root else None


def prologue_end(text: str) -> int:
    """Where declaration, comments and document type end."""
    prologue = _PROLOGUE.match(text)
    return prologue.end() if prologue else 0


def root_tag(text: str) -> str:
    """The start tag of the root element, "" for none."""
    root = _ROOT.match(text, prologue_end(text))
    return root[0] if root else ""
