"""Brute force: what a quote must find, by walking texts, without positions, bigrams or an index.

A text is folded character by character, and what is not matched (the full stops of `U.S.`, the
apostrophe of `don't`) is left out. What is left is read as units: single Han characters, words, and
whatever stands between. A quote occurs where its units stand one after another with the same kind
of thing between them. A quote of Han characters alone is simply a substring of the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

import regex

from archive.text.folding import fold_text

#: Characters written without spaces between words, as Unicode says.
_SCRIPTS = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}ー]"
_HAN_CHARACTER = regex.compile(rf"[{_SCRIPTS}&&[\p{{L}}\p{{Nl}}]]", regex.VERSION1)

#: What is composed of a letter and what stands behind it: kana with a voicing mark, Hangul.
_COMPOSED = re.compile("[\u3041-\u30ff\uac00-\ud7a3]")

_ABBREVIATION = re.compile(
    "mr|mrs|ms|dr|st|jr|sr|prof|gen|col|lt|capt|sgt|sen|rep|gov|rev|hon|inc|corp|ltd|vs|no|"
    "jan|feb|mar|apr|aug|sept|sep|oct|nov|dec"
)

_NONE, _STRETCH, _SENTENCE, _PARAGRAPH = "none", "stretch", "sentence end", "paragraph"


@cache
def is_han(character: str) -> bool:
    """Whether a folded character is written without spaces between words."""
    return _HAN_CHARACTER.match(character) is not None


@cache
def _shape_of(character: str) -> str:
    if is_han(character):
        return "H"
    if character.isalpha():
        return "x"
    if character.isalnum():
        return "0"
    if unicodedata.category(character) in ("Mn", "Mc"):
        return "v"
    return " " if character.isspace() and character != "\n" else character


class _Table(dict[int, str]):
    """Shapes of characters, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = _shape_of(chr(code))
        return self[code]


_SHAPES = _Table()


#: The rules of words are asked of a text's shape: each Han character is H, each other letter x,
#: each digit 0, everything else as it is. First what is left out before texts are compared: the
#: commas of thousands, the full stops of acronyms and abbreviations, apostrophes inside words,
#: possessives; then the signs that belong to a word.
_COMMAS = re.compile(r"(?<![x0])(?<!0\.)0{1,3}(?:,000){1,9}(?=(?:\.0+)?(?![,.]?0))")
_ACRONYM = re.compile(r"(?<![x0])(?<![x0]')(?:x\.){1,12}x(?![x0]|\.[x0])\.?")
_INNER_APOSTROPHE = re.compile(r"(?<=[x0])'(?=x)")
_POSSESSIVE = re.compile(r"(?<=[x0.])'x(?![x0]|'x)")
_PLURAL = re.compile(r"(?<=x)'(?=[ \n])")
_STOPPED = re.compile(r"(?<![x0])(?<![x0]')(x+)(\.)(?=(?:'x)?[ \n])")
_DECIMAL = re.compile(r"(?<![x0])(?<!0\.)0+(\.)0+(?!\.?0)")
_VERSION = re.compile(r"(?<=x0)(\.)0+(?!\.?0)")
_SIGN = re.compile(r"(?<![x0])(?<![x0]')(?<!(?<![x0])(?<![x0]')x\.)x(\+\+|#)(?![x0+#])")


#: An elided article, which is a word before the word; and what is written for "and".
_ARTICLE = re.compile(r"(?:l|d|dell|dall|nell|sull|all)(?='[aeiouhæœ])")
_AND = re.compile(r"(?<=[x0] )&(?= x)")


def _with_articles(folded: str) -> str:
    """A folded text with hyphens for the apostrophes of elided articles."""
    signs = list(folded)
    for match in _ARTICLE.finditer(folded):
        before = folded[match.start() - 1 : match.start()]
        if not before.isalnum() or is_han(before):
            signs[match.end()] = "-"
    return "".join(signs)


