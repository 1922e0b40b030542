"""Objects of JSON under the normal forms of their names, and where in them a field may stand."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_SIGNS: Final = re.compile(r"[\s_\-.:@$#/()\[\]]+")

#: A vocabulary before a name, as an address or a prefix: `https://schema.org/headline`.
_VOCABULARY: Final = re.compile(r"(?:https?://\S+[/#]|schema:)(?=\w)")

#: What crawlers' databases put before the names of sides (`news_date`), and what search engines put
#: behind those of any field to say its type (`published_dt`) or zone (`date_utc`).
_BEFORE: Final = ("article", "news", "story", "post")
_BEHIND: Final = ("dt", "tdt", "txt", "t", "str", "utc", "gmt")

Path = tuple[str, ...]

#: So many shapes are remembered, none of which has more names than that.
_MOST_KNOWN: Final = 1_000


@functools.lru_cache(maxsize=2**14)
def normal_name(name: str) -> str:
    """`name` without case, width, spaces and signs: `Date_Published` is `datepublished`.

    A name of nothing but signs is itself.
    """
    bare = _VOCABULARY.sub("", name[:100], count=1)
    return _SIGNS.sub("", unicodedata.normalize("NFKC", bare).casefold()) or name


class Shape:
    """The names of an object in their order, and what was found out about them.

    The objects of a file have one shape as a rule, so that this is found out once.
    """

    __slots__ = ("distinct", "names", "paths")

    def __init__(self, names: Sequence[object]) -> None:
        self.names: Path = tuple(normal_name(n) if isinstance(n, str) else "" for n in names)
        #: Whether no two names have the same normal form.
        self.distinct = len(set(self.names)) == len(self.names)
        #: The paths of a field that may lead to something, by the field.
        self.paths: dict[FieldNames, list[Path]] = {}


_known_shape = functools.lru_cache(maxsize=_MOST_KNOWN)(Shape)


def shape_of(names: Sequence[object]) -> Shape:
    """The shape of an object with these names."""
    return _known_shape(tuple(names)) if len(names) < _MOST_KNOWN else Shape(names)


class FoldedObject(dict[str, object]):
    """What stands in an object under the normal forms of its names (`json_objects.fold_names`)."""

    __slots__ = ("shape",)

    shape: Shape


class FieldNames:
    """The names of one field in order of preference.

    Behind them come the same with the type of their value, and where they are names of a `side`,
    those that say of what the side is.
    """

    def __init__(self, names: str, *, side: bool = False) -> None:
        words = names.split()
        latin = [word for word in words if word.isascii() and "." not in word]
        words += [before + word for word in latin if side for before in _BEFORE]
        words += [word + behind for word in latin for behind in _BEHIND]
        paths = tuple(tuple(name.split(".")) for name in dict.fromkeys(words))
        self.first: frozenset[str] = frozenset(path[0] for path in paths)
        self._by_first: dict[str, list[tuple[int, Path]]] = {}
        for number, path in enumerate(paths):
            self._by_first.setdefault(path[0], []).append((number, path))

    def among(self, folded: FoldedObject) -> list[Path]:
        """The paths that may lead to something in an object, the best first."""
        known = folded.shape.paths.get(self)
        if known is None:
            shared = self.first.intersection(folded)
            known = [path for _, path in sorted(p for name in shared for p in self._by_first[name])]
            folded.shape.paths[self] = known
        return known
