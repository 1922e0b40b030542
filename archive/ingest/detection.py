"""Which format a file is in: by its content first, by its suffix where that does not say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from archive.ingest.raw import Format
from archive.ingest.reader import shown

#: Suffixes that only say how a file is packed, and what is left of the name without them.
_PACKED_SUFFIXES: Final = {
    ".gz": "", ".bz2": "", ".xz": "", ".zst": "", ".zstd": "",
    ".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".tzst": ".tar",
}  # fmt: skip

#: What is no format of articles, by what it begins with, and what to do with it.
_KNOWN: Final = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"\xd0\xcf\x11\xe0", "a document of an old office program; save it as .docx"),
    (b"{\\rtf", "an RTF document; save it as .docx"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; pack it as .zip or .tar.gz"),
    (b"Rar!", "a RAR archive; pack it as .zip or .tar.gz"),
    (b"\x1f\x9d", "packed by compress; pack it by gzip"),
    (b"\x04\x22\x4d\x18", "packed by LZ4; pack it by gzip"),
    (b"SQLite format 3\0", "a database; export its articles as JSON Lines"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)

#: Those of these beginnings that no text has.
_NO_TEXTS: Final = tuple(begin for begin, _ in _KNOWN if not begin.isascii())
_SIGN: Final = 4

#: Films name their kind behind the length of their first box.
_FILM: Final = slice(4, 8)


#: Share of characters that cannot be shown, from which a beginning is shown to nobody.
_MOST_UNREADABLE: Final = 0.2


def unpacked_name(name: str) -> str:
    """A file's name without the suffix of how it is packed: `a.json.gz` is `a.json`."""
    for suffix, instead in _PACKED_SUFFIXES.items():
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] + instead
    return name


def suffix_of(name: str) -> str:
    """The suffix of a name, lower case and with its point, "" for none."""
    return PurePosixPath(name.lower().replace("\\", "/")).suffix


def choose_format(formats: Sequence[Format], head: bytes, suffix: str) -> tuple[Format | None, int]:
    """The format that is surest of a file with this beginning and suffix, and how sure it is.

    Of several that are equally sure, the one that its suffix names, then the first.
    """
    best: Format | None = None
    surest = (0, False)
    for format_ in formats:
        certainty = (format_.recognises(head, suffix), bool(format_.recognises(b"", suffix)))
        if certainty[0] and certainty > surest:
            best, surest = format_, certainty
    if surest[0] == 1 and not head[:_SIGN].isascii() and head.startswith(_NO_TEXTS):
        # Its suffix, or that it has none, does not make a picture a text.
        return None, 0
    return best, surest[0]


def names_format(formats: Sequence[Format], suffix: str) -> bool:
    """Whether a suffix alone names a format."""
    return any(format_.recognises(b"", suffix) for format_ in formats)


def why_no_format(head: bytes, suffix: str) -> str:
    """Why a file that no format recognises is not read, and what to do."""
    if not head:
        return "The file is empty."
    known = next((what for begin, what in _KNOWN if head.startswith(begin)), "")
    if not known and head[_FILM] == b"ftyp":
        known = "a film or a picture"
    if known:
        return f"Holds no articles: it is {known}."
    if not head.strip(b"\0"):
        return "Holds nothing but zeros; a disk or a transfer may have failed."
    beginning = head[:80].decode("utf-8", "replace")
    begins = "unknown bytes" if _is_binary(beginning) else f"“{shown(beginning, 40)}”"
    named = f"files named “{suffix}”" if suffix else "files without a suffix"
    return f"In no format that is read: {named} that begin with {begins}."


def _is_binary(text: str) -> bool:
    """Whether a text that was read in spite of its bytes shows nothing to people."""
    unreadable = sum(not (sign.isprintable() or sign.isspace()) for sign in text)
    return unreadable + text.count("\ufffd") > _MOST_UNREADABLE * len(text)