def _left_out(folded: str, shape: str) -> set[int]:
    """Offsets of characters that are not compared."""
    out: set[int] = set()
    for match in _COMMAS.finditer(shape):
        out.update(i for i in range(*match.span()) if folded[i] == ",")
    for match in _ACRONYM.finditer(shape):
        out.update(i for i in range(*match.span()) if folded[i] == ".")
    for match in _POSSESSIVE.finditer(shape):
        if folded[match.end() - 1] == "s":
            out.update(range(*match.span()))
    out.update(match.start() for match in _INNER_APOSTROPHE.finditer(shape))
    out.update(m.start() for m in _PLURAL.finditer(shape) if folded[m.start() - 1] == "s")
    for match in _STOPPED.finditer(shape):
        word = folded[match.start(1) : match.end(1)]
        if len(word) == 1 or _ABBREVIATION.fullmatch(word):
            out.add(match.start(2))
    return out


def _signs(folded: str, shape: str) -> set[int]:
    """Offsets of punctuation that is part of a word: of C++, C#, 3.5, v1.2."""
    found = {match.start(1) for match in _DECIMAL.finditer(shape)}
    found.update(match.start(1) for match in _VERSION.finditer(shape))
    for match in _SIGN.finditer(shape):
        if folded[match.start() : match.end()] in ("c++", "c#", "f#"):
            found.update(range(*match.span(1)))
    return found


