"""Which articles are cut otherwise where names are added or removed: those that hold one."""

from __future__ import annotations

from collections.abc import Callable

from ahocorasick_rs import AhoCorasick

from archive.model.article import Article
from archive.model.entity import Names
from archive.text.folding import fold_text
from archive.text.segmentation import all_names


def holding_changed_names(before: Names, now: Names) -> Callable[[Article], bool]:
    """Says of an article whether it holds a name that only one of two sets of names has.

    The cut of a text does not depend on names that it does not hold.
    """
    changed = set(all_names(before)) ^ set(all_names(now))
    folded = {name for name in map(fold_text, changed) if name}
    if not folded:
        return lambda _: False
    names = AhoCorasick(sorted(folded))

    def holds(article: Article) -> bool:
        texts = (article.title, article.body)
        return any(names.find_matches_as_indexes(fold_text(text)) for text in texts)

    return holds
