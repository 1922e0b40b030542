"""Han runs that punctuation parts: names with a middle dot, and words of their own."""

from __future__ import annotations

from collections.abc import Sequence

from archive.text.phrases import quoted_spans
from archive.text.scan import Gap, Span, in_line, scan


def parted_runs(text: str) -> list[str]:
    """Han runs parted by punctuation, as typed, as words of their own; else []."""
    scanned = scan(" ".join(text.split()))
    spans, folded = list(in_line(scanned.spans)), scanned.folded
    if len(spans) < 2 or not _are_parted(spans):
        return []
    places = [folded.span(span.start, span.end) for span in spans]
    return [folded.original[first:last] for first, last in places]


def _are_parted(spans: Sequence[Span]) -> bool:
    return all(span.han for span in spans) and all(span.gap is not Gap.NONE for span in spans[1:])


def without_dot(name: str) -> str | None:
    """A Chinese name whose parts a middle dot or a space parts, without it; None for another."""
    spans = quoted_spans(name)
    if len(spans) < 2 or not _are_parted(spans):
        return None
    return "".join(span.text for span in spans)
