"""What a text looks like whose bytes were read in the right encoding: shares of characters."""

from __future__ import annotations

import re
from typing import Final

from archive.ingest.frequent_characters import COMMON, FIRST_LEVELS
from archive.text.kinds import CharacterKinds

#: Bytes, or characters, from which an encoding is told; measured texts need no more.
SAMPLE: Final = 100_000

#: Of the letters of a text in a western language so many at most are beyond ASCII: Vietnamese has a
#: quarter, others a tenth; texts in other scripts have all.
_BEYOND: Final = 0.4

#: Marks of texts in any of these encodings, and what parts lines.
_MARKS: Final = frozenset("，。、：；？！「」『』《》（）“”‘’·—…\u3000\n\t\r")

#: In texts of up to so many characters the common are too few to tell; there so large a share must
#: be of the first levels, common characters counted twice.
_FEW: Final = 60

#: A text with so few kana is not called Japanese.
_KANA_ENOUGH: Final = 4

#: Of a western text four in a row are seldom beyond ASCII.
_ROW: Final = re.compile("[^\0-\x7f]{4,}")
_SIGN_IN_WORD: Final = re.compile("(?<=[a-z])[\xa1-\xac\xae-\xb6\xb8-\xbf](?=[a-z])")

#: ASCII, then what is rare beyond it, and common Chinese characters.
_COMMONNESS: Final = CharacterKinds(lambda sign: (sign > "\x7f") + (sign in COMMON), 3)
#: Letters and marks of ASCII and Latin, Greek and Cyrillic letters.
_OF_EUROPE: Final = re.compile("[ -\u017f\u0370-\u052f]")

#: What is rare in any text, then what is not.
_FREQUENT: Final = CharacterKinds(
    lambda sign: sign in FIRST_LEVELS or sign in _MARKS or bool(_OF_EUROPE.match(sign)), 2
)
#: What is no Han character, then rare and common ones.
_HAN_COMMONNESS: Final = CharacterKinds(
    lambda sign: ("\u3400" <= sign <= "\u9fff") * (1 + (sign in COMMON)), 3
)


def common_share(text: str) -> float:
    """Common Chinese characters over characters beyond ASCII, 0 where there is none."""
    _, rare, common = _COMMONNESS.counts(text[:SAMPLE])
    return common / (rare + common) if rare + common else 0.0


def common_han_share(text: str) -> float:
    """Common Chinese characters over Han characters, 0 where there is none."""
    _, rare, common = _HAN_COMMONNESS.counts(text)
    return common / (rare + common) if rare + common else 0.0


def commonness(text: str) -> float:
    """Frequent Chinese characters, marks, and printable letters of Europe, over all characters."""
    rare, frequent = _FREQUENT.counts(text[:SAMPLE])
    return frequent / (rare + frequent) if text else 0.0


def kana_share(text: str) -> float:
    """Kana over characters beyond ASCII, 0 where there are few."""
    beyond = [character for character in text[:SAMPLE] if character > "\x7f"]
    kana = sum("\u3041" <= character <= "\u30fa" for character in beyond)
    return kana / len(beyond) if kana >= _KANA_ENOUGH else 0.0


def is_western(text: str) -> bool:
    """Letters mostly of ASCII, no signs within words, seldom much beyond ASCII in a row."""
    text = text[:SAMPLE]
    letters = [character for character in text if character.isalpha()]
    beyond = sum(character > "\x7f" for character in letters)
    signs = len(_SIGN_IN_WORD.findall(text))
    rows = sum(len(row) for row in _ROW.findall(text))
    few = 20 * signs <= max(beyond, 1) and 5 * rows <= max(beyond, 4)
    return few and beyond <= _BEYOND * len(letters)


def first_level_share(text: str) -> float:
    """Such characters and marks over all beyond ASCII; a common character counts twice.

    0 for a long text, which the share of common characters tells better.
    """
    beyond = [character for character in text if character > "\x7f"]
    if not beyond or len(beyond) > _FEW:
        return 0.0
    known = sum(character in FIRST_LEVELS or character in _MARKS for character in beyond)
    return (known + sum(character in COMMON for character in beyond)) / len(beyond)
