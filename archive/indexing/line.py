"""The line between the parent and a worker: pickled messages over a pair of sockets.

A message is eight bytes of length, highest first, and so many bytes. A length of zero is a beat:
the other side is alive and has nothing to say yet.
"""

from __future__ import annotations

import pickle
import socket
from collections.abc import Iterator
from typing import Final

#: The length before each message.
HEAD: Final = 8

#: A beat, as it is sent.
BEAT: Final = bytes(HEAD)

#: Read at once, in bytes.
PIECE: Final = 2**18


def packed(message: object) -> bytes:
    """A message as it is sent."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(body).to_bytes(HEAD, "big") + body


class Incoming:
    """Puts messages together from whatever pieces arrive."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, piece: bytes) -> None:
        """What arrived next."""
        self._bytes += piece

    def take(self) -> bytes | None:
        """The next message, pickled; None where none is whole. Beats are passed over."""
        while len(self._bytes) >= HEAD:
            end = HEAD + int.from_bytes(self._bytes[:HEAD], "big")
            if len(self._bytes) < end:
                return None
            body = bytes(self._bytes[HEAD:end])
            del self._bytes[:end]
            if body:
                return body
        return None


def messages(line: socket.socket) -> Iterator[bytes]:
    """What the other side sends, pickled, until it is gone; waits for it however long."""
    incoming = Incoming()
    while piece := line.recv(PIECE):
        incoming.add(piece)
        while (body := incoming.take()) is not None:
            yield body
