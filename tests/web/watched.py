"""A service that tells what was asked of it, and whose generation changes when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask.testing import FlaskClient

from archive.model.article import Document
from archive.model.entity import Names
from archive.model.result import GenerationInfo
from archive.query.days import NEWSROOM, Newsroom
from archive.search.library import Library
from archive.search.service import SearchService
from archive.web.app import create_app
from tests.conftest import ROOT
from tests.engine.corpora import NAMES
from tests.search.test_services import Naive


@dataclass
class Watched:
    """Passes on what is asked; `calls` are the names of the methods, but for `status`.

    `generation` is the name of what serves; `meanwhile` runs before each answer.
    """

    service: SearchService
    generation: str = "first"
    calls: list[str] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def status(self) -> GenerationInfo:
        return replace(self.service.status(), name=self.generation)

    def __getattr__(self, name: str) -> Any:
        self.calls.append(name)
        self.meanwhile()
        return getattr(self.service, name)


def client_of(
    documents: Sequence[Document], names: Names = NAMES, newsroom: Newsroom = NEWSROOM
) -> FlaskClient:
    """A client of an archive of these documents."""
    service = SearchService(Library(Naive(tuple(documents), names)))
    return create_app(service, root=ROOT, newsroom=newsroom).test_client()
