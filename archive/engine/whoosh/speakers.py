"""Who is shown to speak: what statements of one segment are shown, of all that it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from archive.engine.whoosh.arrays import Array
from archive.engine.whoosh.said import SAID_TEXT, SPEAKER, Live, said_of
from archive.engine.whoosh.statements import STATEMENT_COLUMNS
from archive.engine.whoosh.terms import TermTable
from archive.model.entity import ACTORS, Kind


def shown_statements(
    source: Live, facets: Mapping[Kind, Mapping[str, Array]], hiding: Array
) -> tuple[list[bytes], dict[str, Array], Array]:
    """The speakers of statements, those statements that are shown, and how many each document has.

    Somebody is shown to speak in an article that is shown to name him.
    """
    name = said_of(SPEAKER)
    table = TermTable(source.arrays[f"{name}.terms"], source.arrays[f"{name}.ends"])
    terms = table.stretch(0, len(table))
    lengths = np.zeros(source.arrays.length(SAID_TEXT), np.uint32)
    named = [_named_pairs(facets[kind], kind, terms) for kind in ACTORS]
    parts: dict[str, list[Array]] = {column: [] for column in STATEMENT_COLUMNS}
    for docs, values in source.stretches(name):
        chosen = source.outside(name, docs, values, hiding)
        owners = docs[chosen].astype(np.int64)
        row = {c: source.arrays[f"{name}.{c}"][values][chosen] for c in ("ords", "first", "last")}
        kinds = source.arrays[f"{name}.kind"][values][chosen]
        pairs = owners * max(1, len(terms)) + row["ords"]
        shown = np.zeros(len(owners), bool)
        for number, of_kind in enumerate(named):
            shown |= (kinds == number) & np.isin(pairs, of_kind)
        row["ords"] = np.where(shown, row["ords"] + 1, 0).astype(np.uint32)
        for column, columns in parts.items():
            columns.append(row[column])
        different, counts = np.unique(owners, return_counts=True)
        lengths[different] = counts
    gathered = {
        c: np.concatenate([np.zeros(0, np.uint32), *columns]) for c, columns in parts.items()
    }
    return terms, gathered, lengths


def _named_pairs(facet: Mapping[str, Array], kind: Kind, speakers: Sequence[bytes]) -> Array:
    """The documents that are shown to name a speaker, with its number: one number each."""
    table = TermTable(facet[f"{kind}.terms"], facet[f"{kind}.ends"])
    numbers = np.full(len(table), -1, np.int64)
    for number, found in enumerate(table.find_all(speakers)):
        if found >= 0:
            numbers[found] = number
    speaking = numbers[facet[f"{kind}.ords"].astype(np.int64)]
    owners = facet[f"{kind}.owners"].astype(np.int64)
    pairs: Array = (owners * max(1, len(speakers)) + speaking)[speaking >= 0]
    return pairs
