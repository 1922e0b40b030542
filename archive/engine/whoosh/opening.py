"""Opening the segments of a finished generation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from archive.engine.generation import Manifest
from archive.engine.whoosh.arrays import ARRAYS_SUFFIX
from archive.engine.whoosh.concealing import Concealed, concealed, newest_shown, without_hidden
from archive.engine.whoosh.dead import open_dead
from archive.engine.whoosh.mentioned import ARRAY_NAMES as MENTIONED
from archive.engine.whoosh.said import SAID_LINES
from archive.engine.whoosh.segment import Segment, facet_ends, open_segments
from archive.engine.whoosh.shown import FURNITURE, SHOWN_SUFFIX
from archive.engine.whoosh.statements import STATEMENT_ARRAYS
from archive.engine.whoosh.stories import Stories, open_stories
from archive.engine.whoosh.toc import read_segments
from archive.errors import DamagedIndexError
from archive.model.concealment import Concealment
from archive.model.fields import ENTITY_FACETS


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
        _check_shown(segment)
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


def _check_shown(segment: Segment) -> None:
    """Raise `DamagedIndexError` where what is shown of a segment does not fit it."""
    shown, size = segment.shown, segment.size
    names = (*facet_ends(ENTITY_FACETS), *MENTIONED, *STATEMENT_ARRAYS, FURNITURE)
    whole = (
        all(name in shown for name in names)
        and all(shown.length(f"{name}.starts") == size + 1 for name in ENTITY_FACETS)
        and shown.length(MENTIONED[0]) == shown.length(STATEMENT_ARRAYS[0]) == size + 1
        and shown.length(FURNITURE) == segment.arrays.length(f"{SAID_LINES}.keys")
    )
    if not whole:
        raise DamagedIndexError(f"{shown.path} does not fit its segment.", file=shown.path)
