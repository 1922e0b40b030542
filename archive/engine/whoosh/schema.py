"""The Whoosh schema: the fields of `archive.model.fields`, kept as arrays, and what is stored."""

from __future__ import annotations

from typing import Final

import numpy as np
from whoosh import fields

from archive.model.fields import FACET_NAMES, TEXT_FIELDS

#: Raised by one when the files on disk change their meaning.
FORMAT: Final = 12

#: The value of `instant` that stands for an unknown one.
NO_INSTANT: Final = np.iinfo(np.int64).min


class ArrayField(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose postings are arrays; Whoosh itself indexes nothing of it."""

    indexed = False
    stored = False
    scorable = False
    unique = False
    vector = None
    format = None
    analyzer = None
    column_type = None

    def __init__(self) -> None:
        """Takes no options: what is indexed is decided before the engine sees it."""


def new_schema() -> fields.Schema:
    """The schema of a generation."""
    named: dict[str, fields.FieldType] = {name: ArrayField() for name in TEXT_FIELDS}
    named |= {f"facet_{name}": ArrayField() for name in FACET_NAMES}
    named |= {"id": fields.STORED(), "document": fields.STORED()}
    return fields.Schema(**named)
