"""A client of the archive's API in one file, for notebooks and scripts.

It needs Python 3.10 and nothing else; `table` gives a data frame where pandas is installed.

    from archive_client import Archive

    archive = Archive("http://127.0.0.1:8000")
    archive.search("tariff", source="Harbour Post")["total"]
    rows = archive.table(archive.hits("tariff OR 關稅", copies="all", from_="2025-01"))
    archive.months("tariff")                      # articles of each month
    archive.quotation("words as they are quoted")["verdict"]

Parameters are those of a search, as /help and `archive.parameters("search")` list them. What Python
cannot write is written with an underscore: `from_` and `with_`, and `not_person` for `-person`.
Several values of one are a list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

Row = dict[str, Any]

#: Hits that are asked for at once.
_PAGE = 100

#: A segment of an id that servers take for a step is written with a ~ before it.
_STEP = re.compile(r"(?<![^/])~*\.\.?(?![^/])")


class ArchiveClientError(Exception):
    """The archive refused, and says why: `status`, `code`, `parameter`, `remedy`."""

    def __init__(self, status: int, error: Row) -> None:
        self.status = status
        self.code = error.get("code")
        self.parameter = error.get("parameter")
        self.remedy = error.get("remedy") or ""
        super().__init__(f"{status}: {error.get('message') or ''} {self.remedy}".strip())


class ChangedError(Exception):
    """Another generation of the archive answers than before: begin again."""


class Archive:
    """An archive at an address, such as `http://127.0.0.1:8000` or one with a path."""

    def __init__(self, address: str, *, language: str = "en", timeout: float = 60.0) -> None:
        if not address.startswith(("http://", "https://")):
            raise ValueError(f"{address!r} is no address of the web")
        self._base = address.rstrip("/") + "/api/v1"
        self._language = language
        self._timeout = timeout
        self._described: Row | None = None

    def search(self, q: str = "", **parameters: Any) -> Row:
        """A page of results: `total`, `hits`, `facets`, how the query was read."""
        return self.call("search", q=q, **parameters)

    def hits(self, q: str = "", *, limit: int | None = None, **parameters: Any) -> Iterator[Row]:
        """All hits of a search, one after the other, or the first `limit`.

        Copies are folded into one hit unless `copies="all"`. Raises `ChangedError` where another
        generation takes over meanwhile.
        """
        generation, page, given = None, 1, 0
        while limit is None or given < limit:
            found = self.search(q, **parameters, page=page, size=_PAGE)
            if generation not in (None, found["generation"]):
                raise ChangedError(f"{found['generation']} answers, and {generation} did before")
            generation = found["generation"]
            for hit in found["hits"]:
                if limit is not None and given >= limit:
                    return
                yield hit
                given += 1
            if page * _PAGE >= found["lines"]:
                return
            page += 1

    def article(self, article: str, **parameters: Any) -> Row:
        """One article: its text, its people and organisations, the days that it mentions."""
        return self.call("article", article=article, **parameters)

    def entity(self, entity: str) -> Row:
        """A person, an organisation, an event or a place, by its id."""
        return self.call("entity", entity=entity)

    def values(self, facet: str, q: str = "", **parameters: Any) -> Row:
        """All values of a facet under a search, by count, a page of them."""
        return self.call("facet", facet=facet, q=q, **parameters)

    def compare(self, old: str, new: str) -> Row:
        """What differs between two articles."""
        return self.call("comparison", old=old, new=new)

    def quotation(self, text: str) -> Row:
        """Where these words stand: `verdict` is "verbatim", "alike", "none" or "unknown"."""
        return self.call("quotation", text=text)

    def receipt(self, q: str = "", **parameters: Any) -> Row:
        """What a search finds, as a file that `manage.py check` repeats."""
        return self.call("receipt", q=q, **parameters)

    def months(self, q: str = "", **parameters: Any) -> dict[str, int]:
        """How many articles of a search were published in each month."""
        months: dict[str, int] = self.receipt(q, **parameters)["counts"]["months"]
        return months

    def status(self) -> Row:
        """The generation that answers."""
        return self.call("status")

    def table(self, rows: Iterable[Row]) -> Any:
        """Rows as a data frame of pandas; a list where pandas is not installed."""
        listed = list(rows)
        try:
            import pandas as pd
        except ImportError:
            return listed
        return pd.DataFrame(listed)

    def described(self) -> Row:
        """The archive's own description of its interface (OpenAPI), read once."""
        if self._described is None:
            self._described = self._get(f"{self._base}/openapi.json")
        return self._described

    def parameters(self, operation: str) -> dict[str, str]:
        """What each parameter of an operation means."""
        _, description = self._operation(operation)
        return {each["name"]: each["description"] for each in description["parameters"]}

    def call(self, operation: str, **parameters: Any) -> Row:
        """The answer of any operation of the interface; raises `ArchiveClientError`."""
        path, description = self._operation(operation)
        known = {each["name"]: each["in"] for each in description["parameters"]}
        pairs: list[tuple[str, str]] = []
        for given, value in parameters.items():
            name = self._name(given)
            values = [value] if isinstance(value, str | int) else list(value)
            if known.get(name) == "path":
                identifier = quote(_STEP.sub(r"~\g<0>", str(values[0])), safe="")
                path = path.replace(f"{{{name}}}", identifier)
            else:
                pairs += [(name, str(each)) for each in values]
        if "ui" in known and "ui" not in parameters:
            pairs.append(("ui", self._language))
        return self._get(f"{self._base}{path}" + (f"?{urlencode(pairs)}" if pairs else ""))

    @staticmethod
    def _name(given: str) -> str:
        """The name of a parameter as an address has it."""
        plain = given.rstrip("_")
        return f"-{plain[4:]}" if plain.startswith("not_") else plain

    def _operation(self, name: str) -> tuple[str, Row]:
        for path, methods in self.described()["paths"].items():
            if methods["get"]["operationId"] == name:
                return path, methods["get"]
        raise ValueError(f"the archive has no operation {name!r}")

    def _get(self, address: str) -> Row:
        request = Request(address, headers={"Accept": "application/json"})  # noqa: S310 - see __init__
        try:
            with urlopen(request, timeout=self._timeout) as answer:  # noqa: S310 - see __init__
                found: Row = json.load(answer)
                return found
        except HTTPError as failure:
            text = failure.read()
            try:
                error = json.loads(text)["error"]
            except (ValueError, KeyError, TypeError):
                error = {"message": failure.reason}
            raise ArchiveClientError(failure.code, error) from None
