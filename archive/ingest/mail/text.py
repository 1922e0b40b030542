"""A plain text of a message in paragraphs, without what mail programs put below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from archive.ingest.raw import Note
from archive.ingest.reader import shown

_LINE_ENDS: Final = re.compile(r"\r\n|\r|\n")
_QUOTES: Final = re.compile(r"(?:>[ ]?)*")

#: Columns at which programs wrap. Below, lines are verses or addresses; above, a line is a
#: paragraph. Newsletters wrap at 60 to 80, and a few at 50.
_NARROWEST, _WIDEST = 45, 100

#: Lines that begin so are items, quotes or table rows, whatever stands before them.
_ITEM: Final = re.compile(r"\s|>|[-*•·–—#|+=]|\(?\d{1,3}[.)、]|\d+/\d+")

#: A line that is two words far apart is a row of a table.
_ROW: Final = re.compile(r"\S {3,}\S|\t")

#: Who breaks lines by hand fills them to this share at least, and goes on with a small letter.
_BY_HAND: Final = 0.75
_ENDS: Final = ".!?:;…"

#: "-- " alone on a line (RFC 3676); programs that trim lines leave "--".
_SIGNATURE: Final = re.compile(r"-- ?")

#: A signature is some lines. What is longer was written to be read.
_LONGEST_SIGNATURE: Final = 15

_FOOTER: Final = re.compile(
    r"unsubscribe|opt[ -]out|(?:manage|update) (?:your )?(?:subscription|preferences)"
    r"|(?:取消|退訂|退订|停止)(?:訂閱|订阅|接收|本電子報|電子報|电子报)|退訂|退订|不想再收到|不想再接收"
    r"|(?:e-?mail|message)\b.{0,80}\b(?:confidential|privileged)\b"
    r"|(?:本|此)(?:電郵|邮件|郵件).{0,30}(?:保密|機密|机密)",
    re.IGNORECASE | re.DOTALL,
)
_LINK: Final = re.compile(r"https?://|www\.|mailto:|\[[^\]]*\]|<a\b", re.IGNORECASE)

#: A footer stands among the last blocks and is short; without a link it is a few words. Prose that
#: tells of unsubscribing is longer or stands higher.
_LAST_BLOCKS: Final = 8
_FOOTER_WITH_LINK: Final = 900
_FOOTER_WITHOUT: Final = 60
_FOOTER_LEGAL: Final = re.compile(r"confidential|privileged|保密|機密|机密", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[.。!?！？]\s*\Z")


def mail_paragraphs(text: str, *, flowed: bool = False, delsp: bool = False) -> str:
    """`text` with lines joined that a program broke, and paragraphs parted by a blank line.

    `flowed` and `delsp` are parameters of the part's content type (RFC 3676).
    """
    lines = [line.rstrip("\n") for line in _LINE_ENDS.split(text)]
    lines = _flowed(lines, delsp=delsp) if flowed else _unwrapped([line.rstrip() for line in lines])
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not line.strip():
            blocks.append([])
        elif blocks[-1] and _is_paragraph(blocks[-1][-1], line):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return "\n\n".join("\n".join(block) for block in blocks if block)


def without_signature(text: str) -> tuple[str, tuple[Note, ...]]:
    """`text`, of lines as they came, up to its signature, with a note that shows what it was."""
    lines = _LINE_ENDS.split(text)
    places = [at for at, line in enumerate(lines) if _SIGNATURE.fullmatch(line)]
    if not places or not any(line.strip() for line in lines[: places[-1]]):
        return text, ()
    below = [line for line in lines[places[-1] + 1 :] if line.strip()]
    if len(below) > _LONGEST_SIGNATURE:
        return text, ()
    notes = (Note("signature-left-out", shown(" ".join(below))),) if below else ()
    return "\n".join(lines[: places[-1]]), notes


def without_footer(text: str) -> tuple[str, tuple[Note, ...]]:
    """`text`, in paragraphs, up to its footer, with a note that shows what it was."""
    blocks = text.split("\n\n")
    at = footer(blocks)
    if at is None:
        return text, ()
    note = Note("footer-left-out", shown(" ".join(blocks[at:])))
    while at and not any(sign.isalnum() for sign in blocks[at - 1]):
        at -= 1  # the rule above the footer
    return "\n\n".join(blocks[:at]), (note,)


def footer(blocks: Sequence[str]) -> int | None:
    """Which of `blocks` begins the footer that lets readers unsubscribe; None where none does.

    The first block is never one: a message that is only a notice is kept.
    """
    first = max(1, len(blocks) - _LAST_BLOCKS)
    return next((at for at in range(first, len(blocks)) if _is_footer(blocks[at])), None)


def _is_footer(block: str) -> bool:
    if len(block) > _FOOTER_WITH_LINK or not _FOOTER.search(block):
        return False
    if _LINK.search(block) or _FOOTER_LEGAL.search(block):
        return True
    return len(block) <= _FOOTER_WITHOUT and not _SENTENCE.search(block)


def _is_paragraph(before: str, line: str) -> bool:
    """Whether a single line break parts paragraphs: that beside a line that no program wrapped."""
    return not line.startswith(">") and (
        columns(before) > _WIDEST or (columns(line) > _WIDEST and not _ITEM.match(line))
    )


def _flowed(lines: Iterable[str], *, delsp: bool) -> list[str]:
    """RFC 3676: a line that ends in a space goes on in the next one of the same depth."""
    joined: list[str] = []
    depth_before, open_line = -1, False
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        text = line[depth:].removeprefix(" ")
        if open_line and depth == depth_before and text != "-- ":
            joined[-1] += text
        else:
            joined.append(">" * depth + " " * bool(depth) + text)
        open_line = text.endswith(" ") and text != "-- "
        depth_before = depth
        if open_line and delsp:
            joined[-1] = joined[-1][:-1]
    return [line.rstrip() for line in joined]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Lines joined where the next word did not fit on the line: there a program broke it."""
    width = wrap_width(lines)
    if not width:
        return list(lines)
    joined: list[str] = []
    before = ""
    for line in lines:
        if joined and _is_wrapped(before, line, width):
            joined[-1] += glue(before, line) + line
        else:
            joined.append(line)
        before = line
    return joined


