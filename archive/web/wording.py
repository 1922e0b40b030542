"""What a page says of how a query was read, in the reader's language, and of its filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

READING: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "read_as": "Read as",
        "searched": "Also searched",
        "leave_out": "leave out",
        "leave_out_this": "Leave out {}",
        "offered": "Not searched",
        "add": "add",
        "add_this": "Add {}",
        "parts": "One by one:",
        "without": "without it {}",
        "between": ", ",
    },
    "zh-Hant": {
        "read_as": "讀作",
        "searched": "同時搜尋",
        "leave_out": "剔除",
        "leave_out_this": "剔除 {}",
        "offered": "未搜尋",
        "add": "加入",
        "add_this": "加入 {}",
        "parts": "逐項計算：",
        "without": "略去它有 {}",
        "between": "，",
    },
    "zh-Hans": {
        "read_as": "读作",
        "searched": "同时搜索",
        "leave_out": "剔除",
        "leave_out_this": "剔除 {}",
        "offered": "未搜索",
        "add": "加入",
        "add_this": "加入 {}",
        "parts": "逐项计算：",
        "without": "略去它有 {}",
        "between": "，",
    },
}

#: What the groups of the filters are called, a word for each row of `archive.model.facets`.
FACET_TITLES: Final[Mapping[str, str]] = {
    "person": "People",
    "organisation": "Organisations",
    "event": "Events",
    "language": "Language",
    "source": "Source",
    "section": "Section",
    "author": "Author",
    "agency": "Agency",
}

#: Groups that are unfolded at first; long lists of lesser use are not.
OPEN_FACETS: Final = frozenset({"person", "organisation", "language"})
