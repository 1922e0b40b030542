"""Below the pages nobody speaks: no file there holds a sentence that could reach one.

A sentence is a string of three words or more with spaces between them; of an f-string, its fixed
text. Strings that never reach a page are left out: docstrings, what is raised by Python's own
errors, what an error for administrators is given, lines of the log, patterns, and lists of words.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from typing import Final

import pytest

from archive import errors
from archive.engine.generation import MalformedError
from archive.errors import ArchiveError, ReaderError
from tests.emitted import name_of, sources

#: Folders and files that may hold sentences, each with its reason.
EXEMPT: Final = {
    "web/": "speaks to readers",
    "commands/": "speaks to administrators",
    "cli.py": "speaks to administrators",
    "settings.py": "speaks to administrators, who set what it reads",
    "ingest/": "speaks to administrators in the list of what could not be read",
    "indexing/": "speaks to administrators in the report of a reindex",
    "entities/authority.py": "speaks to curators of the authority file",
    "entities/entries.py": "speaks to curators of the authority file",
    "entities/curation.py": "speaks to curators of the authority file",
    "search/meaning.py": "speaks to the log",
    "meaning/": "speaks to administrators of a package that is missing or damaged",
    "errors.py": "holds the remedies of administrators' errors",
    "corpus/lexicon/beginnings.py": "speaks SQL",
    "corpus/lexicon/decisions.py": "speaks to the newsroom of its file of words",
    "engine/lexicons.py": "speaks SQL",
    "export/sqlite.py": "speaks SQL",
    "dates/festivals.py": "is a table of names",
    "text/agencies.py": "is a table of names",
    "text/typed_days.py": "is a table of words",
    "quotations/english_words.py": "is a table of words",
    "assistant/": "speaks to programs, which are told in English what a tool does",
    "serving/": "speaks to the log, and to programs that break the rules of HTTP",
}

#: Single strings of other files, each with its reason.
ALLOWED: Final = {
    "Run `manage.py reindex`: all is read anew, which takes some X min on two cores "
    "for X articles, and what models found is kept.": "a remedy for the terminal",
    "Run `manage.py generations`, then `manage.py publish NAME`.": "a remedy for the terminal",
    "Tell it with `manage.py publish NAME`. Or:": "a remedy for the terminal",
    "Restore it from a backup; until then nothing is served.": "a remedy for the terminal",
    "in no person": "a heading in a file of words",
    "in an organisation": "a heading in a file of words",
    "new year's eve": "a name",
    "analysis X unicode X\n": "what a digest is made of",
    "香港經濟 Hong Kong economy": "what is searched to warm up",
}

_SENTENCE: Final = re.compile(r"[A-Za-z][\w’'.`-]*[,;:]? [\w“`][\w’'.`”-]*[,;:]? [\w“`]")

#: Calls whose strings are patterns, or SQL, or lines of the log, or a list of words.
_PATTERNS: Final = frozenset({"compile", "rule", "folded", "Rule"})
_LOG: Final = frozenset({"debug", "info", "warning", "error", "exception"})
_LISTS: Final = frozenset({"split", "splitlines"})


def _told_to_nobody(name: str) -> bool:
    """Whether an exception's words are for the log, a traceback or the terminal only."""
    kind = getattr(errors, name, None) or getattr(builtins, name, None)
    kind = MalformedError if name == MalformedError.__name__ else kind
    if not isinstance(kind, type) or issubclass(kind, ReaderError):
        return False
    return issubclass(kind, ArchiveError | Exception)


def _is_apart(node: ast.AST) -> bool:
    """Whether the strings below a node never reach a page."""
    if not isinstance(node, ast.Call):
        return False
    name = name_of(node)
    return name in _PATTERNS | _LOG | _LISTS or _told_to_nobody(name)


def _text(node: ast.AST) -> str | None:
    """The fixed text of a string, with a sign for each hole; None where it is none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(value) or "X" for value in node.values)
    return None


def _strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings that may reach a page, with their lines."""
    for child in ast.iter_child_nodes(node):
        docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if docstring or _is_apart(child):
            continue
        text = _text(child)
        if text is None:
            yield from _strings(child)
        else:
            yield getattr(child, "lineno", 0), text


def sentences(tree: ast.AST) -> list[tuple[int, str]]:
    """The sentences of a file that could reach a page, with their lines."""
    return [(line, text) for line, text in _strings(tree) if _SENTENCE.search(text)]


def test_no_sentence_lies_below_the_pages() -> None:
    """And each string that is allowed is one that would be found."""
    places = {
        text: f"{name}:{line}" for name, tree in sources(*EXEMPT) for line, text in sentences(tree)
    }
    assert {place: text for text, place in places.items() if text not in ALLOWED} == {}
    assert ALLOWED.keys() <= places.keys()


@pytest.mark.parametrize(
    "code, count",
    [
        ('note = "The word is left out."', 1),
        ('note = f"{word} is left out"', 1),
        ('raise BadParameterError("q", "The query is too long.")', 1),
        ('show("not in the list", word)', 1),
        ('"""A docstring is no sentence."""', 0),
        ('raise DamagedIndexError(f"{path} is cut short.")', 0),
        ('raise ValueError("this is no query node")', 0),
        ('_log.info("%s serves from now on", name)', 0),
        ('P = re.compile(r"a b c d")', 0),
        ('WORDS = "january february march".split()', 0),
        ('code = "left_out_word"; operator = " OR "', 0),
    ],
)
def test_what_is_a_sentence(code: str, count: int) -> None:
    assert len(sentences(ast.parse(code))) == count


def test_what_is_exempt_is_there() -> None:
    names = [name for name, _ in sources()]
    assert all(any(name.startswith(place) for name in names) for place in EXEMPT)
