"""Where texts hold quoted words, and what an index is asked for the articles that may."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from archive.model.query import Nothing, Phrase, Term
from archive.text.folding import fold
from archive.text.marks import all_at, unbroken
from archive.text.phrases import sequence_of
from archive.text.scan import Gap, Span, in_line, scan

#: An index is asked for so many stretches of a quotation at most, the longest, and for so many
#: words and Han characters of each: these are in hardly any other article, and cost no more where
#: a whole page is quoted.
MOST_STRETCHES: Final = 8
MOST_OF_STRETCH: Final = 12

#: So many words and Han characters are in few articles.
_ENOUGH: Final = 4


_SPACES: Final = re.compile(r"(\s+)")

#: What stands for spaces: any, and a new line, but not the end of a paragraph; that does where the
#: quotation has a new line itself.
_SPACE: Final = r"(?!\s*?\n[^\S\n]*\n)\s+"
_NEW_LINE: Final = r"\s+"


@lru_cache(maxsize=256)
def _pattern(quoted: str) -> re.Pattern[str]:
    """The characters of a quotation, with what stands for its spaces."""
    plain = quoted.strip()
    before, after = unbroken(plain)
    pieces = (
        re.escape(piece) if not piece.isspace() else _NEW_LINE if "\n" in piece else _SPACE
        for piece in _SPACES.split(plain)
    )
    return re.compile(f"{before}{''.join(pieces)}{after}")


def verbatim_spans(text: str, quoted: str) -> Iterator[tuple[int, int]]:
    """Where the very characters of a quotation stand in a text, half-open, none over another.

    Spaces stand for any white space but the end of a paragraph, which a new line stands for; at
    its ends no word or number is cut. `quoted` holds more than white space.
    """
    for match in _pattern(quoted).finditer(text):
        yield match.span()


def alike_spans(text: str, quoted: str) -> Iterator[tuple[int, int]]:
    """Where a text has the letters and digits of a quotation, in whatever script, width or case.

    Spaces, punctuation and the ends of words do not count.
    """
    wanted = "".join(filter(str.isalnum, fold(quoted).text))
    folded = fold(text)
    places = [at for at, character in enumerate(folded.text) if character.isalnum()]
    plain = "".join(map(folded.text.__getitem__, places))
    for at in all_at(plain, wanted) if wanted else ():
        yield folded.span(places[at], places[at + len(wanted) - 1] + 1)


def quoted_stretches(quoted: str, name: str) -> tuple[Term | Phrase, ...]:
    """What every text named `name` ("title" or "body") has that holds a quotation.

    Empty where the quotation has no word. Punctuation and line ends are not asked for, nor words
    at its ends where there is enough else: which word it is may depend on what stands beyond.
    """
    spans = list(in_line(scan(quoted).spans))
    within = spans[not spans[0].han : len(spans) - (not spans[-1].han)] if spans else []
    spans = within if sum(map(_length, within)) >= _ENOUGH else spans
    runs = [run for span in _runs(spans, quoted) for run in [sequence_of(span, name)]]
    longest = sorted(runs, key=_width, reverse=True)[:MOST_STRETCHES]
    return tuple(run for run in dict.fromkeys(longest) if not isinstance(run, Nothing))


def _width(run: Term | Phrase | Nothing) -> int:
    return len(run.texts) if isinstance(run, Phrase) else 1


def _runs(spans: Sequence[Span], quoted: str) -> Iterator[list[Span]]:
    """Tokens with nothing between them but spaces, shortened to `MOST_OF_STRETCH`."""
    folded = fold(quoted)
    run: list[Span] = []
    for span in spans:
        parted = run and (span.gap is not Gap.NONE or "\n" in folded.text[run[-1].end : span.start])
        if parted or sum(map(_length, run)) >= MOST_OF_STRETCH:
            yield run
            run = []
        # What stands before a run is not asked for: a text may have the end of a paragraph there.
        run.append(_shortened(span) if run else _shortened(span)._replace(gap=Gap.NONE))
    if run:
        yield run


def _length(span: Span) -> int:
    return len(span.text) if span.han else 1


def _shortened(span: Span) -> Span:
    if not span.han or len(span.text) <= MOST_OF_STRETCH:
        return span
    return span._replace(text=span.text[:MOST_OF_STRETCH], end=span.start + MOST_OF_STRETCH)
