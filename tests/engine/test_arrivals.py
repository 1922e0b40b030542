"""Articles come when readers can first see them."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

from archive.engine.registry import open_searcher
from archive.model.concealment import Concealment
from archive.model.result import Arrival, Family, SearchRequest
from tests.engine.concealing_contract import NOW, versioned
from tests.engine.test_concealing import index_of


def test_an_article_comes_when_its_embargo_ends(tmp_path: Path) -> None:
    """Not when it was stored; what nobody may see yet has not come."""
    ends = [dt.datetime.fromtimestamp(NOW + more, dt.UTC) for more in (-60, 60)]
    late, hidden = (versioned(n, 7, 1, n, not_before=end) for n, end in enumerate(ends, 1))
    old = versioned(3, 7, 1, 3)
    name = index_of(tmp_path, (late, hidden, old), NOW - 500)
    request = SearchRequest(limit=5)
    with closing(open_searcher("whoosh", tmp_path, name, Concealment((), NOW))) as searcher:
        came = (Arrival("id-001", NOW - 60), Arrival("id-003", NOW - 500))
        assert searcher.arrivals(request) == (2, came)
        assert searcher.arrivals(request, NOW - 500) == (1, came[:1])
        assert searcher.families(["id-003"]) == (Family("id-001", 2),)
    with closing(open_searcher("whoosh", tmp_path, name, Concealment((), NOW + 60))) as searcher:
        assert searcher.arrivals(request, NOW)[1] == (Arrival("id-002", NOW + 60),)
        assert searcher.families(["id-003"]) == (Family("id-001", 3),)
