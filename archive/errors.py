"""Everything that can go wrong, by name.

A failure has two faces. Readers are told a code with its values, for which `web/` has the words in
each language of the interface. The log and the terminal print `detail` and `remedy`, English lines
with the paths of the server; without a detail, the first line of the class's docstring is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from archive.model.message import Message, Value
from archive.model.vectors import MeaningState

#: So much of a value that was typed stands in a message.
_SHOWN: Final = 60


class ArchiveError(Exception):
    """The archive could not do what was asked."""

    #: What readers are told where whoever raises it gives no other code.
    code: str = "internal"

    remedy = ""

    def __init__(
        self,
        detail: str = "",
        *,
        remedy: str = "",
        code: str = "",
        values: Mapping[str, Value] | None = None,
    ) -> None:
        first = (type(self).__doc__ or "").strip().splitlines()
        self.detail = detail or (first[0] if first else type(self).__name__)
        self.remedy = remedy or type(self).remedy
        self.code = code or type(self).code
        self.values: Mapping[str, Value] = values or {}
        super().__init__(self.detail)

    def told_to_readers(self) -> Message:
        """What readers are told; no path is in it."""
        return Message(self.code, self.values)

    def one_line(self) -> str:
        """The detail and its remedy on one line, for the log and the terminal."""
        text = f"{self.detail} {self.remedy}".strip()
        return " ".join(text.split())


class ReaderError(ArchiveError):
    """A reader asked for what cannot be answered.

    It has no words but those of its code: its detail gives code and values, for a traceback.
    """

    def __init__(self, code: str, values: Mapping[str, Value]) -> None:
        listed = ", ".join(f"{name}={value!a}" for name, value in values.items())
        super().__init__(f"{code}: {listed}", code=code, values=values)


class BadParameterError(ReaderError):
    """A parameter has a value that cannot be read."""

    def __init__(self, parameter: str, code: str, /, **values: Value) -> None:
        self.parameter = parameter
        typed = {"parameter": parameter, **values}
        super().__init__(
            code,
            {
                name: value[:_SHOWN] if isinstance(value, str) else value
                for name, value in typed.items()
            },
        )


class ArticleNotFoundError(ReaderError):
    """No article has this id."""

    def __init__(self, article: str) -> None:
        super().__init__("article_not_found", {"article": article})


class ArticleWithdrawnError(ReaderError):
    """The article was withdrawn."""

    def __init__(self, article: str) -> None:
        super().__init__("article_withdrawn", {"article": article})


class EntityNotFoundError(ReaderError):
    """No entity has this id."""

    def __init__(self, entity: str) -> None:
        super().__init__("entity_not_found", {"entity": entity})


class TooMuchWorkError(ArchiveError):
    """The query asks for more work than one request may cause."""


class BusyError(ArchiveError):
    """As many exports are being made as one process makes at once."""

    code = "busy"

    remedy = "Try again when one of them is done."


class ExportOverdueError(ArchiveError):
    """An export was not taken in the time that one may take."""


class FileExistsAlreadyError(ArchiveError):
    """A file would be overwritten."""

    remedy = "Name another file, or add --force."


class MeaningError(ArchiveError):
    """The model that compares meanings cannot be used."""

    #: How it is, for readers.
    state = MeaningState.DAMAGED


class NoModelError(MeaningError):
    """The model that compares meanings is not installed."""

    state = MeaningState.ABSENT


class MissingPackageError(ArchiveError):
    """A package that is not installed with the others is needed."""


class OptionError(ArchiveError):
    """An option of a command has a value that cannot be used."""


class ReceiptError(ArchiveError):
    """The file is no receipt of a search that can be checked."""

    remedy = "Take the file as the archive gave it."


class PackageError(ArchiveError):
    """A package is not installed that only some commands need."""

    remedy = "Run `make mcp-install`."


class SettingError(ArchiveError):
    """A setting has a value that cannot be used."""


class SourceError(ArchiveError):
    """A source cannot be read."""

    remedy = "Check the path and its permissions."


class MappingError(ArchiveError):
    """The file that says where a newsroom's own formats hold their fields cannot be used."""

    remedy = "Correct it; the documentation of formats lists the keys."


class GlossaryError(ArchiveError):
    """The newsroom's file of words in two languages cannot be used."""


class AuthorityError(ArchiveError):
    """The authority file cannot be read."""


class EmptyArchiveError(ArchiveError):
    """The sources hold no article that could be read."""

    remedy = "Name at least one file or folder of articles."


class AnalysisError(ArchiveError):
    """An article cannot be analysed."""

    remedy = "Nothing was published. With --jobs 1 --debug the whole story is told."


class RecogniserError(AnalysisError):
    """The newsroom's own recogniser cannot be asked."""

    remedy = (
        "Correct the program, or take the setting away; docs/REFERENCE.md says what it answers."
    )


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

    code = "no_generation"

    remedy = "Run `manage.py reindex SOURCE` first."


class GenerationNotFoundError(ArchiveError):
    """There is no generation of that name."""

    code = "no_such_generation"

    remedy = "`manage.py generations` lists them."


class InUseError(ArchiveError):
    """The generation is open in another process."""

    remedy = "Stop the server that reads it, or wait until it has moved over."


class DamagedIndexError(ArchiveError):
    """The index is damaged.

    `file` is the file that is; readers are told its name, which is a value of the code: of
    "damaged_file" where no other is given. Without a file the code is that of the class.
    """

    code = "damaged_index"

    remedy = "Publish another generation, or run `manage.py reindex`."

    def __init__(
        self,
        detail: str = "",
        *,
        remedy: str = "",
        file: PurePath | None = None,
        code: str = "damaged_file",
        values: Mapping[str, Value] | None = None,
    ) -> None:
        if file is None:
            super().__init__(detail, remedy=remedy)
        else:
            named = {"file": file.name, **(values or {})}
            super().__init__(detail, remedy=remedy, code=code, values=named)


class ClusterError(ArchiveError):
    """The cluster that keeps the index does not answer."""

    code = "cluster_away"

    remedy = "Look at its nodes; what ARCHIVE_OPENSEARCH_URL names must answer."


class IndexFormatError(ArchiveError):
    """The index was written by another version of this program."""

    code = "index_format"

    remedy = "Run `manage.py reindex`."
