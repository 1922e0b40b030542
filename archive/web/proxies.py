"""What a proxy in front says of a request: believed from trusted proxies, else not even seen.

A proxy tells who asked, over which protocol and under which name of the host (`X-Forwarded-For`,
`-Proto`, `-Host`), a request's id (`X-Request-Id`), and perhaps who signed in. Anybody else who
sends such headers is a reader who made them up.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Final

from flask import Flask, g, request
from werkzeug.exceptions import Unauthorized
from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Addresses of a network.
Network = IPv4Network | IPv6Network

#: What machines ask that watch, and what belongs to any page: whoever asks is answered, without
#: signing in, and no line is written of it.
UNATTENDED: Final = frozenset({"health.healthz", "health.readyz", "observing.metrics", "static"})

_FORWARDED: Final = (
    *("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"),
    *("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX"),
    *("HTTP_X_FORWARDED_BY", "HTTP_X_REAL_IP"),
)
_REQUEST_ID: Final = "HTTP_X_REQUEST_ID"

#: An id that can be written into a log and a header as it is.
_SOUND_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


def _key_of(header: str) -> str:
    """The name of a header in a WSGI environment."""
    return "HTTP_" + header.upper().replace("-", "_")


def _address_of(text: str) -> IPv4Address | IPv6Address | None:
    """An address as the socket tells it; None for a socket of another kind."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def is_trusted(address: str, trusted: Iterable[Network]) -> bool:
    """Whether an address is one of some networks'."""
    known = _address_of(address)
    return known is not None and any(known in network for network in trusted)


class Proxied:
    """A WSGI application that believes what trusted proxies say, and hears nobody else say it."""

    def __init__(
        self, application: WSGIApplication, trusted: Sequence[Network], auth_header: str
    ) -> None:
        self._application = application
        # The nearest proxy is the trusted one: what stands before its own words is hearsay.
        self._behind: WSGIApplication = ProxyFix(application, x_for=1, x_proto=1, x_host=1)
        self._trusted = trusted
        self._told = (*_FORWARDED, _REQUEST_ID, *([_key_of(auth_header)] if auth_header else []))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if is_trusted(str(environ.get("REMOTE_ADDR", "")), self._trusted):
            return self._behind(environ, start_response)
        for name in self._told:
            environ.pop(name, None)
        return self._application(environ, start_response)


def request_id() -> str:
    """The id of the request that is answered: that of a trusted proxy, or one of its own."""
    known: str | None = g.get("request_id")
    if known is None:
        given = request.environ.get(_REQUEST_ID, "")
        known = g.request_id = given if _SOUND_ID.fullmatch(given) else secrets.token_hex(8)
    return known


def _check_signed_in(header: str) -> None:
    """Raise `Unauthorized` where nobody is named by a trusted proxy."""
    if request.endpoint not in UNATTENDED and not request.headers.get(header, "").strip():
        raise Unauthorized


def install(app: Flask, trusted: Sequence[Network], auth_header: str) -> None:
    """Believe trusted proxies alone; with `auth_header` answer only whom they name in it."""
    if auth_header:
        app.before_request(lambda: _check_signed_in(auth_header))
    app.wsgi_app = Proxied(app.wsgi_app, trusted, auth_header)  # type: ignore[method-assign]  # as Flask documents it
