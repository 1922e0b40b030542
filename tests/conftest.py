"""What tests share: the sample archive, indexed once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from archive.engine.catalogue import FolderCatalogue
from archive.indexing.reindex import ReindexOptions, reindex
from archive.search.library import Library
from archive.search.service import SearchService

# How long an example takes says more of the machine than of the archive.
settings.register_profile("archive", deadline=None)
settings.load_profile("archive")

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"

#: The sample archive; beside it, `formats` holds a file of each format.
SAMPLE_ARCHIVE = tuple(sorted(SAMPLES.glob("*.jsonl")))
ZONE = ZoneInfo("Asia/Hong_Kong")


def library_of(index: Path) -> Library:
    """The library of an index folder."""
    return Library(FolderCatalogue("whoosh", index))


def options_of(
    index: Path, *sources: Path, dry_run: bool = False, allow_removals: bool = False
) -> ReindexOptions:
    """Options of a reindex into a folder."""
    return ReindexOptions(
        index,
        sources,
        "whoosh",
        ZONE,
        dry_run=dry_run,
        allow_removals=allow_removals,
        models=False,
    )


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample archive. Tests must not change it."""
    index = tmp_path_factory.mktemp("samples") / "index"
    reindex(options_of(index, *SAMPLE_ARCHIVE))
    return index


@pytest.fixture(scope="session")
def sample_library(sample_index: Path) -> Iterator[Library]:
    """The library of the sample archive."""
    library = library_of(sample_index)
    with library.reading():
        yield library
    library.close()


@pytest.fixture(scope="session")
def sample_service(sample_library: Library) -> SearchService:
    """The search service over the sample archive."""
    return SearchService(sample_library)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the large corpus; skips where it is absent."""
    folder = Path(os.environ.get("ARCHIVE_TEST_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not folder.is_dir():
        pytest.skip(f"the large corpus is not at {folder} (ARCHIVE_TEST_CORPUS)")
    return folder
