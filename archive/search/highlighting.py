"""From stored documents to what is shown of them: highlights, snippets, names."""

from __future__ import annotations

from typing import Final

from archive.model.article import Document
from archive.model.entity import ACTORS, Entity, Kind, Mention, Names
from archive.model.fields import TEXTS
from archive.model.query import And, HasId, Node
from archive.model.result import GenerationInfo
from archive.query.plan import Plan, Question, unversioned
from archive.search.edition import Edition
from archive.search.mentioned import find_days, mention_nodes
from archive.search.page import ArticlePage, Label, NamedEntity, ShownHit
from archive.search.said import SaidFinder, speaking_entity
from archive.text.common import beside_others, is_common
from archive.text.finder import Finder
from archive.text.marks import Leaf, Occurrence, leaves, merge
from archive.text.snippets import fragments


class Highlighter:
    """Compiled once from a query tree; the only source of highlights."""

    def __init__(self, tree: Node) -> None:
        words = tuple(leaves(tree))
        self._finders = {name: Finder(words, name) for name in TEXTS}
        self._common = {name: _common(finder) for name, finder in self._finders.items()}
        self._days = tuple(dict.fromkeys(mention_nodes(tree)))
        self.said: Final = SaidFinder(tree)

    def occurrences(self, document: Document, name: str) -> list[Occurrence]:
        """Every occurrence of what is asked in the text named `name`, by place."""
        article = document.article
        occurrences = self._finders[name].find(article.title if name == "title" else article.body)
        said = self.said.occurrences(document) if name == "body" else []
        if not self._days and not said:
            return occurrences
        return sorted([*occurrences, *said, *find_days(document, name, self._days)])

    def leaf(self, name: str, what: int) -> Leaf:
        """What an occurrence in the text named `name` is an occurrence of."""
        return self._finders[name].leaves[what]

    def telling(self, document: Document, name: str) -> list[Occurrence]:
        """The occurrences that are marked: a common word stands beside what else is asked."""
        return self.marked(self.occurrences(document, name), name)

    def marked(self, occurrences: list[Occurrence], name: str) -> list[Occurrence]:
        """Those of the occurrences in the text named `name` that are marked."""
        common = self._common[name]
        return beside_others(occurrences, common) if common else occurrences


def _common(finder: Finder) -> frozenset[int]:
    """The numbers of common words, unless nothing else is asked."""
    numbers = frozenset(n for n, leaf in enumerate(finder.leaves) if is_common(leaf))
    return numbers if len(numbers) < len(finder.leaves) else frozenset()


def question_of(plan: Plan, article: str, edition: Edition) -> Question:
    """What marks an article: as the list does where it stands, matching or nearly matching."""
    if plan.relaxed is None or edition.count(And((HasId(article), unversioned(plan)))):
        return plan.strict
    return plan.relaxed


def _entities(document: Document, kind: Kind, names: Names) -> list[tuple[Entity, list[Mention]]]:
    """The entities of a kind in an article, the most mentioned first, then by first mention."""
    by_entity: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        if mention.kind is kind:
            by_entity.setdefault(mention.entity, []).append(mention)
    known = [(names.of(mentions[0]), mentions) for mentions in by_entity.values()]
    present = [(entity, mentions) for entity, mentions in known if entity is not None]
    return sorted(present, key=lambda pair: (-len(pair[1]), pair[1][0].field != "title"))


def entity_labels(document: Document, kind: Kind, names: Names, language: str) -> tuple[Label, ...]:
    """The entities of a kind that an article is listed under, the most mentioned first."""
    entities = _entities(document, kind, names)
    return tuple(
        Label(entity.id, entity.label(language))
        for entity, mentions in entities
        if not mentions[0].stays
    )


def show_hit(document: Document, score: float, highlighter: Highlighter, names: Names) -> ShownHit:
    """A result: its marks are every occurrence of what was asked, in the article's own script."""
    article = document.article
    in_title = highlighter.occurrences(document, "title")
    in_body = highlighter.occurrences(document, "body")
    matched = (("title", in_title), ("body", in_body))
    return ShownHit(
        id=article.id,
        title=article.title,
        url=article.url,
        published=article.published.isoformat() if article.published else None,
        published_inferred=article.published_inferred,
        language=str(article.language),
        source=article.source,
        section=article.section,
        authors=article.authors,
        score=score,
        title_marks=tuple(merge(highlighter.marked(in_title, "title"))),
        snippets=tuple(fragments(article.body, highlighter.marked(in_body, "body"))),
        matched_in=tuple(name for name, occurrences in matched if occurrences),
        named={
            kind: entity_labels(document, kind, names, str(article.language)) for kind in ACTORS
        },
        speakers=_speakers(document, highlighter, names),
    )


def _speakers(document: Document, highlighter: Highlighter, names: Names) -> tuple[Label, ...]:
    """Who says in an article what was asked to be said."""
    speakers = (speaking_entity(one, names) for one in highlighter.said.speakers(document))
    language = str(document.article.language)
    return tuple(Label(one.id, one.label(language)) for one in speakers if one)


def _named(document: Document, kind: Kind, names: Names) -> tuple[NamedEntity, ...]:
    language = str(document.article.language)
    return tuple(
        NamedEntity(entity, entity.label(language), tuple(mentions), listed=not mentions[0].stays)
        for entity, mentions in _entities(document, kind, names)
    )


def article_page(
    document: Document, highlighter: Highlighter, names: Names, generation: GenerationInfo
) -> ArticlePage:
    """An article with its entities and with every occurrence of what was asked."""
    return ArticlePage(
        document=document,
        named={kind: _named(document, kind, names) for kind in Kind},
        title_marks=tuple(merge(highlighter.telling(document, "title"))),
        body_marks=tuple(merge(highlighter.telling(document, "body"))),
        generation=generation,
        newest=document.article.id,
    )
