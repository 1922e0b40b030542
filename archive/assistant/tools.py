"""The tools that an assistant may call: what each takes, and what it answers.

An answer is data. What sources wrote stands under `quoted` and nowhere else, so that whoever reads
an answer can tell it from what the archive says itself: counts, ids, days, offsets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from archive.errors import BadParameterError
from archive.export.article_json import Json, article_json
from archive.export.citations import CitedArticle, plain_citation
from archive.export.entity_json import entity_json
from archive.export.json import search_json
from archive.export.quotation_json import quotation_json
from archive.export.receipt_json import receipt_json
from archive.model.entity import Kind
from archive.model.message import Say
from archive.query.days import Newsroom
from archive.query.parameter_table import LANGUAGE_PARAMETER, PARAMETERS, Parameter
from archive.query.parameters import SearchParameters, read_parameters
from archive.search.quoting import LONGEST_QUOTATION
from archive.search.service import SearchService
from archive.web.messages.speech import say
from archive.web.parameter_schema import parameter_schema
from archive.web.parameter_words import described_parameter
from archive.web.words import web_address

#: Parameters that only say how a page shows results.
_OF_PAGES: Final = frozenset({"view", "chart"})
_SEARCH: Final = tuple(each for each in PARAMETERS if each.name not in _OF_PAGES)

#: What of an article, a hit or a mention its source wrote; names that nobody has approved stand in
#: its text only.
_WRITTEN: Final = (
    *("title", "body", "text", "snippets", "authors", "section", "source", "agency", "url"),
    *("title_highlights", "dates", "passages", "speakers", "statements"),
    *(kind.plural for kind in Kind),
)

#: The same of what is told of an entity.
_OF_ENTITY: Final = ("words", "sources", "sections", "said", "latest", "first")

Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What tools are answered from; `archive` is what the archive is called."""

    service: SearchService
    newsroom: Newsroom
    archive: str


@dataclass(frozen=True, slots=True)
class ArchiveTool:
    """A tool: its parameters, those without which it answers nothing, and its answer."""

    name: str
    words: str
    parameters: tuple[Parameter, ...]
    required: tuple[str, ...]
    answer: Callable[[Desk, Arguments], Json]

    def schema(self) -> Json:
        """What it takes, as JSON Schema."""
        return {
            "type": "object",
            "properties": {
                each.name: parameter_schema(each) | {"description": described_parameter(each.name)}
                for each in self.parameters
            },
            "required": list(self.required),
            "additionalProperties": False,
        }


def answered(tool: ArchiveTool, desk: Desk, arguments: Arguments) -> Json:
    """What a tool answers; raises `ReaderError` for what cannot be answered."""
    known = {each.name for each in tool.parameters}
    for name in arguments:
        if name not in known:
            raise BadParameterError(name, "unknown_parameter")
    return tool.answer(desk, arguments)


def _pairs(arguments: Arguments) -> list[tuple[str, str]]:
    """Arguments as the parameters of an address."""
    return [
        (name, str(each))
        for name, value in arguments.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def _parameters(desk: Desk, arguments: Arguments) -> SearchParameters:
    return read_parameters(_pairs(arguments), desk.newsroom)


def _text(arguments: Arguments, name: str) -> str:
    """An argument that is a text; raises `BadParameterError` where it is none."""
    value = arguments.get(name, "")
    if not isinstance(value, str) or not value.strip():
        raise BadParameterError(name, "not_given")
    return value


def _saying(arguments: Arguments) -> Say:
    language = str(arguments.get("ui", ""))
    return partial(say, language=read_parameters([("ui", language)]).ui)


def _parted(said: Json, *others: str) -> Json:
    """An answer in which what sources wrote stands under `quoted`; `others` are names of more."""
    names = {*_WRITTEN, *others}
    written = {name: value for name, value in said.items() if name in names}
    return {name: value for name, value in said.items() if name not in names} | {"quoted": written}


def _search(desk: Desk, arguments: Arguments) -> Json:
    parameters = _parameters(desk, arguments)
    page = search_json(desk.service.search(parameters), partial(say, language=parameters.ui))
    query = {name: page["query"][name] for name in ("text", "read_as", "notes", "also_searched")}
    counts = {name: page[name] for name in ("total", "lines", "outdated", "page", "size")}
    return {
        "query": query,
        **counts,
        "generation": page["generation"],
        "hits": list(map(_parted, page["hits"])),
        "nearly_matching": list(map(_parted, page["closest"])),
    }


def _article(desk: Desk, arguments: Arguments) -> Json:
    page = desk.service.article(_text(arguments, "article"))
    body = article_json(page, _saying(arguments))
    url = web_address(page.document.article.url)
    cited = CitedArticle.of(page.document, url, desk.archive, desk.newsroom.today())
    parted = _parted(body, "copies", "versions")
    parted["quoted"]["citation"] = plain_citation(cited)
    return parted | {"generation": page.generation.name}


def _entity(desk: Desk, arguments: Arguments) -> Json:
    body = entity_json(desk.service.entity(_text(arguments, "entity")), _saying(arguments))
    # Words are as articles print them, and sources and sections as sources call themselves; those
    # that appear with it are of the list of names.
    quoted = {name: body.pop(name) for name in _OF_ENTITY}
    return body | {"mentions": list(map(_parted, body["mentions"])), "quoted": quoted}


def _trend(desk: Desk, arguments: Arguments) -> Json:
    receipt = desk.service.receipt(_parameters(desk, arguments))
    return {
        "total": receipt.page.total,
        "months": dict(receipt.months),
        "undated": receipt.undated,
        "languages": dict(receipt.languages),
        "read_as": receipt.page.reading.read_as,
        "generation": receipt.page.generation.name,
    }


def _receipt(desk: Desk, arguments: Arguments) -> Json:
    return receipt_json(desk.service.receipt(_parameters(desk, arguments)), desk.archive)


def _quotation(desk: Desk, arguments: Arguments) -> Json:
    body = quotation_json(desk.service.quotation(_text(arguments, "text")))
    for name in ("articles", "alike"):
        body[name] = [
            _parted(article) | {"places": list(map(_parted, article["places"]))}
            for article in body[name]
        ]
    return {"asked": body.pop("text")} | body


#: In the order in which they are listed.
TOOLS: Final = (
    ArchiveTool(
        "search",
        "Search the news archive in English and Chinese. Totals are exact and count articles.",
        _SEARCH,
        (),
        _search,
    ),
    ArchiveTool(
        "article",
        "One article by its id: its text as published, who and which days it names, a citation.",
        (Parameter("article"), LANGUAGE_PARAMETER),
        ("article",),
        _article,
    ),
    ArchiveTool(
        "entity",
        "A person, an organisation, an event or a place by its id: names, counts, companions.",
        (Parameter("entity"), LANGUAGE_PARAMETER),
        ("entity",),
        _entity,
    ),
    ArchiveTool(
        "trend",
        "How many articles of a search were published in each month, and in each language.",
        _SEARCH,
        (),
        _trend,
    ),
    ArchiveTool(
        "receipt",
        "The receipt of a search, which `manage.py check` repeats on any generation.",
        _SEARCH,
        (),
        _receipt,
    ),
    ArchiveTool(
        "quotation",
        "Whether words stand in the archive exactly as quoted, in which articles and at which "
        "offsets. The verdict none means: in no article of this generation.",
        (Parameter("text", most=LONGEST_QUOTATION),),
        ("text",),
        _quotation,
    ),
)
