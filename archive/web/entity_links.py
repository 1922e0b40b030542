"""Where the name of somebody leads."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from archive.model.entity import candidate_name
from archive.web import links
from archive.web.language import language_pair
from archive.web.routing import id_in_path

#: Stands for an id while the path before it is made.
_ANY_ID: Final = "x"


def entity_url(entity: str) -> str:
    """The page of an entity, in the language of the request."""
    path = links.path_of("pages.entity", entity=_ANY_ID).removesuffix(_ANY_ID)
    pair = urlencode(language_pair())
    return path + id_in_path(entity) + (f"?{pair}" if pair else "")


def name_url(kind: str, entity: str) -> str:
    """The page of an entity, or the search for a name that links to nobody."""
    unresolved = candidate_name(entity) is not None
    return links.value_url(kind, entity) if unresolved else entity_url(entity)
