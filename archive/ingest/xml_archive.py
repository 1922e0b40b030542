"""XML in a ZIP file, as documents of offices and electronic books are kept."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from archive.errors import ArchiveError
from archive.ingest.reader import shown

#: XML that is larger describes no article: a book of a thousand pages has about 10 MiB. As a tree
#: it takes some ten times its size.
MAX_PART: Final = 32 * 2**20

#: Nor do all parts together that are larger: a few kilobytes of ZIP can unpack to gigabytes.
MAX_ALL: Final = 256 * 2**20

_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,  # encrypted
    NotImplementedError,  # packed in a way that is not known
)


class DamagedPackageError(ArchiveError):
    """A file that is not what it should be, or a damaged one."""


class XmlArchive:
    """The parts of a file by their names.

    Nothing outside it is ever opened. `unread` says of each part that the whole can do without and
    that is damaged what is wrong with it.
    """

    def __init__(self, data: bytes) -> None:
        """Raises `DamagedPackageError`."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS as error:
            raise DamagedPackageError(f"Damaged: {shown(str(error))}.") from error
        self.unread: list[str] = []
        self._unpacked = 0
        self._names = {package_name(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return package_name(part) in self._names

    def aside(self, part: str) -> etree._Element | None:
        """The XML of a part that an article can do without, None where it cannot be read."""
        try:
            return self.tree(part)
        except DamagedPackageError as error:
            if error.detail not in self.unread:
                self.unread.append(error.detail)
            return None

    def tree(self, part: str) -> etree._Element | None:
        """The XML of a part, None where there is no such part.

        Raises `DamagedPackageError` where it cannot be unpacked or is no XML.
        """
        data = self.data(part)
        if data is None:
            return None
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            raise DamagedPackageError(f"{shown(part)}: {shown(str(error))}.") from error

    def data(self, part: str) -> bytes | None:
        """The bytes of a part, None where there is no such part. Raises `DamagedPackageError`."""
        info = self._names.get(package_name(part))
        if info is None:
            return None
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except _ERRORS as error:
            raise DamagedPackageError(f"{shown(part)}: {shown(str(error))}.") from error
        self._unpacked += len(data)
        if self._unpacked > MAX_ALL:
            raise DamagedPackageError(f"It unpacks to more than {MAX_ALL // 2**20} MiB.")
        if len(data) > MAX_PART:
            raise DamagedPackageError(f"{shown(part)}: larger than {MAX_PART // 2**20} MiB.")
        return data


def package_name(name: str) -> str:
    """A name in a package as it is compared: without case, with slashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _parser() -> etree.XMLParser:
    """One that opens nothing and expands no entity; each text gets its own, as they keep state."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
