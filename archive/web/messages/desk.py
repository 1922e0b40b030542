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
    "by_language": (
        "(English {english} · Chinese {chinese})",
        "（英文 {english} · 中文 {chinese}）",
        "（英文 {english} · 中文 {chinese}）",
    ),
    "search_person": ("search the person", "只搜尋此人", "只搜索此人"),
    "search_organisation": ("search the organisation", "只搜尋此機構", "只搜索此机构"),
    "search_event": ("search the event", "只搜尋此事件", "只搜索此事件"),
    # The first page
    "try": ("Try", "不妨一試", "试试看"),
    "example_name": ("a person, under every name", "人物：涵蓋各種譯名", "人物：涵盖各种译名"),
    "example_together": ("both in one article", "同見於一篇文章", "同见于一篇文章"),
    "example_month": ("an organisation in one month", "某月內的機構", "某月内的机构"),
    "holds": ("What the archive holds", "資料庫收錄", "资料库收录"),
    "holds_by_month": (
        "Articles by month; each source to its own scale.",
        "按月計算的篇數；各來源比例不同。",
        "按月计算的篇数；各来源比例不同。",
    ),
    "holds_by_year": (
        "Articles by year; each source to its own scale.",
        "按年計算的篇數；各來源比例不同。",
        "按年计算的篇数；各来源比例不同。",
    ),
    "holds_table": ("All numbers", "所有數字", "所有数字"),
    "no_source": ("without a source", "沒有來源", "没有来源"),
    "newest_articles": ("Newest", "最新文章", "最新文章"),
    "all_articles": (
        "All {articles}, newest first",
        "全部 {articles}，最新的在前",
        "全部 {articles}，最新的在前",
    ),
    # What a reader keeps
    "kept": ("Kept", "收藏", "收藏"),
    "keep": ("Keep", "收藏", "收藏"),
    "kept_full": (
        "200 articles are kept, the most a list can hold.",
        "已收藏 200 篇，不能再加。",
        "已收藏 200 篇，不能再加。",
    ),
    "kept_why": (
        "What you keep stays in this browser. Whoever has the link to this list sees the same "
        "articles.",
        "收藏只存於這個瀏覽器；取得連結的人可看到同一份清單。",
        "收藏只存于这个浏览器；取得链接的人可看到同一份列表。",
    ),
    "kept_needs_script": (
        "To keep articles, switch JavaScript on.",
        "要收藏文章，請啟用 JavaScript。",
        "要收藏文章，请启用 JavaScript。",
    ),
    "kept_articles": ("Articles", "文章", "文章"),
    "nothing_kept": (
        "No article is kept here. Tick the box beside a result to keep it.",
        "尚未收藏文章。在搜尋結果旁打勾即可收藏。",
        "尚未收藏文章。在搜索结果旁打勾即可收藏。",
    ),
    "not_held": (
        "Not in the archive, or no longer:",
        "資料庫沒有，或已不再收錄：",
        "资料库没有，或已不再收录：",
    ),
    "copy_link": ("Copy the link", "複製連結", "复制链接"),
    "copy_list": ("Copy the list", "複製清單", "复制列表"),
    "keep_all": ("Keep all", "全部收藏", "全部收藏"),
    "keep_none": ("Keep none", "全部取消", "全部取消"),
    "copied": ("Copied.", "已複製。", "已复制。"),
    "not_copied": (
        "Your browser does not allow it: copy what is selected below.",
        "瀏覽器不容許：請複製下面選取的文字。",
        "浏览器不允许：请复制下面选中的文字。",
    ),
    "saved_searches": ("Saved searches", "已儲存的搜尋", "已保存的搜索"),
    "save_search": ("Save this search", "儲存這項搜尋", "保存此搜索"),
    "search_saved": ("Saved", "已儲存", "已保存"),
    "forget": ("Remove", "移除", "移除"),
    # The reading pane
    "pane": ("Article", "文章", "文章"),
    "open_article": ("Open on its own page", "在獨立頁面打開", "在单独页面打开"),
    "article_failed": (
        "The article could not be loaded.",
        "未能載入文章。",
        "未能加载文章。",
    ),
    "key_keep": ("keep the result, or no longer", "收藏或取消收藏", "收藏或取消收藏"),
}
