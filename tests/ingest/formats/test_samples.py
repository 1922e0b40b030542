"""The sample files of formats: each is recognised by its content and holds one article."""

from __future__ import annotations

import pytest

from tests.conftest import SAMPLES
from tests.ingest.formats.support import articles
from tests.ingest.formats.test_real_files import chosen

FOLDER = SAMPLES / "formats"

FILES = {
    "newsml-g2.xml": "newsml-g2",
    "newsml-1.xml": "newsml-1",
    "nitf.xml": "nitf",
    "rss.xml": "feed",
    "atom.xml": "feed",
    "wordpress.xml": "wordpress",
    "iptc-7901.txt": "iptc-7901",
    "anpa-1312.txt": "anpa-1312",
}


@pytest.mark.parametrize("name", FILES)
def test_a_sample_holds_one_article(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    reader = chosen(name, data)
    assert reader.name == FILES[name]
    (raw,) = articles(reader, data)
    assert raw.title
    assert raw.body
    assert raw.published
    assert raw.source
    assert raw.bylines
