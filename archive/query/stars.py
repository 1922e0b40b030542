"""Stars behind words, which may then go on."""

from __future__ import annotations

from typing import Final

from archive.text.phrases import quoted_spans

#: What means that a word may go on.
STARS: Final = "*＊"


def prefix_of(text: str) -> str | None:
    """What a word with a star begins with, folded; None for a word without such a star.

    The star stands behind two or more characters. A Han run needs none, since it is found inside
    longer ones.
    """
    bare = text.rstrip(STARS)
    spans = quoted_spans(bare)
    if bare == text or len(spans) != 1 or len(spans[0].text) < 2 or spans[0].han:
        return None
    return spans[0].text


def has_short_star(text: str) -> bool:
    """Whether a star stands behind a single character that is not Han."""
    spans = quoted_spans(text.rstrip(STARS))
    return text[-1:] in STARS and len(spans) == 1 and len(spans[0].text) == 1 and not spans[0].han
