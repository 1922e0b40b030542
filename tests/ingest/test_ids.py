"""Ids of articles stay what they are, or become what can be written, and never each other's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.ids import article_id, writable_id

_IDS = st.text(max_size=12) | st.text("~./ \n\r\u2028\0\ud800ab\ufffd0f", max_size=12)


@pytest.mark.parametrize("given_id", ["7", "a-2", "新聞/一", "a b", "...", "./a", "a/..", "%2e"])
def test_what_can_be_written_stays(given_id: str) -> None:
    assert writable_id(given_id) == writable_id(f" {given_id}\n") == given_id


@pytest.mark.parametrize(
    "given_id",
    [".", "..", "a\nb", "a\r\nb", "a\u2028b", "a\0b", "a\ud800", "a" * 501, "a~" + "0" * 32],
)
def test_what_cannot_gets_a_hash(given_id: str) -> None:
    changed = writable_id(given_id)
    assert changed != given_id
    assert changed.isprintable()
    assert len(changed) < 600
    assert changed not in (".", "..")


@given(_IDS, _IDS)
def test_two_ids_are_never_made_one(first: str, second: str) -> None:
    assert (writable_id(first) == writable_id(second)) == (first.strip() == second.strip())


@given(_IDS)
def test_an_id_is_one_line(given_id: str) -> None:
    assert len(writable_id(given_id).splitlines()) <= 1
    assert article_id(given_id, "", "text")
