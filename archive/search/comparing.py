"""Two articles side by side: what the one says and the other does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.model.article import Article, Document
from archive.model.differences import TextStretch
from archive.model.entity import ACTORS
from archive.model.result import GenerationInfo
from archive.search.differences import differences, share_that_stays
from archive.search.differing_figures import DifferingFigure, differing_figures
from archive.search.edition import Edition
from archive.search.page import Label
from archive.text.folding import fold_text

#: Numbers as they are printed; folded, so that widths do not count.
_NUMBER: Final = re.compile(r"\d+(?:[.,:/]\d+)*%?")


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """What differs between an article and a later one, or one that was printed elsewhere.

    `stays` is how large a share of the first text stands in the second. Of numbers and of people
    and organisations those are told that only one of the articles has; `figures` are those of the
    same thing that differ.
    """

    old: Article
    new: Article
    title: tuple[TextStretch, ...]
    body: tuple[TextStretch, ...]
    stays: float
    numbers_gone: tuple[str, ...]
    numbers_new: tuple[str, ...]
    names_gone: tuple[Label, ...]
    names_new: tuple[Label, ...]
    figures: tuple[DifferingFigure, ...]
    generation: GenerationInfo

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return all(stretch.kind == "same" for stretch in (*self.title, *self.body))


def compared(edition: Edition, old: str, new: str) -> ComparedPage:
    """What differs between two articles, by their ids; raises `ArticleNotFoundError`."""
    before, after = edition.searcher.get_many((old, new))
    body = differences(before.article.body, after.article.body)
    numbers = [_numbers(document.article) for document in (before, after)]
    names = [_names(document, edition) for document in (before, after)]
    return ComparedPage(
        old=before.article,
        new=after.article,
        title=differences(before.article.title, after.article.title),
        body=body,
        stays=share_that_stays(body),
        numbers_gone=_without(numbers[0], numbers[1]),
        numbers_new=_without(numbers[1], numbers[0]),
        names_gone=_labels_without(names[0], names[1]),
        names_new=_labels_without(names[1], names[0]),
        figures=differing_figures(
            before, after, edition.searcher.lexicon(), edition.words.segmenter
        ),
        generation=edition.info(),
    )


def _numbers(article: Article) -> list[str]:
    return _NUMBER.findall(fold_text(f"{article.title}\n{article.body}"))


def _without(values: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    others = set(others)
    return tuple(value for value in dict.fromkeys(values) if value not in others)


def _names(document: Document, edition: Edition) -> list[Label]:
    """The people and organisations of an article, named in its language."""
    language = str(document.article.language)
    mentions = [mention for mention in document.mentions if mention.kind in ACTORS]
    entities = (edition.names().of(mention) for mention in mentions)
    labels = (Label(entity.id, entity.label(language)) for entity in entities if entity)
    return list(dict.fromkeys(labels))


def _labels_without(labels: Iterable[Label], others: Iterable[Label]) -> tuple[Label, ...]:
    ids = {label.id for label in others}
    return tuple(label for label in labels if label.id not in ids)
