"""Tokens as articles print them: in their own script, with capitals and endings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from archive.model.article import Document
from archive.model.fields import LEAD
from archive.model.language import LANGUAGES
from archive.model.query import And, HasValue, Node, Term
from archive.model.result import SearchRequest, Sort
from archive.search.edition import Edition
from archive.text.finder import Finder
from archive.text.marks import Leaf, leaves
from archive.text.phrases import sequence
from archive.text.scan import HAN_RUN

#: Characters of a body in which a word of its lead is looked for.
_LEAD_LENGTH: Final = 2_000


def printed_words(
    edition: Edition, words: Sequence[str], field: str, tree: Node, language: str
) -> dict[str, str]:
    """Tokens of a field of words as the newest articles of `tree` that have them print them.

    Articles in `language` are looked at first, then all. What no article prints by itself is left
    out: a stem of which its word has lost an ending still stands in it, a name taken apart may not.
    """
    printed: dict[str, str] = {}
    for also in ((HasValue("language", language),), ()):
        missing = [word for word in words if word not in printed]
        requests = [
            SearchRequest(
                And((tree, *also, Term(field, word))), sort=Sort.NEWEST, limit=1, documents=True
            )
            for word in missing
        ]
        results = edition.search_many(requests) if requests else ()
        for word, result in zip(missing, results, strict=True):
            printed.update(_printed(word, field, result.documents))
    return printed


def _printed(word: str, field: str, documents: Iterable[Document]) -> dict[str, str]:
    """A token as the first of some documents prints it first."""
    text = "body" if field == LEAD else field.partition("_")[0]
    finder = Finder(_leaves(word, text), text)
    for document in documents:
        article = document.article
        original = article.title if text == "title" else article.body[:_LEAD_LENGTH]
        for occurrence in finder.find(original):
            return {word: original[occurrence.start : occurrence.end]}
    return {}


def _leaves(word: str, text: str) -> Iterable[Leaf]:
    """What a token asks of a text: Han characters one after the other, or any form of a stem."""
    if HAN_RUN.match(word):
        return leaves(sequence(word, text))
    return (Term(f"{text}_word", word),)


def language_of_words(language: str) -> str:
    """The language in which a reader of a page in `language` expects Chinese words."""
    return language if language != LANGUAGES[0] else LANGUAGES[1]
