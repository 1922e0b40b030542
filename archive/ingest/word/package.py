"""The parts of a DOCX file (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from archive.ingest.xml_archive import DamagedPackageError, XmlArchive, package_name


class Package(XmlArchive):
    """A DOCX file, and where its document is."""

    def __init__(self, data: bytes) -> None:
        """Raises `DamagedPackageError`."""
        super().__init__(data)
        self.main = next(self.related("", "officeDocument"), "word/document.xml")
        if self.main not in self:
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
                yield package_name(posixpath.normpath(posixpath.join("/", folder, target)))
