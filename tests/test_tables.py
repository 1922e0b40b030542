"""A row more in a table, and all that reads it has one more: nothing else lists what it lists."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from archive.model.entity import Kind
from archive.model.facets import FACETS
from archive.model.language import LANGUAGES
from archive.model.periods import UNITS
from archive.query.parameter_table import CHARTS
from archive.web.messages.page import PAGE
from archive.web.results import OPEN_FACETS
from archive.web.words import LANGUAGE_NAMES, LANGUAGE_TAGS
from tests.conftest import ROOT, SAMPLE_ARCHIVE

#: A facet of two values: whether a title is long.
FACET = """\
    Facet("length", "length", lambda one: ("long" if len(one.article.title) > 40 else "short",)),
"""
#: A kind of entity with a field of its own.
KIND = '    RACE = "race", "races", "race"\n'
RACES = '{"id": "coast", "kind": "race", "en": "Coast Marathon"}\n'

#: The page of a search, and the JSON of an article, as one JSON object.
ASK = """\
import json, sys
from pathlib import Path
from archive.search.service import SearchService
from archive.settings import read_settings
from archive.web.app import create_app
from archive.wsgi import open_library
library = open_library(read_settings({"ARCHIVE_INDEX": sys.argv[1]}))
client = create_app(SearchService(library), root=Path(".")).test_client()
print(json.dumps([client.get(one).get_data(as_text=True) for one in sys.argv[2:]]))
"""


def _insert(path: Path, before: str, row: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, row + before), "utf-8")


class Checkout:
    """A copy of the program with a facet and a kind of entity more, and the samples indexed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("archive", "templates", "static"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.pyc"))
        shutil.copy(ROOT / "manage.py", folder)
        model, words = folder / "archive" / "model", folder / "archive" / "web" / "messages"
        _insert(model / "facets.py", '    Facet("agency"', FACET)
        _insert(model / "entity.py", "\n\n#: The kinds that act.", KIND)
        _insert(words / "page.py", '    "facet_agency": ', '    "facet_length": "Length",\n')
        _insert(words / "page.py", '    "facet_agency": ', '    "facet_race": "Races",\n')
        (folder / "own.jsonl").write_text(RACES, "utf-8")
        self.run("manage.py", "reindex", *map(str, SAMPLE_ARCHIVE), "--no-models", "--index", "i")

    def run(self, *arguments: str) -> str:
        """What a command prints."""
        own = {"ARCHIVE_AUTHORITY": str(self.folder / "own.jsonl"), "PYTHONPATH": str(self.folder)}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=os.environ | own,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def command(self, *arguments: str) -> Any:
        """The facts that a command prints."""
        return json.loads(self.run("manage.py", *arguments, "--index", "i", "--json"))

    def get(self, *addresses: str) -> list[str]:
        """What the server answers."""
        found: list[str] = json.loads(self.run("-c", ASK, "i", *addresses))
        return found


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout(tmp_path_factory.mktemp("checkout"))


class _Groups(HTMLParser):
    """The groups of a page's filters: the name of each and what it is called."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._group = self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._group = dict(attrs).get("data-group") or self._group
        self._in = tag

    def handle_data(self, data: str) -> None:
        if self._in == "summary":
            self.found.setdefault(self._group, data.strip())


def _counts(answer: Any, facet: str) -> dict[str, int]:
    return {one["value"]: one["count"] for one in answer["facets"][facet]}


def test_a_row_is_a_facet_everywhere(checkout: Checkout) -> None:
    """API and page count it; address, command and query filter by it; `stats` tells of it."""
    counts = _counts(checkout.command("search", ""), "length")
    assert sum(counts.values()) == 40
    assert set(counts) == {"long", "short"}
    asked = ("/?length=long", "/api/v1/search?length=long", "/api/v1/search?-length=long", "/help")
    page, chosen, excluded, helped = checkout.get(*asked)
    assert _Groups(page).found["length"] == "Length"
    assert 'name="length" value="long" form="search" autocomplete="off" checked' in page
    assert json.loads(chosen)["total"] == counts["long"]
    assert json.loads(excluded)["total"] == counts["short"]
    assert "<code>length</code>" in helped
    assert checkout.command("search", "", "--length", "long")["total"] == counts["long"]
    fielded = checkout.command("search", "length:short")
    assert fielded["total"] == counts["short"]
    assert fielded["query"]["read_as"] == 'length:"short"'
    assert checkout.command("stats")["facets"]["length"]["top"] == counts


def test_a_row_is_a_kind_of_entity_everywhere(checkout: Checkout) -> None:
    """It is found in texts, shown with articles, counted, filtered by, and has its field."""
    found = checkout.command("search", 'race:"Coast Marathon"')
    assert found["total"] == _counts(found, "race")["coast"] > 0
    assert found["query"]["read_as"] == 'race:"Coast Marathon"'
    assert checkout.command("search", "", "--race", "coast")["total"] == found["total"]
    article = found["hits"][0]["id"]
    page, listed = checkout.get(f"/article/{article}", "/?q=")
    assert "<h2>Races</h2>" in page
    assert _Groups(listed).found["race"] == "Races"
    assert [one["id"] for one in checkout.command("show", article)["races"]] == ["coast"]
    assert "coast (race)" in checkout.run("manage.py", "show", article, "--index", "i")
    assert [one["id"] for one in checkout.command("entities", "list", "--kind", "race")] == [
        "coast"
    ]


def test_every_row_has_its_words() -> None:
    """Each facet is called something on a page, each language something in all that speaks."""
    titles = [key for key in PAGE if key.startswith("facet_")]
    assert titles == [f"facet_{one.name}" for one in FACETS]
    assert {one.name for one in FACETS} >= OPEN_FACETS
    assert set(LANGUAGE_NAMES) == set(LANGUAGE_TAGS) == set(LANGUAGES)
    assert PAGE.keys() >= {f"chart_{name}" for name in (*CHARTS, *(unit.name for unit in UNITS))}


def test_rows_are_told_apart() -> None:
    """No two rows share a name or a field, in all that stands beside each other."""
    fields = [one.field for one in FACETS if one.field]
    assert len(set(fields)) == len(fields)
    assert len({one.name for one in FACETS}) == len(FACETS)
    assert len({kind.plural for kind in Kind}) == len(Kind)
