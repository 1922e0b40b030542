"""How often and when the archive has each name of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from archive.model.aggregations import FacetCount, FacetValues, PublicationDays
from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.model.query import NEWEST, And
from archive.model.result import GenerationInfo, SearchRequest, SearchResult
from archive.query.name_list import BadLine, ListedName, NameList
from archive.query.whole_names import NameQuestion, ask_whole_name
from archive.search.edition import Edition

#: So many sources are told of a name, those with the most articles.
TOP_SOURCES: Final = 3

#: So many names are asked in one call: 2,000 take 2.3 s over 96,498 articles, where 20 at a time
#: take 3.1 s and 100 take 2.5 s.
_AT_ONCE: Final = 50

#: Steps that all names of a list may take: names alone take a hundredth of it.
LIST_STEPS: Final = 4_000_000_000

_SOURCES: Final = FacetValues("source", TOP_SOURCES)
_LANGUAGES: Final = FacetValues("language", len(LANGUAGES))
_DAYS: Final = PublicationDays()


@dataclass(frozen=True, slots=True)
class NameCount:
    """What the archive has of a name on a list.

    `query` is the search that finds the same `total` articles, `others` are the other names that it
    searches. `languages` counts by language, `sources` are those with the most. `first` and `last`
    are days, None where no article has one; `undated` articles have none.
    """

    line: int
    name: str
    query: str
    others: tuple[str, ...]
    total: int
    languages: Mapping[str, int]
    first: dt.date | None
    last: dt.date | None
    undated: int
    sources: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class CountedNames:
    """A list of `names` names as it is counted: `rows` tells each, or why it is not counted.

    `bad` are the lines that are no names.
    """

    names: int
    bad: tuple[BadLine, ...]
    generation: GenerationInfo
    rows: Iterator[NameCount | BadLine]


def counted_names(edition: Edition, listed: NameList) -> CountedNames:
    """The names of a list, which are counted as `rows` advances, a few at once."""
    rows = _rows(edition, listed.names)
    return CountedNames(len(listed.names), listed.bad, edition.info(), rows)


def _rows(edition: Edition, names: Sequence[ListedName]) -> Iterator[NameCount | BadLine]:
    left = LIST_STEPS
    for first in range(0, len(names), _AT_ONCE):
        group = names[first : first + _AT_ONCE]
        questions = [ask_whole_name(listed.name, edition) for listed in group]
        works = edition.work([question.node for question in questions])
        within = []
        for work in works:
            left -= work.find
            within.append(left >= 0)
        requests = [
            _request(question) for question, may in zip(questions, within, strict=True) if may
        ]
        answers = iter(edition.search_many(requests) if requests else ())
        for listed, question, may in zip(group, questions, within, strict=True):
            if may:
                yield _row(listed, question, next(answers))
            else:
                yield BadLine(listed.line, listed.name, Message.of("costly_name"))


def _request(question: NameQuestion) -> SearchRequest:
    """What a search for the name asks, without its hits."""
    return SearchRequest(
        tree=And((question.node, NEWEST)), limit=0, aggregations=(_SOURCES, _LANGUAGES, _DAYS)
    )


def _row(listed: ListedName, question: NameQuestion, result: SearchResult) -> NameCount:
    days = result.counts(_DAYS)
    return NameCount(
        line=listed.line,
        name=listed.name,
        query=question.query,
        others=question.others,
        total=result.total,
        languages={each.value: each.count for each in result.counts(_LANGUAGES).values},
        first=dt.date.fromordinal(days.days[0]) if days.days else None,
        last=dt.date.fromordinal(days.days[-1]) if days.days else None,
        undated=days.undated,
        sources=result.counts(_SOURCES).values,
    )
