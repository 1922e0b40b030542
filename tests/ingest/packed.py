"""Packed files and archives, as tests write them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

import zstandard


def gzipped(data: bytes) -> bytes:
    """Data packed with gzip, the same whenever it is."""
    return gzip.compress(data, mtime=0)


#: How a file is packed, by the suffix of that.
PACKERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    ".gz": gzipped,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: zstandard.ZstdCompressor().compress(data),
}


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of files by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], format_: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive of files by name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format_) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def line(name: str) -> bytes:
    """An article as a line of JSON."""
    return f'{{"id": "{name}", "title": "Title {name}", "body": "Text."}}\n'.encode()
