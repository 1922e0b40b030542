"""What the spellings of a term share: the keys by which words of two languages are looked up."""

from __future__ import annotations

from archive.text.phrases import quoted_spans
from archive.text.tokens import stems


def term_key(text: str) -> tuple[str, ...]:
    """What two spellings of a term share: folded Han runs, stems of Latin words."""
    spans = quoted_spans(text)
    stemmed = stems([span.text for span in spans])
    return tuple(s.text if s.han else root for s, root in zip(spans, stemmed, strict=True))


def term_text(text: str) -> str:
    """The same as a text, a space between the parts; "" for what has no word."""
    if text.isascii() and text.replace(" ", "").isalpha():
        # Most are plain words: these fold to small letters, and need no scanner.
        return " ".join(stems(text.lower().split()))
    return " ".join(term_key(text))
