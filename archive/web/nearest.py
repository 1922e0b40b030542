"""What is nearest to an article in the other language: a part of its page, and links of a list."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template

from archive.query.parameters import SearchParameters
from archive.web.contract import current_service
from archive.web.kept import asked_ids
from archive.web.language import checked_language, language_of_request
from archive.web.quoting import check_names

blueprint: Final = Blueprint("nearest", __name__)

#: So many articles are asked for at once: each takes some hundredths of a second.
MOST_TWINS: Final = 5

#: An article is much nearer than the next if it is so much more probable.
CLEAR_MARGIN: Final = 0.3


@blueprint.get("/nearest/<everything:article>")
def counterpart(article: str) -> str:
    """What is nearest to an article, with what speaks for it."""
    check_names("ui")
    asked = SearchParameters(ui=checked_language())
    return render_template(
        "nearest.html",
        page=current_service().nearest(article),
        asked=asked,
        clear=CLEAR_MARGIN,
    )


@blueprint.get("/twins")
def twin_links() -> str:
    """Links to what is nearest to each of a few articles, for a list of them."""
    ids = asked_ids(MOST_TWINS)
    asked = SearchParameters(ui=language_of_request())
    return render_template("twins.html", pages=current_service().nearest_of_each(ids), asked=asked)
