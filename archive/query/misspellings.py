"""The places of a query where a word or a name may be misspelt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final, TypeAlias

from archive.query.spelling import without_tilde
from archive.query.stars import prefix_of
from archive.query.syntax import AndParts, OrParts, Quote, SyntaxNode, Word
from archive.text.folding import fold_text
from archive.text.phrases import quoted_spans
from archive.text.scan import HAN_RUN

#: The most words of a name that is misspelt.
MOST_WORDS: Final = 4

#: In a Han run of more characters names of so many are looked for; in one of still more, nothing.
_SHORT_RUN: Final = 4
_HAN_NAMES: Final = range(3, 7)
_LONGEST_RUN: Final = 12


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """Neighbouring words of a query, or a stretch of a Han run, as `text`.

    `put` gives the whole query with something else in their place. Places with the same `where`
    overlap where their stretches do. `within`: it is a stretch of a run.
    """

    text: str
    where: tuple[int, ...]
    start: int
    stop: int
    put: Callable[[str], SyntaxNode]
    within: bool = False

    def __len__(self) -> int:
        """How many words or characters it has."""
        return self.stop - self.start

    def overlaps(self, other: TypedPlace) -> bool:
        """Whether two places have something in common."""
        same = self.where == other.where
        return same and self.start < other.stop and other.start < self.stop


#: Gives the whole query with a part of it replaced.
_Whole: TypeAlias = Callable[[SyntaxNode], SyntaxNode]

#: Gives the whole query with neighbouring words replaced.
_Put: TypeAlias = Callable[[Sequence[str]], SyntaxNode]


def places(tree: SyntaxNode) -> Iterator[TypedPlace]:
    """The places of what a query asks for; not of what it leaves out or asks of a field."""
    yield from _places(tree, (), lambda part: part)


def _places(tree: SyntaxNode, where: tuple[int, ...], whole: _Whole) -> Iterator[TypedPlace]:
    match tree:
        case Word(text):
            yield from _in_words([text], where, partial(_anded_words, (), (), whole))
        case Quote(text, printed=False, within=None):
            yield from _in_words(text.split(), where, partial(_quoted, whole))
        case AndParts(parts):
            yield from _in_parts(parts, where, whole)
        case OrParts(parts):
            for at, part in enumerate(parts):
                yield from _places(part, (*where, at), partial(_ored, parts, at, whole))


def _in_parts(
    parts: Sequence[SyntaxNode], where: tuple[int, ...], whole: _Whole
) -> Iterator[TypedPlace]:
    """The places of each stretch of neighbouring words, and of each other part."""
    start = 0
    for is_word, group in groupby(parts, lambda part: isinstance(part, Word)):
        stretch = list(group)
        if is_word:
            stop = start + len(stretch)
            words = [part.text for part in stretch if isinstance(part, Word)]
            put = partial(_anded_words, parts[:start], parts[stop:], whole)
            yield from _in_words(words, (*where, start), put)
        else:
            for at, part in enumerate(stretch, start):
                beside = partial(_anded, parts[:at], parts[at + 1 :], whole)
                yield from _places(part, (*where, at), beside)
        start += len(stretch)


def _in_words(words: Sequence[str], where: tuple[int, ...], put: _Put) -> Iterator[TypedPlace]:
    """Every few neighbouring words, the names in a Han run among them."""
    for start, word in enumerate(words):
        if not _is_plain(word):
            continue
        yield TypedPlace(
            word, where, start, start + 1, partial(_replaced, words, start, start + 1, put)
        )
        if HAN_RUN.search(fold_text(word)):
            yield from _in_run(words, start, where, put)
            continue
        for stop in range(start + 2, min(len(words), start + MOST_WORDS) + 1):
            last = words[stop - 1]
            if not _is_plain(last) or HAN_RUN.search(fold_text(last)):
                break
            text = " ".join(words[start:stop])
            yield TypedPlace(text, where, start, stop, partial(_replaced, words, start, stop, put))


def _in_run(
    words: Sequence[str], at: int, where: tuple[int, ...], put: _Put
) -> Iterator[TypedPlace]:
    """The stretches of a long Han run that may be names."""
    run = words[at]
    if not _SHORT_RUN < len(run) <= _LONGEST_RUN or not HAN_RUN.fullmatch(fold_text(run)):
        return
    for length in _HAN_NAMES:
        for start in range(len(run) - length + 1 if length < len(run) else 0):
            stop = start + length
            change = partial(_replaced_within, words, at, start, stop, put)
            yield TypedPlace(run[start:stop], (*where, at), start, stop, change, within=True)


def _replaced(words: Sequence[str], start: int, stop: int, put: _Put, text: str) -> SyntaxNode:
    return put([*words[:start], *text.split(), *words[stop:]])


def _replaced_within(
    words: Sequence[str], at: int, start: int, stop: int, put: _Put, text: str
) -> SyntaxNode:
    return put([*words[:at], words[at][:start] + text + words[at][stop:], *words[at + 1 :]])


def _anded(
    before: Sequence[SyntaxNode], behind: Sequence[SyntaxNode], whole: _Whole, *parts: SyntaxNode
) -> SyntaxNode:
    every = (*before, *parts, *behind)
    return whole(every[0] if len(every) == 1 else AndParts(every))


def _anded_words(
    before: Sequence[SyntaxNode],
    behind: Sequence[SyntaxNode],
    whole: _Whole,
    texts: Sequence[str],
) -> SyntaxNode:
    return _anded(before, behind, whole, *map(Word, texts))


def _quoted(whole: _Whole, texts: Sequence[str]) -> SyntaxNode:
    return whole(Quote(" ".join(texts)))


def _ored(parts: Sequence[SyntaxNode], at: int, whole: _Whole, part: SyntaxNode) -> SyntaxNode:
    return whole(OrParts((*parts[:at], part, *parts[at + 1 :])))


def _is_plain(word: str) -> bool:
    """Whether a word is letters or Han characters, and not asked by spelling or beginning."""
    if without_tilde(word) is not None or prefix_of(word) is not None:
        return False
    return bool(quoted_spans(word)) and not any(character.isdigit() for character in word)
