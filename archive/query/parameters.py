"""The parameters of a search as typed into a URL, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from archive.errors import BadParameterError
from archive.model.fields import ENTITY_FACETS, FACET_NAMES
from archive.model.language import LANGUAGES
from archive.model.query import FacetFilter
from archive.model.result import Sort
from archive.query.checks import check_values, one_of, read_number, read_query
from archive.query.days import NEWSROOM, DaySpan, Newsroom, read_day
from archive.query.names import PLAIN, Expansion
from archive.query.parameter_table import (
    BY_PARAMETER,
    CHARTS,
    COPY_CHOICES,
    DAY_BOUNDS,
    DEFAULT_SIZE,
    REPEATED,
    SINGLE,
    VERSION_CHOICES,
    VIEWS,
)


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """What a reader asked: checked, and turned back into a URL by `pairs`.

    `included` and `excluded` map a facet to the chosen values, in the order given. `first` and
    `last` bound the publication day, `mentioned_first` and `mentioned_last` the days that articles
    mention. `view` is one of `VIEWS`, `copies` of `COPY_CHOICES`, `versions` of `VERSION_CHOICES`.
    `expansion` says which alternatives to words are searched, `relax` whether nearly matching
    articles are shown, `chart` which timeline, `across` whether the query is asked of the other
    language ("": as is usual there), `ui` the language of the page and its notes, `newsroom` how
    days of the query are read.
    """

    q: str = ""
    included: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: DaySpan | None = None
    last: DaySpan | None = None
    mentioned_first: DaySpan | None = None
    mentioned_last: DaySpan | None = None
    undated: str = ""
    sort: Sort | None = None
    view: str = VIEWS[0]
    copies: str = COPY_CHOICES[0]
    versions: str = VERSION_CHOICES[0]
    page: int = 1
    size: int = DEFAULT_SIZE
    expansion: Expansion = PLAIN
    relax: bool = True
    chart: str = CHARTS[0]
    across: str = ""
    ui: str = LANGUAGES[0]
    newsroom: Newsroom = field(default=NEWSROOM, compare=False, repr=False)

    @property
    def order(self) -> Sort:
        """The order asked for, or the one that fits: without a query the newest first."""
        if self.sort is not None:
            return self.sort
        return Sort.RELEVANCE if self.q.strip() else Sort.NEWEST

    def filters(self) -> tuple[FacetFilter, ...]:
        """What was chosen in the facets."""
        return tuple(
            FacetFilter(facet, self.included.get(facet, ()), self.excluded.get(facet, ()))
            for facet in FACET_NAMES
            if self.included.get(facet) or self.excluded.get(facet)
        )

    def redirected(self, redirects: Mapping[str, str]) -> SearchParameters:
        """The same with ids of entities that were merged into others replaced by theirs."""
        if not redirects:
            return self

        def current(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
            return {
                facet: tuple(dict.fromkeys(redirects.get(value, value) for value in values))
                if facet in ENTITY_FACETS
                else values
                for facet, values in chosen.items()
            }

        return replace(self, included=current(self.included), excluded=current(self.excluded))

    def bounds(self) -> dict[str, DaySpan]:
        """The bounds of days that are given, by their names in a URL."""
        spans = {name: getattr(self, attribute) for name, attribute in DAY_BOUNDS.items()}
        return {name: span for name, span in spans.items() if span is not None}

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the URL that asks the same; defaults are left out."""
        pairs = [("q", self.q)] if self.q else []
        for facet in FACET_NAMES:
            pairs += [(facet, value) for value in self.included.get(facet, ())]
            pairs += [(f"-{facet}", value) for value in self.excluded.get(facet, ())]
        pairs += [(name, span.text) for name, span in self.bounds().items()]
        pairs += [("expand", "off")] if self.expansion.off else []
        pairs += [("with", target) for target in sorted(self.expansion.taken)]
        pairs += [("without", target) for target in sorted(self.expansion.without)]
        pairs += [] if self.relax else [("relax", "off")]
        pairs += [("undated", self.undated)] if self.undated else []
        pairs += [("sort", str(self.sort))] if self.sort else []
        pairs += [("view", self.view)] if self.view != VIEWS[0] else []
        pairs += [("copies", self.copies)] if self.copies != COPY_CHOICES[0] else []
        pairs += [("versions", self.versions)] if self.versions != VERSION_CHOICES[0] else []
        pairs += [("page", str(self.page))] if self.page != 1 else []
        pairs += [("size", str(self.size))] if self.size != DEFAULT_SIZE else []
        pairs += [("chart", self.chart)] if self.chart != CHARTS[0] else []
        pairs += [("across", self.across)] if self.across else []
        pairs += [("ui", self.ui)] if self.ui != LANGUAGES[0] else []
        return pairs

    def with_page(self, page: int) -> SearchParameters:
        """The same search, another page."""
        return replace(self, page=page)

    def holding(self, at: int) -> SearchParameters:
        """The page of the same search that has its result number `at`, from 1."""
        return replace(self, page=(at - 1) // self.size + 1)

    def with_sort(self, sort: Sort) -> SearchParameters:
        """The same search in another order, from its first page."""
        return replace(self, sort=sort, page=1)

    def with_days(self, first: str, last: str) -> SearchParameters:
        """The same search between two days as a URL gives them ("" for open)."""
        return replace(
            self,
            first=read_day("from", first) if first else None,
            last=read_day("to", last) if last else None,
            undated="",
            page=1,
        )

    def with_mentioned(self, first: str, last: str) -> SearchParameters:
        """The same search among articles that mention days between two ("" for open)."""
        return replace(
            self,
            mentioned_first=read_day("mentioned_from", first) if first else None,
            mentioned_last=read_day("mentioned_to", last) if last else None,
            page=1,
        )

    def toggled(self, facet: str, value: str, *, exclude: bool = False) -> SearchParameters:
        """The same search with a value of a facet chosen, or no longer chosen.

        A value is either chosen or excluded: the one ends the other.
        """
        taken = dict(self.excluded if exclude else self.included)
        opposite = dict(self.included if exclude else self.excluded)
        now = taken.get(facet, ())
        taken[facet] = tuple(v for v in now if v != value) if value in now else (*now, value)
        opposite[facet] = tuple(v for v in opposite.get(facet, ()) if v != value)
        included, excluded = (opposite, taken) if exclude else (taken, opposite)
        return replace(self, included=included, excluded=excluded, page=1)

    def switched(self, target: str) -> SearchParameters:
        """The same search with an alternative left out or, if it was, searched again."""
        without = self.expansion.without ^ {target}
        return replace(self, expansion=replace(self.expansion, without=without), page=1)

    def taking(self, target: str) -> SearchParameters:
        """The same search with an offered alternative, or without it again."""
        taken = self.expansion.taken ^ {target}
        return replace(self, expansion=replace(self.expansion, taken=taken), page=1)

    def without_filters(self) -> SearchParameters:
        """The same query without any filter."""
        days = dict.fromkeys(DAY_BOUNDS.values())
        return replace(self, included={}, excluded={}, undated="", page=1, **days)  # type: ignore[arg-type]  # names

    def with_versions(self, versions: str) -> SearchParameters:
        """The same search among these versions."""
        return replace(self, versions=versions, page=1)

    def with_across(self, across: str) -> SearchParameters:
        """The same search with another language asked so."""
        return replace(self, across=across, page=1)

    def with_copies(self, copies: str) -> SearchParameters:
        """The same search with copies listed so."""
        return replace(self, copies=copies, page=1)

    def as_whole(self) -> SearchParameters:
        """The same search without how a page lists it: all that it finds, in its order."""
        usual = SearchParameters()
        names = ("page", "size", "view", "chart", "relax", "across")
        return replace(self, **{name: getattr(usual, name) for name in names})

    def as_found(self) -> SearchParameters:
        """The same search without what changes nothing in which articles it finds."""
        whole, usual = self.as_whole(), SearchParameters()
        return replace(whole, sort=usual.sort, copies=usual.copies, ui=usual.ui)

    def with_query(self, query: str) -> SearchParameters:
        """The same search with another query."""
        return replace(self, q=query, page=1)


def is_parameter(name: str) -> bool:
    """Whether a search has a parameter of this name."""
    return name in REPEATED or name in SINGLE


def read_parameters(
    pairs: Iterable[tuple[str, str]], newsroom: Newsroom = NEWSROOM
) -> SearchParameters:
    """Read the parameters of a URL; raises `BadParameterError` naming the first bad one.

    An empty value counts as not given: forms send it so. What UTF-8 cannot write becomes U+FFFD.
    """
    single: dict[str, str] = {}
    repeated: dict[str, dict[str, None]] = {}
    for name, typed in pairs:
        value = typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        if name in REPEATED:
            if value:
                repeated.setdefault(name, {})[value] = None
        elif name not in SINGLE:
            raise BadParameterError(name, "unknown_parameter")
        elif name in single:
            raise BadParameterError(name, "given_twice")
        else:
            single[name] = value
    check_values(repeated)
    sort = _chosen("sort", single)
    return SearchParameters(
        q=read_query(single.get("q", "")),
        included={key: tuple(repeated[key]) for key in repeated if key in FACET_NAMES},
        excluded={key[1:]: tuple(repeated[key]) for key in repeated if key.startswith("-")},
        **{
            attribute: read_day(name, single[name], newsroom)
            for name, attribute in DAY_BOUNDS.items()
            if single.get(name)
        },
        undated=_chosen("undated", single),
        sort=Sort(sort) if sort else None,
        view=_chosen("view", single),
        copies=_chosen("copies", single),
        versions=_chosen("versions", single),
        page=_number("page", single),
        size=_number("size", single),
        expansion=Expansion(
            off=_chosen("expand", single) == "off",
            without=frozenset(repeated.get("without", ())),
            taken=frozenset(repeated.get("with", ())),
        ),
        relax=_chosen("relax", single) != "off",
        chart=_chosen("chart", single),
        across=_chosen("across", single),
        ui=_chosen("ui", single),
        newsroom=newsroom,
    )


def _chosen(name: str, single: Mapping[str, str]) -> str:
    """One of the choices of a parameter, the usual one if none is given."""
    row = BY_PARAMETER[name]
    return one_of(name, single.get(name, ""), ("", *row.choices)) or str(row.default)


def _number(name: str, single: Mapping[str, str]) -> int:
    row = BY_PARAMETER[name]
    return read_number(name, single.get(name, ""), int(row.default), row.most)
