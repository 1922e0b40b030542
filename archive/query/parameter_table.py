"""The parameters of a search, a row each: what reads, checks or describes them reads this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from archive.model.fields import FACET_NAMES
from archive.model.language import LANGUAGES
from archive.model.result import Sort
from archive.query.checks import MAX_QUERY, MAX_VALUES

MAX_SIZE: Final = 100
DEFAULT_SIZE: Final = 20

#: The deepest page: beyond it a page number is a mistake.
MAX_PAGE: Final = 1_000_000

#: Bounds of days: what each is called in a URL, and in `SearchParameters`.
DAY_BOUNDS: Final = {
    "from": "first",
    "to": "last",
    "mentioned_from": "mentioned_first",
    "mentioned_to": "mentioned_last",
}

#: How results are listed: with snippets, a line each, or a line for each place that is found.
VIEWS: Final = ("list", "compact", "context")

#: How articles that say the same are listed: as one, or each by itself; and which versions are.
COPY_CHOICES: Final = ("fold", "all")
VERSION_CHOICES: Final = ("newest", "all")

#: Whether a query is asked of the other language: by its words there, or by what it means, too.
ACROSS_CHOICES: Final = ("off", "words", "meaning")

#: The timelines that a page may show: publication days, which it shows unasked, or days mentioned.
CHARTS: Final = ("published", "mentioned")


class ParameterKind(StrEnum):
    """What the value of a parameter is."""

    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    CHOICE = "choice"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address; an empty value is as none.

    `choices` are the values of a choice, of which `default` is taken where none is given ("" where
    that is another thing than any of them). A number lies from 1 to `most`, a text has `most`
    characters, and a `repeated` parameter `most` values.
    """

    name: str
    kind: ParameterKind = ParameterKind.TEXT
    choices: tuple[str, ...] = ()
    default: str | int = ""
    most: int = 0
    repeated: bool = False


def _choice(name: str, choices: tuple[str, ...]) -> Parameter:
    """A choice of which the first is usual."""
    return Parameter(name, ParameterKind.CHOICE, choices, choices[0])


def _switch(name: str, *choices: str) -> Parameter:
    """A choice of which none is usual."""
    return Parameter(name, ParameterKind.CHOICE, choices)


def _values(name: str) -> Parameter:
    """A parameter that is given as often as wanted."""
    return Parameter(name, most=MAX_VALUES, repeated=True)


#: The language of a page, of notes, reasons and failures: of whatever has no other parameter.
LANGUAGE_PARAMETER: Final = _choice("ui", LANGUAGES)

PARAMETERS: Final = (
    Parameter("q", most=MAX_QUERY),
    *map(_values, FACET_NAMES),
    *(_values(f"-{facet}") for facet in FACET_NAMES),
    *(Parameter(name, ParameterKind.DAY) for name in DAY_BOUNDS),
    _switch("undated", "only", "no"),
    _switch("sort", *map(str, Sort)),
    _choice("view", VIEWS),
    _choice("copies", COPY_CHOICES),
    _choice("versions", VERSION_CHOICES),
    Parameter("page", ParameterKind.NUMBER, default=1, most=MAX_PAGE),
    Parameter("size", ParameterKind.NUMBER, default=DEFAULT_SIZE, most=MAX_SIZE),
    _switch("expand", "off"),
    _values("with"),
    _values("without"),
    _switch("relax", "off"),
    _choice("chart", CHARTS),
    _switch("across", *ACROSS_CHOICES),
    LANGUAGE_PARAMETER,
)

BY_PARAMETER: Final = {parameter.name: parameter for parameter in PARAMETERS}

#: Parameters that are given once, and those that are given as often as wanted.
SINGLE: Final = tuple(parameter.name for parameter in PARAMETERS if not parameter.repeated)
REPEATED: Final = tuple(parameter.name for parameter in PARAMETERS if parameter.repeated)
