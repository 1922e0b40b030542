"""The words that templates and views ask for, read from their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import jinja2
from jinja2 import nodes

from tests.conftest import ROOT
from tests.emitted import name_of

#: What looks words up in a view, and which argument is the key.
_LOOKUPS: Final = {"page_words": 0, "page_count": 1, "text": 0, "counted": 0}

#: Those that count, whose one value is `n`.
_COUNTS: Final = frozenset({"page_count", "counted"})


@dataclass(frozen=True)
class Asked:
    """A key where words are asked for, and the names of the values given.

    `key` is "" where it is handed on; `is_prefix`: something known only later follows it.
    """

    place: str
    key: str
    values: frozenset[str] = frozenset()
    is_prefix: bool = False


def asked_words() -> Iterator[Asked]:
    """All that is asked for."""
    environment = jinja2.Environment()  # nothing is rendered
    for path in sorted((ROOT / "templates").glob("*.html")):
        yield from _of_template(path.name, environment.parse(path.read_text("utf-8")))
    for path in sorted((ROOT / "archive" / "web").glob("*.py")):
        yield from _of_view(path.name, ast.parse(path.read_text("utf-8")))


def _of_template(place: str, tree: nodes.Template) -> Iterator[Asked]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t":
            values = frozenset(keyword.key for keyword in call.kwargs)
            for key, is_prefix in _template_keys(call.args[0]):
                yield Asked(place, key, values, is_prefix)
    for counted in tree.find_all(nodes.Filter):
        if counted.name == "things":
            for key, is_prefix in _template_keys(counted.args[0]):
                yield Asked(place, key, frozenset({"n"}), is_prefix)


def _template_keys(node: nodes.Node) -> Iterator[tuple[str, bool]]:
    match node:
        case nodes.Const(value=str(key)):
            yield key, False
        case nodes.CondExpr(expr1=first, expr2=second):
            yield from _template_keys(first)
            if second is not None:
                yield from _template_keys(second)
        case nodes.Concat(nodes=[nodes.Const(value=str(key)), *_]):
            yield key, True
        case _:
            yield "", False


def _of_view(place: str, tree: ast.Module) -> Iterator[Asked]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (lookup := name_of(call)) in _LOOKUPS:
            values = {keyword.arg for keyword in call.keywords if keyword.arg}
            given = frozenset({"n"} if lookup in _COUNTS else values)
            for key, is_prefix in _view_keys(call.args[_LOOKUPS[lookup]]):
                yield Asked(place, key, given, is_prefix)


def _view_keys(node: ast.expr) -> Iterator[tuple[str, bool]]:
    match node:
        case ast.Constant(value=str(key)):
            yield key, False
        case ast.IfExp(body=first, orelse=second):
            yield from _view_keys(first)
            yield from _view_keys(second)
        case ast.JoinedStr(values=[ast.Constant(value=str(key)), *_]):
            yield key, True
        case _:
            yield "", False
