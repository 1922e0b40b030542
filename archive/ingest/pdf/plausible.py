"""Whether characters that a PDF file gives are those that it shows.

Fonts that name no characters are read by guesses: 黎荣 comes as 哾㦓, and Latin letters moved by
some places of the alphabet. Such a text looks like one to a program; these measures tell it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Final

from archive.ingest.pdf.glyph import UNKNOWN, PdfLine
from archive.ingest.scripts import common_share

#: The first levels of Big5, GB 2312 and JIS X 0208: the 11,000 characters that their authors took
#: for frequent. Running text has 97 of 100 in them, guesses have a third to a half.
_FIRST_LEVELS: Final = (
    ("big5", 0xA440, 0xC67E), ("gb2312", 0xB0A1, 0xD7F9), ("cp932", 0x889F, 0x9872),
)  # fmt: skip
_ORDINARY_SHARE: Final = 0.85

#: Enough characters to tell by the most frequent ones, which guesses miss as well.
_ENOUGH: Final = 40
_COMMON_SHARE: Final = 0.12

#: Of characters that are no letters in any language (private, unknown, control), so many are odd.
_BROKEN_SHARE: Final = 0.05

#: Vowels among the Latin letters of a running text in any language: 0.30 to 0.55; moved letters
#: have half of it.
_VOWELS: Final = frozenset("aeiouy")
_VOWEL_SHARE: Final = (0.2, 0.65)
_LETTERS_ENOUGH: Final = 80
_LETTER_SHARE: Final = 0.8  # below, it is a table of figures or of codes

#: The most frequent words of languages in Latin letters: a list of codes has few vowels, a running
#: text has these, and moved letters have neither.
_WORDS: Final = frozenset(
    "the of and to in is that for on with was by at from as it de la le les des et en un une que"
    " el los las y del se por con der die das und den von zu mit auf ist di il che per non een het"
    " van na nie do je si sa dan yang di untuk ng mga ang och att det som og er til".split()
)
_WORD_SHARE: Final = 0.02

#: Latin letters, with all their marks, stand before this one.
_LATIN_END: Final = "\u0250"

#: Kana among Japanese characters: its common characters are not those of Chinese.
_KANA: Final = ("\u3040", "\u30ff")


def is_plausible(text: str) -> bool:
    """Whether `text` can be what someone wrote."""
    signs = [sign for sign in text if not sign.isspace()]
    if not signs:
        return True
    if sum(map(_is_broken, signs)) > _BROKEN_SHARE * len(signs):
        return False
    return _is_plausible_han(signs) and _is_plausible_latin(text)


def ordinary_share(text: str) -> float:
    """Frequent characters over those beyond ASCII that could be guesses; 1 where there is none."""
    doubtful = [sign for sign in text if sign > "\u02af" and not sign.isspace()]
    if not doubtful:
        return 1.0
    return sum(map(_is_ordinary, doubtful)) / len(doubtful)


def choose_readings(lines: Sequence[PdfLine]) -> int:
    """Give each line the more plausible one of its two readings; how many remain in doubt.

    Where both programs agree, or one of them did not read, there is no choice. If the first reads
    the whole well and the second does not, the second is not asked.
    """
    firsts = ordinary_share("".join(line.text for line in lines))
    seconds = ordinary_share("".join(line.second for line in lines))
    trusts_second = seconds >= _ORDINARY_SHARE or seconds > firsts
    doubts = 0
    for line in lines:
        if _bare(line.text) == _bare(line.second) and line.second:
            continue
        first, second = ordinary_share(line.text), ordinary_share(line.second)
        if trusts_second and line.second and UNKNOWN not in line.second and second > first:
            line.text = line.second
        elif line.doubtful and first < 1:
            doubts += 1
    return doubts


def _bare(text: str) -> str:
    return "".join(text.split())


@cache
def _is_ordinary(sign: str) -> bool:
    if not _is_han(sign):
        return not _is_broken(sign) and unicodedata.category(sign) not in ("Sk", "Lm")
    for encoding, first, last in _FIRST_LEVELS:
        code = sign.encode(encoding, "ignore")
        if first <= int.from_bytes(code, "big") <= last:
            return True
    return False


def _is_broken(sign: str) -> bool:
    return sign == UNKNOWN or unicodedata.category(sign) in ("Co", "Cn", "Cc")


def _is_han(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("CJK ") and unicodedata.category(sign) == "Lo"


def _is_plausible_han(signs: Sequence[str]) -> bool:
    han = [sign for sign in signs if _is_han(sign)]
    if len(han) < 0.1 * len(signs):
        return True
    if sum(map(_is_ordinary, han)) < _ORDINARY_SHARE * len(han) and len(han) > 1:
        return False
    low, high = _KANA
    is_japanese = any(low <= sign <= high for sign in signs)
    return is_japanese or len(han) < _ENOUGH or common_share("".join(han)) >= _COMMON_SHARE


def _is_plausible_latin(text: str) -> bool:
    letters = [sign for sign in text.lower() if sign.isalpha() and sign < _LATIN_END]
    if len(letters) < _LETTERS_ENOUGH or len(letters) < _LETTER_SHARE * len("".join(text.split())):
        return True
    vowels = sum(unicodedata.normalize("NFD", letter)[0] in _VOWELS for letter in letters)
    low, high = _VOWEL_SHARE
    if low <= vowels / len(letters) <= high:
        return True
    words = text.lower().split()
    return sum(word in _WORDS for word in words) > _WORD_SHARE * len(words)
