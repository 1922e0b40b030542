"""The glossary and the regional words: every line is well formed and nothing stands twice."""

from __future__ import annotations

from collections import Counter
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Final

import regex

from archive.text.folding import fold_text

#: At least this many terms are promised.
TERMS: Final = 600

CUT_TERMS: Final = Path(__file__).parent / "data" / "cut_terms.tsv"

ENGLISH: Final = regex.compile(r"[\p{Ll}\d][\p{Ll}\d' ,-]*[\p{Ll}\d]")
CHINESE: Final = regex.compile(r"\p{Han}{2,}")


def lines_of(text: str) -> list[str]:
    """The lines of a table without its comments, which all stand at the head."""
    lines = text.splitlines()
    head = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    assert head > 0
    assert not any(line.startswith("#") or not line for line in lines[head:])
    return lines[head:]


def data_lines(name: str) -> list[str]:
    """The lines of a table among the package's data."""
    return lines_of(resources.files("archive.query").joinpath("data", name).read_text("utf-8"))


def glossary() -> list[list[list[str]]]:
    """Row, cell, alternative."""
    return [[cell.split("|") for cell in line.split("\t")] for line in data_lines("glossary.tsv")]


def groups() -> list[list[str]]:
    """The forms of each group of regional words."""
    return [line.split("|") for line in data_lines("regional.tsv")]


def cut_terms() -> list[tuple[str, list[str], int]]:
    """Term, expected parts, occurrences."""
    rows = (line.split("\t") for line in lines_of(CUT_TERMS.read_text("utf-8")))
    return [(term, parts.split("+"), int(count)) for term, parts, count in rows]


def twice(forms: list[str]) -> list[str]:
    """What stands more than once, after folding; a hyphen is as good as a space."""
    counts = Counter(fold_text(form).replace("-", " ") for form in forms)
    return [form for form, count in counts.items() if count > 1]


def test_glossary_has_its_terms_in_three_cells() -> None:
    rows = glossary()
    assert len(rows) >= TERMS
    assert [row for row in rows if len(row) != 3] == []


def test_glossary_cells_are_well_formed() -> None:
    english = [form for row in glossary() for form in row[0]]
    chinese = [form for row in glossary() for form in chain(row[1], row[2])]
    assert [form for form in english if not ENGLISH.fullmatch(form)] == []
    assert [form for form in chinese if not CHINESE.fullmatch(form)] == []


def test_no_english_alternative_stands_twice() -> None:
    assert twice([form for row in glossary() for form in row[0]]) == []


def test_no_chinese_alternative_stands_twice() -> None:
    """Neither in one cell, nor in two rows; the two Chinese cells of a row share what they can."""
    rows = glossary()
    assert [row for row in rows if twice(row[1]) or twice(row[2])] == []
    assert twice([form for row in rows for form in {*map(fold_text, row[1] + row[2])}]) == []


def test_regional_groups_differ_after_folding() -> None:
    assert len(groups()) >= 80
    assert [group for group in groups() if len(group) < 2 or twice(group)] == []
    assert [form for form in chain(*groups()) if not CHINESE.fullmatch(form)] == []


def test_no_form_is_in_two_regional_groups() -> None:
    assert twice([form for group in groups() for form in group]) == []


def test_cut_terms_are_their_parts() -> None:
    rows = cut_terms()
    assert len(rows) >= 100
    assert twice([term for term, _, _ in rows]) == []
    for term, parts, count in rows:
        assert "".join(parts) == term
        assert 3 <= len(term) <= 6
        assert min(map(len, parts)) >= 2
        assert count > 0
