"""Articles as the JSON of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from archive.model.dates import MentionedDate
from archive.model.entity import Entity, Mention
from archive.model.language import LANGUAGES
from archive.model.message import Message, Say
from archive.search.comparing import ComparedPage
from archive.search.differing_figures import DifferingFigure
from archive.search.page import (
    ArticlePage,
    Label,
    NamedEntity,
    Related,
)
from archive.search.placed_figures import FigureInText

Json = dict[str, Any]


def labels_json(labels: Sequence[Label]) -> list[Json]:
    """Entities named in one language."""
    return [{"id": label.id, "label": label.label} for label in labels]


def names_json(entity: Entity) -> Json:
    """The canonical form of an entity in each language."""
    return {language: entity.label(language) for language in LANGUAGES}


def _why(why: Message, say: Say) -> Json:
    return {"why": say(why), "why_code": why.as_json()}


def _date(date: MentionedDate, say: Say) -> Json:
    return {
        "start": date.start,
        "end": date.end,
        "text": date.text,
        "in": date.field,
        "from": date.first.isoformat(),
        "to": date.last.isoformat(),
        "precision": str(date.precision),
        "part": date.part or None,
        "direction": str(date.direction),
        **_why(date.why, say),
    }


def mention_json(mention: Mention, say: Say) -> Json:
    """A mention, where it stands and why it is one."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "in": mention.field,
        **_why(mention.why, say),
    }


def _entities(entities: Sequence[NamedEntity], say: Say) -> list[Json]:
    return [
        {
            "id": named.entity.id,
            "label": named.label,
            "unresolved": not named.entity.resolved,
            "listed": named.listed,
            "mentions": [mention_json(mention, say) for mention in named.mentions],
        }
        for named in entities
    ]


def _statements(page: ArticlePage) -> list[Json]:
    """What is said in an article; the speaker is one of those who are named there, or null."""
    labels = {
        named.entity.id: {"id": named.entity.id, "label": named.label}
        for those in page.named.values()
        for named in those
    }
    return [
        {
            "start": said.start,
            "end": said.end,
            "direct": said.direct,
            "speaker": labels.get(said.speaker.entity) if said.speaker else None,
        }
        for said in page.document.statements
    ]


def related_json(article: Related) -> Json:
    """An article beside another."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "language": article.language,
    }


def _related(articles: Sequence[Related]) -> list[Json]:
    return list(map(related_json, articles))


def _like(page: ArticlePage) -> list[Json]:
    """What is about the same, with what both articles have."""
    return [
        {
            **related_json(like.article),
            "copies": like.copies,
            "names": labels_json(like.names),
            "words": list(like.words),
            "days": [
                {"from": first.isoformat(), "to": last.isoformat()} for first, last in like.days
            ],
        }
        for like in page.like
    ]


def article_json(page: ArticlePage, say: Say) -> Json:
    """The answer of `/api/v1/articles/<id>`."""
    article = page.document.article
    return {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_inferred": article.published_inferred,
        "language": str(article.language),
        "source": article.source,
        "section": article.section,
        "authors": list(article.authors),
        "agency": article.agency or None,
        **{kind.plural: _entities(named, say) for kind, named in page.named.items()},
        "dates": [_date(date, say) for date in page.document.dates],
        "statements": _statements(page),
        "copies": _related(page.copies),
        "versions": _related(page.versions),
        "newest": page.newest,
        "passages": [
            {
                "start": passage.start,
                "end": passage.end,
                "count": passage.count,
                "articles": _related(passage.articles),
            }
            for passage in page.passages
        ],
        "like": _like(page),
    }


def figures_json(figures: Iterable[DifferingFigure]) -> list[Json]:
    """Figures that two articles tell otherwise."""
    return [
        {"here": _figure(each.here), "there": _figure(each.there), "words": list(each.words)}
        for each in figures
    ]


def _figure(figure: FigureInText) -> Json:
    return {
        "value": float(figure.value),
        "unit": figure.unit or None,
        "text": figure.printed,
        "before": figure.before,
        "after": figure.behind,
    }


def compared_json(page: ComparedPage) -> Json:
    """The answer of `/api/v1/compare`."""
    return {
        "old": page.old.id,
        "new": page.new.id,
        "same": page.same,
        "stays": round(page.stays, 4),
        "title": [stretch._asdict() for stretch in page.title],
        "body": [stretch._asdict() for stretch in page.body],
        "numbers": {"gone": list(page.numbers_gone), "new": list(page.numbers_new)},
        "names": {"gone": labels_json(page.names_gone), "new": labels_json(page.names_new)},
        "figures": figures_json(page.figures),
        "generation": page.generation.name,
    }
