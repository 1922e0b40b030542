"""Which characters the bytes of a text stand for."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from archive.ingest.frequent_characters import COMMON, FIRST_LEVELS
from archive.ingest.raw import Note
from archive.ingest.reader import UnreadableArticleError, shown

#: The longer first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

#: Older Chinese encodings, with the extensions that Hong Kong and the Mainland use.
_CHINESE: Final = ("big5hkscs", "gb18030")

#: Share of common characters among those beyond ASCII, from which bytes are taken to be Chinese.
#: Of 4,371 articles written in these encodings, all but three (almost empty) have 0.23 and more;
#: read in the wrong one they have 0.16 at most, and English in Windows-1252 can be read in neither.
_COMMON_SHARE: Final = 0.2

#: What a declaration means, by Python's name of what it says: the larger sets of which each is a
#: part. Source: the Encoding Standard of the WHATWG, "Names and labels".
_MEANT: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "shift_jis": "cp932", "euc_kr": "cp949", "johab": "cp949",
}  # fmt: skip

#: Encodings of seven bits, which can be read as ASCII too; and what each cannot do without.
_SEVEN_BITS: Final = {
    "hz": b"~{",
    "iso2022_jp": b"\x1b$",
    "iso2022_jp_2": b"\x1b$",
    "iso2022_kr": b"\x1b$",
}

#: What is tried last. Windows' own of each script, and what mails and older pages use.
_OTHERS: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "cp949",
    "cp932", "euc_jp", "cp874", "cp1258", "mac_roman",
]  # fmt: skip

#: Bytes, or characters, from which an encoding is told; measured texts need no more.
_SAMPLE: Final = 100_000

#: One character beyond ASCII in so many may be broken. What else is in order as UTF-8 is UTF-8;
#: the bytes of other encodings are seldom out of order in Chinese ones.
_BROKEN: Final = {"utf-8": 5, "gb18030": 50, "big5hkscs": 50}

#: Of the letters of a text in a western language so many at most are beyond ASCII: Vietnamese has a
#: quarter, others a tenth; texts in other scripts have all.
_BEYOND: Final = 0.4

#: Marks of texts in any of these encodings, and what parts lines.
_MARKS: Final = frozenset("，。、：；？！「」『』《》（）“”‘’·—…\u3000\n\t\r")

#: In texts of up to so many characters the common are too few to tell; there so large a share must
#: be of the first levels, common characters counted twice.
_FEW: Final = 60
_FIRST_LEVELS: Final = 0.9

#: Of Japanese texts half is kana; of Chinese read as such nothing is.
_KANA: Final = 0.3
_KANA_ENOUGH: Final = 4

#: Of a text in UTF-16 or UTF-32 so many at least are frequent; in the wrong order a quarter.
_COMMONNESS: Final = 0.7

#: Bytes from which a text without a zero may be UTF-16 that nothing declares.
_WIDE_ENOUGH: Final = 16

#: Of a western text four in a row are seldom beyond ASCII.
_ROW: Final = re.compile("[^\0-\x7f]{4,}")
_SIGN_IN_WORD: Final = re.compile("(?<=[a-z])[\xa1-\xac\xae-\xb6\xb8-\xbf](?=[a-z])")
_CONTROLS: Final = bytes({*range(9), *range(14, 27), *range(28, 32)})

#: How files begin that are no texts: JPEG, PNG, GIF, ZIP, PDF, GZIP, BZIP2, 7z, RIFF, ELF.
_NO_TEXTS: Final = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"PK\x03\x04", b"%PDF-", b"\x1f\x8b", b"BZh",
    b"7z\xbc\xaf", b"RIFF", b"\x7fELF",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that its bytes are in (Python's name), and what was odd about them.

    Codes: encoding-guessed, encoding-contradicted (by the bytes), bytes-lost.
    """

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode_text(data: bytes) -> str:
    """The text of a file. Raises `UnreadableArticleError` where it is none."""
    return decode(data).text


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text that `data` is, without its byte order mark.

    UTF-8 where the bytes can be that; UTF-16 and UTF-32 by their marks or their zeros; what is
    `declared`, where nothing speaks against it; Big5 or GB 18030, whichever gives more common
    characters; then other encodings, Windows-1252 before the rest. A few broken bytes are U+FFFD.
    Raises `UnreadableArticleError` for what is no text: images, archives, zeros.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _noted(_replaced(data[len(mark) :], encoding), declared)
    decoded = None if 0 in data[:_SAMPLE] else _strict(data, "utf-8")
    meant = _meant(declared)
    if (decoded is None or meant.startswith(("utf-16", "utf-32"))) and (wide := _wide(data, meant)):
        return _noted(wide, declared)
    _refuse(data)
    if meant in _SEVEN_BITS and data.isascii() and _SEVEN_BITS[meant] in data:
        return _noted(_strict(data, meant) or Decoded(data.decode(), "utf-8"), declared)
    decoded = (
        decoded
        or _nearly(data, "utf-8")
        or _declared(data, meant)
        or _of_chinese(data)
        or _of_others(data)
    )
    return _noted(decoded, declared)


def common_share(text: str) -> float:
    """Common Chinese characters over characters beyond ASCII, 0 where there is none."""
    beyond = [character for character in text[:_SAMPLE] if character > "\x7f"]
    return sum(character in COMMON for character in beyond) / len(beyond) if beyond else 0.0


