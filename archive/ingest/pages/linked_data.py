"""The article of a page's JSON-LD (https://www.w3.org/TR/json-ld11/, https://schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import html

from archive.ingest.raw import Note
from archive.ingest.reader import shown

#: Kinds of schema.org that are an article (https://schema.org/Article and what is below it).
_ARTICLE_KINDS: Final = frozenset(
    "Article AdvertiserContentArticle AnalysisNewsArticle AskPublicNewsArticle "
    "BackgroundNewsArticle BlogPosting LiveBlogPosting NewsArticle OpinionNewsArticle Report "
    "ReportageNewsArticle ReviewNewsArticle SatiricalArticle ScholarlyArticle "
    "SocialMediaPosting TechArticle DiscussionForumPosting".split()
)

#: Of a JSON-LD script that is not quite JSON.
_WRAPPER: Final = re.compile(
    r"\A\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?://)?(?:-->|\]\]>)\s*;?\s*\Z"
)
_TRAILING_COMMA: Final = re.compile(r",\s*([}\]])")

#: JSON-LD is searched so deep for an article: a graph in a list in a page.
_DEEPEST: Final = 4


def article_of(root: html.HtmlElement, title: str, notes: list[Note]) -> Mapping[str, object]:
    """The article of the page's JSON-LD, {} where it names none or several alike.

    What it names by an `@id` only is put in its place.
    """
    values = [
        _loaded(text, notes)
        for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and (text := script.text)
    ]
    articles = list(_articles(values, 0))
    if len({linked_text(article.get("headline")) for article in articles}) > 1:
        articles = [
            article for article in articles if _alike(linked_text(article.get("headline")), title)
        ] or [article for article in articles if article.get("articleBody")]
    article = max(articles, key=len, default={})
    named = dict(_named(values, 0))
    return {key: _resolved(value, named) for key, value in article.items()}


def _named(value: object, depth: int) -> Iterator[tuple[str, object]]:
    """The objects that have an `@id` and more, with it."""
    if isinstance(value, list) and depth <= _DEEPEST:
        for item in value:
            yield from _named(item, depth + 1)
    elif isinstance(value, Mapping) and depth <= _DEEPEST:
        if isinstance(name := value.get("@id"), str) and len(value) > 1:
            yield name, value
        for item in value.values():
            yield from _named(item, depth + 1)


def _resolved(value: object, named: Mapping[str, object]) -> object:
    if isinstance(value, list):
        return [_resolved(item, named) for item in value]
    if isinstance(value, Mapping) and isinstance(name := value.get("@id"), str) and len(value) == 1:
        return named.get(name, value)
    return value


def _alike(first: str, second: str) -> bool:
    return bool(first and second) and (first in second or second in first)


def _loaded(text: str, notes: list[Note]) -> object:
    """The value of a JSON-LD script, read as leniently as browsers' readers of it do."""
    for form in (text, _TRAILING_COMMA.sub(r"\1", _WRAPPER.sub("", text))):
        try:
            value: object = json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    notes.append(Note("page-data-unreadable", f"JSON-LD cannot be read: {shown(text)}"))
    return None


def _articles(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, Mapping):
        types = value.get("@type")
        if _ARTICLE_KINDS & set(map(str, types if isinstance(types, list) else [types])):
            yield value
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
                yield from _articles(value.get(key), depth + 1)


def linked_text(value: object) -> str:
    """A text, or a list of texts as its paragraphs; "" for anything else."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n\n".join(map(str, value)).strip()
    return value.strip() if isinstance(value, str) else ""
