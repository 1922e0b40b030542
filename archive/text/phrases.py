"""From typed text to what is asked of the `exact` and `char` fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from archive.model.fields import field_name
from archive.model.query import Nothing, Phrase, Term
from archive.text.scan import Span, in_line, scan, scan_folded
from archive.text.tokens import exact_tokens
from archive.text.ways import ways

#: Longer texts are not remembered: a few of them would take more room than all words together.
_LONGEST: Final = 200

#: What longer texts ask is not remembered either.
_WORDS: Final = 40


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The tokens of a quote; a line break in it is a space.

    One query asks for the tokens of each of its words many times.
    """
    return _remembered(text) if len(text) <= _LONGEST else _spans(text)


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(in_line(scan(re.sub(r"\s+", " ", text)).spans))


_remembered: Final = lru_cache(maxsize=4096)(_spans)


def folded_spans(folded: str) -> tuple[Span, ...]:
    """What `quoted_spans` gives of a text that is already folded, which is most of its work."""
    return tuple(in_line(scan_folded(re.sub(r"\s+", " ", folded))))


def sequence(text: str, name: str) -> Term | Phrase | Nothing:
    """The sequence of tokens that a quote asks of the text named `name`.

    Punctuation at its ends is dropped; a quote of one Han character asks the `char` field; a quote
    without any token asks for nothing.
    """
    return _known_sequence(text, name) if len(text) <= _WORDS else _sequence(text, name)


def _sequence(text: str, name: str) -> Term | Phrase | Nothing:
    return sequence_of(quoted_spans(text), name)


_known_sequence: Final = lru_cache(maxsize=4096)(_sequence)


def sequences(text: str, name: str) -> tuple[Term | Phrase | Nothing, ...]:
    """What a quote asks of the text named `name` in each way to write it, as typed first."""
    return tuple(dict.fromkeys(sequence(way, name) for way in ways(text)))


def sequence_of(spans: Sequence[Span], name: str) -> Term | Phrase | Nothing:
    """What these tokens, one behind another, ask of the text named `name`; see `sequence`."""
    if not spans:
        return Nothing()
    if len(spans) == 1 and spans[0].han and len(spans[0].text) == 1:
        return Term(field_name(name, "char"), spans[0].text)
    field = field_name(name, "exact")
    tokens: list[tuple[str, int]] = []
    for span in spans:
        run_tokens = list(exact_tokens((span,)))
        if span.han and len(span.text) > 1:
            # Bigrams say it all; the characters at the ends serve runs of one.
            run_tokens = [
                token for token in run_tokens if len(token[0]) == 2 or token[2] == token[3]
            ]
        tokens.extend((token[0], token[1]) for token in run_tokens)
    if len(tokens) == 1:
        return Term(field, tokens[0][0])
    texts, places = zip(*tokens, strict=True)
    return Phrase(field, tuple(texts), tuple(places))


def one_word(text: str) -> str | None:
    """Words or parts of one that are also one word (F-16, co-operate), folded; else None."""
    written = ways(text)
    # Most words are written in one way only: none that are two are one word as well.
    if len(written) < 2 or len(quoted_spans(text)) < 2:
        return None
    single = [spans[0] for way in written if len(spans := quoted_spans(way)) == 1]
    return single[0].text if single and not single[0].han else None
