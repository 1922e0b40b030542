"""Terms are found alike one by one and many at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.engine.whoosh.terms import TermTable, pack_terms

_keys = st.lists(
    st.text("ab香港銀行é", min_size=1, max_size=7).map(str.encode)
    | st.binary(min_size=1, max_size=12).filter(lambda key: 0 not in key),
    max_size=30,
)


@given(_keys, _keys)
def test_many_at_once_as_one_by_one(held: list[bytes], others: list[bytes]) -> None:
    terms = sorted(set(held))
    table = TermTable(*pack_terms(terms))
    keys = [*others, *terms, *(term[:-1] for term in terms if len(term) > 1)]
    expected = [terms.index(key) if key in terms else -1 for key in keys]
    assert table.find_all(keys) == expected == [table.find(key) for key in keys]
