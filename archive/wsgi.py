"""The reading arm, assembled: settings, library, service, pages."""

from __future__ import annotations

from flask import Flask

from archive.engine.generation import require_current
from archive.engine.registry import open_searcher
from archive.search.library import Library
from archive.search.service import SearchService
from archive.settings import ROOT, Settings, read_settings
from archive.web.app import create_app


def open_library(settings: Settings) -> Library:
    """The library of the published generation."""
    return Library(
        current=lambda: require_current(settings.index),
        opener=lambda name: open_searcher(settings.engine, settings.index, name),
    )


def application(settings: Settings | None = None) -> Flask:
    """The WSGI application; reads settings from the environment where none are given."""
    chosen = settings or read_settings()
    return create_app(
        SearchService(open_library(chosen)),
        title=chosen.title,
        url_prefix=chosen.url_prefix,
        root=ROOT,
    )
