"""What it costs to find copies and versions, and how many there are.

    python -m benchmarks.copies --index DIR [--sketches N]

groups all articles of the index's generation that serves, as every commit does, and makes the
sketches of some of them anew, as is done for each article once. Prints a table.
"""

from __future__ import annotations

import argparse
import resource
import time
from itertools import islice
from pathlib import Path

import numpy as np

from archive.corpus.sketches import traits_of
from archive.corpus.stories import StoryGroups
from archive.engine.generation import generation_folder, read_manifest
from archive.engine.publications import require_current
from archive.engine.stored import unpack
from archive.engine.whoosh.columns import places_by_id
from archive.engine.whoosh.opening import opened
from archive.engine.whoosh.stories_writer import trait_columns


def _peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Read arguments, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--sketches", type=int, default=2_000)
    options = parser.parse_args()
    folder = generation_folder(options.index, require_current(options.index))
    segments = opened(folder, read_manifest(folder), None).segments
    before, began = _peak(), time.process_time()
    traits, _ = trait_columns(segments, places_by_id(segments))
    groups = StoryGroups().groups(traits)
    seconds = time.process_time() - began
    _show("articles", len(traits.day))
    _show("grouped in seconds of processor", round(seconds, 2))
    _show("memory for it, MB", round(_peak() - before))
    _show("stories of several articles", int(groups.story.max(initial=0)))
    _show("articles with a newer version", int(np.count_nonzero(groups.older)))
    stored = (segment.record(doc) for segment in segments for doc in range(segment.size))
    articles = [unpack(record).article for record in islice(stored, options.sketches)]
    began = time.process_time()
    for article in articles:
        traits_of(article)
    each = (time.process_time() - began) / max(1, len(articles))
    _show("a sketch, microseconds of processor", round(each * 1e6))


def _show(what: str, value: float) -> None:
    print(f"| {what} | {value:,} |")


if __name__ == "__main__":
    main()
