"""Names say what they hold, and a public name means one thing in the whole house."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

CODE: Final = ROOT / "archive"

#: Names that leave a reader to infer the type from the right-hand side.
EMPTY: Final = frozenset({"one", "found", "which", "asked", "kept", "part", "other"})

#: The share of bound names that may be empty. Python programs that are known to read well have 0.2
#: to 1 %: now and then "the other one" is just that.
MOST_EMPTY: Final = 0.015

#: Public names that several files have, and why they mean the same in each.
REPEATED: Final = {
    "article": "the view of an article: as a page, as JSON",
    "comparison": "the view of what differs: as a page, as JSON",
    "blueprint": "the views of one file of `web/`",
    "counterpart": "the view of what is nearest to an article: as a page, as JSON",
    "entity": "the view of an entity: as a page, as JSON",
    "install": "puts what a file of `web/` has into the application",
    "open_searcher": "the registry opens what the file of that name in each engine opens",
    "open_store": "the registry opens what the file of that name in each engine opens",
    "quotation": "the view of where quoted words stand: as a page, as JSON",
    "receipt": "the view of a search's receipt: as a page, as JSON",
    "register": "adds the commands of a file of `commands/`",
    "search": "the view of a page of results: as a page, as JSON",
}


def files() -> Iterator[tuple[str, ast.Module]]:
    """Every file of the archive: its path below `archive/`, and its tree."""
    for path in sorted(CODE.rglob("*.py")):
        yield str(path.relative_to(CODE)), ast.parse(path.read_text("utf-8"))


def bound_names(tree: ast.Module) -> Iterator[str]:
    """Every name that a file binds, as often as it does: variables, parameters, captures."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name
            case ast.ExceptHandler(name=str(name)):
                yield name


def public_names(tree: ast.Module) -> Iterator[str]:
    """Every name without an underscore before it that a file defines at its top level."""
    for statement in tree.body:
        names: list[str] = []
        match statement:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names = [name]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
        yield from (name for name in names if not name.startswith("_"))


def meanings(path: str) -> str:
    """Where the names of a file have their meaning; the languages of days, and of quotations, share
    theirs."""
    folders = Path(path).parts
    if path in ("quotations/english_words.py", "quotations/chinese_words.py"):
        return "quotations"
    return "dates" if folders[:2] in (("dates", "english"), ("dates", "chinese")) else path


def test_names_say_what_they_hold() -> None:
    empty: Counter[str] = Counter()
    total = 0
    for path, tree in files():
        names = [name for name in bound_names(tree) if name not in ("self", "cls", "_")]
        total += len(names)
        empty[path] = sum(name in EMPTY for name in names)
    worst = "\n".join(f"{count} {path}" for path, count in empty.most_common(12) if count)
    assert empty.total() < MOST_EMPTY * total, f"{empty.total()} of {total} names:\n{worst}"


def test_a_public_name_means_one_thing() -> None:
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for path, tree in files():
        for name in public_names(tree):
            homes[name].add(meanings(path))
    repeated = {name: sorted(paths) for name, paths in homes.items() if len(paths) > 1}
    unexplained = {name: paths for name, paths in repeated.items() if name not in REPEATED}
    assert not unexplained, "\n".join(f"{n}: {', '.join(p)}" for n, p in unexplained.items())
    assert repeated.keys() == REPEATED.keys(), "these names have one home: delete their reasons"
