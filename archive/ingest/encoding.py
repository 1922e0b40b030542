"""Which characters the bytes of a text stand for."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from archive.ingest.charsets import meant
from archive.ingest.raw import Note
from archive.ingest.reader import UnreadableArticleError, shown
from archive.ingest.scripts import (
    SAMPLE,
    common_share,
    first_level_share,
    is_western,
    kana_share,
)
from archive.ingest.wide import wide_encoding

#: Older Chinese encodings, with the extensions that Hong Kong and the Mainland use.
_CHINESE: Final = ("big5hkscs", "gb18030")

#: Share of common characters among those beyond ASCII, from which bytes are taken to be Chinese.
#: Of 4,371 articles written in these encodings, all but three (almost empty) have 0.23 and more;
#: read in the wrong one they have 0.16 at most, and English in Windows-1252 can be read in neither.
_COMMON_SHARE: Final = 0.2

#: Encodings of seven bits, which can be read as ASCII too; and what each cannot do without.
_SEVEN_BITS: Final = {
    "hz": b"~{",
    "iso2022_jp": b"\x1b$",
    "iso2022_jp_2": b"\x1b$",
    "iso2022_kr": b"\x1b$",
    "utf-7": b"+",
}

#: Bytes that are no part of a character of several bytes in any encoding but the wide ones.
_NEVER_WITHIN: Final = (b"\n", b" ", b"<", b">")

#: What is tried last. Windows' own of each script, and what mails and older pages use.
_OTHERS: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "cp949",
    "cp932", "euc_jp", "cp874", "cp1258", "mac_roman",
]  # fmt: skip

#: One character beyond ASCII in so many may be broken. What else is in order as UTF-8 is UTF-8;
#: the bytes of other encodings are seldom out of order in Chinese ones.
_BROKEN: Final = {"utf-8": 5, "gb18030": 50, "big5hkscs": 50}

#: A headline has too few common characters to tell; there so large a share must be of the first
#: levels, common characters counted twice.
_FIRST_LEVELS: Final = 0.9

#: So few characters beyond ASCII contradict no declaration, and tell no encoding by themselves: two
#: bytes ("Müller") can make one common Chinese character by chance.
_ENOUGH: Final = 4

#: Share of characters that may be lost of a text which is in the declared encoding.
_LOST: Final = 0.2

#: Of Japanese texts half is kana; of Chinese read as such nothing is.
_KANA: Final = 0.3

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


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text that `data` is, without its byte order mark.

    UTF-8 where the bytes can be that; UTF-16 and UTF-32 by their marks or their zeros; what is
    `declared`, where nothing speaks against it; Big5 or GB 18030, whichever gives more common
    characters; then other encodings, Windows-1252 before the rest. A few broken bytes are U+FFFD.
    Raises `UnreadableArticleError` for what is no text: images, archives, zeros.
    """
    if (decoded := _of_wide(data, declared)) is None:
        _refuse(data)
        decoded = _of_bytes(data, declared)
    return _noted(decoded, declared)


def decode_known(data: bytes, declared: str = "") -> Decoded:
    """The same of what is known to be a text, whatever stands between its characters."""
    return _noted(_of_wide(data, declared) or _of_bytes(data, declared), declared)


