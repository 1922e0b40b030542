"""The page of an entity, made ready for its template."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from shlex import quote
from typing import Any, Final

from archive.model.aggregations import FacetCount
from archive.model.entity import ACTORS, Entity
from archive.model.language import LANGUAGES
from archive.query.parameters import SearchParameters
from archive.query.syntax import SPEAKER_FIELD
from archive.search.page import ResultPage
from archive.search.profile import EntityPage
from archive.search.word_company import TypicalWord
from archive.web import links
from archive.web.chart import chart
from archive.web.language import page_words
from archive.web.words import day_words, is_section, names_shown, span_words, written_in

#: An id that stands in a query as it is.
_PLAIN_ID: Final = re.compile(r"[a-z0-9-]*[a-z0-9]")

#: What each kind of reason is called: it is `evidence_` and the code of the message, or the last.
EVIDENCE: Final = {
    "known_name": "evidence_known_name",
    "short_name": "evidence_short_name",
    "surname": "evidence_surname",
    "guarded_name": "evidence_guarded_name",
    "lone_surname": "evidence_lone_surname",
    "local_name": "evidence_local_name",
}
OTHER_EVIDENCE: Final = "evidence_other"

#: Stands for what a curator puts into a command.
_OTHER_ID, _NAME = "ID", "NAME"


@dataclass(frozen=True, slots=True)
class CountedLink:
    """Something with how many articles its link finds; `names` have language tags."""

    names: tuple[tuple[str, str], ...]
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A list under a heading; `key` is that of its words."""

    key: str
    rows: tuple[CountedLink, ...]


def entity_context(page: EntityPage, found: ResultPage) -> dict[str, Any]:
    """What the page of an entity shows; `found` is the search for all its articles."""
    entity, language = page.entity, found.parameters.ui
    return {
        "entity": entity,
        "names": names_shown({one: entity.label(one) for one in LANGUAGES}, entity.id, language),
        "every_name": _every_name(entity),
        "days": [_span(first, last, language) for first, last in entity.days],
        "total": page.total,
        "english": page.languages.get(LANGUAGES[0], 0),
        "chinese": sum(page.languages.get(one, 0) for one in LANGUAGES[1:]),
        "all_url": links.search_url(found.parameters),
        "chart": chart(found),
        "companions": [group for group in _companions(page, language) if group.rows],
        "words": [group for group in _words(page, found.parameters) if group.rows],
        "places": [group for group in _places(page, found.parameters) if group.rows],
        "reasons": _reasons(page),
        "sampled": page.reasons.articles,
        "latest": page.latest,
        "first": page.first,
        "said": [(one, links.quotation_url(one.article.id, one.span)) for one in page.said],
        "speaking": page.speaking,
        "said_url": links.search_url(_speaking(entity, language)),
        "commands": _commands(entity),
        "page": found,
    }


def of_entity(entity: Entity, language: str) -> SearchParameters:
    """The search for all articles that name an entity."""
    return SearchParameters(included={str(entity.kind): (entity.id,)}, ui=language)


def _speaking(entity: Entity, language: str) -> SearchParameters:
    """The search for all articles in which an entity speaks."""
    return SearchParameters(f"{SPEAKER_FIELD}:{_value(entity)}", ui=language)


def _value(entity: Entity) -> str:
    """The id of an entity as it stands behind a field."""
    return entity.id if _PLAIN_ID.fullmatch(entity.id) else f'"{entity.id}"'


def _every_name(entity: Entity) -> tuple[tuple[str, str], ...]:
    """Every name once, each with a language tag: canonical forms first."""
    tagged = {name: language for language, name in reversed(tuple(entity.names.items()))}
    return tuple((name, tagged.get(name) or written_in(name)) for name in entity.all_names())


def _span(first: dt.date, last: dt.date | None, language: str) -> str:
    if last is None:
        return page_words("entity_goes_on", day=day_words(first.isoformat(), language))
    return span_words(first, last, language)


def _companions(page: EntityPage, language: str) -> Iterable[LinkGroup]:
    """Who appears with it: the search for both asks the entity itself by its field."""
    own = page.entity
    for kind, beside in page.companions.items():
        rows = []
        for each in beside:
            labels = {one: each.entity.label(one) for one in LANGUAGES}
            both = SearchParameters(
                f"{own.kind.field}:{_value(own)}",
                included={str(kind): (each.entity.id,)},
                ui=language,
            )
            names = names_shown(labels, each.entity.id, language)
            rows.append(CountedLink(names, each.count, links.search_url(both)))
        yield LinkGroup(f"facet_{kind}", tuple(rows))


def _words(page: EntityPage, parameters: SearchParameters) -> Iterable[LinkGroup]:
    keys = {"en": "entity_in_english", "zh": "entity_in_chinese"}
    for tongue, words in page.words.items():
        yield LinkGroup(keys[tongue], tuple(_word(word, parameters) for word in words))


def _word(word: TypicalWord, parameters: SearchParameters) -> CountedLink:
    url = links.search_url(parameters.with_query(word.text))
    return CountedLink(((word.text, written_in(word.text)),), word.count, url)


def _places(page: EntityPage, parameters: SearchParameters) -> Iterable[LinkGroup]:
    sections = [each for each in page.sections if is_section(each.value)]
    for facet, counts in (("source", page.sources), ("section", sections)):
        yield LinkGroup(f"facet_{facet}", tuple(_place(facet, each, parameters) for each in counts))


def _place(facet: str, each: FacetCount, parameters: SearchParameters) -> CountedLink:
    url = links.adding_url(parameters, facet, each.value)
    return CountedLink(((each.value, written_in(each.value)),), each.count, url)


def _reasons(page: EntityPage) -> list[tuple[str, int]]:
    """What each kind of reason is called, and in how many of the articles looked at it is one."""
    return [
        (page_words(EVIDENCE.get(code, OTHER_EVIDENCE)), count)
        for code, count in page.reasons.kinds
    ]


def _commands(entity: Entity) -> tuple[tuple[str, str], ...]:
    """The key of what a command does, and the line that a curator copies."""
    kind = f" --kind {entity.kind}" if entity.kind in ACTORS else ""
    return (
        ("entity_merge", f"manage.py entities merge {quote(entity.id)} {_OTHER_ID}"),
        ("entity_reject", f"manage.py entities reject {_NAME}{kind}"),
    )
