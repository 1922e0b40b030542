"""Opening the segments of a finished generation."""

from __future__ import annotations

from pathlib import Path

from archive.engine.generation import Manifest
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX
from archive.engine.whoosh.dead import open_dead
from archive.engine.whoosh.segment import Segment, check_shown, open_segments
from archive.engine.whoosh.shown import SHOWN_SUFFIX
from archive.engine.whoosh.stories import open_stories
from archive.engine.whoosh.toc import read_segments
from archive.errors import DamagedIndexError


def opened_segments(folder: Path, manifest: Manifest) -> list[Segment]:
    """The segments of a generation; raises `DamagedIndexError` where they do not fit together."""
    named = read_segments(folder)
    for name, _ in named:
        for file in (name + ARRAYS_SUFFIX, name + SHOWN_SUFFIX):
            if file not in manifest.files:
                raise DamagedIndexError(f"{folder} does not list {file}.", file=folder)
    stories = open_stories(folder, sum(size for _, size in named))
    segments = open_segments(folder, named, open_dead(folder, manifest), stories)
    for segment in segments:
        check_shown(segment)
    size = sum(segment.articles for segment in segments)
    if size != manifest.articles:
        raise DamagedIndexError(
            f"{folder} holds {size} articles instead of {manifest.articles}.", file=folder
        )
    return segments
