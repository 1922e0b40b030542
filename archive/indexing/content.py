"""The digest of all that was published of an article: what tells whether it is another."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

from archive.model.article import Article

#: Two articles of one id differ unnoticed once in 10^29.
_BYTES: Final = 12


def content_digest(article: Article) -> bytes:
    """The digest of what was published, wherever it was read and whatever was odd there."""
    return hashlib.blake2b(
        _content(article).encode("utf-8", "surrogatepass"), digest_size=_BYTES
    ).digest()


def _content(article: Article) -> str:
    """All that was published, in one text: no part holds a NUL, and authors come last."""
    published = article.published
    day = published.isoformat() if isinstance(published, dt.date) else ""
    flags = f"{article.language}{article.published_inferred}"
    bounds = (at.isoformat() if at else "" for at in (article.not_before, article.expires))
    parts = (article.title, article.body, flags, article.source, day, article.status, *bounds)
    more = (article.url or "", article.section or "", article.agency, article.replaces)
    return "\0".join((*parts, *more, *article.authors))
