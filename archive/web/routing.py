"""Where a request leads: the path prefix, and ids in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from werkzeug.routing import BaseConverter

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


#: A segment that browsers and proxies take for a step (`.`, `..`), however it is percent-encoded,
#: and what stands for one, or for what stands for one, and so on.
_STEP: Final = re.compile(r"(?<![^/])~*\.\.?(?![^/])")
_ESCAPED: Final = re.compile(r"(?<![^/])~(?=~*\.\.?(?![^/]))")


#: What stands in a path as it is: all that RFC 3986 allows there, and the slash.
_SAFE: Final = "!$&'()*+,/:;=@"


def id_in_path(value: str) -> str:
    """An id as it stands in an address: see `PathId`."""
    return quote(_STEP.sub(r"~\g<0>", value), safe=_SAFE)


class PathId(BaseConverter):
    """The whole rest of a path, with slashes wherever they stand: an id may be an address.

    Line ends are part of it too. A segment of one dot or two gets a `~` before it in the address
    (`a/../b` is at `a/~../b`), and so does one that has some before its dots already.
    """

    regex = "(?s:.+)"
    part_isolating = False
    weight = 200

    def to_python(self, value: str) -> str:
        """The id that an address stands for."""
        return _ESCAPED.sub("", value)

    def to_url(self, value: Any) -> str:
        """The address of an id, percent-encoded."""
        return id_in_path(str(value))


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
