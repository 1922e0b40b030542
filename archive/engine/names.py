"""The file of the entities that a generation knows, the same for every engine."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from pathlib import Path
from typing import Any, Final

from archive.engine.generation import naming_damage
from archive.model.entity import Entity, Kind, Names
from archive.model.remembering import Lately

NAMES_FILE: Final = "names.jsonl"

#: The last file that was read, by its digest: a night's generation knows the entities of the one
#: before it, which still serves while the new one is opened.
_read: Final[Lately[bytes, Names]] = Lately(1)


def write_names(folder: Path, names: Names) -> None:
    """Write the entities a generation knows, one a line."""
    with (folder / NAMES_FILE).open("w", encoding="utf-8") as out:
        for entity in names.entities.values():
            row = {
                "id": entity.id,
                "kind": entity.kind,
                "names": dict(entity.names),
                "aliases": entity.aliases,
                "note": entity.note,
                "guarded": entity.guarded,
                "days": [(str(first), last and str(last)) for first, last in entity.days],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        for old, new in names.redirects.items():
            out.write(json.dumps({"id": old, "redirect": new}) + "\n")


_day = dt.date.fromisoformat


def read_names(folder: Path) -> Names:
    """Read what `write_names` wrote; raises `DamagedIndexError` where it is no JSON Lines.

    Opening the generation has already verified it. A file that equals the last one that was read
    gives the same object.
    """
    with naming_damage(folder / NAMES_FILE):
        text = (folder / NAMES_FILE).read_bytes()
        return _read.get(hashlib.blake2b(text).digest(), lambda: _parsed(text.decode("utf-8")))


def _parsed(text: str) -> Names:
    entities: dict[str, Entity] = {}
    redirects: dict[str, str] = {}
    rows: list[dict[str, Any]] = list(map(json.loads, io.StringIO(text)))
    for row in rows:
        if "redirect" in row:
            redirects[row["id"]] = row["redirect"]
            continue
        entities[row["id"]] = Entity(
            row["id"],
            Kind(row["kind"]),
            row["names"],
            tuple(row["aliases"]),
            row["note"],
            tuple(row["guarded"]),
            tuple((_day(first), last and _day(last)) for first, last in row["days"]),
        )
    return Names(entities, redirects)
