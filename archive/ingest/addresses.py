"""Addresses of the web."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """The host of an address, without `www.`, "" where it has none."""
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")
