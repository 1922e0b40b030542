"""Values of several words: a field takes the words that make one, and a typed byline is told.

All is decided by what the archive holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from archive.model.facets import BY_FIELD
from archive.query.names import LONGEST_NAME, Alternative, Expansion
from archive.query.syntax import (
    DAY_FIELDS,
    SPEAKER_FIELD,
    AndParts,
    Fielded,
    NotPart,
    OrParts,
    Quote,
    SyntaxNode,
    Word,
)
from archive.text.folding import fold_text

#: Fields whose values may have several words.
LONG_FIELDS: Final = frozenset((*BY_FIELD, *DAY_FIELDS, SPEAKER_FIELD)) - {"lang"}

#: So many fields of one query take more than one word: each looks through all values of its facet.
MOST_LONG: Final = 20

#: How a value is met: not at all, as whole words of one, as one.
NOT_HELD, WITHIN, EXACT = range(3)

_BYLINE: Final = "author:"


def with_long_values(tree: SyntaxNode, held: Callable[[str, str], int]) -> SyntaxNode:
    """The query with each field and the words after it that make a value, as one.

    `held` says how a field holds a text. Most words win, and a whole value before a part of one.
    """
    left = MOST_LONG

    def taking(parts: tuple[SyntaxNode, ...]) -> tuple[SyntaxNode, ...]:
        nonlocal left
        taken: list[SyntaxNode] = []
        at = 0
        while at < len(parts):
            fielded = _open_field(parts[at])
            length = 1
            if fielded is not None and left:
                left -= 1
                length = _length(fielded, parts[at + 1 :], held)
            taken.append(_with_words(parts[at], parts[at + 1 : at + length]))
            at += length
        return tuple(taken)

    def walk(node: SyntaxNode) -> SyntaxNode:
        match node:
            case NotPart(inner):
                return NotPart(walk(inner))
            case OrParts(parts):
                return OrParts(tuple(map(walk, parts)))
            case AndParts(parts):
                taken = tuple(map(walk, taking(parts)))
                return AndParts(taken) if len(taken) > 1 else taken[0]
            case _:
                return node

    return walk(tree)


def _open_field(node: SyntaxNode) -> Fielded | None:
    """A field with a single word, which more words may follow; also where it is left out."""
    inner = node.inner if isinstance(node, NotPart) else node
    if isinstance(inner, Fielded) and isinstance(inner.inner, Word) and inner.field in LONG_FIELDS:
        return inner
    return None


def _length(
    fielded: Fielded, following: tuple[SyntaxNode, ...], held: Callable[[str, str], int]
) -> int:
    """How many words, the first one included, make the value."""
    words = [fielded.inner.text] if isinstance(fielded.inner, Word) else []
    for node in following[: LONGEST_NAME - 1]:
        if not isinstance(node, Word):
            break
        words.append(node.text)
    lengths = range(len(words), 1, -1)
    met = {length: held(fielded.field, " ".join(words[:length])) for length in lengths}
    if exact := [length for length in lengths if met[length] == EXACT]:
        return exact[0]
    within = [length for length in lengths if met[length] == WITHIN]
    return within[0] if within and held(fielded.field, words[0]) != EXACT else 1


def _with_words(node: SyntaxNode, words: tuple[SyntaxNode, ...]) -> SyntaxNode:
    fielded = _open_field(node)
    if fielded is None or not words or not isinstance(fielded.inner, Word):
        return node
    texts = [word.text for word in words if isinstance(word, Word)]
    whole = Fielded(fielded.field, Quote(" ".join((fielded.inner.text, *texts))))
    return NotPart(whole) if isinstance(node, NotPart) else whole


def author_asked(target: str) -> str:
    """The author whom an alternative of the kind "author" asks for."""
    return target.removeprefix(_BYLINE).strip('"')


def with_bylines(
    tree: SyntaxNode, authors: Mapping[str, str], expansion: Expansion
) -> tuple[SyntaxNode, tuple[Alternative, ...]]:
    """Words of a query that are an author's name: what offers that author, and the query with it.

    `authors` maps folded names to authors. An author who is taken in is asked for beside the words.
    """
    parts = tree.parts if isinstance(tree, AndParts) else (tree,)
    alternatives: list[Alternative] = []
    read: list[SyntaxNode] = []
    at = 0
    while at < len(parts) and not expansion.off:
        length, author = _byline_at(parts[at:], authors)
        if author is None:
            read.append(parts[at])
        else:
            words = parts[at : at + length]
            typed = " ".join(word.text for word in words if isinstance(word, Word))
            target = f'{_BYLINE}"{author}"'
            taken = target in expansion.taken
            alternatives.append(Alternative(typed, target, "author", taken))
            asked = AndParts(words) if length > 1 else words[0]
            read += [OrParts((asked, Fielded("author", Quote(author))))] if taken else words
        at += length
    if not any(alternative.applied for alternative in alternatives):
        return tree, tuple(alternatives)
    return AndParts(tuple(read)) if len(read) > 1 else read[0], tuple(alternatives)


def _byline_at(parts: tuple[SyntaxNode, ...], authors: Mapping[str, str]) -> tuple[int, str | None]:
    """How many words from here are the name of which author; (1, None) where none is."""
    for length in range(min(LONGEST_NAME, len(parts)), 0, -1):
        words = [node.text for node in parts[:length] if isinstance(node, Word)]
        if len(words) < length:
            continue
        author = authors.get(fold_text(" ".join(words)))
        if author is not None and '"' not in author:
            return length, author
    return 1, None
