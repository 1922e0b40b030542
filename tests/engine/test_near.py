"""Words close together: the engine, the marks and every choice of occurrences agree."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.engine.registry import open_searcher, open_store
from archive.engine.searcher import Searcher
from archive.errors import TooMuchWorkError
from archive.model.article import Document
from archive.model.query import Near, Phrase, Prefix, Term
from archive.text.finder import Finder
from archive.text.folding import fold_text
from archive.text.near import Extent, any_together, close_together
from tests.engine.corpora import NAMES, document, documents, nears
from tests.engine.naive_matching import holds

extents = st.lists(
    st.tuples(st.integers(0, 25), st.integers(1, 3)).map(lambda e: (e[0], e[0] + e[1])), max_size=5
)


def together(chosen: tuple[Extent, ...], distance: int) -> bool:
    """Whether occurrences are apart and lie among few other words."""
    words = [word for start, end in chosen for word in range(start, end)]
    stretch = max(end for _, end in chosen) - min(start for start, _ in chosen)
    return len(set(words)) == len(words) and stretch - len(words) <= distance


@given(st.lists(extents, min_size=1, max_size=4), st.integers(0, 8))
def test_every_choice_of_occurrences(groups: list[list[Extent]], distance: int) -> None:
    """An occurrence takes part where some choice of the others is close to it."""
    expected: list[set[int]] = [set() for _ in groups]
    for numbers in itertools.product(*(range(len(group)) for group in groups)):
        chosen = tuple(group[n] for group, n in zip(groups, numbers, strict=True))
        if together(chosen, distance):
            for found, number in zip(expected, numbers, strict=True):
                found.add(number)
    assert close_together(groups, distance) == expected
    assert any_together(groups, distance) == any(expected)


def test_very_common_words_cost_their_number_alone() -> None:
    """Every second word of a long text, in eight groups: no choice is tried by itself."""
    groups = [[(at, at + 1) for at in range(2 * number, 40_000, 16)] for number in range(8)]
    assert [len(found) for found in close_together(groups, 7)] == [len(group) for group in groups]
    assert not any_together(groups, 6)


@contextmanager
def searcher_over(held: list[Document]) -> Iterator[Searcher]:
    with TemporaryDirectory() as folder:
        store = open_store("whoosh", Path(folder))
        build = store.begin("near")
        for one in held:
            build.add(one)
        build.commit(NAMES)
        store.publish(build.name)
        searcher = open_searcher("whoosh", Path(folder), build.name)
        yield searcher
        searcher.close()


def test_too_many_overlapping_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """`甲乙丙` holds 甲乙 and 乙丙, but not side by side: that is weighed text by text."""
    pairs = [(Term("body_exact", text),) for text in ("甲乙", "乙丙", "丙丁")]
    node = near(5, *pairs)
    held = [document(1, body="甲乙丙丁"), document(2, body="甲乙。乙丙。丙丁")]
    with searcher_over(held) as searcher:
        assert searcher.count(node) == 1
    # What was found once is remembered.
    with searcher_over(held) as searcher:
        monkeypatch.setattr("archive.engine.whoosh.near.MOST_WEIGHED", 2)
        with pytest.raises(TooMuchWorkError):
            searcher.count(node)


@settings(max_examples=60, deadline=None)
@given(documents(), st.lists(nears(), min_size=6, max_size=6))
def test_found_and_marked_alike(held: list[Document], asked: list[Near]) -> None:
    """The engine finds what the in-memory searcher finds, and just that has marks."""
    with searcher_over(held) as searcher:
        for node in asked:
            having = [one for one in held if holds(one, node)]
            assert searcher.count(node) == len(having)
            which = node.field.partition("_")[0]
            for one in held:
                text = one.article.title if which == "title" else one.article.body
                assert bool(Finder([node], which).find(text)) == (one in having)


def near(distance: int, *groups: tuple[Term | Phrase | Prefix, ...]) -> Near:
    return Near("body_exact", groups, distance)


HENGDA = (Term("body_exact", "恒大"),)
WOUND = (Term("body_exact", fold_text("清盤")), Term("body_exact", "winding"))

#: Text, distance, what is marked.
CASES = [
    ("恒大集團被法院頒令清盤", 7, ["恒大", "清盤"]),
    ("恒大集團被法院頒令清盤", 6, []),
    ("清盤的是，恒大。", 2, ["清盤", "恒大"]),
    ("清盤的是，恒大。", 1, []),
    ("恒大清盤", 0, ["恒大", "清盤"]),
    ("恒大。「清盤」", 0, ["恒大", "清盤"]),
    ("恒大\n\n清盤", 60, []),
    ("恒大 faces a winding-up order", 2, ["恒大", "winding"]),
    ("恒大甲乙恒大清盤", 1, ["恒大", "清盤"]),
]


@pytest.mark.parametrize("body, distance, marked", CASES)
def test_counts_characters_and_words_but_no_punctuation(
    body: str, distance: int, marked: list[str]
) -> None:
    node = near(distance, HENGDA, WOUND)
    assert [body[a:b] for a, b, _ in Finder([node], "body").find(body)] == marked
    with searcher_over([document(1, body=body)]) as searcher:
        assert searcher.count(node) == bool(marked)
