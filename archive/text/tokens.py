"""The tokens of a text for each analyzer of `archive.model.fields.ANALYZERS`."""

from __future__ import annotations

import functools
import itertools
import threading
from collections.abc import Iterable, Iterator
from operator import add
from typing import Final

import Stemmer

from archive.model.article import Tokens
from archive.model.fields import LEAD, TEXTS, field_name
from archive.text import tables
from archive.text.folding import fold_character
from archive.text.kinds import distinct
from archive.text.scan import SENTENCE_MARK, STRETCH_MARK, Gap, Scan, Span, scan
from archive.text.segmentation import Segmenter

#: How many positions of a body are its lead.
LEAD_LENGTH: Final = 80

#: So many words' stems are remembered.
_REMEMBERED: Final = 1 << 16

_MARKS: Final = {Gap.STRETCH: STRETCH_MARK, Gap.SENTENCE: SENTENCE_MARK}

#: Positions that every text has, made once: a slice of them takes a third of the time of counting,
#: and the numbers are shared. They reach as far as most texts, in 330 kB.
_COUNTED: Final = list(range(1 << 13))

_local = threading.local()


def _beginning(forms: list[str]) -> str:
    """What all of these begin with."""
    first, last = min(forms), max(forms)
    same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)


@functools.lru_cache(maxsize=1)
def split_stems() -> dict[str, str]:
    """Words that the stemmer would join to words of another meaning -> the stem of their own.

    It is what the forms of the word have in common with an apostrophe, which no word holds.
    """
    return {
        word: _beginning(forms) + "'"
        for row in tables.rows("archive.text", "stems.tsv")
        for forms in [row.split("\t")[0].split()]
        for word in forms
    }


def snowball(word: str) -> str:
    """What the stemmer makes of a folded word."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:
        # A stemmer keeps state while it works, so each thread has its own.
        stemmer = _local.stemmer = Stemmer.Stemmer("english", 0)
    stemmed: str = stemmer.stemWord(word)
    return stemmed


class _Stems(dict[str, str]):
    """The stems of the words that were met last."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        stemmed = self[word] = split_stems().get(word) or snowball(word)
        return stemmed


_STEMS: Final = _Stems()


def stems(words: Iterable[str]) -> list[str]:
    """English stems of folded words, one for one: Snowball's, but of words that are split from
    others (`data/stems.tsv`) their own."""
    return list(map(_STEMS.__getitem__, words))


def stem(word: str) -> str:
    """The English stem of one folded word."""
    return _STEMS[word]


def exact_tokens(spans: Iterable[Span]) -> Iterator[tuple[str, int, int, int]]:
    """Tokens of the `exact` field: token, position, start and end in the folded text.

    Of a Han run its bigrams, and its first and last character by themselves; words as they are; a
    mark where punctuation stands.
    """
    for han, text, start, end, position, gap in spans:
        if gap in _MARKS:
            width = int(gap)
            yield _MARKS[gap], position - width, start, start
        if not han:
            yield text, position, start, end
            continue
        last = len(text) - 1
        yield text[0], position, start, start + 1
        for i in range(last):
            yield text[i : i + 2], position + i, start + i, start + i + 2
        if last:
            yield text[last], position + last, start + last, start + last + 1


def _exact(spans: list[Span]) -> Tokens:
    terms: list[str] = []
    positions: list[int] = []
    for han, text, _, _, position, gap in spans:
        if gap:
            # By identity: a member of an enumeration is hashed by a function, at every token.
            if gap is Gap.STRETCH:
                terms.append(STRETCH_MARK)
                positions.append(position - 1)
            elif gap is Gap.SENTENCE:
                terms.append(SENTENCE_MARK)
                positions.append(position - 2)
        if not han:
            terms.append(text)
            positions.append(position)
            continue
        last = len(text) - 1
        terms.append(text[0])
        positions.append(position)
        if last:
            behind = position + last
            terms += map(add, text, text[1:])
            counted = behind <= len(_COUNTED)
            positions += _COUNTED[position:behind] if counted else range(position, behind)
            terms.append(text[last])
            positions.append(behind)
    return Tokens(terms, positions)


def cased_word(printed: str) -> str:
    """A Latin word as printed, in plain width and without accents, full stops or apostrophes."""
    pieces = []
    for character in printed:
        folded = fold_character(character)
        pieces.append(folded.upper() if character.isupper() else folded)
    word = "".join(pieces).replace("'", "")
    return word if any(map(str.isdigit, word)) else word.replace(".", "")


@functools.lru_cache(maxsize=1 << 16)
def _with_capitals(printed: str, folded: str) -> str:
    """The token of a word with capitals, "" where it says no more than the folded word."""
    if printed == folded or not any(map(str.isupper, printed)):
        return ""
    word = cased_word(printed)
    return "" if word == folded else word


def _cased(scanned: Scan) -> Tokens:
    folded = scanned.folded
    original, moved = folded.original, folded.starts is not None
    words: list[str] = []
    reached = -1
    for han, text, start, end, position, _ in scanned.spans:
        # What stands beside a word is printed as it is.
        if han or position <= reached:
            continue
        reached = position
        first, last = folded.span(start, end) if moved else (start, end)
        printed = original[first:last]
        if printed != text and (word := _with_capitals(printed, text)):
            words.append(word)
    return Tokens(words)


class Analyzer:
    """Makes the tokens of texts, Chinese cut by one segmenter; safe for many threads."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter: Final = segmenter

    def _words(self, spans: Iterable[Span]) -> Tokens:
        spans = list(spans)
        han = self.segmenter.words_of([span.text for span in spans if span.han])
        return Tokens([*han, *stems([span.text for span in spans if not span.han])])

    def _lead(self, spans: list[Span]) -> Tokens:
        """The words of the lead; a run that begins in it is cut where it ends."""
        within = itertools.takewhile(lambda span: span.position < LEAD_LENGTH, spans)
        return self._words(
            span._replace(text=span.text[: LEAD_LENGTH - span.position]) if span.han else span
            for span in within
        )

    def _analyse(self, scanned: Scan) -> dict[str, Tokens]:
        runs = [span.text for span in scanned.spans if span.han]
        return {
            "exact": _exact(scanned.spans),
            "char": Tokens(distinct("".join(runs))),
            "word": self._words(scanned.spans),
            "cased": _cased(scanned),
        }

    def analyse(self, text: str) -> dict[str, Tokens]:
        """The tokens of one text for every analyzer."""
        return self._analyse(scan(text))

    def analyse_article(self, title: str, body: str) -> dict[str, Tokens]:
        """The tokens of an article for every field of `archive.model.fields.TEXT_FIELDS`."""
        scans = dict(zip(TEXTS, (scan(title), scan(body)), strict=True))
        fields = {
            field_name(text, analyzer): tokens
            for text, scanned in scans.items()
            for analyzer, tokens in self._analyse(scanned).items()
        }
        return fields | {LEAD: self._lead(scans["body"].spans)}
