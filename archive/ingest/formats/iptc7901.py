"""IPTC 7901: messages of agencies in plain text, with or without their control bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from archive.ingest.formats import wire_text
from archive.ingest.formats.desk_lines import is_byline, story_of, without_translation_mark
from archive.ingest.formats.wire_days import iptc_day
from archive.ingest.formats.wire_messages import (
    WireMessage,
    quoted,
    read_messages,
    without_controls,
)
from archive.ingest.formats.xml_text import head_text
from archive.ingest.raw import Markup, Note, RawArticle
from archive.ingest.reader import ReadOptions, Reject

#: `eca062 4 i 211 ccccb   dpa 061`: service and number, priority, category, words, destinations,
#: source and a number.
_HEADING: Final = re.compile(
    r"(?P<service>[a-z]{2,4})(?P<number>\d{2,5}) (?P<priority>\d) (?P<category>[a-z]{1,3}) "
    r"(?P<words>\d{1,5})(?:\s+(?P<rest>\S.*?))?\s*"
)
#: `a0105KYODO` and, behind a control byte, a desk.
_SHORT_HEADING: Final = re.compile(r"[a-z]\d{4}(?P<source>[A-Z]{2,10})\b.*", re.DOTALL)

#: `Paris (ats afp)`, `Berlin (dpa) -`.
_DATELINE: Final = re.compile(r"[^\W\d_][^()]{0,50} \(([A-Za-z]{2,8})(?:[ /-][A-Za-z]{2,8})*\)")

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z-]+")
_LAST_NUMBER: Final = re.compile(r"\s+\d{1,4}\s*$")

#: What marks a version above a headline: "1ST LEAD", "REFILE", "URGENT".
_FLAG: Final = re.compile(
    r"(?:\d+(?:ST|ND|RD|TH)\s+)?(?:LEAD|LD|NET|TAKE|ADD|WRAP|ROUNDUP)\b.*|"
    r"(?:REFILE|CORRECTION|CORRECTED|URGENT|EXTRA|FLASH|BULLETIN|ADVISORY|REPEAT|UPDATE|FEATURE|"
    r"PREVIEW|EILMELDUNG|ZUSAMMENFASSUNG|BERICHTIGUNG|KORREKTUR)\b[^a-z]*"
)
_SLUG: Final = re.compile(
    r"(?:BC|BI|AM|PM)-\S.*|/\S*/|[^\s/]+(?:/[^\s/]*)+|[^\W\d_]+(?:-[\w']+)+/?"
)

#: What stands last above a text, behind its title, and begins so is a byline.
_BYLINE: Final = re.compile(r"(?:By|Von|Par|Por|Door|De) \S")

#: What ends a headline, and the bylines below it.
_HEADLINE_END: Final = " +=\t"

#: Columns from which a line that does not end the headline goes on in the next one.
_FULL_LINE: Final = 45

#: Lines that may stand before the text of a message without a headline that ends as it should.
_MOST_HEADLINES: Final = 8

_MARK: Final = "\x02"


class Iptc7901:
    """IPTC 7901."""

    name = "iptc-7901"

    def recognises(self, head: bytes, suffix: str) -> int:
        text = head_text(head)
        lines = [without_controls(line).strip() for line in text.splitlines()[:5]]
        first = next(filter(None, lines), "")
        if not (_HEADING.fullmatch(first) or _SHORT_HEADING.fullmatch(first)):
            return suffix == ".iptc"
        return 3 if _MARK in text or _HEADING.fullmatch(first) else 0

    def read(
        self,
        stream: BinaryIO,
        source: str,
        options: ReadOptions,  # noqa: ARG002  # days are read later
    ) -> Iterator[RawArticle | Reject]:
        for message in read_messages(stream, source):
            yield message if isinstance(message, Reject) else _result(message, source)


@dataclass(frozen=True, slots=True)
class _Head:
    """The headlines of a message, and its text."""

    title: str
    bylines: tuple[str, ...]
    flags: tuple[str, ...]
    text: str


def _result(message: WireMessage, source: str) -> RawArticle | Reject:
    heading, text, closing = _parted(message)
    head = _head(text)
    title, title_notes = without_translation_mark(head.title)
    paragraphs = wire_text.wire_paragraphs(head.text)
    agency = _agency(heading, paragraphs)
    story = story_of(paragraphs, title, agency)
    if not title and not story.paragraphs:
        return Reject(source, message.place, "A message without a headline and a text.")
    published = iptc_day(closing)
    flags = [Note("version-mark", flag) for flag in head.flags]
    return RawArticle(
        title=title,
        body=story.body,
        title_markup=Markup.PLAIN,
        body_markup=Markup.PLAIN,
        id=_id(heading, agency, published),
        published=published or None,
        source=agency,
        bylines=(*head.bylines, *story.bylines),
        agency=agency,
        notes=(*message.notes, *flags, *title_notes, *story.notes),
        place=message.place,
    )


def _parted(message: WireMessage) -> tuple[str, str, str]:
    """Heading, text and last lines, also of a message whose control bytes were lost."""
    text = quoted(without_controls(message.text))
    if message.has_marks:
        return without_controls(message.heading).strip(), text, without_controls(message.closing)
    heading, _, rest = text.strip().partition("\n")
    body, _, last = rest.rstrip().rpartition("\n")
    return (heading, body, last) if iptc_day(last) else (heading, rest, "")


def _head(text: str) -> _Head:
    """The headlines: up to a line that ends with `=` or `+`, a blank line or one that stands in."""
    lines = text.strip("\n").split("\n")
    headlines: list[str] = []
    number = 0
    for number, line in enumerate(lines):
        stripped = line.strip()
        if headlines and not stripped and any(_is_title(known) for known in headlines):
            break
        if headlines and (line.startswith("   ") or len(headlines) >= _MOST_HEADLINES):
            break
        if stripped:
            headlines.append(stripped)
        if stripped.endswith(("=", "+")):
            number += 1
            break
    else:
        number = len(lines)
    return _sorted(headlines, "\n".join(lines[number:]))


def _sorted(headlines: Sequence[str], text: str) -> _Head:
    """Which of the lines above a text is its title."""
    plain_lines = [line.rstrip(_HEADLINE_END) for line in headlines]
    titles = [line for line in plain_lines if _is_title(line)]
    if len(titles) > 1 and _BYLINE.match(titles[-1]):
        titles.pop()
    flags = tuple(line for line in plain_lines if _FLAG.fullmatch(line))
    bylines = tuple(line for line in plain_lines if _BYLINE.match(line) and line not in titles)
    title = titles[-1] if titles else ""
    for before in reversed(titles[:-1]):
        if len(before) < _FULL_LINE or before.endswith(":"):
            break
        title = f"{before} {title}"
    return _Head(title, bylines, flags, text)


def _is_title(line: str) -> bool:
    line = line.rstrip(_HEADLINE_END)
    return not (is_byline(line) or _FLAG.fullmatch(line) or _SLUG.fullmatch(line))


def _agency(heading: str, paragraphs: Sequence[str]) -> str:
    """The agency that the dateline names first; else the source that the heading names last."""
    if paragraphs and (dateline := _DATELINE.match(paragraphs[0])):
        return dateline[1]
    first = heading.split("\n", 1)[0]
    if short := _SHORT_HEADING.fullmatch(first):
        return short["source"]
    met = _HEADING.fullmatch(first)
    names = _NAME.findall(_LAST_NUMBER.sub("", met["rest"] or "")) if met else []
    return names[-1] if names else ""


def _id(heading: str, agency: str, published: str) -> str:
    """Service, number and day: numbers begin anew every day. "" without all three."""
    met = _HEADING.match(heading.split("\n", 1)[0])
    if met is None or not published:
        return ""
    return f"{agency or 'iptc'}:{met['service']}{met['number']}:{published[:10]}"
