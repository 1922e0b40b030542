"""Where texts hold what is asked: compiled once, then one pass over each text's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from archive.model.query import Near, Phrase, Prefix, Printed, Term
from archive.text.beginnings import Beginnings, spelled_out
from archive.text.folding import Folded, fold
from archive.text.marks import (
    Leaf,
    Occurrence,
    TextTokens,
    all_at,
    field_of,
    near_spans,
    paragraphs,
    phrase_spans,
    printed_spans,
    tokens_of,
)
from archive.text.scan import (
    HAN,
    HAN_PAIR,
    HAN_RUN,
    SENTENCE_MARK,
    STRETCH_MARK,
    WORD_CHARACTER,
    Scan,
    scan_folded,
    word_tokens,
)
from archive.text.tokens import cased_word, stems

#: A span of the folded text and the number of the leaf that it holds.
_Span = tuple[int, int, int]

#: Phrases with their numbers.
_Phrases = list[tuple[Phrase, int]]

#: What no word holds: it ends the stretch in which one stands.
_BREAK: Final = re.compile(rf"[\s{HAN}]")

#: How a token begins that is a word, and no mark of punctuation.
_WORD_START: Final = re.compile(WORD_CHARACTER)

_cased: Final = lru_cache(maxsize=1 << 16)(cased_word)


def _run_of(leaf: Leaf) -> str | None:
    """The Han run that is all a leaf asks for; None for any other leaf."""
    if isinstance(leaf, Term):
        analyzer = field_of(leaf)[1]
        whole = analyzer == "char" or (analyzer == "exact" and HAN_PAIR.fullmatch(leaf.text))
        return leaf.text if whole else None
    if not isinstance(leaf, Phrase) or leaf.places != tuple(range(len(leaf.texts))):
        return None
    texts = leaf.texts
    joined = all(left[-1] == right[0] for left, right in pairwise(texts))
    if joined and all(map(HAN_PAIR.fullmatch, texts)):
        return texts[0] + "".join(text[1] for text in texts[1:])
    return None


def stem_start(stemmed: str) -> str:
    """What every word with this stem begins with: stemming changes the end of a word only.

    Snowball's English stemmer puts an i for a final y and adds an e, and makes "die" of "dying".
    """
    return stemmed[: max(1, len(stemmed) - (2 if stemmed.endswith("ie") else 1))]


class _Text:
    """A folded text whose tokens are made where they are needed."""

    def __init__(self, original: str) -> None:
        self.folded: Final = fold(original)

    @cached_property
    def scan(self) -> Scan:
        """All tokens."""
        return Scan(self.folded, scan_folded(self.folded.text))

    @property
    def words(self) -> list[tuple[str, int, int]]:
        """All words: text, start and end."""
        return [(span.text, span.start, span.end) for span in self.scan.spans if not span.han]

    def words_at(self, places: Iterable[int]) -> list[tuple[str, int, int]]:
        """The words of each unbroken stretch that holds one of some ascending places.

        Text, start and end of each.
        """
        text, words, done = self.folded.text, list[tuple[str, int, int]](), 0
        for place in places:
            if place < done:
                continue
            first = place
            while first > done and not _BREAK.match(text, first - 1):
                first -= 1
            end = _BREAK.search(text, place)
            done = end.start() if end else len(text)
            words += word_tokens(text, first, done)
        return words


class Finder:
    """Finds what some leaves ask of the text named `name` ("title" or "body"), article by article.

    What a text cannot hold is not looked for in it: Han runs are looked for in the folded text as
    it is, and words are made only where one may begin as asked. Phrases with words in them and
    words near each other need all tokens of a text, which are made once.
    """

    def __init__(self, leaves: Iterable[Leaf], name: str) -> None:
        self._runs: list[tuple[str, int]] = []
        self._stems: dict[str, int] = {}
        self._capitals: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}
        self._exact: dict[str, int] = {}
        self._phrases: _Phrases = []
        self._near: list[tuple[Near, int]] = []
        self._printed: list[tuple[str, int]] = []
        #: What is looked for; an occurrence numbers one of these.
        self.leaves: Final = tuple(
            leaf for leaf in dict.fromkeys(leaves) if field_of(leaf)[0] == name
        )
        for number, leaf in enumerate(self.leaves):
            self._take(leaf, number)
        # A word is looked up by as many of its beginnings as there are lengths asked for.
        self._lengths = sorted({len(start) for start in self._prefixes})
        starts = (
            *map(stem_start, self._stems),
            *map(str.lower, self._capitals),
            *self._prefixes,
            *self._exact,
        )
        self._words = Beginnings(starts) if starts else None
        self._of_folded = bool(self._runs or starts or self._phrases or self._near)

    def _take(self, leaf: Leaf, number: int) -> None:
        """Put a leaf where it is looked up."""
        run = _run_of(leaf)
        if run is not None:
            self._runs.append((run, number))
        elif isinstance(leaf, Printed):
            self._printed.append((leaf.literal, number))
        elif isinstance(leaf, Near):
            self._near.append((leaf, number))
        elif isinstance(leaf, Prefix):
            self._prefixes[leaf.text] = number
        elif isinstance(leaf, Phrase):
            self._phrases.append((leaf, number))
        else:
            self._take_term(leaf, number)

    def _take_term(self, leaf: Term, number: int) -> None:
        analyzer = field_of(leaf)[1]
        if analyzer == "word":
            # A Han word is the dictionary's, which cuts each text in its own way: it only ranks.
            if not HAN_RUN.match(leaf.text):
                self._stems[leaf.text] = number
        elif analyzer == "cased":
            self._capitals[leaf.text] = number
        elif analyzer == "exact" and _WORD_START.match(leaf.text):
            self._exact[leaf.text] = number
        else:
            self._phrases.append((Phrase(leaf.field, (leaf.text,), (0,)), number))

    def find(self, text: str) -> list[Occurrence]:
        """Every occurrence in a text, by place; `what` numbers the leaves of this text in order."""
        spans: list[_Span] = []
        if self._of_folded:
            analysed = _Text(text)
            spans = list(self._in_folded(analysed))
            if analysed.folded.starts is not None:
                spans = [(*analysed.folded.span(start, end), n) for start, end, n in spans]
        for literal, number in self._printed:
            spans += [(start, end, number) for start, end in printed_spans(text, literal)]
        return sorted(Occurrence(*span) for span in spans)

    def _in_folded(self, text: _Text) -> Iterator[_Span]:
        """Spans of the folded text, in no order."""
        folded = text.folded.text
        for run, number in self._runs:
            for at in all_at(folded, run):
                yield at, at + len(run), number
        if self._words is not None:
            places = self._words.places(folded)
            words = text.words if places is None else text.words_at(places)
            yield from self._in_words(words, text.folded)
        if phrases := _possible(self._phrases, folded):
            yield from _phrases_in(text.folded, phrases)
        if not self._near:
            return
        tokens = TextTokens(text.scan, tokens_of(near for near, _ in self._near))
        for near, number in self._near:
            for start, end in near_spans(tokens, near):
                yield start, end, number

    def _in_words(self, words: Sequence[tuple[str, int, int]], folded: Folded) -> Iterator[_Span]:
        leaves_of = self._leaves_of(list(dict.fromkeys(text for text, _, _ in words)))
        for text, start, end in words:
            for number in leaves_of.get(text, ()):
                yield start, end, number
        if not self._capitals:
            return
        for _, start, end in words:
            first, last = folded.span(start, end)
            capitals = self._capitals.get(_cased(folded.original[first:last]))
            if capitals is not None:
                yield start, end, capitals

    def _leaves_of(self, texts: list[str]) -> dict[str, list[int]]:
        """For each word, the numbers of the leaves that it, its stem or a beginning answers."""
        numbers: dict[str, list[int]] = {}
        for text in texts if self._exact else ():
            if text in self._exact:
                numbers[text] = [self._exact[text]]
        if self._stems:
            for text, stemmed in zip(texts, stems(texts), strict=True):
                if stemmed in self._stems:
                    numbers.setdefault(text, []).append(self._stems[stemmed])
        for length in self._lengths:
            for text in texts:
                number = self._prefixes.get(text[:length])
                if number is not None:
                    numbers.setdefault(text, []).append(number)
        return numbers


def _phrases_in(folded: Folded, phrases: _Phrases) -> Iterator[_Span]:
    """Where phrases stand in a text, which is read where they may stand.

    The tokens of a phrase are no further apart than a sentence is from another: none stands in two
    paragraphs.
    """
    for first, last in paragraphs(folded.text):
        if possible := _possible(phrases, folded.text[first:last]):
            scanned = Scan(folded, scan_folded(folded.text, first, last))
            tokens = TextTokens(scanned, tokens_of(phrase for phrase, _ in possible))
            for phrase, number in possible:
                for start, end in phrase_spans(tokens, phrase):
                    yield start, end, number


def _possible(phrases: _Phrases, folded: str) -> _Phrases:
    """The phrases whose tokens may all stand in a text."""
    return [
        (phrase, number)
        for phrase, number in phrases
        if all(_may_stand(text, folded) for text in phrase.texts)
    ]


def _may_stand(token: str, folded: str) -> bool:
    """Whether a text may hold a token: it does as it is, or with what tokens leave out."""
    if token in folded or token in (STRETCH_MARK, SENTENCE_MARK):
        return True
    return not HAN_RUN.match(token) and spelled_out(token).search(folded) is not None
