"""What readers must not see of a generation: what was withdrawn, and what its source holds back."""

from __future__ import annotations

from dataclasses import dataclass, fields

from archive.model.traits import Traits


@dataclass(frozen=True, slots=True)
class ArticleMarks:
    """Digests by which an article and its later versions are known, as in `Traits`."""

    own: int = 0
    source: int = 0
    address: int = 0
    stem: int = 0
    body: int = 0


def marks_of(traits: Traits) -> ArticleMarks:
    """The marks of an article."""
    return ArticleMarks(
        **{field.name: getattr(traits, field.name) for field in fields(ArticleMarks)}
    )


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An article that was withdrawn.

    `id` is "" once it was erased, then its `marks` alone are kept, and the digest of its `content`
    in hexadecimal, by which it is not read again. `copies`: those of other sources are hidden too.
    `at` is an ISO instant in UTC. `because` is the id of the article that was named, where this one
    goes with it as its version or copy. `publisher` is the key of its source among what was taken
    in.
    """

    id: str
    at: str
    marks: ArticleMarks
    reason: str = ""
    copies: bool = False
    content: str = ""
    because: str = ""
    publisher: int = 0


@dataclass(frozen=True, slots=True)
class Concealment:
    """What is hidden at an instant, in seconds since 1970 UTC."""

    withdrawn: tuple[Withdrawn, ...] = ()
    now: int = 0
