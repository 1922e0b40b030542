"""The words of what helps a reader through many results: bearers, the pane, what is kept, home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.messages import Wording

#: Key -> words.
DESK: Final[Mapping[str, Wording]] = {
    # Whom a query names
    "bearer_article": ("{n} article", "{n} 篇", "{n} 篇"),
    "bearer_articles": ("{n} articles", "{n} 篇", "{n} 篇"),
    "in_english": ("English {n}", "英文 {n}", "英文 {n}"),
    "in_chinese": ("Chinese {n}", "中文 {n}", "中文 {n}"),
    "search_person": ("search the person", "只搜尋此人", "只搜索此人"),
    "search_organisation": ("search the organisation", "只搜尋此機構", "只搜索此机构"),
    "search_event": ("search the event", "只搜尋此事件", "只搜索此事件"),
}
