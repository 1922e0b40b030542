"""From when until when an article may be shown, the same for every engine."""

from __future__ import annotations

from math import ceil
from typing import Final

from archive.model.article import Article, Status

#: What bounds nothing: an article is shown `from` an instant on, in seconds since 1970 UTC, and
#: no more from that of `until` on.
NO_BOUND: Final = {"from": -(1 << 62), "until": 1 << 62}


def visible_span(article: Article) -> tuple[int, int]:
    """From when until when an article may be shown: never where it is not usable.

    One that its source canceled was over before all time.
    """
    if article.status is Status.CANCELED:
        return NO_BOUND["until"], NO_BOUND["from"]
    if article.status is not Status.USABLE:
        return NO_BOUND["until"], NO_BOUND["until"]
    first, last = article.not_before, article.expires
    return (
        ceil(first.timestamp()) if first else NO_BOUND["from"],
        ceil(last.timestamp()) if last else NO_BOUND["until"],
    )
