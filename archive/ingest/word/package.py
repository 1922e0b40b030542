"""The parts of a DOCX file: XML inside a ZIP file (ECMA-376, part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from archive.errors import ArchiveError
from archive.ingest.reader import shown

#: XML that is larger describes no article: a book of a thousand pages has about 10 MiB. As a tree
#: it takes some ten times its size.
MAX_PART: Final = 32 * 2**20

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
    """A file that is no DOCX file, or a damaged one."""


class Package:
    """A DOCX file. Nothing outside it is ever opened, whatever its relations name.

    `unread` says of each part beside the document that is damaged what is wrong with it.
    """

    def __init__(self, data: bytes) -> None:
        """Raises `DamagedPackageError`."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS as error:
            raise DamagedPackageError(f"Damaged: {shown(str(error))}.") from error
        self.unread: list[str] = []
        self._names = {_plain(info.filename): info for info in self._zip.infolist()}
        self.main = next(self.related("", "officeDocument"), "word/document.xml")
        if self.main not in self._names:
            raise DamagedPackageError("No document of Word inside.")

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts in the package that `part` ("" for the package) names as its `kind`."""
        folder, name = posixpath.split(part)
        relations = self.aside(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in [] if relations is None else relations.iter("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            if str(relation.get("Type", "")).rpartition("/")[2] == kind:
                target = str(relation.get("Target", "")).replace("\\", "/")
                yield _plain(posixpath.normpath(posixpath.join("/", folder, target)))

    def aside(self, part: str) -> etree._Element | None:
        """The XML of a part that an article can do without, None where it cannot be read."""
        try:
            return self.tree(part)
        except DamagedPackageError as error:
            if error.message not in self.unread:
                self.unread.append(error.message)
            return None

    def tree(self, part: str) -> etree._Element | None:
        """The XML of a part, None where there is no such part.

        Raises `DamagedPackageError` where it cannot be unpacked or is no XML.
        """
        info = self._names.get(_plain(part))
        if info is None:
            return None
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_PART + 1)
        except _ERRORS as error:
            raise DamagedPackageError(f"{shown(part)}: {shown(str(error))}.") from error
        if len(data) > MAX_PART:
            raise DamagedPackageError(f"{shown(part)}: larger than {MAX_PART // 2**20} MiB.")
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            raise DamagedPackageError(f"{shown(part)}: {shown(str(error))}.") from error


def _plain(name: str) -> str:
    """A name in a package as it is compared: without case, with slashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _parser() -> etree.XMLParser:
    """One that opens nothing and expands no entity; each text gets its own, as they keep state."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
