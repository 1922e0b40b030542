"""By what the index of names finds them: what each name gives by itself."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from archive.entities.authority import load_authority
from archive.query.names import _all_folded, _key_of, form_key
from archive.text.folding import fold_text

_PIECES = st.sampled_from(
    [
        "a",
        "of",
        "Re",
        "U",
        "S",
        "e",
        "mail",
        " ",
        "  ",
        "-",
        ".",
        "'",
        "é",
        "ﬁ",
        "漢",
        "汉",
        "·",
        "1",
    ]
)


def test_all_shipped_names() -> None:
    names = list(
        chain.from_iterable(one.entity.all_names() for one in load_authority().entries.values())
    )
    folded = _all_folded(names)
    assert folded == list(map(fold_text, names))
    assert list(map(_key_of, folded)) == list(map(form_key, names))


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=6).map("".join), max_size=5))
def test_any_names(names: list[str]) -> None:
    folded = _all_folded(names)
    assert list(map(_key_of, folded)) == list(map(form_key, names))


def test_a_name_of_two_lines() -> None:
    assert _all_folded(["A\nB", "C"]) == [fold_text("A\nB"), "c"]
