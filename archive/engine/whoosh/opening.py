"""Opening the segments of a finished generation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from archive.engine.generation import Manifest
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX
from archive.engine.whoosh.concealing import Concealed, concealed, newest_shown, without_hidden
from archive.engine.whoosh.dead import open_dead
from archive.engine.whoosh.segment import Segment, check_shown, open_segments
from archive.engine.whoosh.shown import SHOWN_SUFFIX
from archive.engine.whoosh.stories import Stories, open_stories
from archive.engine.whoosh.toc import read_segments
from archive.errors import DamagedIndexError
from archive.model.concealment import Concealment


@dataclass(frozen=True, slots=True)
class Opened:
    """The segments of a generation, and its stories; `concealed` says what of it is hidden."""

    segments: list[Segment]
    stories: Stories
    concealed: Concealed


def opened(folder: Path, manifest: Manifest, concealment: Concealment | None) -> Opened:
    """Open a generation as readers see it, or all of it where `concealment` is None.

    Raises `DamagedIndexError` where its files do not fit together.
    """
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
    hiding = concealed(segments, stories, concealment)
    if not hiding.key:
        return Opened(segments, stories, hiding)
    stories = stories.without(hiding.hidden, newest_shown(segments, stories, hiding.hidden))
    left = without_hidden(segments, hiding.hidden)
    return Opened([replace(segment, stories=stories) for segment in left], stories, hiding)
