"""Why an article stands beside another that is about the same, in words."""

from __future__ import annotations

from archive.search.page import LikeArticle
from archive.web.language import language_of_request, page_words
from archive.web.words import span_words


def like_why(like: LikeArticle) -> list[str]:
    """What both articles have, a line a kind: names, words, days."""
    between, language = page_words("list_separator"), language_of_request()
    days = [span_words(first, last, language) for first, last in like.days]
    lines = []
    if like.names:
        names = between.join(name.label for name in like.names)
        lines.append(page_words("like_names", names=names))
    if like.words:
        lines.append(page_words("like_words", words=between.join(like.words)))
    if days:
        lines.append(page_words("like_days", days=between.join(days)))
    return lines
