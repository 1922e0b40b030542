"""Which segments an index has, and whether this program reads its format.

Whoosh keeps a table of contents, which is pickled: only writers read it, after its digest was
compared. Readers use our own list beside it, in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME, TOC

from archive.engine.generation import Manifest, made_anew, naming_damage
from archive.engine.whoosh.schema import FORMAT
from archive.errors import DamagedIndexError, IndexFormatError

ENGINE: Final = "whoosh"
SEGMENTS: Final = "segments.json"


def check_format(folder: Path, manifest: Manifest) -> None:
    """Raise `IndexFormatError` where a generation was written in another format."""
    if manifest.engine != ENGINE or manifest.format != FORMAT:
        raise IndexFormatError(
            f"{folder} was written in format {manifest.engine}-{manifest.format}, "
            f"this program reads {ENGINE}-{FORMAT}.",
            remedy=made_anew(manifest.articles),
        )


def read_toc(folder: Path) -> list[W3Segment]:
    """The segments that Whoosh's table of contents names; raises `DamagedIndexError`.

    It is unpickled: the folder is one that this process makes, or its files were compared.
    """
    try:
        segments: list[W3Segment] = TOC.read(FileStorage(str(folder)), _DEF_INDEX_NAME).segments
    except Exception as error:  # Whoosh unpickles: damage raises anything
        raise DamagedIndexError(f"{folder} cannot be opened: {error}.", file=folder) from error
    return segments


def described(segments: Sequence[W3Segment]) -> list[tuple[str, int]]:
    """The name that a segment's files share, and how many documents it has."""
    return [(segment.make_filename(""), segment.doc_count_all()) for segment in segments]


def write_segments(folder: Path, segments: Sequence[W3Segment]) -> None:
    """Write the list of segments for readers; sizes count the dead, see `dead.py`."""
    (folder / SEGMENTS).write_text(json.dumps(described(segments)), "utf-8")


def read_segments(folder: Path) -> list[tuple[str, int]]:
    """Names and sizes of the segments, in order; raises `DamagedIndexError`."""
    path = folder / SEGMENTS
    with naming_damage(path):
        rows: list[tuple[str, int]] = json.loads(path.read_text("utf-8"))
    return [(name, size) for name, size in rows]