def wrap_width(lines: Iterable[str]) -> int:
    """The column at which a program wrapped these lines; 0 where none did.

    A text of which some line is longer than any program wraps is not wrapped: its breaks are its
    author's. A long address or a Latin word has no place to break and says nothing, and quotes
    were wrapped by someone else.
    """
    prose = (line for line in lines if " " in line.strip() or not line.isascii())
    widths = [columns(line) for line in prose if not line.startswith(">")]
    widest = max(widths, default=0)
    return widest if _NARROWEST <= widest <= _WIDEST else 0


def _is_wrapped(before: str, line: str, width: int) -> bool:
    if not before.strip() or not line.strip() or _ITEM.match(line) or before.startswith(">"):
        return False
    if _ROW.search(before) or _ROW.search(line):
        return False
    if columns(before) + columns(glue(before, line)) + columns(_first_word(line)) > width:
        return True
    return line[0].islower() and columns(before) >= _BY_HAND * width and before[-1] not in _ENDS


def _first_word(line: str) -> str:
    """What a program could not break: a word of an alphabet, or a wide character and its mark."""
    if is_wide(line[0]):
        end = 1
        while end < len(line) and unicodedata.category(line[end])[0] == "P":
            end += 1
        return line[:end]
    end = 1
    while end < len(line) and line[end] != " " and not is_wide(line[end]):
        end += 1
    return line[:end]


def glue(before: str, after: str) -> str:
    """What parts two lines when they are joined: a space, but nothing between wide characters."""
    return "" if not before or not after or is_wide(before[-1]) or is_wide(after[0]) else " "


def is_wide(sign: str) -> bool:
    """Whether a character takes two columns, as Han characters and their marks do."""
    return unicodedata.east_asian_width(sign) in "WF"


def columns(line: str) -> int:
    """The width of a line where Han characters take two columns."""
    return len(line) if line.isascii() else sum(1 + is_wide(sign) for sign in line)
