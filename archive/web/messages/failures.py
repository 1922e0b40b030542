"""What readers are told of a failure, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.messages import Wording

#: Code -> words.
FAILURES: Final[Mapping[str, Wording]] = {
    "unknown_parameter": (
        "There is no parameter '{parameter}'.",
        "沒有「{parameter}」這個參數。",
        "没有“{parameter}”这个参数。",
    ),
    "given_twice": ("{parameter} is given twice.", "{parameter} 重複了。", "{parameter} 重复了。"),
    "not_a_choice": (
        "{parameter} cannot be '{value}'.",
        "{parameter} 不可以是「{value}」。",
        "{parameter} 不可以是“{value}”。",
    ),
    "not_a_number": (
        "{parameter} cannot be '{value}'.",
        "{parameter} 不可以是「{value}」。",
        "{parameter} 不可以是“{value}”。",
    ),
    "not_a_day": (
        "{parameter} is not a day: '{value}'.",
        "{parameter} 不是日期：「{value}」。",
        "{parameter} 不是日期：“{value}”。",
    ),
    "many_values": (
        "{count} values with {length} characters are chosen; at most {most} with {longest} are "
        "read.",
        "選了 {count} 個值，共 {length} 個字元；最多可選 {most} 個，共 {longest} 個字元。",
        "选了 {count} 个值，共 {length} 个字符；最多可选 {most} 个，共 {longest} 个字符。",
    ),
    "long_query": (
        "The query has {length} characters; at most {longest} are read.",
        "查詢有 {length} 個字元；最多讀 {longest} 個。",
        "查询有 {length} 个字符；最多读 {longest} 个。",
    ),
    "long_address": (
        "The query takes {length} bytes in an address; at most {longest} may.",
        "查詢在網址中佔 {length} 個位元組；最多可佔 {longest} 個。",
        "查询在网址中占 {length} 个字节；最多可占 {longest} 个。",
    ),
    "wordy_query": (
        "The query has {count} words and Chinese characters; at most {most} are read.",
        "查詢共有 {count} 個單字和漢字；最多讀 {most} 個。",
        "查询共有 {count} 个单词和汉字；最多读 {most} 个。",
    ),
    "too_much_work": (
        "The query asks for more work than one request may cause.",
        "這個查詢的工作量超出一次請求的上限。",
        "这个查询的工作量超出一次请求的上限。",
    ),
    "article_not_found": (
        "There is no article '{article}'.",
        "沒有「{article}」這篇文章。",
        "没有“{article}”这篇文章。",
    ),
    "entity_not_found": (
        "There is no person, organisation or event '{entity}'.",
        "沒有「{entity}」這個人物、機構或事件。",
        "没有“{entity}”这个人物、机构或事件。",
    ),
    "no_generation": ("There is no index yet.", "尚未建立索引。", "尚未建立索引。"),
    "no_such_generation": (
        "There is no generation of that name.",
        "沒有這個名稱的索引版本。",
        "没有这个名称的索引版本。",
    ),
    "missing_generation": (
        "There is no generation '{name}'.",
        "沒有索引版本「{name}」。",
        "没有索引版本“{name}”。",
    ),
    "removed_generation": (
        "{name} was removed.",
        "索引版本 {name} 已移除。",
        "索引版本 {name} 已移除。",
    ),
    "damaged_index": ("The index is damaged.", "索引已損壞。", "索引已损坏。"),
    "damaged_file": (
        "{file} does not hold what was written.",
        "{file} 的內容與寫入時不符。",
        "{file} 的内容与写入时不符。",
    ),
    "resized_file": (
        "{file} has {length} bytes instead of {size}.",
        "{file} 有 {length} 個位元組，應為 {size} 個。",
        "{file} 有 {length} 个字节，应为 {size} 个。",
    ),
    "missing_file": ("{file} is missing.", "找不到 {file}。", "找不到 {file}。"),
    "unreadable_file": ("{file} cannot be read.", "無法讀取 {file}。", "无法读取 {file}。"),
    "index_format": (
        "The index was written by another version of this program.",
        "索引由本程式的另一版本寫成。",
        "索引由本程序的另一版本写成。",
    ),
    "internal": ("The archive failed to answer.", "資料庫未能回應。", "资料库未能回应。"),
    "not_found": (
        "There is no page at this address.",
        "這個網址沒有網頁。",
        "这个网址没有网页。",
    ),
    "method_not_allowed": (
        "The archive can only be read.",
        "資料庫只供讀取。",
        "资料库只供读取。",
    ),
    "bad_request": (
        "{name}.",
        "無法回應這個請求：{name}。",
        "无法回应这个请求：{name}。",
    ),
}

_SHORTEN: Final[Wording] = ("Shorten it.", "請縮短查詢。", "请缩短查询。")
_CHECK_ADDRESS: Final[Wording] = ("Check the address.", "請檢查網址。", "请检查网址。")
_PUBLISH: Final[Wording] = (
    "Publish another generation, or run `manage.py reindex`.",
    "請發布另一個索引版本，或執行 `manage.py reindex`。",
    "请发布另一个索引版本，或运行 `manage.py reindex`。",
)
_LIST: Final[Wording] = (
    "`manage.py generations` lists them.",
    "`manage.py generations` 列出各索引版本。",
    "`manage.py generations` 列出各索引版本。",
)

#: Code -> words. A code that is not here has no remedy.
REMEDIES: Final[Mapping[str, Wording]] = {
    "unknown_parameter": (
        "See /help for the parameters of a search.",
        "搜尋的參數見 /help。",
        "搜索的参数见 /help。",
    ),
    "given_twice": ("Give it once.", "請只寫一次。", "请只写一次。"),
    "not_a_choice": (
        "Use one of: {choices}.",
        "可以是：{choices}。",
        "可以是：{choices}。",
    ),
    "not_a_number": (
        "Use a number from {least} to {most}.",
        "請用 {least} 至 {most} 之間的數字。",
        "请用 {least} 至 {most} 之间的数字。",
    ),
    "not_a_day": (
        "Write it as 2024, 2024-03, 2024-03-05, 5 Mar 2024, last week or 2024年3月5日.",
        "請寫成 2024、2024-03、2024-03-05、2024年3月5日、上月或昨天。",
        "请写成 2024、2024-03、2024-03-05、2024年3月5日、上月或昨天。",
    ),
    "many_values": ("Choose fewer values.", "請減少所選的值。", "请减少所选的值。"),
    "long_query": _SHORTEN,
    "long_address": _SHORTEN,
    "wordy_query": _SHORTEN,
    "too_much_work": (
        "Ask for fewer or rarer words, for a smaller page, or in several queries.",
        "請減少字詞、改用較罕見的字詞、縮小每頁篇數，或分開查詢。",
        "请减少字词、改用较罕见的字词、缩小每页篇数，或分开查询。",
    ),
    "no_generation": (
        "Run `manage.py reindex SOURCE` first.",
        "請先執行 `manage.py reindex SOURCE`。",
        "请先运行 `manage.py reindex SOURCE`。",
    ),
    "no_such_generation": _LIST,
    "missing_generation": _LIST,
    "removed_generation": _LIST,
    "damaged_index": _PUBLISH,
    "damaged_file": _PUBLISH,
    "resized_file": _PUBLISH,
    "missing_file": _PUBLISH,
    "unreadable_file": _PUBLISH,
    "index_format": (
        "Run `manage.py reindex`.",
        "請執行 `manage.py reindex`。",
        "请运行 `manage.py reindex`。",
    ),
    "internal": (
        "It has been written to the server's log.",
        "已記入伺服器日誌。",
        "已记入服务器日志。",
    ),
    "not_found": _CHECK_ADDRESS,
    "bad_request": _CHECK_ADDRESS,
    "method_not_allowed": ("Use GET or HEAD.", "請用 GET 或 HEAD。", "请用 GET 或 HEAD。"),
}
