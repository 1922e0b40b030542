"""Articles of one fragment over and over, or of many names, take time that grows as they do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import count
from typing import Final

import pytest

from archive.entities.authority import load_authority
from archive.entities.candidates import candidates
from archive.entities.findings import Finding, Findings, Model
from archive.entities.latin_names import _by_their_ends, _by_themselves, _longest
from archive.entities.left_out import byline
from archive.entities.overlaps import Stretches
from archive.entities.resolver import Resolver
from archive.entities.surroundings import word_after
from archive.model.article import Article, Language
from archive.model.entity import Kind
from archive.text.folding import fold
from tests.analyzers import plain
from tests.linear import growth

#: Twice the growth that is due, and half of what the square would give.
_MOST: Final = 24


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    """Over the authority files that the archive comes with."""
    return Resolver(load_authority(), plain())


def article(body: str) -> Article:
    """An article of this text."""
    return Article("x", "title", body, Language.ENGLISH)


@pytest.mark.parametrize(
    "fragment",
    [
        *("川普", "習近平", "特朗普", "Trump-", "Trump ", "Xi'", "Reuters ", "Trump-a", "(AFP) "),
        *(
            "By John Smith\n",
            "Source: Donald Trump\n",
            "【（",
            "is a ",
            "記者 ",
            "文 ",
            "\n",
            "(AB",
        ),
        *("Donald Trump, ", "習近平主席", "the Trump ", "A. ", "—", ". "),
    ],
)
def test_fragment(resolver: Resolver, fragment: str) -> None:
    """So it is of names that the authority files know, credits and notes."""

    def read(body: str) -> None:
        resolver.mentions(article(body))
        byline(article(body))

    assert growth(read, lambda size: fragment * (size // len(fragment) + 1), 5_000) < _MOST


def test_credits(resolver: Resolver) -> None:
    """So it is of names in a great many credits."""

    def read(body: str) -> None:
        resolver.mentions(article(body))

    assert growth(read, lambda size: "Source: Donald Trump\n" * size, 1_000) < _MOST


def _word(number: int) -> str:
    """A different capitalised word for each number."""
    letters = ""
    while number:
        number, letter = divmod(number, 26)
        letters += chr(97 + letter)
    return "Q" + letters + "x"


def _named(kind: Kind, names: list[str], between: str = ", said ") -> tuple[Article, Findings]:
    found, text = [], ""
    pieces: list[str] = []
    at = 0
    for name in names:
        found.append(Finding("body", kind, at, at + len(name)))
        pieces.append(name + between)
        at += len(pieces[-1])
    text = "".join(pieces)
    return article(text), tuple(found)


def _han(number: int) -> str:
    return "陳" + chr(0x4E00 + number // 97) + chr(0x5000 + number % 97 * 16)


@pytest.mark.parametrize(
    "name, between",
    [
        (lambda number: f"{_word(number)} {_word(7 * number)}", ", said "),
        (lambda number: f"{_word(number)} Smith", ", said "),
        (lambda number: f"Al {'Virgil ' * (number % 2)}{_word(number)}", ", said "),
        (_word, " said "),
        (_han, "，說"),
    ],
)
def test_many_names(resolver: Resolver, name: Callable[[int], str], between: str) -> None:
    """So it is of findings of models, no two of them alike."""

    def read(text: str) -> None:
        names = [name(number) for number in range(1, len(text))]
        body, found = _named(Kind.PERSON, names, between)
        candidates(body, found)
        resolver.mentions(body, found)

    assert growth(read, lambda size: " " * size, 250) < _MOST


@pytest.mark.parametrize(
    "fragment",
    ["Mr ", "the ", "'s", " 's", "A 's", "John Smith and ", "x. ", "Johna", "\u3000", "\r "],
)
def test_long_finding(resolver: Resolver, fragment: str) -> None:
    """So it is of one finding, however long."""

    def read(body: str) -> None:
        for kind in (Kind.PERSON, Kind.ORGANISATION):
            resolver.mentions(article(body), (Finding("body", kind, 0, len(body)),))

    def make(size: int) -> str:
        return "A" + fragment * (size // len(fragment)) + "B C"

    assert growth(read, make, 5_000) < _MOST


@pytest.fixture(scope="module")
def model() -> Model:
    """The English model; skips where its package is absent."""
    loaded: Model = pytest.importorskip("archive.entities.english_model").EnglishModel()
    return loaded


@pytest.mark.parametrize(
    "fragment", [")", *(pytest.param(one, marks=pytest.mark.long) for one in "('…-")]
)
def test_model(model: Model, fragment: str) -> None:
    """So it is of what the English model is given, whatever signs it takes off."""
    number = count()

    def read(text: str) -> None:
        # Never the same word twice: the model remembers how it took one apart.
        model.find([f"{text}x{next(number)}"])

    assert growth(read, lambda size: fragment * size, 600) < _MOST


def test_model_reads_as_before(model: Model) -> None:
    """A stretch without spaces that ends a text moves no name before it."""
    text = "President Barack Obama met Angela Merkel in Berlin. "
    (plain, longer) = model.find([text, text + "=" * 1_200])
    assert plain
    assert longer[: len(plain)] == plain


def test_stretches() -> None:
    """Overlapping, holding and lying inside are what looking at each stretch says."""
    chance = random.Random(1)
    for _ in range(300):
        spans = [
            (start, start + chance.randint(1, 6))
            for start in chance.sample(range(30), chance.randint(0, 5))
        ]
        stretches = Stretches(spans)
        for start in range(30):
            for end in range(start + 1, 34):
                assert stretches.overlap(start, end) == any(start < b and a < end for a, b in spans)
                assert stretches.hold(start, end) == any(a <= start and end <= b for a, b in spans)
                assert stretches.end_inside(start, end) == any(
                    start <= a and b < end for a, b in spans
                )


def test_words_by_themselves() -> None:
    """Words stand where a pattern of all of them, the longest first, finds them."""
    chance = random.Random(2)
    found = 0
    for _ in range(3_000):
        words = list({"".join(chance.choices("ab'.-1", k=chance.randint(1, 4))) for _ in range(4)})
        text = "".join(chance.choices("ab'.-1 é", k=30))
        every = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        pattern = rf"(?<![A-Za-zé\d-])(?:{every})(?![A-Za-zé\d-])"
        expected = [match.span() for match in re.finditer(pattern, text)]
        assert list(_by_themselves(text, words)) == expected
        found += len(expected)
    assert found > 1_000
    assert list(_by_themselves("a b", [])) == []


def test_longer_names() -> None:
    """The one longer name is the one whose end a name is, in any case of letters."""
    chance = random.Random(3)
    for _ in range(2_000):
        names = {
            " ".join(chance.choices(["Van", "van", "Dijk", "Al"], k=chance.randint(1, 3)))
            for _ in range(4)
        } | {"Al  Van"}
        ends = _by_their_ends(sorted(names))
        for name in names:
            longer = [one for one in names if one.lower().endswith(f" {name.lower()}")]
            assert _longest(name, ends) == (longer[0] if len(longer) == 1 else name)


@pytest.mark.parametrize(
    "after, taken",
    [
        *((" Organization", True), ("-Towers", True), (" Organizations", False), (" Jr.", True)),
        *((" organization's", False), (" Organization-" + "x" * 50, False), (" said", False)),
    ],
)
def test_word_after(after: str, taken: bool) -> None:
    """A word that makes a surname a thing's name is that word and no longer one."""
    assert word_after(fold(f"Trump{after} x"), 5) is taken
