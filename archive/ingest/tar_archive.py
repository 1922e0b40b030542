"""Tar archives, read as they come: nothing is sought, and no list of members is kept."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from archive.ingest.members import DamagedArchiveError, Member, Refused, label
from archive.ingest.streams import buffered, read_some

_BLOCK: Final = tarfile.BLOCKSIZE

#: Bytes of a header's additions (long names): names have some hundred.
_LONGEST_ADDITION: Final = 2**20

#: Headers that add to the next one.
_LONG_NAME: Final = (tarfile.GNUTYPE_LONGNAME,)
_LONG_LINK: Final = (tarfile.GNUTYPE_LONGLINK,)
_EXTENDED: Final = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)

_EMPTY: Final = (
    *(tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE),
    *(tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE),
)

#: What is in an archive and is no file.
_KINDS: Final = {
    tarfile.SYMTYPE: "a link",
    tarfile.LNKTYPE: "a link",
    tarfile.CHRTYPE: "a device",
    tarfile.BLKTYPE: "a device",
    tarfile.FIFOTYPE: "a pipe",
    tarfile.GNUTYPE_SPARSE: "a file with holes",
    b"M": "the rest of a file that another archive begins",
}

#: A folder, GNU's list of a folder, and the name of a tape.
_NO_FILE: Final = (tarfile.DIRTYPE, b"D", b"V")


class EarlyEndError(OSError):
    """A file in an archive ends early. An `OSError`, as whatever reads a stream must expect."""

    def __init__(self) -> None:
        super().__init__("the archive ends early")


def is_tar(head: bytes) -> bool:
    """Whether a stream that begins so is a tar archive: its first block has a right checksum."""
    try:
        header = tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "replace")
    except (tarfile.HeaderError, ValueError):
        return False
    return bool(header.name) or header.type in (*_LONG_NAME, *_EXTENDED, tarfile.XGLTYPE)


class _Contents(io.RawIOBase):
    """The next bytes of a stream, so many of them."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        super().__init__()
        self._stream = stream
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what is given is one
        data = read_some(self._stream, min(len(buffer), self.left))
        if self.left and len(buffer) and not data:
            raise EarlyEndError
        self.left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def pass_over(self) -> None:
        """Read what nobody has read."""
        while self.left:
            self.readinto(memoryview(bytearray(min(self.left, 2**20))))


def tar_members(stream: BinaryIO) -> Iterator[Member | Refused]:
    """The files of a tar archive in their order.

    Raises `DamagedArchiveError` where the archive is damaged or ends before its end, and what
    reading the stream raises.
    """
    additions: dict[str, str] = {}
    while (header := _header(stream)) is not None:
        size = _size(header, additions)
        contents = _Contents(stream, size)
        if header.type in (*_LONG_NAME, *_LONG_LINK, *_EXTENDED):
            additions |= _addition(header, contents)
        else:
            name = label(additions.get("path", header.name))
            if header.type != tarfile.XGLTYPE:
                yield from _member(header, name, contents, additions)
                additions = {}
        contents.pass_over()
        _padding(stream, size)


def _header(stream: BinaryIO) -> tarfile.TarInfo | None:
    """The next header, None at the end of the archive."""
    block = stream.read(_BLOCK)
    if not block:
        raise DamagedArchiveError("it ends without its end mark")
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        if len(block) == _BLOCK and not any(block):
            return None
        what = "it ends early" if len(block) < _BLOCK else "a header in it is damaged"
        raise DamagedArchiveError(what) from error


def _size(header: tarfile.TarInfo, additions: dict[str, str]) -> int:
    """The bytes that follow a header."""
    if header.type in _EMPTY:
        return 0
    given = additions.get("size", "")
    size = int(given) if given.isdecimal() else header.size
    if size < 0:
        raise DamagedArchiveError("a header in it is damaged")
    return size


def _member(
    header: tarfile.TarInfo, name: str, contents: _Contents, additions: dict[str, str]
) -> Iterator[Member | Refused]:
    kind = _KINDS.get(header.type)
    if kind is None and any(key.startswith("GNU.sparse.") for key in additions):
        kind = _KINDS[tarfile.GNUTYPE_SPARSE]
    if kind is not None:
        yield Refused(name, f"In the archive it is {kind}, which is not read; pack the file.")
    elif header.type not in _NO_FILE and not name.endswith("/"):
        yield Member(name, buffered(contents))


def _addition(header: tarfile.TarInfo, contents: _Contents) -> dict[str, str]:
    """What a header adds to the next: its name, or fields as `length key=value` lines."""
    if contents.left > _LONGEST_ADDITION:
        raise DamagedArchiveError("a header in it is larger than a header can be")
    data = buffered(contents).read()
    if header.type in _LONG_LINK:
        return {}
    if header.type in _LONG_NAME:
        return {"path": data.rstrip(b"\0").decode("utf-8", "replace")}
    fields: dict[str, str] = {}
    while data:
        length, _, _ = data.partition(b" ")
        if not length.isdigit() or not 0 < int(length) <= len(data):
            break
        _, _, field = data[: int(length)].partition(b" ")
        key, _, value = field.removesuffix(b"\n").partition(b"=")
        fields[key.decode("utf-8", "replace")] = value.decode("utf-8", "replace")
        data = data[int(length) :]
    return fields


def _padding(stream: BinaryIO, size: int) -> None:
    """Read up to the next block."""
    missing = -size % _BLOCK
    if missing and len(stream.read(missing)) < missing:
        raise DamagedArchiveError("it ends early")
