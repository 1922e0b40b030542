"""How strongly the words around a day in Chinese announce it, as a sum of weights.

A weight is the logarithm of how much more often a word stands near a day to come than near one that
is over. The weights were fitted to 12,000 months, days and weekdays whose year or day an article
writes out, which tells what they are, and rounded to halves.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from archive.dates.rules import Context
from archive.text.folding import fold_text

#: The weight of what announces a day right before it.
_ANNOUNCED: Final = 4.0

#: In the words below, where the day itself stands.
_DAY: Final = "□"

#: Weights and their words; of two words in one place the longer counts. Below 0 what is over.
_CUES: Final = {
    6.0: "預產期□ 將自□ 將從□ 將由□ □期金 □期油 □期銅 將於□ 任期至□ 有效期至□",
    3.5: "預計□ 期待□ 期待在□ 期待於□ 打算於□ 打算在□ 展望明日稍後及□ 目標於□ 目標在□ 目標□ □再訊 □再提訊 □舉行在即 邀約□ 擬□ 預計截至□ 呼籲市民□ 呼籲□ 如在□ □零時 料□ 施行 □起實施 □起施行 □起將 □起,將 □起,會",
    3.0: ",預計 □履新前 □上任前 □就任前 □就職前 □卸任前 □離任前",
    4.5: "□會再 會在□ 會於□ 最快□ 排期於□ 預料□ 押後至□ 押後到□ 延後至□ 延期至□ 延期到□ 推遲至□ 推遲到□ 改期至□ 順延至□ 展期至□ "
    "擬於□ 訂於□ 定於□ 定在□ 計劃於□ 計劃在□",
    2.5: "申請□ 預計 將 將在 將在□ 將會 ,將 ,□將 □將 計劃□ 料將 □起生效 延至□ 延長至□ 持續至□ 維持至□  "
    "提前至□ 須於□",
    2.0: "□會 關注□ 安排在□ 踏入□ 展望 將於 □凌晨零時 □表決 □投票 □宣判 □裁決 □續審 □放榜 □開考 持續到 維持到 會在 會於 □會 □底前 □初前 □中前 □前完成 排期□ 排期 即將 可能 料於 □起全面",
    1.5: "投票的日子 機會□ 協議會在 提堂 應訊 公眾見面 □開幕 □揭幕 呼籲 呼籲市民 號召 籲 日期:□ 日期為□ 期為□ 起至□ 起到□ 有活動 □公映 預料 估計 ,會 補選 □補選 最快 □前 大選 如果 □或 ,屆時 爭取 原定□ 原定於□ 待 決定 須 屆滿 希望 暫定 可望 有望",
    1.0: "急於□ □再上 建議在□ 建議於□ 再提訊 申請 目標 到□ 宣布,□ 接着的□ 公映 揭幕 □上任 推遲至 推遲到 延後至 延期至 押後 押後至 就職 最遲 同意 □開審 □開庭 □提堂 再訊 準備 截止 繼續 可 可於 原定 原定於 "
    "才能 才會 方可 才可 預期 期望 要在 有效期至 任期 有機會 計劃 計劃於 計劃在 擬於 發起 接任 生效 能 ,可 會 不會 或會 如期 "
    "□屆滿 □退休 □到期 待□ 訂於 定於 定在 將至 下屆 打算 等到 留待 不遲於",
    0.5: "□是 選舉 至□ 開幕 裁決 協議會 □起 □舉行 □開始 □復課 □開學 □立法會選舉 □的補選 □大選 最早 開學 復課 預測 到期 退休 換屆 要 □之前 促請 "
    "□落成 □投入 □完工 □離任 □就任 完工 正式 恢復 還有",
    -0.5: "首次 獲 一度 成立 當天 當日 同日 說 表示 證實 回應 披露 □時 □當選 □出版 □簽署 □首次 自 自從 自從□ 因 因為 逮捕 導致 造成 "
    "發表 發出 記得 入職 批評 提出 升至 跌至 上升 下跌 錄得 終於 較□ 比□ 比 死亡 離世 仍未 未 □發生 □爆發 □由 □因 □遭 □獲 □在 "
    "指出 稱 遭 數據 統計 累計 按年 按月 曾經 過 剛 剛剛 時任 回顧 宣布□",
    -1.0: "□發表 □推出 □公布 □成立 □通過 卻 發生 會見 同比 報道 報導 已於□ 已在□ 曾於□ 曾在□ 指 收到 直到 曾 增長 爆發 "
    "數字 加入 已 已經 其後 後來 裁定 回覆 拘捕 被 涉嫌 □, □曾 □被 調查 報告 截至 □決定 □播出 □刊出 □刊登 □到 □起的 播出的 宣布將 宣布會 表示將 表示會 稱將 稱會 指將 指會 說將 說會",
    -1.5: "直至□ 於過去的□ □原定 了 事件 被捕 去年 □向 □已 資料 至今 當時 會議上 會上",
    -2.0: "以來 □宣布將 □宣布會 □表示將 □表示會 □稱將 □指將",
    -2.5: "□稱 □說 □表示 □指出 □透露 □警告 □強調 □回應 □證實 □承認 □宣布 □播出的 繼□",
    -4.0: "追溯至□ 早在□ 過去的□ 剛過去的□ 剛過的□ 當年□ 截至□ 截止□ □至今 □以來 □迄今",
    # Words that hold one of those above and announce nothing.
    0.0: "社會 委員會 立法會 會議 機會 教會 工會 協會 大會 國會 議會 區議會 學會 商會 聯會 集會 峰會 晚會 宴會 約會 體會 誤會 會長 會員 會計 "
    "會展 會面 會談 會晤 會後 會前 開會 理事會 董事會 基金會 音樂會 演唱會 發布會 記者會 奧運會 運動會 博覽會 研討會 常委會 管理會 公會 "
    "座談會 聽證會 展覽會 例會 年會 會場 會址 會堂 會徽 兩會 人代會 行會 內會 財會 會所 公聽會 聚會 機場會 同學會 家長會 馬會 會社 會籍 "
    "將軍 將領 將士 上將 中將 健將 麻將 名將 老將 小將 大將 主將 武將 戰將 女將 將近 將一 將兩 將三 將該 將其 將這 將此 將他 將她 將我 將1 將2 將3 將4 將5 將6 將7 將8 將9 自己 自由 自我 自身 自動 來自 各自 親自 自主 自治 自決 自行 自願 自然 自殺 獨自 自信 "
    "原因 因此 因而 因素 基因 可是 可以 認可 許可 可憐 可惜 可怕 可靠 可謂 可見 被告 被告人 了解 了結 過去 過程 通過 超過 不過 經過 過往 過渡 "
    "透過 過後 過分 為了 除了 罷了 不了 說法 小說 說明 聽說 據說 傳說 指數 指定 指令 指控 指揮 指引 指示 名稱 職稱 需要 重要 主要 只要 不要 "
    "必要 要員 想要 要素 要點 摘要 首要 須知 能力 功能 能源 可能性 職能 只能 比賽 比例 比較 未能 未來 未必 從未 等待 對待 期待 待遇 招待 接待 "
    "剛好 竟然 □起訴 □起義 □將一 ,將一 ,將該 ,將其 ,將1 ,將2 ,將3 ,將4 ,將5 ,將6 ,將7 ,將8 ,將9 □將該 □將其 □將這 □將他 □將1 □將2 □將3 □將4 □將5 □將6 □將7 □將8 □將9 □前後 □前往 □前線 □前夕 □將軍 □將士 □會議 □會上 □會見 □會面 □會談 □會晤 □會後 □時間 □過後 由於",
}

#: Before a day these announce it also behind what reports words, which else is over.
_REPORTED: Final = tuple(
    verb + will + _DAY
    for verb in ("宣布", "表示", "稱", "指", "說")
    for will in ("將", "會", "將於", "將在", "將自", "將從", "會於", "會在")
)

_ENDS: Final = "。!?;！？；\n"
_COMMA: Final = ","

#: Words with their weights, those without one last.
_WORDS: Final = sorted(
    (
        (_DAY.join(map(fold_text, word.split(_DAY))), weight)
        for weight, words in (*_CUES.items(), (_ANNOUNCED, " ".join(_REPORTED)))
        for word in words.split()
    ),
    key=lambda word: word[1] == 0,
)
_WEIGHTS: Final = tuple(weight for _, weight in _WORDS if weight)
_SOME_WEIGHT: Final = len(_WEIGHTS)
#: What ends a sentence and what parts it are found like words; these are their numbers.
_FIRST_END: Final = len(_WORDS)
_FIRST_COMMA: Final = _FIRST_END + len(_ENDS)
_HOLDS_COMMA: Final = frozenset(
    number for number, (word, _) in enumerate(_WORDS) if _COMMA in word
) | {_FIRST_COMMA}
_FINDER: Final = AhoCorasick(
    [*(word for word, _ in _WORDS), *_ENDS, _COMMA],
    matchkind=MatchKind.LeftmostLongest,
    implementation=Implementation.DFA,
)

#: How far before and behind a day words count, in characters of its sentence.
_BEFORE: Final = 16
_BEHIND: Final = 20

_SENTENCE_END: Final = re.compile(f"[{_ENDS}]")

#: What a word beyond a comma counts.
_BEYOND_COMMA: Final = 0.25


def likely_to_come(text: str, start: int, end: int) -> float:
    """How much likelier the words around a day, in folded text, make it that it is to come: a logarithm.

    Words beyond a comma count less; no word counts twice.
    """
    at = min(start, _BEFORE)
    around = f"{text[start - at : start]}{_DAY}{text[end : end + _BEHIND]}"
    near: list[int] = []
    far: list[int] = []
    counting = near
    for word, first, _ in _FINDER.find_matches_as_indexes(around):
        if word in _HOLDS_COMMA:
            if first < at:
                far += near
                near.clear()
            if word < _SOME_WEIGHT:
                counting.append(word)
            if first >= at:
                counting = far
        elif word < _SOME_WEIGHT:
            counting.append(word)
        elif word >= _FIRST_END:
            if first >= at:
                break
            near.clear()
            far.clear()
    if not near and not far:
        return 0.0
    words = set(near)
    return (
        sum(_WEIGHTS[word] for word in words)
        + sum(_WEIGHTS[word] for word in set(far) - words) * _BEYOND_COMMA
    )


#: How far behind another day of its sentence a day is told with it, in characters.
_TOGETHER: Final = 40

#: Days so close before publication are those on which something was said.
_SAID: Final = dt.timedelta(31)

_WITH_ONE_TO_COME: Final = 1.5

#: So close behind it a day is rather one of a list.
_LISTED: Final = 14
_LISTED_WITH_IT: Final = 2.5
_WITH_ONE_OVER: Final = -1.0


def likely_in_story(match: re.Match[str], context: Context) -> float:
    """The same for an expression that a rule matched, with the day that its sentence named before it.

    What follows a day to come is to come, what follows one that is long over is over.
    """
    before, text, start = context.before, match.string, match.start()
    if before is None or not 0 < start - context.before_at <= _TOGETHER:
        return context.likely
    if _SENTENCE_END.search(text, context.before_at, start):
        return context.likely
    if before > context.today:
        is_listed = start - context.before_at <= _LISTED
        return context.likely + (_LISTED_WITH_IT if is_listed else _WITH_ONE_TO_COME)
    return context.likely + (_WITH_ONE_OVER if before < context.today - _SAID else 0.0)
