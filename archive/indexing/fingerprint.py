"""The fingerprint of analysis: what decides how an article becomes tokens."""

from __future__ import annotations

import hashlib
from importlib import metadata, resources
from typing import Final

from archive.model.entity import Names
from archive.text.segmentation import all_names, is_fast

#: Raised by one when the code of `archive.text` gives other tokens for the same text.
ANALYSIS: Final = 3

_DATA: Final = ("fold.tsv", "variants.tsv", "cutting.tsv")


def fingerprint(names: Names) -> str:
    """16 hexadecimal digits that change when tokens might."""
    hasher = hashlib.blake2b(digest_size=8)
    hasher.update(f"analysis {ANALYSIS}\n".encode())
    for name in _DATA:
        hasher.update(resources.files("archive.text").joinpath("data", name).read_bytes())
    packages = ["jieba", "PyStemmer", *(["rjieba"] if is_fast() else [])]
    for package in packages:
        hasher.update(f"{package} {metadata.version(package)}\n".encode())
    hasher.update("\n".join(sorted(set(all_names(names)))).encode("utf-8"))
    return hasher.hexdigest()
