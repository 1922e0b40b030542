"""From articles to documents: the publication day, the mentions, the tokens."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from archive.entities.extractor import Extractor
from archive.entities.findings import Findings
from archive.entities.left_out import byline
from archive.model.article import Article, Document
from archive.text.tokens import analyse_article

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def publication(published: dt.datetime | dt.date | None, zone: ZoneInfo) -> tuple[int, int | None]:
    """The publication day as an ordinal and the instant as seconds since 1970 UTC.

    An instant's day is its day in `zone`, a day's instant is its start there. (0, None) where
    nothing is known.
    """
    if published is None:
        return 0, None
    if isinstance(published, dt.datetime):
        instant = published.astimezone(zone)
    else:
        instant = dt.datetime.combine(published, dt.time(), zone)
    return instant.date().toordinal(), int((instant - _EPOCH).total_seconds())


def make_document(
    article: Article, findings: Findings, extractor: Extractor, zone: ZoneInfo
) -> Document:
    """The document of an article in which models found this."""
    authors, agency = byline(article)
    article = replace(article, authors=authors, agency=agency)
    day, instant = publication(article.published, zone)
    return Document(
        article=article,
        day=day,
        instant=instant,
        mentions=extractor.mentions(article, findings),
        fields=analyse_article(article.title, article.body),
    )
