"""How often a mistyped name finds its bearer as the first suggestion.

`python -m tests.quality.suggested INDEX FILE` prints a line for each slip that does not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.query.parameters import SearchParameters
from archive.search.service import SearchService
from archive.search.told import ShownCorrection
from archive.text.folding import fold_text
from tests.conftest import library_of
from tests.quality.slips import Slip

DATA = Path(__file__).with_name("data")


def read_slips(name: str) -> list[Slip]:
    """A sample that was drawn once and is kept."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [Slip(*line.split("\t")) for line in lines if not line.startswith("#")]


def suggested(service: SearchService, typed: str) -> tuple[ShownCorrection, ...]:
    """What is offered for a query."""
    return service.search(SearchParameters(q=typed, size=1)).reading.corrections


def missed(service: SearchService, slips: Sequence[Slip]) -> Iterator[tuple[Slip, list[str]]]:
    """The slips whose bearer is not the first suggestion, with what is."""
    for slip in slips:
        offers = [correction.query for correction in suggested(service, slip.typed)]
        if not offers or fold_text(offers[0]) != fold_text(slip.right):
            yield slip, offers


if __name__ == "__main__":
    library = library_of(Path(sys.argv[1]))
    slips = read_slips(sys.argv[2])
    wrong = list(missed(SearchService(library), slips))
    for slip, offers in wrong:
        print(slip.language, slip.kind, slip.right, slip.typed, offers, sep="\t")  # noqa: T201
    print(f"{len(slips) - len(wrong)} of {len(slips)}")  # noqa: T201
    library.close()
