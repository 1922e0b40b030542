"""The web application, put together."""

from __future__ import annotations

from pathlib import Path

import jinja2
from flask import Flask
from flask.json.provider import DefaultJSONProvider

from archive.query.days import NEWSROOM, Newsroom
from archive.web import (
    api,
    batch,
    compression,
    context,
    contract,
    discovery,
    errors,
    freshness,
    guards,
    health,
    language,
    pages,
    places,
    takeaway,
    templating,
    trends,
)
from archive.web.routing import PathId, Prefixed


class _Json(DefaultJSONProvider):
    """JSON in the order of the interface and in its own script."""

    sort_keys = False
    ensure_ascii = False


def create_app(
    service: contract.Service,
    title: str = "News Archive",
    url_prefix: str = "",
    *,
    root: Path,
    newsroom: Newsroom = NEWSROOM,
    lists: places.Slots | None = None,
) -> Flask:
    """The application over `service`; templates and static files lie in `root`.

    `title` is the archive's name. `url_prefix` ("" or "/path") is where a proxy serves it; the
    proxy may pass it on or cut it off. `newsroom` says how typed days are read. `lists` are the
    places for lists of names that it shares with other processes.
    """
    app = Flask(
        "archive.web",
        root_path=str(root),
        template_folder=str(root / "templates"),
        static_folder=str(root / "static"),
    )
    app.json = _Json(app)
    app.jinja_options = {
        "autoescape": True,
        "undefined": jinja2.StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.url_map.merge_slashes = False
    app.url_map.converters["everything"] = PathId
    app.extensions[contract.KEY] = service
    app.extensions[contract.NEWSROOM_KEY] = newsroom
    # What is installed first sees an answer last.
    compression.install(app)
    freshness.install(app, title)
    language.install(app)
    guards.install(app)
    errors.install(app)
    places.install(app, lists)
    templating.install(app, title)
    for blueprint in (
        pages.blueprint,
        takeaway.blueprint,
        batch.blueprint,
        context.blueprint,
        trends.blueprint,
        api.blueprint,
        discovery.blueprint,
        health.blueprint,
    ):
        app.register_blueprint(blueprint)
    app.wsgi_app = Prefixed(app.wsgi_app, url_prefix)  # type: ignore[method-assign]  # as Flask documents it
    return app
