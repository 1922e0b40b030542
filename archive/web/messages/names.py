"""Why a stretch of text is taken for the name of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Code -> English.
NAMES: Final[Mapping[str, str]] = {
    "known_name": "name “{name}” in the list of names",
    "short_name": "short name “{name}” of someone named in full",
    "surname": "surname “{name}” of someone named in full",
    "guarded_name": "ambiguous name “{name}” of someone named in full",
    "lone_surname": "surname “{name}”, which means one person wherever it stands alone",
    "local_name": "“{name}” in a text from its own place",
    "surname_alone": "found by a language model; “{name}” is a surname alone, which many bear",
    "proposed_name": "found by a language model; “{name}” is not in the list of names",
    "proposed_short_name": "found by a language model; short for “{name}”, named in full",
}
