"""The tokenizer against a plain one, which asks for everything at every token."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from archive.text import scan as scanner
from archive.text.folding import fold_text
from archive.text.gaps import gap_width
from archive.text.scan import Gap, Span, scan_folded, word_tokens

#: The tokens without the short cut for words that are nothing but words.
_SHORT_CUT = rf"|(?P<plain>{scanner._PLAIN}(?> {scanner._PLAIN})*+)"
_TOKEN = re.compile(scanner._TOKEN.pattern.replace(_SHORT_CUT, ""))

_PIECES = (
    "word|c|mr|re|l|d|s|don|u|f|dr|no|e|mail|5|12|000|3.5|香|港中國|パ|é|٣|ा|"
    " | |  |,|.|. |\n|\n\n|\n \n|-|'|'s|s'|& |。|，|!|$|%|#|++|\u2011|…|」"
).split("|")

TEXTS = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join) | st.text()


def naive(text: str, first: int, last: int) -> list[Span]:
    """The tokens of a stretch of a folded text, nothing about them taken for granted."""
    spans: list[Span] = []
    position, end = 0, first
    before: Span | None = None
    before_han = False
    for match in _TOKEN.finditer(text, first, last):
        kind = match.lastgroup or ""
        start, han = match.start(), kind == "han"
        between = text[end:start]
        gap = gap_width(between, before_han, han) if spans else Gap.NONE
        position += int(gap)
        if han:
            spans.append(Span(True, match[kind], start, match.end(), position, gap))
            position += len(match[kind])
        else:
            word, length = scanner._word(kind, match[kind])
            span = Span(False, word, start, start + length, position, gap)
            spans.append(span)
            spans += scanner._beside(text, kind, span, None if before_han else before, between)
            before = span
            position += 1
        end = match.end()
        before_han = han
    return spans


def test_the_short_cut_is_in_the_pattern() -> None:
    assert _TOKEN.pattern != scanner._TOKEN.pattern


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
@example("re-form e-mail l'air c++ c f# mr lee mr. lee", 0, 60)
def test_tokens_are_those_of_a_plain_scan(original: str, first: int, last: int) -> None:
    text = fold_text(original)
    assert scan_folded(text) == naive(text, 0, len(text))
    assert scan_folded(text, first, last) == naive(text, first, last)


@given(TEXTS, TEXTS)
@example("a word mr lee e-mail", "and no more")
def test_words_of_a_stretch_are_those_of_its_text(original: str, behind: str) -> None:
    stretch = fold_text(original)
    text = f"{stretch} {fold_text(behind)}"
    whole = [
        (span.text, span.start, span.end)
        for span in naive(text, 0, len(text))
        if not span.han and span.start < len(stretch)
    ]
    assert word_tokens(text, 0, len(stretch)) == whole
