"""ZIP archives. They are read from their end, so one in a stream is first written to a file."""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, cast

from archive.ingest.encoding import decode
from archive.ingest.limits import LimitError, Meter
from archive.ingest.members import DamagedArchiveError, Member, Refused, label
from archive.ingest.reader import UnreadableArticleError
from archive.ingest.streams import buffered
from archive.ingest.unpacking import DamagedError

_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")

#: Up to so large an archive in a stream stays in memory.
_IN_MEMORY: Final = 16 * 2**20

#: What ends an archive: the number of its files and the size of their list, small and large form.
_END: Final = struct.Struct("<4s6xHL")
_END_64: Final = struct.Struct("<4s28xQQ")
_END_REACH: Final = 70_000

#: Bytes that the list of an archive has for each file, at most and on average: its names are as
#: long as paths.
_LISTED: Final = 128

#: Set where a name is UTF-8; set where a file is encrypted.
_UTF_8: Final = 0x800
_ENCRYPTED: Final = 0x1

#: The bits of a file's kind on Unix, and those of a link.
_KIND: Final = 0o170000
_LINK: Final = 0o120000

#: What says of an archive that it is one document, and of which kind.
_DOCUMENTS: Final = ("[Content_Types].xml", "META-INF/container.xml", "mimetype")

#: Methods that are unpacked in little memory.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

#: What the library raises for lists that are damaged.
_DAMAGE: Final = (
    zipfile.BadZipFile,
    struct.error,
    ValueError,
    OverflowError,
    RuntimeError,  # NotImplementedError too
    EOFError,
    IndexError,
)


def is_zip(head: bytes) -> bool:
    """Whether a stream that begins so is a ZIP archive, or a document that is one."""
    return head.startswith(_MAGIC)


class _Contents(io.RawIOBase):
    """A file in an archive, counted."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        super().__init__()
        self._file = file
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what is given is one
        try:
            data = self._file.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, ValueError) as error:
            raise DamagedError from error
        self._meter.count(len(data))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The same bytes in a file that can be sought, which goes when it has been read."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        while data := stream.read(2**20):
            file.write(data)
        file.seek(0)
        yield cast(BinaryIO, file)


def _listed(end: bytes) -> tuple[int, int]:
    """How many files an archive that ends so says to hold, and the bytes of their list."""
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or at > len(end) - _END.size:
        return 0, 0
    _, files, size = _END.unpack_from(end, at)
    large = end.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and (files == 0xFFFF or size == 0xFFFFFFFF):
        _, files, size = _END_64.unpack_from(end, large)
    return files, size


def _open(file: BinaryIO, meter: Meter) -> zipfile.ZipFile:
    """The archive; raises `LimitError` where its list is too long to be held."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_REACH))
    files, listed = _listed(file.read())
    file.seek(0)
    most = meter.limits.members
    if files > most or min(listed, size) > most * _LISTED:
        raise LimitError(f"it lists more than {most:,} files", "MEMBERS")
    try:
        return zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise DamagedArchiveError("the list of its files is damaged or cut off") from error


def is_document(file: BinaryIO, meter: Meter) -> bool:
    """Whether an archive is one document (DOCX, EPUB, ODT): it holds what says which.

    Raises `DamagedArchiveError`; `file` is at its beginning then and afterwards.
    """
    try:
        with _open(file, meter) as archive:
            return any(name in _DOCUMENTS for name in archive.namelist())
    finally:
        file.seek(0)


def zip_members(file: BinaryIO, meter: Meter) -> Iterator[Member | Refused]:
    """The files of an archive that can be sought, in the order of its list.

    Raises `DamagedArchiveError` where the list is damaged or cut off, and what reading raises.
    """
    with _open(file, meter) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield from _member(archive, info, meter)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter
) -> Iterator[Member | Refused]:
    name = label(_name(info))
    if info.flag_bits & _ENCRYPTED:
        yield Refused(name, "Encrypted; unpack the archive with its password.")
    elif (info.external_attr >> 16) & _KIND == _LINK:
        yield Refused(name, "In the archive it is a link, which is not read; pack the file.")
    elif info.compress_type not in _METHODS:
        method = info.compress_type
        yield Refused(name, f"Packed by method {method} of ZIP; pack it again by deflate.")
    else:
        try:
            with archive.open(info) as file:
                yield Member(name, buffered(_Contents(cast(BinaryIO, file), meter)))
        except _DAMAGE as error:
            yield Refused(name, f"Its place in the archive is damaged: {error}.")


def _name(info: zipfile.ZipInfo) -> str:
    """A name as it was written: where it is not UTF-8, the writer's encoding is not told."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return decode(info.filename.encode("cp437")).text
    except (UnicodeEncodeError, UnreadableArticleError):
        return info.filename
