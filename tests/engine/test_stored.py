"""What is packed comes back as it was, and nothing damaged does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.engine.generation import MalformedError
from archive.engine.stored import DIGEST_BYTES, compress, pack, packed_digest, unpack
from archive.model.article import Article, Document, Language, Note, Place, Status
from archive.model.dates import Direction, MentionedDate, Precision
from archive.model.entity import Kind, Mention
from archive.model.message import Message
from tests.engine.corpora import document

_zones = st.integers(-86_399, 86_399).map(lambda s: dt.timezone(dt.timedelta(seconds=s)))
_text = st.text(max_size=12)
_instants = st.none() | st.datetimes(timezones=_zones)

_articles = st.builds(
    Article,
    _text,
    _text,
    _text,
    st.sampled_from(Language),
    _text,
    st.none() | st.dates() | st.datetimes(timezones=_zones),
    st.booleans(),
    st.none() | _text,
    st.none() | _text,
    st.lists(_text, max_size=3).map(tuple),
    _text,
    _instants,
    _instants,
    st.sampled_from(Status),
    _text,
    st.lists(st.builds(Note, _text, _text), max_size=3).map(tuple),
    st.none() | st.builds(Place, _text, _text),
)

_messages = st.builds(
    Message,
    _text,
    st.dictionaries(_text, _text | st.integers() | st.lists(_text).map(tuple), max_size=3),
)

_places = st.integers(0, 12)


@st.composite
def _dates(draw: st.DrawFn, article: Article) -> MentionedDate:
    field = draw(st.sampled_from(("title", "body")))
    start, end = sorted((draw(_places), draw(_places)))
    return MentionedDate(
        draw(st.dates()),
        draw(st.dates()),
        draw(st.sampled_from(Precision)),
        draw(st.sampled_from(("", "early", "mid", "late"))),
        start,
        end,
        (article.title if field == "title" else article.body)[start:end],
        draw(st.sampled_from(Direction)),
        draw(_messages),
        field,
    )


_mentions = st.builds(
    Mention,
    _text,
    st.sampled_from(Kind),
    _places,
    _places,
    _text,
    st.sampled_from(("title", "body")),
    _messages,
)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    article = draw(_articles)
    return Document(
        article,
        draw(st.integers(0, dt.date.max.toordinal())),
        draw(st.none() | st.integers(-(2**40), 2**40)),
        tuple(draw(st.lists(_mentions, max_size=3))),
        tuple(draw(st.lists(_dates(article), max_size=3))),
        proposed=tuple(draw(st.lists(st.tuples(st.sampled_from(Kind), _text), max_size=3))),
        told=tuple(draw(st.lists(st.tuples(st.sampled_from(Kind), _text), max_size=3))),
    )


def stored(whole: Document) -> bytes:
    """A document as an engine keeps it."""
    return compress(pack(whole))


@given(_documents())
def test_a_document_comes_back_as_it_was(given_document: Document) -> None:
    found = unpack(stored(given_document))
    assert found == given_document
    assert type(found.article.published) is type(given_document.article.published)
    assert pack(found) == pack(given_document)


def test_tokens_are_not_kept() -> None:
    whole = document(1, "Bank", "so", day=1, entities=("a-person",), mentioned=((1, 2),))
    assert whole.fields
    assert unpack(stored(whole)) == replace(whole, fields={})


@given(_documents(), _documents())
def test_digests_are_equal_where_documents_are(one: Document, other: Document) -> None:
    digests = [packed_digest(pack(each)) for each in (one, other)]
    assert {len(digest) for digest in digests} == {DIGEST_BYTES}
    assert (digests[0] == digests[1]) == (pack(one) == pack(other))


@given(_documents(), st.data())
def test_a_flipped_bit_is_never_answered_from(whole: Document, data: st.DataObject) -> None:
    damaged = bytearray(stored(whole))
    bit = data.draw(st.integers(16, len(damaged) * 8 - 1))
    damaged[bit // 8] ^= 1 << bit % 8
    try:
        found = unpack(bytes(damaged))
    except MalformedError:
        return
    assert found == whole


@given(_documents())
def test_where_it_was_read_is_no_change(whole: Document) -> None:
    moved = replace(whole.article, place=Place("elsewhere", "line 9"), notes=(Note("n", "d"),))
    assert pack(replace(whole, article=moved)) == pack(whole)


@pytest.mark.parametrize("text", ["[]", "{}", "null", "5", '{"id": "a"}', "", '{"id":'])
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(MalformedError, match="a stored article is damaged"):
        unpack(compress(text.encode()))
