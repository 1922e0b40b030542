"""Printed words are told by the bytes that are stored where these are certain, as by the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.engine.stored import StoredText, compress, literal_bytes, pack
from archive.model.article import Article, Document, Language
from archive.text.marks import printed_spans

LITERALS = ("He", "he said", "WHO", "港人", "1.2", "2", "A&B", "naïve", '"He"', "\\n")
PIECES = (*LITERALS, " ", " ", " ", "\n", "'s", "’ll", ".", ",", '"', "\\", "x", '","', "香")


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from(LITERALS),
    st.sampled_from(("title", "body")),
)
def test_bytes_tell_what_the_text_tells(title: str, body: str, literal: str, field: str) -> None:
    document = Document(Article("id", title, body, Language.ENGLISH))
    text = StoredText(compress(pack(document)), field)
    assert text.read() == (title if field == "title" else body)
    asked = literal_bytes(literal)
    told = None if asked is None else text.has_word(asked)
    if told is not None:
        assert told == any(True for _ in printed_spans(text.read(), literal))


def test_what_json_writes_in_another_way_is_looked_for_in_the_text() -> None:
    assert literal_bytes('"So') is None
    assert literal_bytes("So\\") is None
    assert literal_bytes("So\n") is None
    assert literal_bytes("") is None
    assert literal_bytes("港 So") == "港 So".encode()
