"""Tokens are ranked as sorting them one by one would."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.engine.whoosh.numbering import TokenTexts
from tests.analyzers import plain_analyzer

SAMPLES = Path(__file__).parents[2] / "samples"

#: Many tokens alike in their first bytes, of lengths about eight bytes; any others.
tokens = st.one_of(
    st.text("aé中𠮷\x01\x7f", max_size=9),
    st.builds(
        lambda head, tail: head + tail,
        st.sampled_from(["abcdefgh", "新聞檔案"]),
        st.text("ab中", max_size=9),
    ),
    st.text(st.characters(exclude_characters="\n\0", exclude_categories=["Cs"]), max_size=20),
)


def check(documents: list[list[str]]) -> None:
    texts = TokenTexts()
    for terms in documents:
        texts.add(terms)
    added = [term.encode("utf-8") for terms in documents for term in terms]
    distinct, ranks = texts.ranked()
    assert distinct == sorted(set(added))
    assert [distinct[rank] for rank in ranks.tolist()] == added
    assert ranks.dtype == np.uint32
    assert len(texts) == len(added)


@given(st.lists(st.lists(tokens, max_size=12), max_size=6))
@example([])
@example([[""]])
@example([["", "a"], [], ["a", ""]])
@example([["abcdefgh", "abcdefghi", "abcdefg", "abcdefgh\x01"]])
@example([["國際貨幣基金組織"]])
def test_any_tokens(documents: list[list[str]]) -> None:
    check(documents)


@pytest.mark.parametrize("name", ["english", "traditional", "simplified"])
def test_tokens_of_articles(name: str) -> None:
    rows = map(json.loads, (SAMPLES / f"{name}.jsonl").read_text("utf-8").splitlines())
    analysed = [plain_analyzer().analyse_article(row["title"], row["body"]) for row in rows]
    for field in analysed[0]:
        check([fields[field].terms for fields in analysed])


@pytest.mark.parametrize("wrong", ["a\nb", "\n", "a\0", "\0"])
def test_what_no_token_holds_is_refused(wrong: str) -> None:
    texts = TokenTexts()
    with pytest.raises(ValueError, match="line break or NUL"):
        texts.add(["word", wrong])
    check([["word"]])
