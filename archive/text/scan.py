"""The tokenizer: runs of Han characters, words and numbers, what lies between, and positions.

Each Han character and each word takes one position. What lies between two tokens takes none, one,
two or sixty-four, as `gaps.py` says; where it takes one or two, a mark stands at the first of
them, so that a phrase can ask for punctuation and cannot mistake a word for it.

Some tokens stand beside others and take no position: what a hyphen or an elided article parts is
also one word (e-mail and email, L'Oréal and Loreal), and a figure is also a figure with its sign
(50%, $100). Quotes never ask for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from archive.model.scripts import HAN_CHARACTERS
from archive.text.folding import Folded, fold, fold_text
from archive.text.gaps import PARAGRAPH_END as PARAGRAPH_END
from archive.text.gaps import Gap as Gap
from archive.text.gaps import gap_between

#: Characters written without spaces between words: Han with its iteration marks, kana, bopomofo.
HAN: Final = (
    f"々〇〻〡-〩{HAN_CHARACTERS}"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
)

#: Words never hold these characters, so a token of two of them takes two positions.
HAN_PAIR: Final = re.compile(f"[{HAN}]{{2}}")

#: A stretch of characters written without spaces.
HAN_RUN: Final = re.compile(f"[{HAN}]+")


def _vowel_signs() -> str:
    """A character class of the signs that are written on letters and are no accents.

    Without them words of Indic scripts, Thai or Arabic would be split; accents are folded away.
    """
    codes = {
        code
        for code in range(0x370, 0x10000)
        if unicodedata.category(chr(code)) in ("Mn", "Mc") and fold_text(chr(code)) == chr(code)
    }
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in zip(starts, ends, strict=True))


#: What words and numbers are made of.
WORD_CHARACTER: Final = rf"[^\W_{HAN}]"

_WORD = WORD_CHARACTER
_LETTER = rf"[^\W\d_{HAN}]"

#: Abbreviations whose full stop is part of them, so that "Mr. Lee" and "Mr Lee" are one sequence.
#: A single letter with a full stop is an initial.
_ABBREVIATIONS: Final = (
    "mr|mrs|ms|dr|st|jr|sr|prof|gen|col|lt|capt|sgt|sen|rep|gov|rev|hon|inc|corp|ltd|vs|no|"
    "jan|feb|mar|apr|aug|sept|sep|oct|nov|dec"
)

#: How a word goes on beyond letters and digits: vowel signs, don't, v1.2.
_GOES_ON: Final = (
    rf"(?:[{_vowel_signs()}]+{_WORD}*|'{_LETTER}{_WORD}*"
    rf"|(?<={_LETTER}\d)\.\d+(?!\.?\d){_WORD}*)*"
)

#: How a number does: 3.5GHz, 1,560's.
_AFTER_NUMBER: Final = rf"(?:{_LETTER}{_WORD}*)?{_GOES_ON}"

#: The elided articles of French and Italian, which part from a word that begins as those do.
_ARTICLES: Final = "l|d|(?:de|da|ne|su|a)ll"
_AFTER_ARTICLE: Final = "[aeiouhæœ]"

#: The apostrophe of a plural, which is left out with its word.
_PLURAL: Final = r"(?:(?<=s)'(?=\s))?"

#: A word that no other kind of token can be, whatever stands before it.
_PLAIN: Final = r"[a-z]++(?=[ ,\n])"

#: Repetitions are bounded, so that no text makes the tokenizer go back over much of it.
_TOKEN: Final = re.compile(
    rf"(?P<han>[{HAN}]+)"
    # Most words are nothing but words: as many as stand in a row are found at once.
    rf"|(?P<plain>{_PLAIN}(?> {_PLAIN})*+)"
    rf"|(?P<acronym>(?<!{_WORD})(?:{_LETTER}\.){{1,12}}{_LETTER}(?!{_WORD}|\.{_WORD})"
    rf"\.?(?:'s(?!{_WORD}))?)"
    rf"|(?P<sign>(?<!{_WORD})(?:c\+\+|[cf]\#)(?!{_WORD}|[+#]))"
    rf"|(?P<thousands>(?<!\d\.)\d{{1,3}}(?:,\d{{3}}){{1,9}}(?:\.\d+)?(?![,.]?\d){_AFTER_NUMBER}){_PLURAL}"
    rf"|(?P<decimal>(?<!\d\.)\d+\.\d+(?!\.?\d){_AFTER_NUMBER}){_PLURAL}"
    rf"|(?P<abbreviation>(?<!{_WORD})(?:{_ABBREVIATIONS}|{_LETTER})(?=\.(?:'s)?\s))\.(?:'s)?"
    rf"|(?P<figure>\d{_WORD}*{_GOES_ON}){_PLURAL}"
    rf"|(?P<article>(?<!{_WORD})(?:{_ARTICLES}))'(?={_AFTER_ARTICLE})"
    rf"|(?P<word>{_LETTER}{_WORD}*{_GOES_ON}){_PLURAL}"
    rf"|(?P<ampersand>&(?<={_WORD}[ ]&)(?=[ ]{_LETTER}))"
)

#: An & between two words, which is one of them.
AMPERSAND: Final = re.compile(rf"&(?<={_WORD}[ ]&)(?=[ ]{_LETTER})")

#: Tokens that are figures, which may have a sign.
_FIGURES: Final = frozenset(("thousands", "decimal", "figure"))

#: Signs before a figure, and behind it.
CURRENCIES: Final = "$€£¥₩₹₽฿₫₱₺₴₦"
_SHARES: Final = "%‰"
FIGURE_SIGNS: Final = frozenset(CURRENCIES + _SHARES)

#: What joins two Latin words to one; U+2011 folds to U+2010.
_HYPHENS: Final = frozenset("-\u2010")

#: What stands between two words that are also one: nothing does behind an elided article.
_JOINTS: Final = frozenset(("", *_HYPHENS))

#: Words that mean something else than what "re" is joined to by a hyphen: to re-sign, to re-form.
APART: Final = re.compile(
    "re(?:collect|cover|creat|dress|form|lay|lease|mark|press|prov|serv|sign|sort|strain|treat)"
)

SENTENCE_MARK: Final = "."
STRETCH_MARK: Final = ","

#: A member by its own name, as looking it up in its class costs time at every token.
_NO_GAP: Final = Gap.NONE


class Span(NamedTuple):
    """A run of Han characters, or a word, in a folded text.

    `start` and `end` count into the folded text; `position` is that of the first character. `gap`
    is what lies before it (`Gap.NONE` for the first). `text` of a word is as it is matched:
    without full stops, apostrophes, thousands commas and possessive.
    """

    han: bool
    text: str
    start: int
    end: int
    position: int
    gap: Gap


#: Makes a span of its values without the function that takes them one by one, in half the time.
_new: Final = tuple.__new__


@dataclass(frozen=True, slots=True)
class Scan:
    """A text with its tokens."""

    folded: Folded
    spans: list[Span]


def _word(kind: str, text: str) -> tuple[str, int]:
    """A word as it is matched, and how many characters of the text it takes."""
    if kind in ("word", "figure", "thousands", "decimal"):
        bare = text.removesuffix("'s") if "'" in text else text
        plain = bare.replace("'", "") if "'" in text else bare
        return plain.replace(",", "") if kind == "thousands" else plain, len(bare)
    if kind == "acronym":
        bare = text.removesuffix("'s").removesuffix(".")
        return bare.replace(".", ""), len(bare)
    return "and" if kind == "ampersand" else text, len(text)


def _words(kind: str, text: str) -> Iterable[tuple[str, int]]:
    """The words of a match, each as it is matched, and how many characters of the text it takes.

    Of plain words several stand in a row, a space between them.
    """
    if kind != "plain":
        return (_word(kind, text),)
    words = text.split(" ")
    return zip(words, map(len, words), strict=True)


def _signed(text: str, figure: Span) -> Iterator[Span]:
    """A figure with the sign before it and with that behind it, each beside the figure."""
    _, word, start, end, position, _ = figure
    if start and text[start - 1] in CURRENCIES:
        yield Span(False, text[start - 1] + word, start - 1, end, position, Gap.NONE)
    behind = end + (text[end : end + 1] == " ")
    sign = text[behind : behind + 1]
    if sign and sign in _SHARES:
        yield Span(False, word + sign, start, behind + 1, position, Gap.NONE)


def _joined(left: Span, right: Span) -> Iterator[Span]:
    """Two parts of a word as one, beside them; none where that is another word, or a figure."""
    word = left.text + right.text
    if left.text.isalpha() and not (left.text == "re" and APART.match(word)):
        yield Span(False, word, left.start, right.end, left.position, Gap.NONE)


def _beside(text: str, kind: str, span: Span, before: Span | None, between: str) -> list[Span]:
    """The tokens beside a word; `before` is the word before it, from which `between` parts it."""
    beside: list[Span] = []
    if kind in _FIGURES:
        beside.extend(_signed(text, span))
    if before is not None and between in _JOINTS:
        beside.extend(_joined(before, span))
    return beside


def in_line(spans: Iterable[Span]) -> Iterator[Span]:
    """Tokens one behind another, without those that stand beside them."""
    reached = -1
    for span in spans:
        if span.position > reached:
            reached = span.position
            yield span


def scan(original: str) -> Scan:
    """Fold a text and find its tokens."""
    folded = fold(original)
    return Scan(folded, scan_folded(folded.text))


def scan_folded(text: str, first: int = 0, last: int | None = None) -> list[Span]:
    """The tokens of a folded text, in order, each with those that stand beside it behind it.

    Of a paragraph alone, from `first` up to `last`, positions count from its beginning.
    """
    spans: list[Span] = []
    position, end = 0, first
    before: Span | None = None  # the word before, None behind a run
    for match in _TOKEN.finditer(text, first, len(text) if last is None else last):
        kind = match.lastgroup or ""
        start, after = match.span()
        han = kind == "han"
        between = text[end:start]
        if not between or not spans or (between == " " and (before is not None or not han)):
            gap = _NO_GAP  # as `gap_between` says; most are such, and it costs a call
        else:
            gap = gap_between(between, before is None, han)
            position += gap
        end = after
        if han:
            spans.append(_new(Span, (True, text[start:end], start, end, position, gap)))
            position += end - start
            before = None
            continue
        for word, length in _words(kind, match[kind]):
            span = _new(Span, (False, word, start, start + length, position, gap))
            spans.append(span)
            if kind in _FIGURES or (before is not None and between in _JOINTS):
                spans += _beside(text, kind, span, before, between)
            before, between, gap = span, " ", _NO_GAP
            position += 1
            start += length + 1
    return spans


def word_tokens(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The words that `scan_folded` finds in a stretch of a folded text: text, start and end.

    Before and behind the stretch stands a Han character, a space, or nothing: no word goes beyond
    these, so a stretch by itself has the words it has in its text.
    """
    words = []
    before: Span | None = None
    done = start
    # A little more is seen: whether a full stop ends an abbreviation depends on it, and an &.
    for match in _TOKEN.finditer(text, start, end + 2):
        if match.start() >= end:
            break
        kind = match.lastgroup or ""
        if kind == "han":
            before = None
        else:
            at, between = match.start(), text[done : match.start()]
            for word, length in _words(kind, match[kind]):
                if at >= end:
                    break
                span = Span(False, word, at, at + length, 0, Gap.NONE)
                beside = _beside(text, kind, span, before, between)
                words += [(one.text, one.start, one.end) for one in (span, *beside)]
                before, between = span, " "
                at += length + 1
        done = match.end()
    return words
