"""The names of what is indexed, the same for every engine."""

from typing import Final

from archive.model import facets

#: The two texts of an article.
TEXTS: Final = ("title", "body")

#: The analyzers of a text; a field is named `<text>_<analyzer>`.
ANALYZERS: Final = ("exact", "char", "word", "cased")

#: Analyzers whose fields keep positions.
POSITIONAL: Final = ("exact",)

#: The field whose positions tell what is said in a statement.
SAID_IN: Final = "body_exact"

#: The words of the beginning of a body, which tell what it is about better than the rest does.
LEAD: Final = "lead_word"

#: Every field that holds tokens.
TEXT_FIELDS: Final = (
    *(f"{text}_{analyzer}" for text in TEXTS for analyzer in ANALYZERS),
    LEAD,
)

#: Fields shown with counts, in the order they are shown.
FACET_NAMES: Final = tuple(facet.name for facet in facets.FACETS)

#: Facets of which no article has more than one value.
SINGLE_FACETS: Final = tuple(facet.name for facet in facets.FACETS if facet.single)

#: What hits fold by that are copies of each other, and those that are versions of one article.
STORY: Final = "story"
VERSIONS: Final = "versions"

#: Facets whose values stand in the metadata of an article.
PLAIN_FACETS: Final = tuple(facet.name for facet in facets.FACETS if not facet.kind)

#: Facets whose values are entities.
ENTITY_FACETS: Final = tuple(facet.name for facet in facets.FACETS if facet.kind)


def field_name(text: str, analyzer: str) -> str:
    """The field that holds `text` ("title" or "body") as cut by `analyzer`."""
    return f"{text}_{analyzer}"


def is_positional(field: str) -> bool:
    """Whether the field keeps positions, so that phrases can be asked of it."""
    return field.rsplit("_", 1)[-1] in POSITIONAL
