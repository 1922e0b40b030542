"""Connections: how long each may be silent, and how one is closed that still sends."""

from __future__ import annotations

import math
import socket
import time
from typing import TYPE_CHECKING, Any, Final

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

from archive.serving.requests import Answer, Refusal, Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication

    from archive.serving.lanes import Lanes

#: Seconds that a request may take to arrive, from its first byte.
RECEIVING: Final = 30.0

#: Seconds without a byte taken after which an answer is given up.
SENDING: Final = 60.0

#: Seconds that a connection without a request is kept open.
IDLE: Final = 75.0

#: Seconds for which a refused client may go on sending before the connection is cut. Cut at once,
#: it would see a broken connection and never read why.
LINGER: Final = 5.0

#: Seconds for which a process leaves a new connection to those that have fewer.
YIELD: Final = 0.01

#: Bytes of a request's body, which only a list of names has (`requests.py`); above, it is refused
#: unread.
MAX_BODY: Final = 64 * 1024

#: Bytes of a stream that wait to be sent at most: more are made when the client has taken these.
MOST_WAITING: Final = 256 * 1024

#: Bytes: more than any answer or body, so that none is written to a temporary file.
_NEVER: Final = 1 << 40


def _adjustments(sock: socket.socket, limit: int) -> Adjustments:
    """How Waitress reads and writes: in memory only, and `limit` connections at most."""
    values: dict[str, Any] = {
        "sockets": [sock],
        "ident": "news-archive",
        "max_request_body_size": MAX_BODY,
        "inbuf_overflow": _NEVER,
        "outbuf_overflow": _NEVER,
        "outbuf_high_watermark": _NEVER,
        "connection_limit": limit,
        # The application knows which proxies are trusted, and hears no other.
        "clear_untrusted_proxy_headers": False,
    }
    return Adjustments(**values)


class Channel(HTTPChannel):
    """One connection."""

    task_class = Answer
    error_task_class = Refusal
    parser_class = Request

    #: Whether a request was refused, after which the client may still be sending.
    refused = False
    #: Until when what still comes is thrown away, as `time.monotonic` has it; 0 where it is read.
    _lingers_until = 0.0

    def writable(self) -> bool:
        """Whether there is something to send, or to close."""
        return not self._lingers_until and bool(super().writable())

    def readable(self) -> bool:
        """Whether what the client sends is taken in."""
        return bool(self._lingers_until) or super().readable()

    def handle_read(self) -> None:
        """Take in what the client sent, or throw it away."""
        if self._lingers_until:
            self.recv(64 * 1024)
        else:
            super().handle_read()

    def handle_write(self) -> None:
        """Send what there is."""
        if self.will_close or not (self.refused and self.close_when_flushed):
            super().handle_write()
            return
        self._flush_exception(self._flush_some)  # type: ignore[attr-defined]  # the stub lacks both
        if not self.total_outbufs_len and self.socket is not None:
            self._lingers_until = time.monotonic() + LINGER
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                # The client has closed already.
                self.handle_close()

    def wait_for_room(self) -> None:
        """Wait until the client has taken most of what was sent, or is gone."""
        with self.outbuf_lock:
            while self.connected and self.total_outbufs_len > MOST_WAITING:
                self.server.pull_trigger()
                self.outbuf_lock.wait()
            if self.current_outbuf_count > MOST_WAITING:
                # A buffer forgets what was sent when it is empty, which that of a stream never is:
                # so the next piece begins another, as Waitress does between two answers.
                self.current_outbuf_count = self.adj.outbuf_high_watermark

    def is_in_use(self) -> bool:
        """Whether a request is being answered or its answer is still to be sent."""
        return bool(self.requests) or self.total_outbufs_len > 0

    def silent_for(self) -> float:
        """Seconds since a byte went either way."""
        return time.time() - self.last_activity

    def is_overdue(self) -> bool:
        """Whether the client has had its time."""
        if self._lingers_until:
            return time.monotonic() > self._lingers_until
        if self.total_outbufs_len:
            return self.silent_for() > SENDING
        if self.requests:
            return False
        if isinstance(self.request, Request):
            return time.monotonic() - self.request.began > RECEIVING
        return self.silent_for() > IDLE


class Listener(TcpWSGIServer):
    """One listening socket, which other processes listen on too."""

    channel_class = Channel
    #: Waitress's own housekeeping is never due.
    next_channel_cleanup = math.inf  # type: ignore[assignment]  # a number, if no whole one
    stopping = False
    #: Until when others may take a connection in, as `time.monotonic` has it; 0 where none waits.
    yields_until = 0.0

    def __init__(
        self,
        application: WSGIApplication,
        sock: socket.socket,
        lanes: Lanes,
        watched: dict[int, Any],
        limit: int,
        has_fewer_elsewhere: Callable[[], bool],
    ) -> None:
        self._has_fewer_elsewhere = has_fewer_elsewhere
        super().__init__(
            application,
            map=watched,
            _sock=sock,
            dispatcher=lanes,  # type: ignore[arg-type]  # only add_task is called
            adj=_adjustments(sock, limit),
            sockinfo=(sock.family, sock.type, sock.proto, sock.getsockname()),
            bind_socket=False,
        )

    def readable(self) -> bool:
        """Whether a new connection would be taken in."""
        return time.monotonic() >= self.yields_until and super().readable()

    def handle_accept(self) -> None:
        """Take a connection in, unless a process with fewer has first call on it."""
        if not self.yields_until and not self.stopping and self._has_fewer_elsewhere():
            self.yields_until = time.monotonic() + YIELD
            return
        self.yields_until = 0.0
        super().handle_accept()

    def rest(self) -> None:
        """Forget a connection that was left to others, once they have taken it in."""
        if self.yields_until and time.monotonic() > self.yields_until + YIELD:
            self.yields_until = 0.0

    def stop(self) -> None:
        """Take in who has connected already, and listen no more."""
        self.stopping = True
        before = -1
        while before != len(self.channels):
            before = len(self.channels)
            self.handle_accept()
        # Not the listener's own: that would close what threads wake the loop with.
        wasyncore.dispatcher.close(self)

    @property
    def channels(self) -> dict[int, Channel]:
        """The open connections."""
        channels: Any = self.active_channels
        return channels  # type: ignore[no-any-return]  # the stub has another type
