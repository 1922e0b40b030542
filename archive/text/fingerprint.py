"""The fingerprint of analysis: what decides how an article becomes tokens."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from importlib import metadata, resources
from typing import Final

from archive.model.entity import Names
from archive.text.segmentation import all_names, is_fast

#: Raised by one when the code of `archive.text` gives other tokens for the same text.
ANALYSIS: Final = 5

#: The digest of the tokens of the sample archive and of hard texts; with it a test knows when
#: `ANALYSIS` is to be raised.
TOKENS: Final = "777df2b4b794aeebb6d63e15740f046a"

#: Data on which no token depends.
_NO_TOKENS: Final = frozenset(("characters.tsv", "counted.tsv", "units.tsv"))

_PACKAGES: Final = ("jieba", "PyStemmer", "regex")


@cache
def _program() -> bytes:
    """What this program and its packages decide, whatever the names."""
    hasher = hashlib.blake2b(digest_size=16)
    hasher.update(f"analysis {ANALYSIS} unicode {unicodedata.unidata_version}\n".encode())
    data = resources.files("archive.text").joinpath("data")
    files = (file for file in data.iterdir() if file.name not in _NO_TOKENS)
    for file in sorted(files, key=lambda path: path.name):
        hasher.update(file.name.encode() + file.read_bytes())
    for package in (*_PACKAGES, *(["rjieba"] if is_fast() else [])):
        hasher.update(f"{package} {metadata.version(package)}\n".encode())
    return hasher.digest()


def program_fingerprint() -> str:
    """32 hexadecimal digits that change when tokens might whatever the names."""
    return _program().hex()


def fingerprint(names: Names) -> str:
    """16 hexadecimal digits that change when tokens might: with code, data, packages or names."""
    hasher = hashlib.blake2b(_program(), digest_size=8)
    hasher.update("\n".join(sorted(set(all_names(names)))).encode("utf-8"))
    return hasher.hexdigest()
