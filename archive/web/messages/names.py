"""Why a stretch of text is taken for the name of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Code -> English.
NAMES: Final[Mapping[str, str]] = {
    "known_name": "name “{name}” in the authority file",
    "short_name": "short name “{name}” of someone named in full",
    "surname": "surname “{name}” of someone named in full",
    "guarded_name": "guarded name “{name}” of someone named in full",
    "lone_surname": "surname “{name}”, which means one person everywhere",
    "proposed_name": "proposed by a model; as “{name}”, not in the authority file",
    "proposed_short_name": "proposed by a model; short for “{name}”, named in full",
}