class Plain:
    """A text as it is compared.

    `text` is folded, without what is left out. `shape` has, for each character of `text`, H for
    Han, x for one of a word, and the character itself for what parts words. `kept` is the offset in
    the folded text of each.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.folded = _with_articles(fold_text(original))
        shape = self.folded.translate(_SHAPES)
        # A vowel sign belongs to the word it is written on; elsewhere it is only a sign.
        shape = re.sub(r"(?<![x0v])v+", lambda match: "~" * len(match[0]), shape)
        shape = shape.replace("v", "x")
        out = _left_out(self.folded, shape)
        signs = _signs(self.folded, shape)
        ampersands = {match.start() for match in _AND.finditer(shape)}
        kept: list[int] = []
        text: list[str] = []
        shapes: list[str] = []
        for i, character in enumerate(self.folded):
            if i in out:
                continue
            written = "and" if i in ampersands else character
            kept += [i] * len(written)
            text.append(written)
            shapes.append("xxx" if i in ampersands else "x" if i in signs else shape[i])
        self.kept = kept
        self.text = "".join(text)
        self.shape = "".join(shapes).replace("0", "x")


def _between(gap: str, han_before: bool, han_after: bool) -> str:
    """What the text between two units is."""
    if re.search(r"\n[^\S\n]*\n", gap):
        return _PARAGRAPH
    if re.search(r"[。｡!?]|\.[\"'”’)\]」』》）]*\s", gap):
        return _SENTENCE
    if not gap:
        return _NONE
    if gap.isspace():
        return _STRETCH if han_before and han_after else _NONE
    if not han_before and not han_after and re.fullmatch(r"[\s\-\u2010\u2011]+", gap):
        return _NONE
    return _STRETCH


@lru_cache(maxsize=4096)
def units_of(quote: str) -> tuple[tuple[tuple[str, bool], ...], tuple[str, ...]]:
    """The units of a quote, each with whether it is Han, and what lies between them."""
    plain = Plain(re.sub(r"\s+", " ", quote))
    found = list(re.finditer(r"H|x+", plain.shape))
    units = tuple((plain.text[m.start() : m.end()], m[0] == "H") for m in found)
    gaps = tuple(
        _between(plain.text[a.end() : b.start()], a[0] == "H", b[0] == "H")
        for a, b in pairwise(found)
    )
    return units, gaps


def holds_something(quote: str) -> bool:
    """Whether a quote holds a letter, a digit or a Han character."""
    return bool(units_of(quote)[0])


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str]:
    """The units of a quote with anything but letters and digits between them, each a group."""
    units, _ = units_of(quote)
    return re.compile("(?=(" + r")([\W_]*?)(".join(re.escape(text) for text, _ in units) + "))")


def occurrences(plain: Plain, quote: str) -> Iterator[tuple[int, int]]:
    """Where a quote occurs in a text, in order, as offsets into `plain.text`."""
    units, gaps = units_of(quote)
    if not units:
        return
    joined = "".join(text for text, _ in units)
    if all(han for _, han in units) and set(gaps) <= {_NONE}:
        at = plain.text.find(joined)
        while at >= 0:
            yield at, at + len(joined)
            at = plain.text.find(joined, at + 1)
        return
    if any(text not in plain.text for text, _ in units):
        return
    for match in _pattern(quote).finditer(plain.text):
        if _agrees(plain, match, units, gaps):
            yield match.start(1), match.end(2 * len(units) - 1)


def _agrees(
    plain: Plain, match: re.Match[str], units: tuple[tuple[str, bool], ...], gaps: tuple[str, ...]
) -> bool:
    """Whether words are whole, and between units stands what the quote has there."""
    for number, (_, han) in enumerate(units):
        start, end = match.span(2 * number + 1)
        around = plain.shape[max(start - 1, 0) : start] + plain.shape[end : end + 1]
        if not han and ("x" in around or set(plain.shape[start:end]) != {"x"}):
            return False
    for number, asked in enumerate(gaps):
        gap = match[2 * number + 2]
        if _between(gap, units[number][1], units[number + 1][1]) != asked:
            return False
    return True


def original_span(plain: Plain, start: int, end: int) -> tuple[int, int]:
    """A span of the compared text in the original, on whole characters."""
    origins: list[int] = []
    folded = ""
    for i, character in enumerate(plain.original):
        plain_character = unicodedata.normalize("NFKD", character)
        whole = unicodedata.normalize("NFC", folded[-1:] + plain_character)
        if folded and len(plain_character) == len(whole) == 1 and _COMPOSED.fullmatch(whole):
            folded = folded[:-1] + whole
            continue
        piece = fold_text(character)
        folded += piece
        origins.extend([i] * len(piece))
    first, last = origins[plain.kept[start]], origins[plain.kept[end - 1]]
    stop = last + 1
    for i in range(last + 1, len(plain.original)):
        if i in origins:
            break
        if unicodedata.category(plain.original[i]) != "Cf":
            stop = i + 1
    return first, stop


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one; touching ones stay two."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def stands_printed(plain: Plain, literal: str) -> bool:
    """Whether a literal stands in a text as printed, not inside a longer word or number.

    The text must also hold it as a quote: `="don"` does not find `don't`.
    """
    text = plain.original
    at = text.find(literal)
    while at >= 0:
        before, after = text[max(0, at - 2) : at], text[at + len(literal) :][:3]
        if not (_begun(before, literal[0]) or _continued(literal[-1], after)):
            return any(True for _ in occurrences(plain, literal))
        at = text.find(literal, at + 1)
    return False


def _begun(before: str, first: str) -> bool:
    """Whether the word or number that holds `first` begins before it: 1,|560, don'|t, x|y."""
    if _joined(before[-1:], first):
        return True
    if len(before) < 2 or not _joined(before[0], first):
        return False
    number = before[1] in ".," and before[0].isdigit() and first.isdigit()
    return number or before[1] in "'’"


def _continued(last: str, after: str) -> bool:
    """Whether the word or number that holds `last` goes on behind it; a possessive does not."""
    if _joined(last, after[:1]):
        return True
    if len(after) < 2 or not _joined(last, after[1]):
        return False
    if after[0] in ".,":
        return last.isdigit() and after[1].isdigit()
    possessive = after[1] in "sS" and not _joined(after[1], after[2:])
    return after[0] in "'’" and after[1].isalpha() and not possessive


def _joined(before: str, after: str) -> bool:
    """Whether two neighbouring characters belong to one word or number."""
    both = [fold_text(one) for one in (before, after)]
    return all(one and one.isalnum() and not is_han(one[0]) for one in both)
