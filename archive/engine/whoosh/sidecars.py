"""What a generation holds beside the index: the entities' names, and each article's digest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from archive.engine.generation import naming_damage
from archive.model.entity import Entity, Kind, Names

NAMES: Final = "names.jsonl"
CONTENTS: Final = "contents.tsv"


def write_names(folder: Path, names: Names) -> None:
    """Write the entities a generation knows, one a line."""
    with (folder / NAMES).open("w", encoding="utf-8") as out:
        for entity in names.entities.values():
            row = {
                "id": entity.id,
                "kind": entity.kind,
                "names": dict(entity.names),
                "aliases": entity.aliases,
                "note": entity.note,
                "guarded": entity.guarded,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_names(folder: Path) -> Names:
    """Read what `write_names` wrote; raises `DamagedIndexError`."""
    entities: dict[str, Entity] = {}
    with naming_damage(folder / NAMES), (folder / NAMES).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            entities[row["id"]] = Entity(
                row["id"],
                Kind(row["kind"]),
                row["names"],
                tuple(row["aliases"]),
                row["note"],
                tuple(row["guarded"]),
            )
    return Names(entities)


def write_contents(folder: Path, digests: Mapping[str, str]) -> None:
    """Write each article's digest, by id; ids hold no tab or line break."""
    with (folder / CONTENTS).open("w", encoding="utf-8") as out:
        out.writelines(f"{digests[article]}\t{article}\n" for article in sorted(digests))


def read_contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Each article's id and digest, by id; raises `DamagedIndexError`."""
    with naming_damage(folder / CONTENTS), (folder / CONTENTS).open(encoding="utf-8") as lines:
        for line in lines:
            found, _, article = line.rstrip("\n").partition("\t")
            yield article, found
