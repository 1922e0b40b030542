"""Umlauts and their spelling in two letters: Mueller offers Müller, and Müller offers Mueller.

They are never one: a reader who types one is offered the other where the archive prints it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import Final

from archive.model.fields import TEXTS
from archive.model.query import Node, Printed
from archive.query.names import Alternative, Expanded, Expansion
from archive.query.synonyms import Counts
from archive.query.words import any_of
from archive.text.phrases import quoted_spans, sequence

_LETTERS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_UMLAUTS: Final = {pair: letter for letter, pair in _LETTERS.items()}
_UMLAUT: Final = re.compile(f"[{''.join(_LETTERS)}]")
_PAIR: Final = re.compile("|".join(_UMLAUTS))

#: A word of more pairs has too many spellings.
_MOST: Final = 3


def spellings(text: str) -> tuple[str, ...]:
    """A word in the other spelling: all umlauts in two letters, else any pairs as umlauts."""
    plain = unicodedata.normalize("NFC", text)
    if _UMLAUT.search(plain):
        return (_UMLAUT.sub(lambda match: _LETTERS[match[0]], plain),)
    pairs = list(_PAIR.finditer(plain))
    if not 0 < len(pairs) <= _MOST:
        return ()
    return tuple(
        "".join(
            piece
            for pieces in zip(_PAIR.split(plain), (*chosen, ""), strict=True)
            for piece in pieces
        )
        for chosen in product(*((_UMLAUTS[pair[0]], pair[0]) for pair in pairs))
    )[:-1]


def _printed(literal: str) -> Node:
    """Articles that print a word so, or with a capital."""
    forms = dict.fromkeys((literal, literal[:1].upper() + literal[1:]))
    return any_of(Printed(sequence(form, name), name, form) for name in TEXTS for form in forms)


def umlaut_forms(
    text: str, expansion: Expansion, counts: Counts, *, offers: bool
) -> Expanded | None:
    """The other spellings of a word that the archive prints, each offered; None without any.

    Without `offers` only those are looked at that the reader took in.
    """
    spans = quoted_spans(text)
    if expansion.off or len(spans) != 1 or not spans[0].text.isalpha():
        return None
    asked = tuple(form for form in spellings(text) if offers or form in expansion.taken)
    if not asked:
        return None
    # Which tokens there are is known at once; only articles with them are read.
    held = counts.count_many([any_of(sequence(form, name) for name in TEXTS) for form in asked])
    asked = tuple(form for form, count in zip(asked, held, strict=True) if count)
    printed = counts.count_many([_printed(form) for form in asked]) if asked else ()
    alternatives = tuple(
        Alternative(text, form, "spelling", form in expansion.taken)
        for form, count in zip(asked, printed, strict=True)
        if count
    )
    if not alternatives:
        return None
    taken = (alternative.target for alternative in alternatives if alternative.applied)
    return Expanded(text, (text, *taken), alternatives)
