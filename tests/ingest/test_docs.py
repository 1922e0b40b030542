"""What users read of formats and notes is complete."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from archive.ingest.registry import FORMATS
from tests.conftest import ROOT
from tests.emitted import name_of

REFERENCE = (ROOT / "docs" / "REFERENCE.md").read_text("utf-8")
TABLE = (ROOT / "docs" / "FORMATS.md").read_text("utf-8")

_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")

#: What makes notes of a code.
_MAKERS = ("Note", "odd", "odd_day")

#: Looks like a code beside a pattern, and is a field of mails.
_NO_CODES = {"content-transfer-encoding"}


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    text = node.value if isinstance(node, ast.Constant) else None
    if isinstance(text, str) and _CODE.fullmatch(text):
        yield text


def _codes(node: ast.AST) -> Iterator[str]:
    """The codes of a maker; and those that stand first of a pair, under a key or in `code`."""
    if isinstance(node, ast.Call) and node.args and name_of(node) in _MAKERS:
        yield from _texts(node.args[0])
        return
    expression: ast.expr | None = None
    if isinstance(node, ast.Tuple) and len(node.elts) == 2:
        expression = node.elts[0]
    elif isinstance(node, ast.Subscript):
        expression = node.slice
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
        expression = node.value
    if expression is not None:
        yield from (text for text in _texts(expression) if "-" in text)


def codes() -> set[str]:
    """Every code that a file of `archive/ingest` may note."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "archive/ingest").rglob("*.py"))
    return {code for tree in trees for node in ast.walk(tree) for code in _codes(node)} - _NO_CODES


def test_every_code_is_documented() -> None:
    listed = codes()
    assert {"encoding-guessed", "desk-notes", "control-characters", "summary"} <= listed
    assert [code for code in sorted(listed) if f"`{code}`" not in REFERENCE] == []


def test_no_code_is_documented_that_does_not_exist() -> None:
    section = REFERENCE.split("### What is noted")[1].split("\n\nThe report also")[0]
    named = {
        code
        for line in section.split("\n")[4:]
        if line.startswith("| `")
        for code in re.findall(r"`([a-z-]+)`", line.split("|")[1])
    }
    assert named - codes() == set()


@pytest.mark.parametrize("name", [format_.name for format_ in FORMATS])
def test_every_format_is_documented(name: str) -> None:
    assert f"\n| `{name}` | " in TABLE
