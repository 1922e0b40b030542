"""How sources are read, as the settings have it."""

from __future__ import annotations

from archive.ingest.limits import MIB, Limits
from archive.ingest.reader import ReadOptions
from archive.settings import Settings


def reading_of(settings: Settings) -> ReadOptions:
    """How sources are read."""
    return ReadOptions(settings.timezone, settings.day_order, limits=limits_of(settings))


def limits_of(settings: Settings) -> Limits:
    """How much is read of one file."""
    return Limits(
        whole=settings.read_whole * MIB,
        unpacked=settings.read_unpacked * MIB,
        ratio=settings.read_ratio,
        members=settings.read_members,
        depth=settings.read_depth,
    )
