"""Where a request leads: the path prefix, and ids in addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.routing import BaseConverter

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Everything(BaseConverter):
    """The whole rest of a path, with slashes wherever they stand: an id may be an address."""

    regex = ".+"
    part_isolating = False
    weight = 200


class Prefixed:
    """A WSGI application under a path prefix, whether or not the proxy cuts it off."""

    def __init__(self, application: WSGIApplication, prefix: str) -> None:
        self._application = application
        self._prefix = prefix.rstrip("/")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if self._prefix:
            path = str(environ.get("PATH_INFO", ""))
            if path == self._prefix or path.startswith(self._prefix + "/"):
                path = path[len(self._prefix) :]
            environ["PATH_INFO"] = path or "/"
            environ["SCRIPT_NAME"] = self._prefix
        return self._application(environ, start_response)
