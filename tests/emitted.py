"""The messages that the program can emit, read from its syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

#: What makes a message of a code and values: its name, and which argument is the code.
_MAKERS: Final = {"Message": 0, "of": 0, "note": 0, "BadParameterError": 1}

#: Values that a maker adds to those that it is given.
_ADDED: Final = {"BadParameterError": {"parameter"}}


@dataclass(frozen=True)
class Emission:
    """A code where it is emitted, and the names of its values; "" for a code that is computed."""

    place: str
    code: str
    values: frozenset[str]


def sources(*left_out: str) -> Iterator[tuple[str, ast.Module]]:
    """Every file of the program, by its path below `archive/`, without some folders or files."""
    for path in sorted((ROOT / "archive").rglob("*.py")):
        name = path.relative_to(ROOT / "archive").as_posix()
        if not name.startswith(left_out):
            yield name, ast.parse(path.read_text("utf-8"))


def name_of(node: ast.expr) -> str:
    """The last name of what is called or raised; "" where it has none."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _texts(node: ast.expr) -> list[str]:
    """What an expression may be, where it is a text or one of two; [""] where it is computed."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else [""]


def _is_maker(node: ast.Call) -> bool:
    if isinstance(node.func, ast.Attribute) and node.func.attr == "of":
        return name_of(node.func.value) == "Message"
    return name_of(node) in _MAKERS


def _of_maker(place: str, node: ast.Call) -> Iterator[Emission]:
    maker = name_of(node)
    at = _MAKERS[maker]
    if len(node.args) <= at:
        return
    values = {keyword.arg for keyword in node.keywords if keyword.arg} | _ADDED.get(maker, set())
    for code in _texts(node.args[at]):
        yield Emission(place, code, frozenset(values))


def _of_failure(place: str, node: ast.Call) -> Iterator[Emission]:
    """An administrator's error that is given a code for readers."""
    given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    if "code" not in given:
        return
    names = {"file"} & given.keys()
    if isinstance(values := given.get("values"), ast.Dict):
        names |= {text for key in values.keys if key is not None for text in _texts(key)}
    for code in _texts(given["code"]):
        yield Emission(place, code, frozenset(names))


def emissions(path: Path | str, tree: ast.Module) -> Iterator[Emission]:
    """What a file emits."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                place = f"{path}:{function.name}"
                read = _of_maker if _is_maker(node) else _of_failure
                yield from read(place, node)
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            for node in ast.walk(statement.value):
                if isinstance(node, ast.Call) and _is_maker(node):
                    yield from _of_maker(f"{path}:", node)
