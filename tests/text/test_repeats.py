"""Texts and queries of one fragment over and over are read in time that grows as they do."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
import regex

from archive.query.lexer import lex
from archive.query.parser import parse
from archive.text import snippets
from archive.text.language import detect_language
from archive.text.marks import Occurrence
from tests.analyzers import plain, plain_analyzer
from tests.linear import growth

#: Twice the growth that is due, and half of what the square would give.
_MOST = 24


def _snippets(text: str) -> None:
    """Fragments of a text with one mark over nearly all of it."""
    snippets.fragments(text, [Occurrence(1, len(text) - 1, 0)])


@pytest.mark.parametrize(
    "work, fragment",
    [
        *((_snippets, one) for one in (".", "?.", '."', "!", "\n ", " ", "a", "香")),
        *(
            (plain_analyzer().analyse, one)
            for one in ("1,111", "1.", "a.", "'s", "香", "a1.2", "\u0940", "\n", "é")
        ),
        *((detect_language, one) for one in ("{{<", "www.", "http://", "{{%a", "香")),
        *((lex, one) for one in ('"', "「", "-", "a:", "(", "~1", "AND ")),
        *((parse, one) for one in ("(", "NOT ", "a OR ", "a NEAR/3 ", '"a" ', "title:")),
        *((plain().best_parts, one) for one in ("香港", "中", "特別行政區")),
    ],
)
def test_fragment(work: Callable[[str], object], fragment: str) -> None:
    """Eight times a fragment takes about eight times as long."""
    assert growth(work, lambda size: fragment * (size // len(fragment) + 1), 6_000) < _MOST


def test_ends_of_sentences() -> None:
    """A bounded row of full stops ends sentences where an unbounded one does."""
    unbounded = regex.compile(snippets._SENTENCE.pattern.replace("{1,200}", "+"))
    assert unbounded.pattern != snippets._SENTENCE.pattern
    chance = random.Random(4)
    found = 0
    for _ in range(5_000):
        text = "".join(chance.choices("..!?。！ \n”'\")aM\u0301\u200b", k=12))
        text += "a" + "." * chance.randint(1, 400) + chance.choice(" x\n")
        ends = [match.end() for match in snippets._SENTENCE.finditer(text)]
        assert ends == [match.end() for match in unbounded.finditer(text)]
        found += len(ends)
    assert found > 1_000
