"""Requests as they are read, refused and answered: Waitress, stricter where HTTP asks it."""

from __future__ import annotations

import re
import time
from copy import copy
from typing import Any, Final

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask, Task, WSGITask
from waitress.utilities import BadRequest, Error

from archive.web.guards import BATCH_PATH, HEADERS, MOST_POSTED

_TRANSFER_ENCODING: Final = re.compile(rb"\ntransfer-encoding[ \t]*:", re.IGNORECASE)

#: What a client may do, where what Waitress says is about its own settings.
_REMEDIES: Final = {
    413: f"Send no body, or a list of {MOST_POSTED:,} bytes at most to {BATCH_PATH}.",
    431: "Shorten the address or the headers.",
    500: "It has been written to the server's log.",
    505: "Use HTTP/1.1.",
}


class VersionNotSupported(Error):
    """A request in a version of HTTP that is not read here."""

    code = 505
    reason = "HTTP Version Not Supported"


class Request(HTTPRequestParser):
    """A request while it is read; `began` is when its first byte came, by `time.monotonic`.

    Where two servers in a row could see its end at different places it is refused.
    """

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.began = time.monotonic()

    def received(self, data: bytes) -> int:
        """Read on; gives how many bytes belong to this request."""
        count = super().received(data)
        if not self.headers_finished and b"\n\n" in self.header_plus:
            # Waited for, the end of such lines would never come.
            self.error = BadRequest("Lines end without CR")
        if self.error is not None:
            self.completed = True
        if self.error is not None or self.body_rcv is None:
            # Nothing is to follow that the client should be told to send.
            self.expect_continue = False
        return count

    def parse_header(self, header_plus: bytes) -> None:
        """Read request line and headers; raises `ParsingError`."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:
            # A URL with half a bracket, a length of thousands of digits.
            raise ParsingError("Request line or length is invalid") from error
        request: Any = self
        if request.command == "POST" and request.path.endswith(BATCH_PATH):
            request.adj = copy(request.adj)
            # The application refuses more than it reads, on a page in the reader's language.
            request.adj.max_request_body_size = 4 * MOST_POSTED
        if self.version and not self.version.startswith("1."):
            self.error = VersionNotSupported("")
            return
        self._check_end(has_encoding=_TRANSFER_ENCODING.search(header_plus) is not None)
        self._check_host()

    def _check_end(self, *, has_encoding: bool) -> None:
        if has_encoding and not self.chunked:
            raise ParsingError("Transfer-Encoding is invalid")
        if has_encoding and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length and Transfer-Encoding exclude each other")

    def _check_host(self) -> None:
        host = self.headers.get("HOST")
        if host is None and self.version not in ("", "1.0"):
            raise ParsingError("Host is missing")
        if host is not None and "," in host:
            raise ParsingError("Host is given twice")


class _Guarded(Task):
    """An answer that has the headers that every answer has."""

    def build_response_header(self) -> bytes:
        """Status line and headers."""
        headers: Any = self.response_headers
        present = {name.lower() for name, _ in headers}
        headers.extend(pair for pair in HEADERS.items() if pair[0].lower() not in present)
        if getattr(self.channel.server, "stopping", False):
            request: Any = self.request
            request.headers["CONNECTION"] = "close"
        return super().build_response_header()

    def set_close_on_finish(self) -> None:
        """Close the connection afterwards; not because "304 Not Modified" has no length."""
        request: Any = self.request
        wants_close = request.headers.get("CONNECTION", "").lower() == "close"
        if self.has_body or self.version != "1.1" or wants_close:
            super().set_close_on_finish()


class Answer(_Guarded, WSGITask):
    """What the application answers; of unknown length no more is made than the client takes."""

    def write(self, data: bytes) -> None:
        """Send some of it."""
        if self.wrote_header and self.content_length is None:
            channel: Any = self.channel
            channel.wait_for_room()
        super().write(data)


class Refusal(_Guarded, ErrorTask):
    """What is answered to a request that never reaches the application."""

    def execute(self) -> None:
        """Say why, and close the connection: where the next request begins is not known."""
        request: Any = self.request
        channel: Any = self.channel
        error: Error = request.error
        self.status = f"{error.code} {error.reason}"
        body = f"{error.reason}. {_REMEDIES.get(error.code, error.body)}\n".encode()
        self.response_headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Cache-Control", "no-store"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        channel.refused = True
        self.write(b"" if getattr(request, "command", "") == "HEAD" else body)
