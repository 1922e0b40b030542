"""What several quality tests of the large corpus share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.indexing.reindex import reindex
from archive.search.library import Library
from tests.conftest import library_of, options_of
from tests.quality.test_known_items import same_corpus


@pytest.fixture(scope="session")
def halves(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A broadcaster's English and Chinese articles in one index, with its lexicon: some minutes."""
    index = tmp_path_factory.mktemp("halves") / "index"
    paths = [corpus / f"{name}.jsonl.gz" for name in ("rthk-en", "rthk-zh")]
    for path in paths:
        same_corpus(path)
    reindex(options_of(index, *paths))
    library = library_of(index)
    yield library
    library.close()
