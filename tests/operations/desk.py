"""An archive of a few articles, its commands and its pages."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.cli import main
from archive.engine.catalogue import FolderCatalogue
from archive.engine.publications import require_current
from archive.engine.registry import open_searcher
from archive.engine.stored import unpack
from archive.engine.whoosh.opening import opened
from archive.search import library as library_module
from archive.search.library import Library
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT
from tests.operations.life import use_small_authority

#: Words that stand in one story alone: in its headline, its text, its source's versions.
SECRET = ("zuckermandel", "quastenflosser", "gold-1", "gold-2")
BODY = (
    "The harbour board said that ferry zuckermandel would sail to pier nine because of works near "
    "the northern quay, and that the quastenflosser aquarium would be closed until the end of May "
    "while the pumps are replaced and the glass is cleaned by divers of the city."
)


def rows() -> list[dict[str, str]]:
    """Two versions of an article and the copy of another paper, among others."""
    url = "https://post.example/ferry"
    day = "2024-03-05T08:00:00+08:00"
    return [
        {"id": "gold-1", "title": "Zuckermandel sails", "body": BODY, "url": url, "published": day},
        {
            "id": "gold-2",
            "title": "Zuckermandel sails again",
            "body": BODY.replace("nine", "ten"),
            "url": url,
            "published": "2024-03-05T10:00:00+08:00",
        },
        {
            "id": "copy-1",
            "title": "From the harbour",
            "body": BODY,
            "source": "Herald",
            "published": day,
        },
        *(
            {
                "id": f"plain-{n}",
                "title": f"Council meets, day {n}",
                "body": f"The council spoke of sugar {n} and of the ferry. " * 3,
                "published": f"2024-03-{10 + n}",
                "source": "Post",
            }
            for n in range(1, 6)
        ),
    ]


class Desk:
    """An archive of some articles, its commands and its pages."""

    def __init__(
        self,
        root: Path,
        capsys: pytest.CaptureFixture[str],
        articles: Sequence[Mapping[str, object]] | None = None,
    ) -> None:
        self.index = root / "index"
        self.source = root / "source" / "a.jsonl"
        self.source.parent.mkdir()
        self._capsys = capsys
        self.write(rows() if articles is None else articles)
        self.run("reindex", str(self.source.parent))
        self.library = Library(FolderCatalogue("whoosh", self.index))

    def write(self, articles: Sequence[Mapping[str, object]]) -> None:
        text = "".join(f"{json.dumps(one)}\n" for one in articles)
        self.source.write_text(text, "utf-8")

    def run(self, *arguments: str, code: int = 0) -> str:
        assert main([*arguments, "--index", str(self.index)]) == code
        printed = self._capsys.readouterr()
        return printed.err if code else printed.out

    def reindex(self) -> str:
        return self.run("reindex", "--allow-removals", str(self.source.parent))

    @property
    def app(self) -> Flask:
        return create_app(SearchService(self.library), root=ROOT)

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def shown(self) -> list[str]:
        """The ids of all articles that are shown, versions and copies too."""
        asked = {"versions": "all", "copies": "all", "size": "100"}
        answer = self.client.get("/api/v1/search", query_string=asked).get_json()
        return sorted(hit["id"] for hit in answer["hits"])

    def held(self) -> list[str]:
        """The ids of all that is stored, shown or not."""
        with closing(open_searcher("whoosh", self.index, require_current(self.index))) as searcher:
            return [article for article, _ in searcher.contents()]

    def total(self, query: str, **more: str) -> int:
        asked = {"q": query, "versions": "all", "copies": "all", **more}
        answer = self.client.get("/api/v1/search", query_string=asked).get_json()
        return int(answer["total"])


Opening: TypeAlias = Callable[..., Desk]


@pytest.fixture
def opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Opening]:
    """Makes the archive of some articles."""
    use_small_authority(monkeypatch)
    monkeypatch.setattr(library_module, "LOOK_EVERY", 0.0)
    made: list[Desk] = []

    def opened_desk(articles: Sequence[Mapping[str, object]] | None = None) -> Desk:
        made.append(Desk(tmp_path, capsys, articles))
        return made[-1]

    yield opened_desk
    for one in made:
        one.library.close()


@pytest.fixture
def desk(opening: Opening) -> Desk:
    """The archive of `rows()`."""
    return opening()


def stored_texts(index: Path) -> Iterator[str]:
    """Everything that an index holds, as text: files as they are, and unpacked."""
    for path in sorted(index.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield data.decode("utf-8", "replace")
            if path.suffix == ".gz":
                yield gzip.decompress(data).decode("utf-8", "replace")
    with closing(open_searcher("whoosh", index, require_current(index))) as searcher:
        folder, manifest = searcher._folder, searcher._manifest  # type: ignore[attr-defined]
        for segment in opened(folder, manifest, None).segments:
            for doc in range(segment.size):
                yield zlib.decompress(segment.record(doc)).decode()
                unpack(segment.record(doc))
