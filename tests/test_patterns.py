"""Patterns mean the same in every Python that the archive runs on.

Before 3.11.5 a possessive repeat of a group, where the last try of the group fails behind its
first character, goes on from there and not from where the try began (python/cpython#106052).
Debian 12 has 3.11.2. Where what is repeated is one atomic group it goes on from the right place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

#: The end of a group that is repeated possessively.
_POSSESSIVE = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a program; what is put into one stands as a single letter."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
              for part in node.values}  # fmt: skip
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                yield "".join(str(p.value) if isinstance(p, ast.Constant) else "x" for p in values)
            case ast.Constant(value=str(text)) if id(node) not in inside:
                yield text


def opening(pattern: str, end: int) -> str:
    """How the group begins that ends at `end`."""
    blank = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", lambda m: "x" * len(m[0]), pattern)
    depth = 0
    for at in range(end, -1, -1):
        depth += (blank[at] == ")") - (blank[at] == "(")
        if depth == 0:
            return pattern[at : at + 3]
    return ""


def careless(text: str) -> list[str]:
    """The possessive repeats of a text whose group is not atomic."""
    return [
        text[: found.end()]
        for found in _POSSESSIVE.finditer(text)
        if opening(text, found.start()) != "(?>"
    ]


@pytest.mark.parametrize(
    "pattern, faults",
    [(r"(?:a b)*+", 1), (r"(?>a b)*+", 0), (r"(?>(?:a)|[)(\]]\))++", 0), (r"((?>a)b){1,3}+", 1)],
)
def test_faults_are_found(pattern: str, faults: int) -> None:
    assert len(careless(pattern)) == faults


def test_possessive_groups_are_atomic() -> None:
    found = [
        (path.name, pattern)
        for path in sorted((ROOT / "archive").rglob("*.py"))
        for text in texts(ast.parse(path.read_text("utf-8")))
        if "(?" in text
        for pattern in careless(text)
    ]
    assert found == []
