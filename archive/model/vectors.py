"""How near the meanings of articles are, as a generation knows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from archive.model.language import Language

#: The bytes of a vector: one for each of its dimensions, a signed number from -127 to 127.
VECTOR_BYTES: Final = 384


class MeaningState(StrEnum):
    """Whether nearness of meaning is used, or why not.

    Words alone are asked; the newsroom does not want it; the package is not installed, or damaged;
    the generation was made without vectors, its vectors are damaged, or another version of the
    package made them.
    """

    USED = "used"
    UNASKED = "unasked"
    OFF = "off"
    ABSENT = "absent"
    DAMAGED = "damaged"
    UNMADE = "unmade"
    UNREADABLE = "unreadable"
    OTHER = "other"


class NearArticle(NamedTuple):
    """An article, and how near it is: the cosine of two vectors, 1 for the same meaning."""

    id: str
    nearness: float


class Vectors(Protocol):
    """A vector for what each article of a generation says; safe for many threads."""

    @property
    def made_by(self) -> str:
        """What made the vectors, with its version: only vectors of the same can be compared."""

    @property
    def headlines(self) -> int:
        """Of how many articles there is a vector of the headline."""

    @property
    def beginnings(self) -> int:
        """Of how many articles there is a vector of the beginning beside that of the headline."""

    def nearest(
        self, vector: bytes, languages: Collection[Language], limit: int
    ) -> tuple[NearArticle, ...]:
        """Articles of some languages whose headlines are nearest, the nearest first, then by id.

        `vector` has `VECTOR_BYTES`. Only articles that readers may see; `limit` of them at most.
        """

    def nearness(self, article: str, others: Sequence[str]) -> tuple[float | None, ...]:
        """How near other articles are to one: that of the headlines, or where both have a vector
        of their beginning the mean of both; None for what has no vector or may not be seen.
        """


class OpenedVectors(NamedTuple):
    """The vectors of a generation; None where there are none, or `damage` says why not."""

    vectors: Vectors | None = None
    damage: str = ""
