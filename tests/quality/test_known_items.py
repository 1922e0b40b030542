"""A title typed as a query finds its article, though the title itself is not in the index.

The floors move down only on purpose. The plain baseline of the same run stands beside them: in
`worldnews` it still finds 0.016 more among ten, since its long articles hold all the common words
of a headline and such whole matches come first.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archive.search.service import SearchService
from tests.conftest import library_of
from tests.quality.known_items import Baseline, build_untitled, figures, rank_of, sample

#: Floors of recall@10 and of the mean reciprocal rank, and by how much they may stay under the
#: baseline, for 300 titles and 3,000 articles of each file.
FLOORS = [
    ("rthk-zh", 0.978, 0.947, 0.0),
    ("rthk-en", 0.925, 0.790, 0.0),
    ("reuters", 0.858, 0.788, 0.0),
    ("worldnews", 0.902, 0.787, 0.02),
    ("xinwenlianbo", 0.825, 0.716, 0.0),
]

#: What the floors were measured on.
DIGESTS = {
    "rthk-zh": "a0977991d2f16194",
    "rthk-en": "915a2fa9c2966bb4",
    "reuters": "ac9a1ae0dff9dc20",
    "worldnews": "36ff6277502ac32c",
    "xinwenlianbo": "e1adc95968f6a498",
}


@pytest.mark.corpus
@pytest.mark.parametrize("name, recall, mrr, under", FLOORS)
def test_titles_find_their_articles(
    corpus: Path, tmp_path: Path, name: str, recall: float, mrr: float, under: float
) -> None:
    path = corpus / f"{name}.jsonl.gz"
    digest = hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest()
    assert digest == DIGESTS[name], "the floors belong to another corpus"
    articles, asked = sample(path, 3_000, 300)
    build_untitled(tmp_path, articles)
    library = library_of(tmp_path)
    service = SearchService(library)
    ours = figures(rank_of(service, articles[i].title, articles[i].id) for i in asked)
    library.close()
    baseline = Baseline(articles)
    plain = figures(baseline.rank_of(articles[i].title, i) for i in asked)
    print(f"{name}: recall@1 / recall@10 / MRR: {ours}, baseline {plain}")  # noqa: T201  # the figures are the point
    assert ours.recall_10 >= recall
    assert ours.mrr >= mrr
    assert ours.recall_10 >= plain.recall_10 - under
    assert ours.mrr >= plain.mrr - under
