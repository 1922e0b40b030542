"""How sources are read, and by which programs, as the settings have it."""

from __future__ import annotations

from archive.ingest.limits import MIB, Limits
from archive.ingest.reader import ReadOptions
from archive.settings import Settings


def reading_of(settings: Settings) -> ReadOptions:
    """How sources are read."""
    return ReadOptions(settings.timezone, settings.day_order, limits=limits_of(settings))


def recognisers_of(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The commands of the newsroom's own recognisers, by the language of the texts they read."""
    commands = {"en": settings.recogniser_en, "zh": settings.recogniser_zh}
    return {language: command for language, command in commands.items() if command}


def limits_of(settings: Settings) -> Limits:
    """How much is read of one file."""
    return Limits(
        whole=settings.read_whole * MIB,
        unpacked=settings.read_unpacked * MIB,
        ratio=settings.read_ratio,
        members=settings.read_members,
        depth=settings.read_depth,
    )
