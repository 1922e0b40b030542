"""The other ways to write a text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.text.phrases import one_word, quoted_spans
from archive.text.ways import MOST, ways


@pytest.mark.parametrize(
    "text, others",
    [
        ("F-16", ["f16"]),
        ("F16", ["f 16"]),
        ("F 16s", ["f16s"]),
        ("v1.2", ["v 1.2"]),
        ("香港F16", ["香港f 16"]),
        ("H5N1", []),
        ("5G", []),
        ("Boeing 737", []),
        ("A 1,000", []),
        ("2024-12-01", []),
        ("e-mail", ["email"]),
        ("email", ["e mail"]),
        ("even", []),
        ("co-operate", ["cooperate"]),
        ("cooperates", ["co operates"]),
        ("coal", []),
        ("re-sign", []),
        ("re-elect", ["reelect"]),
        ("J.K. Ho", ["j. k. ho"]),
        ("J. K. Ho", ["j.k. ho"]),
        ("J. Ho", []),
        ("F-16 e-mail", ["f-16 email", "f16 e-mail", "f16 email"]),
    ],
)
def test_ways(text: str, others: list[str]) -> None:
    first, *rest = ways(text)
    assert first == text
    assert rest == others


def test_many_places_are_all_as_typed_or_all_otherwise() -> None:
    text = " ".join(["F-16"] * (MOST + 1))
    assert ways(text)[1:] == (text.lower().replace("-", ""),)


@pytest.mark.parametrize(
    "text, whole",
    [
        ("F 16", "f16"),
        ("J. K.", "jk"),
        ("co-operate", "cooperate"),
        ("in May", None),
        ("F16", None),
    ],
)
def test_joined(text: str, whole: str | None) -> None:
    assert one_word(text) == whole


@given(st.text(st.sampled_from("FeacoJK16.- '香&%$é\u2010"), max_size=12))
@example("F11.1")
@example("F 11.1")
@example("v 1.2")
def test_every_way_has_the_same_letters(text: str) -> None:
    """Only spaces, hyphens and full stops differ, and there are few ways."""
    every = ["".join(span.text for span in quoted_spans(way)) for way in ways(text)]
    assert len(set(every)) == 1
    assert len(every) <= 2**MOST
