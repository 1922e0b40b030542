"""Texts whose bytes were read in a wrong encoding before they came here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import ftfy

from archive.ingest.raw import Note
from archive.ingest.reader import shown
from archive.ingest.scripts import common_han_share, common_share

#: The first of two or more bytes of UTF-8 read as Latin-1 or Windows-1252, and one that follows.
_UTF8_AS_LATIN: Final = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a"
    "\u20ac\u2122]"
)

#: Of the encodings that are tried, those that such texts were read in; the others fit by chance.
_LATIN: Final = ("latin-1", "sloppy-windows-1252")

#: Two bytes of Chinese read as Latin-1: GBK has both up here, Big5 the first at least.
_CHINESE_AS_LATIN: Final = re.compile("[\x80-\xff]{2}|[\xa1-\xf9][@-~]")

#: Each of the above, and what follows, begins with such a character: most texts have none.
_LATIN_1: Final = re.compile("[\x80-\xff]")

_HAN: Final = re.compile("[\u3400-\u9fff]")
_HAN_ROW: Final = re.compile("[\u3400-\u9fff]+")

#: A Han character beside a Latin letter. Where every third is, they are letters of Latin words.
_BESIDE_LETTER: Final = re.compile("(?<=[A-Za-z])[\u3400-\u9fff]|[\u3400-\u9fff](?=[A-Za-z])")
_INSIDE_WORD_OF: Final = 3

#: Marks of Chinese texts. A wrong reading also gives kana, boxes and characters of private use.
_MARK: Final = re.compile("[\xb7\u2010-\u203b\u3000-\u303f\uff00-\uffee]")
_PURE: Final = 0.95

#: Windows-1252 read as Latin-1.
_CONTROL: Final = re.compile("[\x80-\x84\x86-\x9f]")

#: Wrong readings of Chinese, and what the bytes are: what they were read as, what they are.
_CHINESE: Final = (
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)

#: Letters of two scripts beside each other: a guess went wrong.
_MIXED: Final = re.compile("[\xc0-\u024f][\u0370-\u052f]|[\u0370-\u052f][\xc0-\u024f]")

#: Shares of common characters. From the first on what was read as Latin is certain; from the second
#: on what was read as other Chinese is, where that is below the third. With these none of 96,498
#: titles and 10,726 bodies that are in order changes; with 0.3 as the second four titles do.
_OF_LATIN: Final = 0.3
_OF_CHINESE: Final = 0.5
_NOISE: Final = 0.3

#: Characters from the beginning that are looked at first: a text is in one encoding.
_BEGINNING: Final = 500

#: Han characters on which these shares mean something.
_ENOUGH: Final = 8

#: The EU?s: a mark that the sender's encoding did not have. Addresses have a `=` behind it.
_LOST_MARK: Final = re.compile(r"(?<=[A-Za-z])\?(?:s|t|re|ve|ll|d|m)(?![\w=&])")
_LOST: Final = re.compile("\ufffd|\\?{4,}|(?<=[a-z])âs(?!\\w)")


def repair(text: str) -> tuple[str, Note | None]:
    """`text` with its characters as they were written, where that is certain, and what was odd.

    UTF-8, GBK and Big5 that were read as Latin-1, Windows-1252 or as each other are corrected, also
    twice (`damage-repaired`). What seems lost is reported and stays (`damage-suspected`). HTML is
    repaired before its tags are read. A text that is in order is returned as it is.
    """
    repaired = "\n".join(_line(line) for line in text.split("\n")) if _may_be(text) else text
    repaired = _of_chinese(repaired)
    if repaired != text:
        before, after = next(_changed(text, repaired))
        return repaired, Note("damage-repaired", f"“{before}” is read as “{after}”.")
    return text, _suspected(text)


def _may_be(text: str) -> bool:
    if text.isascii() or not _LATIN_1.search(text):
        return False
    return any(pattern.search(text) for pattern in (_UTF8_AS_LATIN, _CHINESE_AS_LATIN, _CONTROL))


def _line(line: str) -> str:
    if _CHINESE_AS_LATIN.search(line) and not _HAN.search(line):
        line = _chinese_of_latin(line) or line
    if _UTF8_AS_LATIN.search(line):
        line = _utf8_of_latin(line)
    return _CONTROL.sub(_of_windows, line)


def _utf8_of_latin(line: str) -> str:
    """No single Han character in a text without one: `è”“` is more likely what it says."""
    fixed, steps = ftfy.fix_encoding_and_explain(line)
    if any(step.action == "encode" and step.parameter not in _LATIN for step in steps or ()):
        return line
    more = len(_HAN.findall(fixed)) - len(_HAN.findall(line))
    mixed = _MIXED.search(fixed) and not _MIXED.search(line)
    return line if more == 1 or mixed else fixed


def _of_windows(match: re.Match[str]) -> str:
    """Five of these codes mean nothing in Windows-1252 either."""
    return match[0].encode("latin-1").decode("cp1252", "ignore") or match[0]


def _chinese_of_latin(line: str) -> str | None:
    for read_as in ("latin-1", "cp1252"):
        for encoding in ("gb18030", "big5hkscs"):
            chinese = _again(line, read_as, encoding)
            if chinese and _is_chinese(chinese, _OF_LATIN) and not _is_inside_words(chinese):
                return chinese
    return None


def _is_inside_words(text: str) -> bool:
    """Whether Han characters stand inside Latin words: `März` read as GBK is `M鋜z`."""
    return _INSIDE_WORD_OF * len(_BESIDE_LETTER.findall(text)) > len(_HAN.findall(text))


def _is_chinese(text: str, share: float) -> bool:
    """Of few characters all must be common, of many a share; nearly all must be of Chinese."""
    han = _HAN.findall(text)
    beyond = sum(character > "\x7f" for character in text)
    pure = len(han) + len(_MARK.findall(text)) >= _PURE * beyond
    least = share if len(han) >= _ENOUGH else 1.0
    return pure and len(han) >= 2 and common_share("".join(han)) >= least


def _of_chinese(text: str) -> str:
    """Chinese that was read as other Chinese: noise as it stands, common characters otherwise."""
    if text.isascii() or common_han_share(text[:_BEGINNING]) > _NOISE:
        return text
    han = "".join(_HAN_ROW.findall(text))
    share = common_share(han)
    if len(han) < 2 or share > _NOISE:
        return text
    for read_as, encoding in _CHINESE:
        chinese = _again(text, read_as, encoding)
        if chinese is None:
            continue
        again = _HAN.findall(chinese)
        if encoding == "utf-8" and len(again) > 1 and common_share("".join(again)) > share:
            return chinese
        if len(again) >= _ENOUGH and _is_chinese(chinese, _OF_CHINESE):
            return chinese
    return text


def _again(text: str, read_as: str, encoding: str) -> str | None:
    try:
        return text.encode(read_as).decode(encoding)
    except UnicodeError:
        return None


def _suspected(text: str) -> Note | None:
    match = _LOST_MARK.search(text) if "?" in text else None
    if match is None and ("\ufffd" in text or "????" in text or "âs" in text):
        match = _LOST.search(text)
    if match is None:
        return None
    around = text[max(0, match.start() - 20) : match.end() + 20]
    return Note("damage-suspected", f"Characters seem lost in “{shown(around)}”.")


def _changed(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The first line that differs, before and after, from where it does."""
    for old, new in zip(before.split("\n"), after.split("\n"), strict=False):
        if old != new:
            pairs = zip(old, new, strict=False)
            at = next((at for at, (left, right) in enumerate(pairs) if left != right), 0)
            start = max(0, at - 10)
            yield shown(old[start : at + 20]), shown(new[start : at + 20])
