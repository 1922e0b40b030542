"""The web application, put together."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    nearest,
    observing,
    pages,
    places,
    proxies,
    takeaway,
    templating,
    trends,
)
from archive.web.meters import Meters
from archive.web.proxies import Network
from archive.web.routing import PathId, Prefixed


class _Json(DefaultJSONProvider):
    """JSON in the order of the interface and in its own script."""

    sort_keys = False
    ensure_ascii = False


@dataclass(frozen=True, slots=True)
class Operation:
    """How an application is run: whom it believes, what it logs, and where it counts.

    `meters` and `lists`, the places for lists of names, it shares with other processes.
    """

    trusted_proxies: tuple[Network, ...] = ()
    auth_header: str = ""
    log_queries: bool = False
    meters: Meters = field(default_factory=Meters)
    seat: int = 0
    lists: places.Slots | None = None


def create_app(
    service: contract.Service,
    title: str = "News Archive",
    url_prefix: str = "",
    *,
    root: Path,
    newsroom: Newsroom = NEWSROOM,
    operation: Operation | None = None,
) -> Flask:
    """The application over `service`; templates and static files lie in `root`.

    `title` is the archive's name. `url_prefix` ("" or "/path") is where a proxy serves it; the
    proxy may pass it on or cut it off. `newsroom` says how typed days are read. `operation` is how
    it is run.
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
    run = operation or Operation()
    # What is installed first sees an answer last.
    observing.watch(app)
    proxies.install(app, run.trusted_proxies, run.auth_header)
    compression.install(app)
    freshness.install(app, title)
    language.install(app)
    guards.install(app)
    errors.install(app)
    places.install(app, run.lists)
    templating.install(app, title)
    for blueprint in (
        pages.blueprint,
        takeaway.blueprint,
        batch.blueprint,
        context.blueprint,
        trends.blueprint,
        nearest.blueprint,
        api.blueprint,
        discovery.blueprint,
        health.blueprint,
        observing.blueprint,
    ):
        app.register_blueprint(blueprint)
    observing.install(app, run.meters, run.seat, log_queries=run.log_queries)
    app.wsgi_app = Prefixed(app.wsgi_app, url_prefix)  # type: ignore[method-assign]  # as Flask documents it
    return app
