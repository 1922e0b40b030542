"""The sockets that all processes listen on."""

from __future__ import annotations

import socket

from archive.errors import ArchiveError, OptionError

#: Connections that wait to be taken in.
_BACKLOG = 1024


def addresses_of(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    """The addresses that a host's name stands for; raises `OptionError` where it is none."""
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise OptionError(
            f"--host {host!r} is no address of this machine.",
            remedy="Use one such as 127.0.0.1, or 0.0.0.0 for all.",
        ) from error
    pairs = [(family, (str(place[0]), int(place[1]))) for family, _, _, _, place in known]
    return list(dict.fromkeys(pairs))


def listen(host: str, port: int) -> list[socket.socket]:
    """Listen on every address of `host`, all on one port; 0 takes one that is free.

    Raises `OptionError` where `host` is no address, and `ArchiveError` where it or the port
    cannot be had.
    """
    sockets: list[socket.socket] = []
    try:
        for family, (name, _) in addresses_of(host, port):
            taken = sockets[0].getsockname()[1] if sockets else port
            sockets.append(_listen(family, name, taken))
    except OSError as error:
        for sock in sockets:
            sock.close()
        raise ArchiveError(
            f"{host} port {port} cannot be served: {error.strerror or error}.",
            remedy="Choose another --host or --port.",
        ) from error
    return sockets


def _listen(family: socket.AddressFamily, name: str, port: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind((name, port))
        sock.listen(_BACKLOG)
        sock.setblocking(False)
    except OSError:
        sock.close()
        raise
    return sock