def _refuse(data: bytes) -> None:
    """Raises `UnreadableArticleError` for what is no text in an encoding of bytes."""
    if (at := data.find(0)) >= 0:
        raise UnreadableArticleError(f"Not a text: a NUL at byte {at}.")
    head = data[:_SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if head.startswith(_NO_TEXTS) or 20 * controls > len(head):
        raise UnreadableArticleError(f"Not a text: it begins {shown(repr(data[:8]))}.")


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError:
        return None


def _replaced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") == 0 or _strict(data, encoding):
        return Decoded(text, encoding)
    around = text[max(0, text.index("\ufffd") - 10) :][:20]
    lost = Note("bytes-lost", f"Not {encoding} throughout, first in “{shown(around)}”.")
    return Decoded(text, encoding, (lost,))


def _nearly(data: bytes, encoding: str) -> Decoded | None:
    """`data` in an encoding of several bytes that a few bytes do not fit into."""
    decoded = _replaced(data, encoding)
    beyond = sum(character > "\x7f" for character in decoded.text[:_SAMPLE])
    broken = decoded.text[:_SAMPLE].count("\ufffd")
    return (
        decoded if beyond > _BROKEN[encoding] * broken or (broken == 1 and _is_cut(data)) else None
    )


def _is_cut(data: bytes) -> bool:
    """Whether UTF-8 ends within a character, which nothing else before it contradicts."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and len(data[: error.start]) > 3
    return False


def _wide(data: bytes, meant: str) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark, by the order of bytes that gives the more common text."""
    if 0 not in data and len(data) < _WIDE_ENOUGH and not meant.startswith("utf-"):
        return None
    candidates = filter(None, (_strict(data, encoding) for encoding in _WIDE))
    best = max(candidates, key=lambda read: _commonness(read.text), default=None)
    likely = best is not None and "\0" not in best.text and _commonness(best.text) >= _COMMONNESS
    return best if likely else None


def _commonness(text: str) -> float:
    """Frequent Chinese characters, marks, and printable letters of Europe, over all characters."""
    sample = text[:_SAMPLE]
    common = sum(
        character in FIRST_LEVELS or character in _MARKS or " " <= character < "\u0530"
        for character in sample
    )
    return common / len(sample) if sample else 0.0


def _meant(declared: str) -> str:
    """Python's name of the encoding that is meant, "" for none."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
        b"text".decode(name, "replace")
    except (LookupError, ValueError):
        return ""  # not known, or none of texts
    return _MEANT.get(name, name)


def _declared(data: bytes, meant: str) -> Decoded | None:
    """Against a declaration speak control characters, and more common Chinese without it."""
    decoded = _strict(data, meant) if meant else None
    if decoded is None and meant in _CHINESE:
        decoded = _nearly(data, meant)
    if decoded is None or re.search("[\x80-\x84\x86-\x9f]", decoded.text[:_SAMPLE]):
        return None
    chinese = _of_chinese(data)
    own = common_share(decoded.text)
    if chinese and chinese.encoding != meant and common_share(chinese.text) > max(own, 0.3):
        return None
    return decoded


def _of_chinese(data: bytes) -> Decoded | None:
    """Whichever gives more common characters; a text with many kana is Japanese in EUC."""
    japanese = _strict(data, "euc_jp")
    if japanese and _kana_share(japanese.text[:_SAMPLE]) > _KANA:
        return japanese
    candidates = [_strict(data, encoding) or _nearly(data, encoding) for encoding in _CHINESE]
    best = max(filter(None, candidates), key=lambda read: common_share(read.text), default=None)
    return best if best and common_share(best.text) >= _COMMON_SHARE else None


def _kana_share(text: str) -> float:
    beyond = [character for character in text if character > "\x7f"]
    kana = sum("\u3041" <= character <= "\u30fa" for character in beyond)
    return kana / len(beyond) if kana >= _KANA_ENOUGH else 0.0


def _of_others(data: bytes) -> Decoded:
    western = _strict(data, "cp1252")
    if western and _is_western(western.text[:_SAMPLE]):
        return western
    if chinese := _of_few_characters(data):
        return chinese
    best = from_bytes(data[:_SAMPLE], cp_isolation=_OTHERS).best()
    return _replaced(data, best.encoding if best else "cp1252")


def _is_western(text: str) -> bool:
    """Letters mostly of ASCII, no signs within words, seldom much beyond ASCII in a row."""
    letters = [character for character in text if character.isalpha()]
    beyond = sum(character > "\x7f" for character in letters)
    signs = len(_SIGN_IN_WORD.findall(text))
    rows = sum(len(row) for row in _ROW.findall(text))
    few = 20 * signs <= max(beyond, 1) and 5 * rows <= max(beyond, 4)
    return few and beyond <= _BEYOND * len(letters)


def _of_few_characters(data: bytes) -> Decoded | None:
    """A headline of rarer characters: nearly all are of the sets' first levels."""
    candidates = filter(None, (_strict(data, encoding) for encoding in _CHINESE))
    best = max(candidates, key=lambda read: _of_first_levels(read.text), default=None)
    return best if best and _of_first_levels(best.text) >= _FIRST_LEVELS else None


def _of_first_levels(text: str) -> float:
    """Such characters and marks over all beyond ASCII; a common character counts twice."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond or len(beyond) > _FEW:
        return 0.0
    known = sum(character in FIRST_LEVELS or character in _MARKS for character in beyond)
    return (known + sum(character in COMMON for character in beyond)) / len(beyond)


def _noted(decoded: Decoded, declared: str) -> Decoded:
    meant = _meant(declared)
    if decoded.text.isascii() or meant.replace("_", "-").startswith(decoded.encoding[:6]):
        return decoded
    name = decoded.encoding
    if declared.strip():
        note = Note("encoding-contradicted", f"Says {shown(declared)}, is {name}.")
    elif name == "utf-8":
        return decoded
    else:
        note = Note("encoding-guessed", f"Read as {name}.")
    return Decoded(decoded.text, name, (note, *decoded.notes))
