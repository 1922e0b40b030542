"""Folding: the one form in which all scripts, widths, cases and accents meet.

Every character folds by itself, so a folded text differs from its original only by single
characters, by the few that fold to several (`ﬁ`, `㎡`) and by those that fold to nothing (combining
accents, zero-width characters). Only what Unicode composes is read together: the voicing marks of
kana, which are part of a letter (ハ, バ and パ are three), and the parts of a Hangul syllable.
`fold` keeps the way back: see `Folded.span`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import regex

from archive.text import tables

#: Stands for a character that does not fold to exactly one character while a text is folded.
_SENTINEL: Final = "\uf8ff"

_IGNORABLE: Final = regex.compile(r"\p{Default_Ignorable_Code_Point}")

#: Combining accents that Latin, Greek and Cyrillic are written with; vowel signs of other scripts
#: are letters of their own and stay.
_ACCENTS: Final = regex.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)

#: The voicing marks of kana, which are dropped where no kana takes them.
_VOICING: Final = "\u3099\u309a"

#: What may compose with the character before it: voicing marks, vowels and finals of Hangul.
_COMPOSING: Final = re.compile(f"[{_VOICING}\u1161-\u1175\u11a8-\u11c2]")

#: Kana with a voicing mark and Hangul syllables in parts, as macOS and PDFs give them.
_PARTS: Final = re.compile(
    f"[\u3041-\u30ff][{_VOICING}]"
    "|(?:[\u1100-\u1112][\u1161-\u1175]|[\uac00-\ud7a3])[\u11a8-\u11c2]?"
)

#: Signs that stand against a word without being part of it; they separate words like a space.
_PARTING: Final = "™®℠℗"

#: Letters with a stroke, which Unicode does not decompose into a letter and an accent.
_STROKED: Final = str.maketrans("łøđħŧı", "lodhti")

#: What is typed for an apostrophe, and the letters that are one in Hawaiian, Arabic, Hebrew and
#: other transcriptions (Hawaiʻi, Sanaʿa, Qurʾān).
_APOSTROPHES: Final = "’‘‛＇′`´ʹʻʼʽʾʿˈꞌ"


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """The pairs of a table among the package's data."""
    for row in tables.rows("archive.text", name):
        first, second = row.split("\t")
        yield first, second


@lru_cache(maxsize=1)
def han_folds() -> dict[str, str]:
    """The folding table of Han characters: character to folded character."""
    folds = dict(pairs("fold.tsv"))
    more: dict[str, str] = {}
    for radical, character in pairs("radicals.tsv"):
        folds[radical] = folds.get(character, character)
    for form, representative in pairs("variants.tsv"):
        source, target = folds.get(form, form), folds.get(representative, representative)
        if source != target:
            more[source] = target
    whole = {form: more.get(folded, folded) for form, folded in folds.items()}
    return {**more, **whole}


def _composed(text: str) -> str:
    """A decomposed text with kana and Hangul composed; voicing marks of nothing are dropped."""
    whole = _PARTS.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)
    return re.sub(f"[{_VOICING}]", "", whole)


@lru_cache(maxsize=1 << 13)
def fold_character(character: str) -> str:
    """What one character folds to: one character as a rule, else none or several."""
    decomposition = unicodedata.decomposition(character)
    if character in _PARTING or "<super>" in decomposition:
        return " "
    if character in _APOSTROPHES:
        return "'"
    if character in "…‥":
        return character
    if _IGNORABLE.match(character) or _ACCENTS.match(character):
        return ""
    if "<fraction>" in decomposition:
        # 3½ is 3 and a half, not 31 halves.
        return " " + unicodedata.normalize("NFKD", character)
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", character)).casefold()
    text = _composed(_ACCENTS.sub("", unicodedata.normalize("NFKD", text)))
    folds = han_folds()
    return "".join(
        "'" if letter in _APOSTROPHES else folds.get(letter, letter) for letter in text
    ).translate(_STROKED)


class _Table(dict[int, str]):
    """A table for `str.translate` that fills itself; odd characters become the sentinel."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = character if "\ud800" <= character <= "\udfff" else fold_character(character)
        if len(folded) != 1 or character == _SENTINEL or _COMPOSING.match(folded):
            folded = _SENTINEL
        self[code] = folded
        return folded


_TABLE: Final = _Table()

#: From so many characters on a text is folded as an array, which takes a fifth of the time; so many
#: at once, as an array takes twelve times their number in bytes.
_LONG: Final = 150
_PIECE: Final = 2**16

#: The same table for characters of the BMP: 0 is a character that was not yet met.
_BMP: Final = np.zeros(2**16, np.uint32)


def _translated(text: str) -> str:
    """A text by the table."""
    if len(text) < _LONG or text.isascii():
        return text.translate(_TABLE)
    if len(text) > _PIECE:
        pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
        return "".join(map(_translated, pieces))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    if codes.max() >= len(_BMP):
        return text.translate(_TABLE)
    folded = _BMP.take(codes)
    if not folded.all():
        for code in set(codes[folded == 0].tolist()):
            _BMP[code] = ord(_TABLE[code])
        folded = _BMP.take(codes)
    return folded.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=1 << 10)
def _composing(character: str) -> str:
    """What a character is that may compose with the one before it, "" for any other."""
    plain = unicodedata.normalize("NFKD", character)
    return plain if len(plain) == 1 and _COMPOSING.match(plain) else ""


def _with_mark(before: str, mark: str) -> str:
    """A folded character and what stands behind it as one character; "" where they are two."""
    if not _PARTS.fullmatch(before + mark):
        return ""
    whole = unicodedata.normalize("NFC", before + mark)
    return whole if len(whole) == 1 else ""


def _odd(character: str) -> str:
    """What a character folds to that does not fold to exactly one."""
    return " " if character == _SENTINEL else fold_character(character)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back to its original.

    `starts[i]` is the offset in `original` of the character that gave `text[i]`; None where every
    character folded to one, so that offsets are the same.
    """

    original: str
    text: str
    starts: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `original` that gave `text[start:end]`, on whole characters.

        A combining accent belongs to the character before it; a zero-width character behind the
        span does not. `start` < `end`.
        """
        if self.starts is None:
            return start, end
        first, last = self.starts[start], self.starts[end - 1]
        after = bisect_right(self.starts, last)
        stop = self.starts[after] if after < len(self.starts) else len(self.original)
        while stop > last + 1 and unicodedata.category(self.original[stop - 1]) == "Cf":
            stop -= 1
        return first, stop


@lru_cache(maxsize=8)
def fold(original: str) -> Folded:
    """Fold a text, keeping the way back to it.

    The last texts are remembered: names, days and words of an article are sought in its folded
    texts one after the other.
    """
    return _fold(original)


def _fold(original: str) -> Folded:
    text = _translated(original)
    if _SENTINEL not in text:
        return Folded(original, text, None)
    pieces: list[str] = []
    starts = array("I")
    before = 0
    while (at := text.find(_SENTINEL, before)) >= 0:
        if at > before:
            pieces.append(text[before:at])
            starts.extend(range(before, at))
        before = at + 1
        mark = _composing(original[at])
        if mark and pieces and (whole := _with_mark(pieces[-1][-1], mark)):
            pieces[-1] = pieces[-1][:-1] + whole
        elif piece := _odd(original[at]):
            pieces.append(piece)
            starts.extend([at] * len(piece))
    pieces.append(text[before:])
    starts.extend(range(before, len(text)))
    return Folded(original, "".join(pieces), starts)


def fold_text(original: str) -> str:
    """The folded text alone."""
    return _fold(original).text
