"""Failures as HTTP: the only file that knows which status a failure has."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from archive.errors import (
    ArchiveError,
    ArticleNotFoundError,
    ArticleWithdrawnError,
    BadParameterError,
    BusyError,
    ClusterError,
    DamagedIndexError,
    EntityNotFoundError,
    GenerationNotFoundError,
    IndexFormatError,
    NoGenerationError,
)
from archive.model.language import LANGUAGES
from archive.model.message import Message
from archive.web.language import language_of_request
from archive.web.messages.speech import remedy, say

_log = logging.getLogger("archive.web")


@dataclass(frozen=True, slots=True)
class Failure:
    """What a client is told of a failure, in `language`; `code` is that of the interface."""

    status: int
    code: str
    message: str
    remedy: str
    language: str
    parameter: str | None = None


_KINDS: Final[tuple[tuple[type[ArchiveError], int, str], ...]] = (
    (BadParameterError, 400, "bad_parameter"),
    (ArticleNotFoundError, 404, "article_not_found"),
    (ArticleWithdrawnError, 410, "withdrawn"),
    (EntityNotFoundError, 404, "entity_not_found"),
    (BusyError, 503, "busy"),
    (NoGenerationError, 503, "no_generation"),
    (GenerationNotFoundError, 503, "no_generation"),
    (DamagedIndexError, 503, "damaged_index"),
    (IndexFormatError, 503, "index_format"),
    (ClusterError, 503, "cluster_away"),
)

_INTERNAL: Final = "internal"

#: Seconds after which it is worth while to ask again for what was refused because others ask.
RETRY_AFTER: Final = 20

#: Statuses of HTTP that have words of their own; any other is told by its name.
_HTTP: Final = {401: "unauthorized", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def _failure(status: int, code: str, message: Message, parameter: str | None = None) -> Failure:
    language = language_of_request()
    return Failure(
        status, code, say(message, language), remedy(message, language), language, parameter
    )


def failure_of(error: ArchiveError) -> Failure:
    """How a failure of the archive looks from outside; what is not a reader's business does not."""
    for kind, status, code in _KINDS:
        if isinstance(error, kind):
            parameter = error.parameter if isinstance(error, BadParameterError) else None
            return _failure(status, code, error.told_to_readers(), parameter)
    return _internal()


def _internal() -> Failure:
    return _failure(500, _INTERNAL, Message(_INTERNAL))


def page_or_json(failure: Failure, page: Callable[[], str]) -> Response:
    """A failure as the caller reads it: JSON under /api/, otherwise the page."""
    if request.path.startswith("/api/"):
        body = {
            "code": failure.code,
            "parameter": failure.parameter,
            "message": failure.message,
            "remedy": failure.remedy,
        }
        response = jsonify({"error": body})
        response.status_code = failure.status
        return response
    return make_response(page(), failure.status)


def _answer(failure: Failure) -> Response:
    return page_or_json(failure, lambda: render_template("error.html", failure=failure))


def not_ready(error: ArchiveError) -> Response:
    """Why nothing can be served, as one English line of text for machines that watch."""
    message, english = error.told_to_readers(), LANGUAGES[0]
    line = f"{say(message, english)} {remedy(message, english)}".strip()
    response = make_response(f"{line}\n", 503)
    response.mimetype = "text/plain"
    return response


def bad_parameters(
    bad: Sequence[BadParameterError], template: str, context: Mapping[str, Any]
) -> Response:
    """Bad parameters on a page of their own, on which the reader can correct them.

    What is no day is told beside its field, with the rest of the search answered; the first of any
    others is told in place of an answer.
    """
    failures = [(failure_of(error), error.told_to_readers().code == "not_a_day") for error in bad]
    others = [failure for failure, is_day in failures if not is_day]
    page = render_template(
        template,
        failure=others[0] if others else None,
        bad_days={failure.parameter: failure for failure, is_day in failures if is_day},
        **context,
    )
    return make_response(page, failures[0][0].status)


def _archive_error(error: ArchiveError) -> Response:
    failure = failure_of(error)
    if isinstance(error, BusyError):
        response = _answer(failure)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
    if failure.status >= 500:
        _log.error("%s: %s", request.endpoint, error.one_line(), exc_info=failure.code == _INTERNAL)
    return _answer(failure)


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response(request.environ))
    if status in _HTTP:
        failure = _failure(status, _HTTP[status], Message(_HTTP[status]))
    else:
        code = error.name.lower().replace(" ", "_")
        failure = _failure(status, code, Message.of("bad_request", name=error.name))
    response = _answer(failure)
    for name, value in error.get_headers(request.environ):
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _unexpected(_: Exception) -> Response:
    _log.exception("%s failed", request.endpoint)
    return _answer(_internal())


def install(app: Flask) -> None:
    """Answer every failure in the archive's own words."""
    app.register_error_handler(ArchiveError, _archive_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)