def encoding_of_piece(data: bytes, declared: str = "") -> str:
    """The encoding of a piece of a text that is not in UTF-16 or UTF-32, by Python's name.

    The piece may end within a character.
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    end = max(map(data.rfind, _NEVER_WITHIN))
    return _of_bytes(data[: end + 1] or data, declared).encoding


def _of_wide(data: bytes, declared: str) -> Decoded | None:
    """The text by its mark, or in an encoding of two or four bytes a character."""
    encoding, mark = wide_encoding(data, meant(declared))
    return _replaced(data[mark:], encoding or "utf-8") if encoding or mark else None


def _of_bytes(data: bytes, declared: str) -> Decoded:
    """The text in an encoding of one or several bytes a character."""
    name = meant(declared)
    if name in _SEVEN_BITS and data.isascii() and _SEVEN_BITS[name] in data:
        return _strict(data, name) or Decoded(data.decode(), "utf-8")
    return (
        _strict(data, "utf-8")
        or _nearly(data, "utf-8")
        or _declared(data, name)
        or _of_chinese(data)
        or _damaged(data, name)
        or _of_others(data)
    )


def _refuse(data: bytes) -> None:
    """Raises `UnreadableArticleError` for what is no text in an encoding of bytes."""
    if (at := data.find(0)) >= 0:
        raise UnreadableArticleError(f"Not a text: a NUL at byte {at}.")
    head = data[:SAMPLE]
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
    beyond = sum(character > "\x7f" for character in decoded.text[:SAMPLE])
    broken = decoded.text[:SAMPLE].count("\ufffd")
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


def _declared(data: bytes, name: str) -> Decoded | None:
    """Against a declaration speak control characters, and more common Chinese without it."""
    decoded = _strict(data, name) if name else None
    if decoded is None and name in _CHINESE:
        decoded = _nearly(data, name)
    if decoded is None or re.search("[\x80-\x84\x86-\x9f]", decoded.text[:SAMPLE]):
        return None
    chinese = _of_chinese(data)
    if chinese and _is_few(chinese.text) and (name in _CHINESE or is_western(decoded.text)):
        return decoded
    own = common_share(decoded.text)
    if chinese and chinese.encoding != name and common_share(chinese.text) > max(own, 0.3):
        return None
    return decoded


def _is_few(text: str) -> bool:
    return sum(character > "\x7f" for character in text[:SAMPLE]) < _ENOUGH


def _damaged(data: bytes, name: str) -> Decoded | None:
    """What is declared, where a few of its bytes stand for nothing.

    In a text of another encoding such bytes are frequent.
    """
    if not name or name.startswith("utf"):
        return None
    decoded = _replaced(data, name)
    lost = decoded.text.count("\ufffd")
    return decoded if lost <= _LOST * len(decoded.text) else None


def _of_chinese(data: bytes) -> Decoded | None:
    """Whichever gives more common characters; a text with many kana is Japanese in EUC."""
    japanese = _strict(data, "euc_jp")
    if japanese and kana_share(japanese.text) > _KANA:
        return japanese
    candidates = [_strict(data, encoding) or _nearly(data, encoding) for encoding in _CHINESE]
    best = max(filter(None, candidates), key=lambda read: common_share(read.text), default=None)
    return best if best and common_share(best.text) >= _COMMON_SHARE else None


def _of_others(data: bytes) -> Decoded:
    western = _strict(data, "cp1252")
    if western and is_western(western.text):
        return western
    if chinese := _of_few_characters(data):
        return chinese
    if len(data) - len(data.decode("ascii", "ignore")) < _ENOUGH:
        return _replaced(data, "cp1252")
    best = from_bytes(data[:SAMPLE], cp_isolation=_OTHERS).best()
    return _replaced(data, best.encoding if best else "cp1252")


def _of_few_characters(data: bytes) -> Decoded | None:
    """A headline of rarer characters: nearly all are of the sets' first levels."""
    candidates = filter(None, (_strict(data, encoding) for encoding in _CHINESE))
    best = max(candidates, key=lambda read: first_level_share(read.text), default=None)
    return best if best and first_level_share(best.text) >= _FIRST_LEVELS else None


def _noted(decoded: Decoded, declared: str) -> Decoded:
    name = decoded.encoding
    is_wide = name.startswith(("utf-16", "utf-32"))
    if (decoded.text.isascii() and not is_wide) or meant(declared).replace("_", "-").startswith(
        name[:6]
    ):
        return decoded
    if declared.strip():
        note = Note("encoding-contradicted", f"Says {shown(declared)}, is {name}.")
    elif name == "utf-8":
        return decoded
    else:
        note = Note("encoding-guessed", f"Read as {name}.")
    return Decoded(decoded.text, name, (note, *decoded.notes))
