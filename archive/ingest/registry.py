"""Every format, one a line."""

from __future__ import annotations

from typing import Final

from archive.ingest.adapted import JSON, JSON_LINES, TEXT
from archive.ingest.raw import Format

FORMATS: Final[tuple[Format, ...]] = (
    JSON_LINES,
    JSON,
    TEXT,
)
