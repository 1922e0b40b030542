"""Markdown (CommonMark, with tables, footnotes and shortcodes) as the plain text it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_FENCE: Final = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_HEADING: Final = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)(?P<text>.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE: Final = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$")
_ITEM: Final = re.compile(r"[ \t]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\] )?(?P<text>\S.*)$")
_NUMBERED: Final = re.compile(r"[ \t]{0,12}(?P<number>\d{1,9}[.)])[ \t]")
_QUOTE: Final = re.compile(r" {0,3}(?:> ?){1,8}")
_DEFINITION: Final = re.compile(r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]*\S+.{0,300}$")
_FOOTNOTE: Final = re.compile(r" {0,3}\[\^[^\]\n]{1,60}\]:[ \t]*(?P<text>.*)$")
_TABLE_RULE: Final = re.compile(
    r" {0,3}\|?[ \t]*:?-{1,80}:?[ \t]*(?:\|[ \t]*:?-{1,80}:?[ \t]*){0,40}\|?[ \t]*$"
)
_SHORTCODE: Final = re.compile(
    r"\{\{[<%][^{}\n]{0,400}[%>]\}\}|\{%[^{}\n]{0,400}%\}|\{:[^{}\n]{0,200}\}"
)

#: Inline forms, each with what it stands for.
_CODE: Final = re.compile(
    r"(?P<ticks>`{1,5})(?!`)(?P<code>[^`\n]{1,1000}(?:`(?!(?P=ticks))[^`\n]{1,200}){0,3}?)(?P=ticks)(?!`)"
)
_IMAGE: Final = re.compile(
    r"!\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,300})?\)|"
    r"\[[^\[\]\n]{0,200}\])"
)
_LINK: Final = re.compile(
    r"(?<![!\\])\[(?P<text>[^\[\]\n]{1,1000})\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,300})?\)"
)
_REFERENCE: Final = re.compile(r"(?<![!\\])\[(?P<text>[^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]")
_NOTE: Final = re.compile(r"\[\^[^\]\n]{1,60}\]")
_AUTOLINK: Final = re.compile(r"<(?P<url>(?:https?://|mailto:)[^<>\s]{1,1000})>")
_STRONG: Final = re.compile(r"(?<![\\*])\*\*\*?(?=\S)(?P<text>[^*\n]{1,1000}?)(?<=\S)\*\*\*?(?!\*)")
_EMPHASIS: Final = re.compile(
    r"(?<![\\*\w])\*(?=[^\s*])(?P<text>[^*\n]{1,1000}?)(?<=[^\s*\\])\*(?![*\w])|"
    r"(?<=[\u3400-\u9fff])\*(?=[^\s*])(?P<han>[^*\n]{1,200}?)(?<=[^\s*\\])\*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_UNDER: Final = re.compile(
    r"(?<![\w\\_])_{1,3}(?=[^\s_])(?P<text>[^_\n]{1,1000}?)(?<=[^\s_\\])_{1,3}(?![\w_])"
)
_STRUCK: Final = re.compile(r"(?<!~)~~(?=\S)(?P<text>[^~\n]{1,1000}?)(?<=\S)~~(?!~)")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")

#: Stands for a sign of Markdown that a text means as such, until all forms are undone.
_HELD: Final = 0xE000


def markdown_text(text: str) -> str:
    """The text that Markdown stands for: its words unchanged, paragraphs parted by a blank line.

    HTML in it is left. Code stays as it is; a line break within a paragraph becomes a space, or
    nothing between Chinese characters, but where two spaces or a backslash ask for it.
    """
    return "\n\n".join(filter(None, _paragraphs(text.expandtabs(4).split("\n"))))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    gathered: list[str] = []
    fence = ""
    for at, line in enumerate(lines):
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
                yield "\n".join(gathered)
                gathered = []
            else:
                gathered.append(line)
            continue
        opening = _FENCE.match(line)
        whole = _whole(line, lines[at + 1] if at + 1 < len(lines) else "", bool(gathered))
        if opening or whole is not None or not line.strip():
            yield _joined(gathered)
            gathered = []
            yield whole or ""
            fence = opening["fence"] if opening else ""
            continue
        if _ITEM.match(line):
            yield _joined(gathered)
            gathered = []
        gathered.append(_unmarked(line))
    yield "\n".join(gathered) if fence else _joined(gathered)


def _whole(line: str, below: str, in_paragraph: bool) -> str | None:
    """What a line stands for that is a block of its own, None for a line of a paragraph."""
    if heading := _HEADING.match(line):
        return _inline(heading["text"])
    if _RULE.match(line) or (_TABLE_RULE.match(line) and ("|" in line or in_paragraph)):
        return ""
    if not in_paragraph and _DEFINITION.match(line):
        return ""
    if note := _FOOTNOTE.match(line):
        return _inline(note["text"])
    if line.lstrip().startswith("|") or ("|" in line and _TABLE_RULE.match(below) and "|" in below):
        cells = (_inline(cell.strip()) for cell in line.strip().strip("|").split("|"))
        return " | ".join(cells)
    return None


def _unmarked(line: str) -> str:
    """A line without the marks of quotations and items; the number of an item is text."""
    line = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
    item = _ITEM.match(line)
    if not item:
        return line
    number = _NUMBERED.match(line)
    return f"{number['number']} {item['text']}" if number else item["text"]


def _joined(lines: list[str]) -> str:
    """The lines of a paragraph as one, but where a break is asked for."""
    text = ""
    for line in lines:
        is_break = line.endswith(("  ", "\\"))
        piece = line.rstrip("\\").strip() if line.endswith("\\") else line.strip()
        if text and not text.endswith("\n") and not (_is_han(text[-1]) and _is_han(piece[:1])):
            text += " "
        text += piece + ("\n" if is_break else "")
    return _inline(text.strip())


def _is_han(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _inline(text: str) -> str:
    """A text without the marks of emphasis, links and images."""
    held: list[str] = []

    def hold(characters: str) -> str:
        held.append(characters)
        return f"{chr(_HELD)}{len(held) - 1}{chr(_HELD + 1)}"

    text = text.replace(chr(_HELD), "").replace(chr(_HELD + 1), "")
    text = _ESCAPE.sub(lambda escape: hold(escape[1]), text)
    text = _CODE.sub(lambda code: hold(code["code"].strip()), text)
    text = _SHORTCODE.sub("", text)
    text = _IMAGE.sub("", text)
    text = _NOTE.sub("", text)
    for form in (_LINK, _REFERENCE):
        text = form.sub(lambda link: link["text"], text)
    text = _AUTOLINK.sub(lambda link: hold(link["url"].removeprefix("mailto:")), text)
    for form in (_STRONG, _STRUCK, _UNDER):
        text = form.sub(lambda emphasis: emphasis["text"], text)
    text = _EMPHASIS.sub(lambda emphasis: emphasis["text"] or emphasis["han"], text)
    return _PLACE.sub(lambda place: held[int(place[1])], text).strip()


_PLACE: Final = re.compile(f"{chr(_HELD)}(\\d+){chr(_HELD + 1)}")
