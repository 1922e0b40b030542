"""Texts as sources give them, to plain text in paragraphs."""

from __future__ import annotations

import re
from typing import Final

from archive.ingest.markup import plain_of_html, without_embeds
from archive.ingest.raw import Markup
from archive.ingest.references import has_references, resolve
from archive.ingest.shortcodes import without_shortcodes
from archive.ingest.tags import is_html

#: A text is escaped twice at most, by whoever wrote it and by whoever sent it; once more is free.
_LAYERS: Final = 3

#: U+2028, U+0085, a lone CR and a vertical tab end a line, U+2029 and a form feed a paragraph.
_LINE_END: Final = re.compile(r"\r\n|[\r\x0b\x85\u2028]")
_PARAGRAPH_END: Final = re.compile(r"[\f\u2029]")
_BLANK_LINES: Final = re.compile(r"\n{3,}")

#: Control characters, a soft hyphen, spaces without a width and marks of byte order mean nothing
#: in a text, nor do the two of U+FFFE and U+FFFF that no XML may hold.
_MEANINGLESS: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u2060-\u2064\ufeff\ufffe\uffff]"
)

#: Joiners mean something between emoji, and in scripts whose letters join. Elsewhere: Latin, Greek,
#: Cyrillic and Han letters, digits, spaces and marks.
_IDLE_JOINER: Final = re.compile(
    "(?:(?<![\u0590-\u109f\u1780-\u1cff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]))[\u200c\u200d]"
)

#: Marks of direction mean something beside letters that run from right to left.
_DIRECTIONS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

#: Whatever is changed above but for markup and blank lines: most texts have none of it.
_ODD: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)

_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE: Final = re.compile("[\ud800-\udfff]")

_EMBED: Final = re.compile(r"<(script|style|iframe)\b[^<>]*+>", re.IGNORECASE)


def to_plain(text: str, markup: Markup) -> str:
    """`text` as plain text: lines end with LF, and a blank line parts paragraphs.

    HTML: tags, comments, scripts and shortcodes go, references are resolved, as often as they were
    escaped. UNKNOWN: so they do where they are plainly such; a text about `<b>`, "AT&T" and "if a <
    b" stay. PLAIN: only characters that mean nothing go. Broken characters are to be repaired
    before (`damage.repair`), as a soft hyphen may be half of one. Time grows with the text. The
    plain text of a plain text is itself.
    """
    is_odd = _ODD.search(text) is not None
    before = text = _line_ends(text) if is_odd else text
    if markup is not Markup.PLAIN:
        text = _without_markup(without_shortcodes(text), markup)
    if is_odd or (text != before and _ODD.search(text)):
        text = _characters(_line_ends(text))
    return _paragraphs(text)


def _without_markup(text: str, markup: Markup) -> str:
    tagged = False
    for layer in range(_LAYERS):
        if not tagged and ((layer == 0 and markup is Markup.HTML) or is_html(text)):
            text, tagged = plain_of_html(text)
        elif has_references(text):
            text = resolve(text)
        else:
            break
    return without_embeds(text) if tagged and _EMBED.search(text) else text


def _line_ends(text: str) -> str:
    return _PARAGRAPH_END.sub("\n\n", _LINE_END.sub("\n", text))


def _characters(text: str) -> str:
    """Without characters that mean nothing; U+FFFD for half of one, as nothing can write it."""
    text = _LONE.sub("\ufffd", _PAIR.sub(_joined, text))
    text = _IDLE_JOINER.sub("", _MEANINGLESS.sub("", text))
    return text if _RIGHT_TO_LEFT.search(text) else _DIRECTIONS.sub("", text)


def _joined(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _paragraphs(text: str) -> str:
    if "\n" in text:
        *lines, last = text.split("\n")
        text = "\n".join([*map(str.rstrip, lines), last])
        text = _BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text
    return text.strip("\n \t")
