"""Characters that Chinese texts are mostly written with, by which encodings are told apart."""

from __future__ import annotations

from typing import Final

from archive.text.language import SIMPLIFIED_ONLY, TRADITIONAL_ONLY

#: The most frequent characters that both scripts share.
_SHARED_COMMON: Final = frozenset(
    "的一是在不了有人中大上他年到我以要就出也得自可下生地子那和日方用天分如好小多公司本市月今已前所"
    "成事主政行民三二十者心去法文家外新全同但者其被由最因日後只此工作水力世界南北西高加表示元名定面"
)
#: With those of one script.
COMMON: Final = _SHARED_COMMON | TRADITIONAL_ONLY | SIMPLIFIED_ONLY

#: The frequent characters of both sets as their standards part them: rows 16 to 55 of GB 2312, and
#: the first 5,401 of Big5.
FIRST_LEVELS: Final = frozenset(
    bytes((lead, trail)).decode(encoding, "ignore")
    for encoding, leads, trails in (
        ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
        ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
    )
    for lead in leads
    for trail in trails
)
