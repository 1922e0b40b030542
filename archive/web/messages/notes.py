"""What readers are told of how a query was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.messages import Wording

#: Code -> words.
NOTES: Final[Mapping[str, Wording]] = {
    "stray_parenthesis": (
        "A closing parenthesis without an opening one is left out.",
        "多出的右括號已略去。",
        "多出的右括号已略去。",
    ),
    "open_parenthesis": (
        "A parenthesis is not closed; it is read as closed at the end.",
        "括號沒有關上，當作在末尾關上。",
        "括号没有关上，当作在末尾关上。",
    ),
    "empty_parentheses": (
        "Parentheses with nothing to search for are left out.",
        "括號內沒有可搜尋的內容，已略去。",
        "括号内没有可搜索的内容，已略去。",
    ),
    "deep_parentheses": (
        "Parentheses are read {most} deep; deeper ones are left out.",
        "括號最多讀 {most} 層，更深的已略去。",
        "括号最多读 {most} 层，更深的已略去。",
    ),
    "open_quote": (
        "A quotation mark is not closed; the words after it are read as plain words.",
        "引號沒有關上，其後的字當作普通字詞。",
        "引号没有关上，其后的字当作普通字词。",
    ),
    "capital_headline": (
        "The query is a headline in capitals, so AND, OR and NOT are read as words.",
        "全句是大寫的標題，AND、OR、NOT 當作普通字詞。",
        "全句是大写的标题，AND、OR、NOT 当作普通字词。",
    ),
    "lone_operator": (
        "{word} joins nothing here and is read as a word.",
        "{word} 前後沒有可連接的內容，當作普通字詞。",
        "{word} 前后没有可连接的内容，当作普通字词。",
    ),
    "many_words": (
        "Only the first {most} words are searched.",
        "只搜尋首 {most} 個字詞。",
        "只搜索前 {most} 个字词。",
    ),
    "near_operands": (
        "NEAR joins words, quotes and groups of them with OR; here it is read as AND.",
        "NEAR 只能連接字詞、引語，或以 OR 連起的一組；此處當作 AND。",
        "NEAR 只能连接字词、引语，或以 OR 连起的一组；此处当作 AND。",
    ),
    "near_many": (
        "NEAR joins {most} words at most; here it is read as AND.",
        "NEAR 最多連接 {most} 個字詞；此處當作 AND。",
        "NEAR 最多连接 {most} 个字词；此处当作 AND。",
    ),
    "near_chain": (
        "NEAR in a row is read with one distance, {distance}.",
        "連續的 NEAR 一律以距離 {distance} 計。",
        "连续的 NEAR 一律以距离 {distance} 计。",
    ),
    "near_far": (
        "Words can be asked to stand {most} words apart at most.",
        "字詞相距最多可設 {most} 個字。",
        "字词相距最多可设 {most} 个字。",
    ),
    "capitals": (
        "“{word}” is searched in capitals: {count} articles. In any case it is in {all}: "
        "write “{lower}” for those.",
        "「{word}」按大寫搜尋：{count} 篇。不分大小寫有 {all} 篇，可輸入「{lower}」。",
        "“{word}”按大写搜索：{count} 篇。不分大小写有 {all} 篇，可输入“{lower}”。",
    ),
    "as_written": (
        "{count} articles have “{word}” as written.",
        "照原樣出現「{word}」的有 {count} 篇。",
        "照原样出现“{word}”的有 {count} 篇。",
    ),
    "as_written_aside": (
        "{aside} is left aside; {count} articles have “{word}” as written.",
        "略去{aside}；照原樣出現「{word}」的有 {count} 篇。",
        "略去{aside}；照原样出现“{word}”的有 {count} 篇。",
    ),
    "name_alone": (
        "“{word}” is searched as a name: {count} articles. All words of its stem are in {all}: "
        "{instead}",
        "「{word}」當作名字搜尋：{count} 篇。連同詞幹相同的字詞有 {all} 篇：{instead}",
        "“{word}”当作名字搜索：{count} 篇。连同词干相同的字词有 {all} 篇：{instead}",
    ),
    "stem": (
        "“{word}” is searched in all its forms: {all} articles. As typed it is in {count}: "
        "{instead}",
        "「{word}」連同詞幹相同的字詞搜尋：{all} 篇。照原樣有 {count} 篇：{instead}",
        "“{word}”连同词干相同的字词搜索：{all} 篇。照原样有 {count} 篇：{instead}",
    ),
    "nothing_in": (
        "“{word}” holds no letter or digit and is left out.",
        "「{word}」沒有文字或數字，已略去。",
        "“{word}”没有文字或数字，已略去。",
    ),
    "unknown_value": (
        "{field}:{word} is no {field} this archive knows; it is read as plain words.",
        "資料庫中沒有 {field}:{word}，當作普通字詞。",
        "资料库中没有 {field}:{word}，当作普通字词。",
    ),
    "unknown_day": (
        "{field}:{word} names no day, as {field}:2024-03-05, {field}:2024-01..2024-06 and "
        "{field}:*-03-05~3d do; it is read as plain words.",
        "{field}:{word} 不是日期，當作普通字詞；可輸入 {field}:2024-03-05、"
        "{field}:2024-01..2024-06 或 {field}:*-03-05~3d。",
        "{field}:{word} 不是日期，当作普通字词；可输入 {field}:2024-03-05、"
        "{field}:2024-01..2024-06 或 {field}:*-03-05~3d。",
    ),
    "unknown_field": (
        "“{field}:” is no field; “{word}” is read as plain words.",
        "沒有「{field}:」這個欄位，「{word}」當作普通字詞。",
        "没有“{field}:”这个字段，“{word}”当作普通字词。",
    ),
    "unknown_choice": (
        "No article has “{value}” as {parameter}: the archive does not know it.",
        "資料庫中沒有「{value}」（{parameter}），沒有文章與之相符。",
        "资料库中没有“{value}”（{parameter}），没有文章与之相符。",
    ),
    "several_bearers": (
        "“{word}” is the name of {count}: {names}.",
        "「{word}」同名者有 {count} 個：{names}。",
        "“{word}”同名者有 {count} 个：{names}。",
    ),
    "spellings": (
        "“{word}” is searched with spellings near it; each can be left out.",
        "「{word}」連同相近寫法一併搜尋，每個寫法都可剔除。",
        "“{word}”连同相近写法一并搜索，每个写法都可剔除。",
    ),
    "many_spellings": (
        "“{word}” has more spellings near it; the {most} nearest and commonest are searched.",
        "「{word}」的相近寫法太多，只搜尋最接近、最常見的 {most} 個。",
        "“{word}”的相近写法太多，只搜索最接近、最常见的 {most} 个。",
    ),
    "no_spellings": (
        "The archive has no other spelling near “{word}”.",
        "資料庫中沒有與「{word}」相近的其他寫法。",
        "资料库中没有与“{word}”相近的其他写法。",
    ),
    "many_tildes": (
        "Spellings near are searched for the first {most} words with “~”; the others are read "
        "without it.",
        "首 {most} 個帶「~」的字詞按相近寫法搜尋，其餘不按相近寫法搜尋。",
        "前 {most} 个带“~”的字词按相近写法搜索，其余不按相近写法搜索。",
    ),
    "many_forms": (
        "The first {most} words beside NEAR are searched with any ending; the others as typed.",
        "NEAR 旁首 {most} 個英文字連同各種詞尾搜尋，其餘按輸入搜尋。",
        "NEAR 旁前 {most} 个英文单词连同各种词尾搜索，其余按输入搜索。",
    ),
    "short_spelling": (
        "“~” needs a word of three letters or a name of three characters; “{word}” is read "
        "without it.",
        "「~」需要三個字母以上的單字或三個字以上的名字；「{word}」不按相近寫法搜尋。",
        "“~”需要三个字母以上的单词或三个字以上的名字；“{word}”不按相近写法搜索。",
    ),
    "short_prefix": (
        "“*” needs two characters before it; “{word}” is read without it.",
        "「*」前至少要有兩個字元；「{word}」不按開頭搜尋。",
        "“*”前至少要有两个字符；“{word}”不按开头搜索。",
    ),
    "bang": (
        "“!” is read as a minus: articles with “{word}” are left out.",
        "「!」當作減號：剔除含「{word}」的文章。",
        "“!”当作减号：剔除含“{word}”的文章。",
    ),
    "boost": (
        "“^” with a number gives no more weight here; “{word}” is read without it.",
        "此處不設「^」加權，「{word}」不計該符號。",
        "此处不设“^”加权，“{word}”不计该符号。",
    ),
    "bar": (
        "“|” is read as OR in “{word}”.",
        "「{word}」中的「|」當作 OR。",
        "“{word}”中的“|”当作 OR。",
    ),
    "wildcard": (
        "“*” stands for more letters at a word's end only, and “?” for none; “{word}” is read as "
        "plain words. “~” behind a word finds spellings near it.",
        "「*」只可放在字詞末尾，「?」不代表任何字母；「{word}」當作普通字詞。"
        "字詞後加「~」可找相近寫法。",
        "“*”只可放在单词末尾，“?”不代表任何字母；“{word}”当作普通字词。字词后加“~”可找相近写法。",
    ),
    "bracketed_range": (
        "“{word}” is read as plain words. For days write date:{first}..{last}.",
        "「{word}」當作普通字詞。日期範圍請輸入 date:{first}..{last}。",
        "“{word}”当作普通字词。日期范围请输入 date:{first}..{last}。",
    ),
    "near_alone": (
        "NEAR without a distance is read as a word; write NEAR/10 for ten words apart at most.",
        "NEAR 沒有距離，當作普通字詞；相距最多十個字請輸入 NEAR/10。",
        "NEAR 没有距离，当作普通字词；相距最多十个字请输入 NEAR/10。",
    ),
    "odd_edits": (
        "“~” takes 1 or 2 letters that differ; “{word}” is read with “~” alone.",
        "「~」後只可為 1 或 2 個不同字母；「{word}」只按「~」處理。",
        "“~”后只可为 1 或 2 个不同字母；“{word}”只按“~”处理。",
    ),
    "one_thing": (
        "These say one thing, so any of them is enough: {words}. In quotes each is asked for.",
        "以下意思相同，含其中之一即可：{words}。加上引號則各自搜尋。",
        "以下意思相同，含其中之一即可：{words}。加上引号则各自搜索。",
    ),
    "near_words": (
        "At most {most} words in quotes can stand apart; here they may stand anywhere.",
        "引號內最多 {most} 個字詞可設距離；此處不限距離。",
        "引号内最多 {most} 个字词可设距离；此处不限距离。",
    ),
    "nothing_asked": (
        "Nothing in the query can be searched for, so no article is found.",
        "查詢中沒有可搜尋的內容，因此沒有結果。",
        "查询中没有可搜索的内容，因此没有结果。",
    ),
}
