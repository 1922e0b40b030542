"""The page of what differs between two articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flask import request
from markupsafe import Markup

from archive.errors import BadParameterError
from archive.model.differences import TextStretch
from archive.web.language import checked_language

#: How each kind of stretch is written.
_FORMS: Final = {
    "same": Markup("{}"),
    "gone": Markup("<del>{}</del>"),
    "new": Markup("<ins>{}</ins>"),
}

#: Every parameter of the page.
_PARAMETERS: Final = ("old", "new", "ui")


def asked_pair() -> tuple[str, str]:
    """The ids of the two articles; raises `BadParameterError`."""
    for name in request.args:
        if name not in _PARAMETERS:
            raise BadParameterError(name, "unknown_parameter")
        if len(request.args.getlist(name)) > 1:
            raise BadParameterError(name, "given_twice")
    checked_language()
    pair = request.args.get("old", ""), request.args.get("new", "")
    for name, value in zip(_PARAMETERS, pair, strict=False):
        if not value:
            raise BadParameterError(name, "no_article_given")
    return pair


def marked_changes(stretches: Iterable[TextStretch]) -> Markup:
    """A text with what is gone and what is new as `del` and `ins`."""
    pieces = (_FORMS[stretch.kind].format(stretch.text) for stretch in stretches)
    return Markup("").join(pieces)


def changed_paragraphs(stretches: Iterable[TextStretch]) -> list[Markup]:
    """The same in paragraphs: no stretch reaches from one into another."""
    paragraphs: list[list[TextStretch]] = [[]]
    for stretch in stretches:
        lines = stretch.text.split("\n")
        for number, line in enumerate(lines):
            if number and paragraphs[-1]:
                paragraphs.append([])
            if line.strip():
                paragraphs[-1].append(TextStretch(stretch.kind, line))
    return [marked_changes(paragraph) for paragraph in paragraphs if paragraph]
