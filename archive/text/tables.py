"""The data files of packages: one row a line, lines that begin with # are comments."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources


def rows(package: str, name: str) -> Iterator[str]:
    """The rows of a file in the folder `data` of a package, in their order.

    Raises FileNotFoundError where there is none.
    """
    text = resources.files(package).joinpath("data", name).read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
