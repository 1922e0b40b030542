"""ANPA-1312: messages of North American agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from archive.ingest.formats import wire_text
from archive.ingest.formats.desk_lines import (
    is_byline,
    is_repeated,
    story_of,
    without_translation_mark,
)
from archive.ingest.formats.wire_days import anpa_day
from archive.ingest.formats.wire_messages import (
    WireMessage,
    quoted,
    read_messages,
    without_controls,
)
from archive.ingest.formats.xml_text import head_text
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject

_RECOGNISED: Final = re.compile(r"\x16*\x01[A-Za-z]{1,3}\d{3,4}\x1f")

#: Lines with headers, and the second line of a heading: `r z BC-BKN--Heat-Hawks   02-20 0500`.
_HEAD_LINE: Final = re.compile(r"^[\x02]?\^.+[<=]\s*$", re.MULTILINE)
_SECOND_LINE: Final = re.compile(r"^[a-z] [a-z]\W.{3,40}\s\d\d-\d\d \d{4}\s*$", re.MULTILINE)
#: Characters in which a heading and headers stand.
_HEAD: Final = 2000

#: `BC-LT--Argentina-Cancer Beauty,466`: keywords, sometimes a version, and words.
_KEYWORDS: Final = re.compile(r"(?:BC|AM|PM|BI)-.+|.+,\s?\d{1,5}")
_VERSION: Final = re.compile(
    r",\s?((?:\d+(?:st|nd|rd|th) )?(?:Ld|Lead|Add|Take|Writethru)\b[\w -]*)"
)
_TO_EDITORS: Final = re.compile(r"\(?(?:Eds?|Editors?|With|AP (?:Photo|Graphic|Video))\b.*")

#: `AP-WF-11-13-13 1509GMT`
_SENDER: Final = re.compile(r"\b([A-Z]{2,5})-[A-Z]{2}-\d\d-")


class Anpa:
    """ANPA-1312."""

    name = "anpa-1312"

    def recognises(self, head: bytes, suffix: str) -> int:
        text = head_text(head).lstrip("\r\n \x7f\0")
        has_head = len(_HEAD_LINE.findall(text[:_HEAD])) > 1
        if _RECOGNISED.match(text):
            return 3 if has_head else 2
        return 3 if has_head and _SECOND_LINE.search(text[:_HEAD]) else int(suffix == ".anpa")

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        for message in read_messages(stream, source):
            yield message if isinstance(message, Reject) else _result(message, source)


@dataclass(slots=True)
class _Head:
    """What the lines that begin with `^` say."""

    title: str = ""
    byline: str = ""
    notes: list[Note] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def _result(message: WireMessage, source: str) -> RawArticle | Reject:
    lines = _lines(message)
    head = _head([line.strip() for line in lines if line.strip().startswith("^")])
    last = len(lines) if message.has_marks or not anpa_day(lines[-1]) else -1
    text = "\n".join(line for line in lines[:last] if not line.strip().startswith("^"))
    title, title_notes = without_translation_mark(head.title)
    closing = without_controls(message.closing) if message.has_marks else lines[-1]
    sender = _SENDER.search(closing)
    agency = sender[1] if sender else ""
    story = story_of(wire_text.wire_paragraphs(text) or head.others, title, agency)
    if not title and not story.paragraphs:
        return Reject(source, message.place, "A message without a headline and a text.")
    left_out = [line for line in head.others if not is_repeated(line, story.paragraphs)]
    notes = (*head.notes, *(Note("summary", line) for line in left_out))
    return RawArticle(
        title=title,
        body=story.body,
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
        published=anpa_day(closing) or None,
        source=agency,
        bylines=(*((head.byline,) if head.byline else ()), *story.bylines),
        agency=agency,
        notes=(*message.notes, *notes, *title_notes, *story.notes),
        place=message.place,
    )


def _lines(message: WireMessage) -> list[str]:
    """The lines of a message; where control bytes were lost, from its first header on."""
    lines = quoted(without_controls(message.text)).rstrip().split("\n")
    if message.has_marks:
        return lines
    headers = [number for number, line in enumerate(lines) if line.startswith("^")]
    return lines[headers[0] :] if headers else lines


def _head(lines: list[str]) -> _Head:
    """The first line holds keywords and a version, the next one the title; a byline ends in `=`."""
    head = _Head()
    for number, line in enumerate(lines):
        text = line.strip("^<= ")
        if not text:
            continue
        if version := _VERSION.search(text):
            head.notes.append(Note("version-mark", version[1]))
        if number == 0 and _KEYWORDS.fullmatch(text):
            continue
        if _TO_EDITORS.match(text):
            head.notes.append(Note("editors-note", text))
        elif is_byline(text):
            head.byline = text
        elif head.byline and line.rstrip().endswith("="):
            head.byline = f"{head.byline}, {text}"
        elif not head.title:
            head.title = text
        else:
            head.others.append(text)
    return head
