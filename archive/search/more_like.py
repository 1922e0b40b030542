"""More like this: the articles that are about what an article is about, and why each is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

from archive.model.article import Document
from archive.model.entity import Entity, Names
from archive.model.fields import STORY, TEXTS
from archive.model.query import HasId, HasValue, Mentions, Node, Or, Term
from archive.model.result import SearchRequest, SearchResult
from archive.query.likeness import Likeness, Theme, likeness_of
from archive.query.synonyms import Rarity
from archive.search.edition import Edition
from archive.search.highlighting import Highlighter
from archive.search.mentioned import lies_in
from archive.search.page import Label, LikeArticle
from archive.search.stories import related
from archive.text.folding import fold_text
from archive.text.phrases import quoted_spans, sequence
from archive.text.scan import HAN_RUN
from archive.text.tokens import stem

#: So many articles are listed.
MOST_LIKE: Final = 5

#: An article is like another where it scores so much of what that itself does.
_LEAST_LIKE: Final = 0.36

#: Of what two articles have in common so many of each kind are told.
_MOST_TOLD: Final = 4

#: And words that say so much of what the most telling one does.
_LEAST_TOLD: Final = 0.4


def more_like(edition: Edition, document: Document) -> tuple[LikeArticle, ...]:
    """What is most like an article, in its language, none where nothing is like it enough."""
    likeness = likeness_of(document, edition.words.segmenter, Rarity(edition))
    if likeness is None:
        return ()
    answer, itself = edition.search_many(_requests(likeness, document.article.id))
    least = _LEAST_LIKE * max((hit.score for hit in itself.hits), default=0.0)
    shared = _Shared(likeness.themes, edition.names(), str(document.article.language))
    return tuple(shared.told(answer, least))


def _requests(likeness: Likeness, article: str) -> tuple[SearchRequest, SearchRequest]:
    """What is like an article, and the article, which says how high a score may be."""
    return (
        SearchRequest(
            tree=likeness.tree,
            ranking=likeness.ranking,
            filters=likeness.filters,
            limit=MOST_LIKE,
            collapse=STORY,
            documents=True,
        ),
        SearchRequest(tree=HasId(article), ranking=likeness.ranking, limit=1),
    )


class _Shared:
    """Tells what articles have of the themes of another."""

    def __init__(self, themes: Sequence[Theme], names: Names, language: str) -> None:
        self._names = names
        self._language = language
        self._entities = [theme.node for theme in themes if isinstance(theme.node, HasValue)]
        self._days = [theme.node for theme in themes if isinstance(theme.node, Mentions)]
        words = [(theme.node, theme.telling) for theme in themes if isinstance(theme.node, Term)]
        self._terms = {leaf: term for term, _ in words for leaf in _leaves(term)}
        self._words: Mapping[Node, float] = {
            leaf: telling for term, telling in words for leaf in _leaves(term)
        }
        self._highlighter = Highlighter(Or(tuple(self._terms)))

    def told(self, answer: SearchResult, least: float) -> Iterator[LikeArticle]:
        """The articles that are like enough, in their order."""
        listed = zip(answer.hits, answer.documents, related(answer.documents), strict=True)
        for hit, document, article in listed:
            if hit.score < least:
                return
            entities = tuple(self._named(document))
            yield LikeArticle(
                article=article,
                copies=hit.stands_for - 1,
                names=tuple(Label(entity.id, entity.label(self._language)) for entity in entities),
                words=self._printed(document, self._said(entities)),
                days=tuple(self._mentioned(document)),
            )

    def _named(self, document: Document) -> Iterator[Entity]:
        """The entities that both name, the most telling first."""
        own = {mention.entity for mention in document.mentions}
        both = [node for node in self._entities if node.value in own][:_MOST_TOLD]
        return filter(None, (self._names.get(node.value) for node in both))

    def _mentioned(self, document: Document) -> Iterator[tuple[dt.date, dt.date]]:
        """The days that both mention."""
        for node in self._days:
            assert node.first is not None
            assert node.last is not None
            if any(lies_in(date, node) for date in document.dates):
                yield dt.date.fromordinal(node.first), dt.date.fromordinal(node.last)

    def _printed(self, document: Document, said: Container[Node]) -> tuple[str, ...]:
        """The words that both have, as an article prints them first, the most telling first.

        Words that stand together are told together, without those that are `said` by names.
        """
        telling: dict[str, float] = {}
        printed: dict[str, str] = {}
        for text, weight in self._stretches(document, said):
            folded = fold_text(text)
            printed.setdefault(folded, text)
            telling[folded] = max(weight, telling.get(folded, 0.0))
        chosen: list[str] = []
        least = _LEAST_TOLD * max(telling.values(), default=0.0)
        for folded in sorted(telling, key=lambda text: -telling[text]):
            if telling[folded] >= least and not any(folded in longer for longer in chosen):
                chosen.append(folded)
        return tuple(printed[folded] for folded in chosen[:_MOST_TOLD])

    def _stretches(self, document: Document, said: Container[Node]) -> Iterator[tuple[str, float]]:
        """The stretches of an article that are words of both, and how telling each is."""
        article = document.article
        for name, text in (("title", article.title), ("body", article.body)):
            start, end, leaves = 0, -2, set[Node]()
            for first, last, what in self._highlighter.occurrences(document, name):
                leaf = self._highlighter.leaf(name, what)
                if leaf in said:
                    continue
                if first > end and not (first == end + 1 and text[end] == " "):
                    if leaves:
                        yield text[start:end], self._weight(leaves)
                    start, leaves = first, set()
                leaves.add(leaf)
                end = max(end, last)
            if leaves:
                yield text[start:end], self._weight(leaves)

    def _weight(self, leaves: Iterable[Node]) -> float:
        return sum(self._words[leaf] for leaf in leaves)

    def _said(self, entities: Iterable[Entity]) -> frozenset[Node]:
        """The words that stand in a name of some entities."""
        names = [fold_text(name) for entity in entities for name in entity.all_names()]
        roots = frozenset(stem(span.text) for name in names for span in quoted_spans(name))
        return frozenset(
            leaf
            for leaf, term in self._terms.items()
            if term.text in roots or (HAN_RUN.match(term.text) and _in_any(term.text, names))
        )


def _in_any(text: str, texts: Iterable[str]) -> bool:
    return any(text in longer for longer in texts)


def _leaves(term: Term) -> Iterator[Node]:
    """What finds a word in either text: by its stem, and Chinese as it is written."""
    for name in TEXTS:
        if HAN_RUN.match(term.text):
            yield sequence(term.text, name)
        else:
            yield Term(f"{name}_word", term.text)
