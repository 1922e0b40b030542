"""What every request and every response must keep to."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import MethodNotAllowed

METHODS: Final = ("GET", "HEAD")

#: The one page that takes a body, a list of names, and stores nothing of it; the bytes of one.
BATCH_PATH: Final = "/batch"
MOST_POSTED: Final = 500_000

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        *(
            f"{kind} 'self'"
            for kind in (
                "script-src",
                "style-src",
                "img-src",
                "connect-src",
                "font-src",
                "form-action",
            )
        ),
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}

#: A static file whose address holds its version never changes: a year, the most that caches keep.
_VERSIONED: Final = "public, max-age=31536000, immutable"


def _check_method() -> None:
    allowed = (*METHODS, "POST") if request.path == BATCH_PATH else METHODS
    if request.method not in allowed:
        raise MethodNotAllowed(list(allowed))


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint == "static" and response.status_code in (200, 206, 304):
        response.headers["Cache-Control"] = _VERSIONED if "v" in request.args else "no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def install(app: Flask) -> None:
    """Refuse what writes, and give every response its headers."""
    app.before_request(_check_method)
    app.after_request(_add_headers)
