"""An archive with copies, versions and hostile texts, and what the oracle finds in it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import rispy

from archive.model.article import Article
from archive.model.result import SearchRequest
from archive.query.parameters import read_parameters
from archive.query.plan import make_plan
from archive.search.edition import Edition
from archive.text.segmentation import segmenter_of
from archive.text.tokens import Analyzer
from tests.corpus.columns import article
from tests.engine.naive import NaiveSearcher
from tests.engine.naive_stories import Known
from tests.web.test_stories import Shelf, made

#: Headlines that a spreadsheet would run, or take for something else.
HOSTILE: Final = (
    *("=1+1", "+85225200000", "-5 degrees, council says", "@desk harbour", "'tis harbour time"),
    *('=HYPERLINK("http://x.example","harbour")', "council; harbour", 'He said "no", council'),
    *("＝１＋１ 碼頭", "a,b c council", "< harbour & council >", "🙂 碼頭 council"),
)

#: Twenty searches in both languages.
SEARCHES: Final = (
    *("", "harbour", "council", "碼頭", "碼頭 渡輪", "captains harbour", '"the harbour"'),
    *("title:council", "-harbour", "harbour OR 碼頭", "(council OR 渡輪) -captains", "harbo*"),
    *("source:Post", "lang:zh-Hant 碼頭", "date:2024-03", "Qtly", "no-such-word-anywhere"),
    *("-council", '="Harbour"', "the", "渡轮"),
)

MODES: Final = [(copies, versions) for copies in ("fold", "all") for versions in ("newest", "all")]


def articles(seed: int) -> list[Article]:
    """Articles of which many are versions or copies of others, and some have hostile texts."""
    hostile = [
        article(f"x{number}", f"{title} at the quay.\nIt was so.", title=title, source="=cmd()")
        for number, title in enumerate(HOSTILE)
    ]
    named = [replace(one, authors=("Ann Bo", "=Cy", "陳大文")) for one in hostile[:4]]
    return [*made(seed), *named, *hostile[4:]]


class Desk(Shelf):
    """An archive, its pages, and the oracle of the same articles."""

    def __init__(self, root: Path, held: Sequence[Article]) -> None:
        super().__init__(root, held)
        self.root = root
        with self.library.reading() as edition:
            searcher = edition.searcher
            ids = [one for one, _ in searcher.contents()]
            analyse = Analyzer(segmenter_of(edition.names())).analyse_article
            documents = [
                replace(one, fields=analyse(one.article.title, one.article.body))
                for one in searcher.get_many(ids)
            ]
            groups = zip(ids, searcher.stories(ids), strict=True)
            known = {
                one: Known(self._of(self.story, one), of.versions, frozenset())
                for one, of in groups
            }
            since = dict(zip(ids, searcher.first_seen(ids), strict=True))
            self.oracle = NaiveSearcher(documents, edition.names(), since, known)
            self.naive = Edition(self.oracle)

    def _of(self, numbers: dict[str, int], one: str) -> tuple[str, ...]:
        number = numbers[one]
        return tuple(other for other, of in numbers.items() if number and of == number)

    def expected(self, pairs: Sequence[tuple[str, str]]) -> list[str]:
        """The ids that the oracle finds, in order, copies not folded."""
        plan = make_plan(read_parameters(pairs), self.naive)
        request = SearchRequest(plan.strict.tree, plan.strict.ranking, plan.filters, plan.sort)
        return [hit.id for hit in self.oracle.stream(request)]

    def export(self, ending: str, pairs: Sequence[tuple[str, str]]) -> bytes:
        """What is answered."""
        answer = self.client.get(f"/export.{ending}", query_string=list(pairs))
        assert answer.status_code == 200
        return answer.get_data()


@contextmanager
def open_desk(root: Path, seed: int) -> Iterator[Desk]:
    """A desk over the articles of a seed."""
    desk = Desk(root, articles(seed))
    yield desk
    desk.library.close()


def read_csv(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, each cell as it was before it was guarded."""
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows]


def apart(cell: str) -> list[str]:
    """The texts of a cell that has several."""
    texts, at = [""], 0
    while at < len(cell):
        if cell[at] != ";":
            texts[-1] += cell[at]
            at += 1
            continue
        doubled = cell[at + 1] == ";"
        if doubled:
            texts[-1] += ";"
        else:
            assert cell[at + 1] == " "
            texts.append("")
        at += 2
    return [text for text in texts if text]


def read_json(data: bytes) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]


def read_ris(data: bytes) -> list[dict[str, Any]]:
    """The records of a RIS file."""
    records: list[dict[str, Any]] = rispy.loads(data.decode("utf-8"))
    return records
