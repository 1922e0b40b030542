"""The engines that an index may be built by."""

from typing import Final

#: Each is a folder of `archive.engine` with a searcher and a store.
ENGINES: Final = ("whoosh", "opensearch")
