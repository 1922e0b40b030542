"""Other words for the same thing: regional words, which are searched, and the other language.

Both lists are data of this project (`data/regional.tsv`, `data/glossary.tsv`); nothing is looked
up twice, so that one list never chains into the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from archive.model.lexicon import WordPair
from archive.query.names import Alternative, Expanded, Expansion
from archive.text import tables
from archive.text.phrases import quoted_spans
from archive.text.terms import term_key

Key = tuple[str, ...]


def _is_chinese(text: str) -> bool:
    return any(span.han for span in quoted_spans(text))


def _rows(name: str) -> Iterator[list[list[str]]]:
    """The cells of a table, each a list of forms."""
    for row in tables.rows("archive.query", name):
        yield [cell.split("|") for cell in row.split("\t")]


@lru_cache(maxsize=1)
def _regional() -> dict[Key, tuple[str, ...]]:
    groups = [cells[0] for cells in _rows("regional.tsv")]
    return {term_key(form): tuple(group) for group in groups for form in group}


@lru_cache(maxsize=1)
def _translations() -> dict[Key, tuple[str, ...]]:
    """Each term to its forms in the other language, one for each folded form."""
    translations: dict[Key, dict[Key, str]] = {}
    for english, traditional, simplified in _rows("glossary.tsv"):
        chinese = {term_key(form): form for form in (*simplified, *traditional)}
        latin = {term_key(form): form for form in english}
        for key in latin:
            translations.setdefault(key, {}).update(chinese)
        for key in chinese:
            translations.setdefault(key, {}).update(latin)
    return {key: tuple(forms.values()) for key, forms in translations.items()}


def glossary_pairs() -> Iterator[WordPair]:
    """Every English form of a term with every Chinese one."""
    for english, traditional, simplified in _rows("glossary.tsv"):
        for form in english:
            for chinese in dict.fromkeys((*traditional, *simplified)):
                yield WordPair(form, chinese)


def knows(text: str) -> bool:
    """Whether a term is in one of the lists."""
    key = term_key(text)
    return key in _regional() or key in _translations()


@lru_cache(maxsize=1)
def _firsts() -> frozenset[str]:
    return frozenset(key[0] for table in (_regional(), _translations()) for key in table if key)


@lru_cache(maxsize=4096)
def may_begin(word: str) -> bool:
    """Whether a term of several words may begin with this one."""
    return any(token in _firsts() for token in term_key(word)[:1])


def paired(left: str, right: str) -> bool:
    """Whether two terms of different script are one in two languages."""
    if _is_chinese(left) == _is_chinese(right):
        return False
    wanted = term_key(right)
    return any(term_key(form) == wanted for form in _translations().get(term_key(left), ()))


def expand(
    text: str, expansion: Expansion, *, offers: bool, others: Sequence[str] = ()
) -> Expanded | None:
    """Regional words of a term, searched unless left out; the other language, offered.

    `others` are words of that which the lists need not know. None where nothing is known of it.
    Without `offers` only what is searched is told.
    """
    if expansion.off:
        return None
    key = term_key(text)
    alternatives = [
        Alternative(text, form, "regional", form not in expansion.without)
        for form in _regional().get(key, ())
        if term_key(form) != key
    ]
    if offers:
        alternatives += [
            Alternative(text, form, "glossary", form in expansion.taken)
            for form in _translations().get(key, ())
        ]
        listed = {term_key(alternative.target) for alternative in alternatives}
        alternatives += [
            Alternative(text, form, "lexicon", form in expansion.taken)
            for form in others
            if term_key(form) not in listed
        ]
    if not alternatives:
        return None
    return Expanded(
        text,
        (text, *(alternative.target for alternative in alternatives if alternative.applied)),
        tuple(alternatives),
    )
