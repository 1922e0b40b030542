"""What a page says of how a query was read, in the reader's language, and of its filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.messages import Wording

READING: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "read_as": "Read as",
        "searched": "Also searched",
        "leave_out": "leave out",
        "leave_out_this": "Leave out {}",
        "adds": "adds {} articles",
        "offered": "Not searched",
        "add": "add",
        "add_this": "Add {}",
        "parts": "One by one:",
        "without": "without it {}",
        "between": ", ",
        "did_you_mean": "Did you mean:",
        "colon": ":",
        "published_on": "published on {}",
        "mentions_day": "mentions {}",
    },
    "zh-Hant": {
        "read_as": "讀作",
        "searched": "同時搜尋",
        "leave_out": "剔除",
        "leave_out_this": "剔除 {}",
        "adds": "多 {} 篇",
        "offered": "未搜尋",
        "add": "加入",
        "add_this": "加入 {}",
        "parts": "逐項計算：",
        "without": "略去它有 {}",
        "between": "，",
        "did_you_mean": "您是不是要找：",
        "colon": "：",
        "published_on": "刊於 {}",
        "mentions_day": "提及 {}",
    },
    "zh-Hans": {
        "read_as": "读作",
        "searched": "同时搜索",
        "leave_out": "剔除",
        "leave_out_this": "剔除 {}",
        "adds": "多 {} 篇",
        "offered": "未搜索",
        "add": "加入",
        "add_this": "加入 {}",
        "parts": "逐项计算：",
        "without": "略去它有 {}",
        "between": "，",
        "did_you_mean": "您是不是要找：",
        "colon": "：",
        "published_on": "刊于 {}",
        "mentions_day": "提及 {}",
    },
}

#: What stands around a failure on a page.
FAILING: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Please check what was typed",
        "nothing": "Nothing has been searched yet.",
        "q": "Correct the query above and search again, or",
        "other": "Search again without it, or",
        "without": "search without “{}”",
        "end": ".",
        "search": "To the search",
    },
    "zh-Hant": {
        "title": "請檢查所輸入的內容",
        "nothing": "尚未搜尋。",
        "q": "請更正上面的查詢再搜尋，或",
        "other": "請略去它再搜尋，或",
        "without": "略去「{}」搜尋",
        "end": "。",
        "search": "前往搜尋",
    },
    "zh-Hans": {
        "title": "请检查所输入的内容",
        "nothing": "尚未搜索。",
        "q": "请更正上面的查询再搜索，或",
        "other": "请略去它再搜索，或",
        "without": "略去“{}”搜索",
        "end": "。",
        "search": "前往搜索",
    },
}

#: What the groups of the filters are called, a row for each of `archive.model.facets`.
FACET_TITLES: Final[Mapping[str, Wording]] = {
    "person": ("People", "人物", "人物"),
    "organisation": ("Organisations", "機構", "机构"),
    "event": ("Events", "事件", "事件"),
    "language": ("Language", "語言", "语言"),
    "source": ("Source", "來源", "来源"),
    "section": ("Section", "版面", "版面"),
    "author": ("Author", "作者", "作者"),
    "agency": ("Agency", "通訊社", "通讯社"),
}

#: Groups that are unfolded at first; long lists of lesser use are not.
OPEN_FACETS: Final = frozenset({"person", "organisation", "language"})
