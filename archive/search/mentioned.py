"""Where an article mentions the days that were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model.article import Document
from archive.model.dates import MentionedDate
from archive.model.days import falls_within
from archive.model.query import And, AtLeast, Mentions, MentionsYearDay, Node, Or
from archive.text.marks import Occurrence

MentionNode = Mentions | MentionsYearDay


def mention_nodes(node: Node) -> Iterator[MentionNode]:
    """The days that a query tree asks articles to mention; what it excludes is not among them."""
    if isinstance(node, And | Or | AtLeast):
        for child in node.parts:
            yield from mention_nodes(child)
    elif isinstance(node, MentionNode):
        yield node


def lies_in(date: MentionedDate, node: MentionNode) -> bool:
    """Whether the interval of a date lies wholly in what is asked."""
    first, last = date.first.toordinal(), date.last.toordinal()
    if isinstance(node, MentionsYearDay):
        return falls_within(node, first, last)
    return (node.first or 1) <= first and (node.last is None or last <= node.last)


def find_days(document: Document, field: str, wanted: Sequence[MentionNode]) -> list[Occurrence]:
    """Where the text named `field` mentions days that lie in what is asked, by place.

    Things asked are numbered below 0: words are from 0 on.
    """
    return [
        Occurrence(date.start, date.end, -1 - number)
        for date in document.dates
        if date.field == field
        for number, node in enumerate(wanted)
        if lies_in(date, node)
    ]
