"""Which tokens a text gives, at which positions, and what of the text they stand for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from archive.model.fields import TEXT_FIELDS
from archive.text.folding import han_folds
from archive.text.scan import in_line, scan
from archive.text.tokens import exact_tokens
from tests.analyzers import plain_analyzer
from tests.text.token_table import IN_FULL, ROWS, Row


def ids(row: Row) -> str:
    return ascii(row.text)[1:-1] or "empty"


def parsed(exact: str) -> list[tuple[str, int]]:
    """Runs, words and marks of a row with their positions."""
    pairs = (piece.split(":", 1) for piece in of_class(exact).split())
    return [(token, int(position)) for position, token in pairs]


def is_han(token: str) -> bool:
    """Whether a token of the table is a run of Han characters, kana or bopomofo."""
    return token[0] in "々〇" or "\u3041" <= token[0] <= "\u9fff" or token[0] >= "\U00020000"


def of_class(text: str) -> str:
    """A text with each Han character as the one that stands for its class.

    Which one that is (國 or 国) is the folding table's choice, not promised to anyone.
    """
    return "".join(han_folds().get(character, character) for character in text)


def spelled_out(exact: str) -> list[tuple[str, int]]:
    """The tokens of `exact`: a run is its first character, its bigrams and its last character."""
    tokens: list[tuple[str, int]] = []
    for token, position in parsed(exact):
        if not is_han(token):
            tokens.append((token, position))
            continue
        tokens.append((token[0], position))
        tokens += [(token[i : i + 2], position + i) for i in range(len(token) - 1)]
        if len(token) > 1:
            tokens.append((token[-1], position + len(token) - 1))
    return sorted(tokens)


def found(text: str) -> list[tuple[str, int]]:
    """What the program makes of a text."""
    tokens = plain_analyzer().analyse(text)["exact"]
    return sorted(zip(tokens.terms, tokens.positions, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_exact(row: Row) -> None:
    assert found(row.text) == spelled_out(row.exact)


@pytest.mark.parametrize("text, full", IN_FULL)
def test_exact_in_full(text: str, full: str) -> None:
    pairs = (piece.split() for piece in of_class(full).split(", "))
    marks = {"COMMA": ",", "STOP": "."}
    expected = [(marks.get(token, token), int(position)) for token, position in pairs]
    assert found(text) == sorted(expected)


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_printed(row: Row) -> None:
    scanned = scan(row.text)
    folded = scanned.folded
    places = [folded.span(start, end) for _, _, start, end, _, _ in scanned.spans]
    printed = [row.text[first:last] for first, last in places]
    if row.printed is None:
        words = [token for token, _ in parsed(row.exact) if token not in (",", ".")]
        assert [one.lower() for one in printed] == words
    else:
        assert printed == (row.printed.split("|") if row.printed else [])
    # In order, and apart unless one character gave several words.
    line = [folded.span(span.start, span.end) for span in in_line(scanned.spans)]
    for (first, last), (after_first, after_last) in pairwise(line):
        assert last <= after_first or (first, last) == (after_first, after_last)


@pytest.mark.parametrize("row", [row for row in ROWS if row.word is not None], ids=ids)
def test_word(row: Row) -> None:
    assert sorted(plain_analyzer().analyse(row.text)["word"].terms) == sorted(
        of_class(row.word or "").split()
    )


@pytest.mark.parametrize("row", [row for row in ROWS if row.cased is not None], ids=ids)
def test_cased(row: Row) -> None:
    assert list(plain_analyzer().analyse(row.text)["cased"].terms) == (row.cased or "").split()


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_char(row: Row) -> None:
    runs = [token for token, _ in parsed(row.exact) if is_han(token)]
    assert list(plain_analyzer().analyse(row.text)["char"].terms) == sorted(set("".join(runs)))


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_tokens_with_offsets_are_the_tokens(row: Row) -> None:
    """What marks are made from is what is indexed."""
    tokens = [(token, place) for token, place, _, _ in exact_tokens(scan(row.text).spans)]
    assert sorted(tokens) == found(row.text)


@pytest.mark.parametrize(
    "one, other",
    [
        ("U.S. economy", "US economy"),
        ("year- on year", "year on year"),
        ("Ｍｅｔａ擬", "META 擬"),
        ("Mr. Lee", "Mr Lee"),
        ("C.Y. Leung", "CY Leung"),
        ("company’s", "company"),
        ("1,560億", "1560億"),
        ("25℃", "25°C"),
        ("香港，中國", "香港：中国"),
        ("the re\u00adport", "THE REPORT"),
    ],
)
def test_one_sequence(one: str, other: str) -> None:
    assert found(one) == found(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("香港，中國", "香港中國"),
        ("香港，中國", "香港。中國"),
        ("香港 中國", "香港中國"),
        ("COVID-19", "COVID19"),
        ("50%", "50"),
        ("$50", "€50"),
        ("パリ", "ハリ"),
        ("バリ", "パリ"),
        ("AT&T", "AT and T"),
        ("3.5億", "35億"),
        ("1,56億", "156億"),
        ("C++", "C"),
        ("m²", "m2"),
        ("AT&T", "ATT"),
        ("this, that", "this that"),
    ],
)
def test_another_sequence(one: str, other: str) -> None:
    assert found(one) != found(other)


def test_article_has_every_field() -> None:
    tokens = plain_analyzer().analyse_article("香港", "Meta 擬斥資")
    assert set(tokens) == set(TEXT_FIELDS)
    assert list(tokens["title_char"].terms) == ["港", "香"]
    assert list(tokens["body_cased"].terms) == ["Meta"]
    assert tokens["title_word"].positions == []
