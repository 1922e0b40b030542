"""Words near each other: what NEAR and quotes with a distance ask of the index.

Only the `exact` fields keep positions. A Latin word stands there as it is, so a plain word asks for
every form of it that the archive holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Protocol

from archive.model.fields import field_name
from archive.model.query import And, Near, Node, Positional, Prefix, Term
from archive.model.result import TermCount
from archive.query.figures import with_sign
from archive.query.stars import prefix_of
from archive.query.words import Clause, Words, any_of, in_texts
from archive.text.phrases import quoted_spans, sequences
from archive.text.segmentation import Segmenter
from archive.text.tokens import stem, stems

#: What a group asks of the text with this name: any of these.
Group = Callable[[str], tuple[Positional, ...]]

#: At most so many tokens are looked through for the forms of a word.
_FORMS: Final = 5_000

#: A stem shorter than this begins too many words.
_SHORTEST: Final = 3


class Terms(Protocol):
    """What lists the tokens of a field."""

    def terms(self, field: str, prefix: str, limit: int) -> tuple[TermCount, ...]:
        """Tokens of a field that begin with `prefix`."""


def written(text: str, name: str) -> tuple[Positional, ...]:
    """A sequence in each way to write it."""
    field = field_name(name, "exact")
    # A single Han character is the beginning of some bigram, or a token at the end of a run.
    return tuple(
        Prefix(field, node.text) if isinstance(node, Term) and node.field != field else node
        for node in sequences(text, name)
        if isinstance(node, Positional)
    )


def forms(text: str, name: str, vocabulary: Terms) -> tuple[Positional, ...]:
    """A plain word: a Latin one with any ending, anything else as it is written."""
    field = field_name(name, "exact")
    beginning = prefix_of(text)
    if beginning is not None:
        return (Prefix(field, beginning),)
    if signed := with_sign(text, name):
        return signed
    spans = quoted_spans(text)
    if len(spans) != 1 or spans[0].han or not spans[0].text.isalpha():
        return written(text, name)
    root = stem(spans[0].text)
    # Snowball turns a final y into i.
    start = root.removesuffix("i")
    if len(start) < _SHORTEST:
        return (Term(field, spans[0].text),)
    listed = [term.text for term in vocabulary.terms(field, start, _FORMS)]
    same = [word for word, own in zip(listed, stems(listed), strict=True) if own == root]
    return tuple(Term(field, word) for word in dict.fromkeys((spans[0].text, *same)))


def near_node(groups: Sequence[Group], distance: int, texts: Sequence[str]) -> Node:
    """Something of every group within a short stretch of one text."""
    return any_of(
        Near(field_name(name, "exact"), tuple(group(name) for group in groups), distance)
        for name in texts
    )


def chunks_of(text: str, segmenter: Segmenter) -> list[str]:
    """The words of a quote whose words may stand apart: what spaces part, else what scripts do."""
    chunks = [chunk for chunk in text.split() if quoted_spans(chunk)]
    if len(chunks) > 1:
        return chunks
    spans = quoted_spans(text)
    if len(spans) == 1 and spans[0].han:
        return list(segmenter.best_parts(spans[0].text))
    return [span.text for span in spans]


def ask_within(
    text: str, within: int, texts: tuple[str, ...], most: int, words: Words
) -> Clause | None:
    """What a quote asks whose words stand in any order with `within` others among them.

    More than `most` words may stand anywhere.
    """
    chunks = chunks_of(text, words.segmenter)
    if len(chunks) < 2:
        return words.quote(text, texts)
    terms = dict.fromkeys(term for chunk in chunks for term in words.scored_text(chunk, texts))
    if len(chunks) > most:
        everywhere = And(tuple(in_texts(chunk, texts) for chunk in chunks))
        return Clause(everywhere, tuple(terms), (), " ".join(f'"{chunk}"' for chunk in chunks))
    groups = [partial(written, chunk) for chunk in chunks]
    shown = f'"{" ".join(chunks)}"~{within}'
    return Clause(near_node(groups, within, texts), tuple(terms), (), shown)


def any_of_groups(groups: Sequence[Group], name: str) -> tuple[Positional, ...]:
    """What any of some groups asks of the text named `name`."""
    return tuple(dict.fromkeys(leaf for group in groups for leaf in group(name)))
