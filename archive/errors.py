"""Everything that can go wrong, by name.

Each class's docstring is its default message: what happened and what to do. A message given to the
constructor replaces it. `remedy` is the second sentence shown to the user, where there is one.
"""

from __future__ import annotations

import re
from typing import Final

#: The folders of an absolute path, up to the last name in it.
_FOLDERS: Final = re.compile(r"(?<![\w/:])/(?:[^\s/]+/)+(?=[^\s/])")


class ArchiveError(Exception):
    """The archive could not do what was asked."""

    remedy = ""

    #: What readers are told in the place of a message that speaks of the server's files, if set.
    for_readers = ""

    def __init__(self, message: str = "", *, remedy: str = "") -> None:
        first = (type(self).__doc__ or "").strip().splitlines()
        self.message = message or (first[0] if first else type(self).__name__)
        self.remedy = remedy or type(self).remedy
        super().__init__(self.message)

    def told_to_readers(self) -> str:
        """The message without a folder of the server: only the last name of a path stays."""
        return type(self).for_readers or _FOLDERS.sub("", self.message)

    def one_line(self) -> str:
        """The message and its remedy on one line, for a terminal."""
        text = f"{self.message} {self.remedy}".strip()
        return " ".join(text.split())


class SettingError(ArchiveError):
    """A setting has a value that cannot be used."""


class SourceError(ArchiveError):
    """A source cannot be read."""

    remedy = "Check the path and its permissions."


class MappingError(ArchiveError):
    """The file that says where a newsroom's own formats hold their fields cannot be used."""

    remedy = "Correct it; the documentation of formats lists the keys."


class AuthorityError(ArchiveError):
    """The authority file cannot be read."""


class EmptyArchiveError(ArchiveError):
    """The sources hold no article that could be read."""

    remedy = "Name at least one file or folder of articles."


class AnalysisError(ArchiveError):
    """An article cannot be analysed."""

    remedy = "Nothing was published. With --jobs 1 --debug the whole story is told."


class CacheError(ArchiveError):
    """The cache of what models found cannot be used."""

    remedy = "Delete it: the models then read every article again."


class RemovalsError(ArchiveError):
    """Too many of the served articles would vanish."""

    remedy = "Check that every source is there, or add --allow-removals."


class UnknownContentsError(ArchiveError):
    """What was served is not known, so nothing tells whether a source is missing."""

    remedy = "Check that every source is there, then add --allow-removals."


class SpaceError(ArchiveError):
    """There is no room for a new index beside the one that serves."""

    remedy = "Free space there, run `manage.py prune`, or set ARCHIVE_INDEX to a larger disk."


class LockedError(ArchiveError):
    """Another reindex is at work."""

    remedy = "Wait until it has finished."


class NoGenerationError(ArchiveError):
    """There is no index yet."""

    for_readers = "There is no index yet."

    remedy = "Run `manage.py reindex SOURCE` first."


class GenerationNotFoundError(ArchiveError):
    """There is no generation of that name."""

    remedy = "`manage.py generations` lists them."


class InUseError(ArchiveError):
    """The generation is open in another process."""

    remedy = "Stop the server that reads it, or wait until it has moved over."


class DamagedIndexError(ArchiveError):
    """The index is damaged."""

    remedy = "Publish another generation, or run `manage.py reindex`."


class IndexFormatError(ArchiveError):
    """The index was written by another version of this program."""

    remedy = "Run `manage.py reindex`."


class ArticleNotFoundError(ArchiveError):
    """No article has this id."""


class EntityNotFoundError(ArchiveError):
    """No entity has this id."""


class TooMuchWorkError(ArchiveError):
    """The query asks for more work than one request may cause."""

    remedy = "Ask for fewer or rarer words, or in several queries."


class BadParameterError(ArchiveError):
    """A parameter has a value that cannot be read."""

    def __init__(self, parameter: str, message: str, *, remedy: str = "") -> None:
        self.parameter = parameter
        super().__init__(message, remedy=remedy)
