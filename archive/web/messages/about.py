"""The words of the page that tells what the archive holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.messages import Wording

#: Key -> words.
ABOUT: Final[Mapping[str, Wording]] = {
    "about_archive": ("About this archive", "關於本資料庫", "关于本资料库"),
    "about_extent": (
        "{articles} from {sources}, in English, Traditional and Simplified Chinese.",
        "共 {articles}，來自 {sources}，以英文、繁體中文和簡體中文刊登。",
        "共 {articles}，来自 {sources}，以英文、繁体中文和简体中文发布。",
    ),
    "about_built": (
        "Last built on {day} (generation {name}).",
        "索引於{day}建立（版本 {name}）。",
        "索引于{day}建立（版本 {name}）。",
    ),
    "source": ("{n} source", "{n} 個來源", "{n} 个来源"),
    "sources": ("{n} sources", "{n} 個來源", "{n} 个来源"),
    # What is logged
    "logged": ("What is logged", "記錄甚麼", "记录什么"),
    "logged_nothing": (
        "What you type here is not logged: no query, no filter and no visitor.",
        "您在這裏輸入的內容一概不會記錄，包括查詢、篩選和訪客身分。",
        "您在这里输入的内容一概不会记录，包括查询、筛选和访客身份。",
    ),
    "logged_failures": (
        "Where the archive fails to answer, its log says why, and not what was asked.",
        "資料庫未能回應時，日誌只記下原因，不記查詢內容。",
        "资料库未能回应时，日志只记下原因，不记查询内容。",
    ),
    "logged_browser": (
        "Which articles you have read or kept, which searches you have saved and whether single "
        "keys are on, only your own browser remembers.",
        "讀過或收藏了哪些文章、儲存了哪些搜尋、有否使用單鍵快捷鍵，只有您自己的瀏覽器記得。",
        "读过或收藏了哪些文章、保存了哪些搜索、是否使用单键快捷键，只有您自己的浏览器记得。",
    ),
    # What it holds
    "about_holds": ("What the archive holds", "收錄範圍", "收录范围"),
    "about_holds_links": (
        "Articles of each source by month. Every number leads to its articles.",
        "各來源每月的文章數目，按數字可看文章。",
        "各来源每月的文章数量，点击数字可看文章。",
    ),
    "year": ("Year", "年份", "年份"),
    "all_months": ("All", "全年", "全年"),
    "about_holds_nothing": ("The archive is empty.", "資料庫是空的。", "资料库是空的。"),
    "month_1": ("Jan", "1月", "1月"),
    "month_2": ("Feb", "2月", "2月"),
    "month_3": ("Mar", "3月", "3月"),
    "month_4": ("Apr", "4月", "4月"),
    "month_5": ("May", "5月", "5月"),
    "month_6": ("Jun", "6月", "6月"),
    "month_7": ("Jul", "7月", "7月"),
    "month_8": ("Aug", "8月", "8月"),
    "month_9": ("Sep", "9月", "9月"),
    "month_10": ("Oct", "10月", "10月"),
    "month_11": ("Nov", "11月", "11月"),
    "month_12": ("Dec", "12月", "12月"),
}
