"""What templates may call, in addition to what Flask gives them."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app

from archive.model.fields import FACET_NAMES
from archive.web import entity_links, language, likes, links, marking, moments, suggested, words
from archive.web.messages.speech import say


@lru_cache(maxsize=64)
def _version(path: Path) -> str:
    """Ten digits that change with the content of a file; it is read once a process."""
    return sha256(path.read_bytes()).hexdigest()[:10]


def static_url(name: str) -> str:
    """The address of a static file, with its version so that it may be kept for long."""
    path = Path(current_app.static_folder or "") / name
    return links.path_of("static", filename=name, v=_version(path))


def install(app: Flask, title: str) -> None:
    """Give templates the archive's title, addresses and words."""
    app.jinja_env.globals.update(
        archive_title=title,
        static_url=static_url,
        # Flask's own looks each address up anew, a dozen on every page.
        url_for=links.path_of,
        search_url=links.search_url,
        article_url=links.article_url,
        value_url=links.value_url,
        name_url=entity_links.name_url,
        adding_url=links.adding_url,
        exclude_url=links.exclude_url,
        mentioning_url=links.mentioning_url,
        facet_url=links.facet_url,
        language_urls=links.language_urls,
        ui=language.language_of_request,
        ui_pair=language.language_pair,
        compare_url=links.compare_url,
        like_why=likes.like_why,
        nearest_url=links.nearest_url,
        suggestion_kinds=suggested.suggestion_kinds,
        quotation_url=links.quotation_url,
        words_url=links.words_url,
        LANGUAGE_NAMES=words.LANGUAGE_NAMES,
        LANGUAGE_TAGS=words.LANGUAGE_TAGS,
        FACET_NAMES=FACET_NAMES,
        is_section=words.is_section,
    )
    # A page asks for hundreds of words: whose they are is looked up once for all of them.
    app.context_processor(lambda: {"t": language.request_words().text})
    app.jinja_env.filters.update(
        number=words.number,
        day_words=words.day_words,
        moment_words=moments.moment_words,
        moment_figures=moments.moment_figures,
        asked_day_words=moments.asked_day_words,
        span_words=words.span_words,
        written_in=words.written_in,
        web_address=words.web_address,
        things=language.page_count,
        marked=marking.marked,
        named=marking.named,
        code_spans=marking.code_spans,
        said_in=say,
    )
