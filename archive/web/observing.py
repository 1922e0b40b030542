"""What is told of requests to those who keep the archive running: a line each, and counters.

Neither holds what a reader typed or read: a route is told as it is written in the program
(`/article/<id>`), without its parameters. `ARCHIVE_LOG_QUERIES=on` adds the query string to lines.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Flask, Response, current_app, g, request

from archive.errors import ArchiveError
from archive.web.contract import current_service
from archive.web.health import age_of
from archive.web.meters import CLASSES, DURATIONS, Meters
from archive.web.proxies import UNATTENDED, request_id

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

blueprint: Final = Blueprint("observing", __name__)

#: The key of `Flask.extensions` that holds what counts requests.
OBSERVER_KEY: Final = "archive_observer"

#: Methods that are told by their names; what else is sent as one was typed by somebody.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})

#: Characters of a query string that are logged.
_LONGEST: Final = 2_000

#: The route of what leads nowhere.
_NOWHERE: Final = "none"

_log = logging.getLogger("archive.requests")


class Observer:
    """Counts requests in a seat of the meters, and writes a line of each."""

    def __init__(self, app: Flask, meters: Meters, seat: int, *, log_queries: bool) -> None:
        self.meters = meters
        self.log_queries = log_queries
        self._seat = seat
        self._generation: str | None = None
        self._lock = threading.Lock()
        endpoints = sorted({rule.endpoint for rule in app.url_map.iter_rules()})
        # The same in every process, which has the same program.
        self._rows = {endpoint: row for row, endpoint in enumerate(endpoints, 1)}

    def rows(self) -> dict[str, int]:
        """The rows of the meters by route."""
        return {_NOWHERE: 0, **self._rows}

    def _meet(self, generation: str | None) -> None:
        """A request was answered from a generation; another than before is a move."""
        if generation is None:
            return
        with self._lock:
            before, self._generation = self._generation, generation
        if before not in (None, generation):
            self.meters.count_move(self._seat)

    def observe(self, status: int, seconds: float) -> None:
        """An answer was made."""
        row = self._rows.get(request.endpoint or "", 0)
        self.meters.count(self._seat, row, status, seconds)
        if request.endpoint in UNATTENDED:
            # These must never wait for an index.
            return
        try:
            generation: str | None = current_service().status().name
        except Exception:  # noqa: BLE001 - whatever is wrong, the answer has been made and tells it
            generation = None
        self._meet(generation)
        rule = request.url_rule
        line = {
            "request": request_id(),
            "method": request.method if request.method in _METHODS else "other",
            "route": rule.rule if rule else None,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "total": g.get("total"),
            "generation": generation,
        }
        if self.log_queries:
            line["query"] = request.query_string.decode("utf-8", "replace")[:_LONGEST]
        _log.info("answered", extra={"fields": line})


def found(total: int) -> None:
    """The request that is answered found so many articles."""
    g.total = total


def current_observer() -> Observer:
    """What counts the requests of this application."""
    observer: Observer = current_app.extensions[OBSERVER_KEY]
    return observer


@blueprint.get("/metrics")
def metrics() -> Response:
    """All counters in the text format of Prometheus, version 0.0.4."""
    # Loaded when it is asked for first: a server that nobody watches does without.
    from prometheus_client import CollectorRegistry, generate_latest

    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(current_observer()))
    return Response(
        generate_latest(registry), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


class _Collector:
    """What Prometheus collects of an observer."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    def collect(self) -> Iterator[Metric]:
        """Counters of requests by route, and what serves."""
        from prometheus_client.core import (
            CounterMetricFamily,
            GaugeMetricFamily,
            HistogramMetricFamily,
        )

        requests = CounterMetricFamily(
            "archive_requests", "Answers by route and class of status.", labels=("route", "status")
        )
        seconds = HistogramMetricFamily(
            "archive_request_seconds", "Seconds until an answer was made.", labels=("route",)
        )
        for route, row in self._observer.rows().items():
            measured = self._observer.meters.measured(row)
            if not sum(measured.classes):
                continue
            for name, count in zip(CLASSES, measured.classes, strict=True):
                if count:
                    requests.add_metric((route, name), count)
            reached, buckets = 0, []
            for end, count in zip((*map(str, DURATIONS), "+Inf"), measured.steps, strict=True):
                reached += count
                buckets.append((end, reached))
            seconds.add_metric((route,), buckets, measured.seconds)
        yield from (requests, seconds)
        yield CounterMetricFamily(
            "archive_moves",
            "How often processes moved over to another generation.",
            value=self._observer.meters.moves(),
        )
        ready = GaugeMetricFamily("archive_ready", "1 while a generation serves, else 0.")
        try:
            info = current_service().status()
        except ArchiveError:
            ready.add_metric((), 0)
            yield ready
            return
        ready.add_metric((), 1)
        yield ready
        serving = GaugeMetricFamily(
            "archive_generation", "The generation that serves.", labels=("name",)
        )
        serving.add_metric((info.name,), 1)
        yield serving
        yield GaugeMetricFamily("archive_articles", "Articles that it holds.", value=info.articles)
        yield GaugeMetricFamily(
            "archive_generation_age_seconds", "Seconds since it was made.", value=age_of(info)
        )


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    began: float = g.get("began", time.perf_counter())
    current_observer().observe(response.status_code, time.perf_counter() - began)
    response.headers["X-Request-Id"] = request_id()
    return response


def install(app: Flask, meters: Meters, seat: int, *, log_queries: bool) -> None:
    """Count every request that `app` answers; its routes are all known."""
    app.extensions[OBSERVER_KEY] = Observer(app, meters, seat, log_queries=log_queries)


def watch(app: Flask) -> None:
    """Note when each request begins and what is answered: the first that begins, the last."""
    app.before_request(_begin)
    app.after_request(_end)
