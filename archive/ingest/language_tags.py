"""Tags of languages as sources write them. Sources: ISO 639-1 and 639-2, RFC 5646, ISO 15924."""

from __future__ import annotations

import re
from typing import Final

from archive.model.language import Language

CHINESE: Final = "zh"

_ENGLISH: Final = frozenset("en eng english 英文 英語 英语".split())

#: Chinese and its languages, and what people write for it.
_CHINESE: Final = frozenset(
    "zh chi zho cmn yue nan hak wuu gan lzh chinese mandarin cantonese traditional simplified "
    "zht zhs cht chs tc sc hant hans cn tw hk 中文 汉语 漢語 华语 華語 國語 国语 普通话 "
    "普通話 粵語 粤语 廣東話 广东话 繁體 繁体 簡體 简体 正體 正体 繁體中文 繁体中文 簡體中文 "
    "简体中文 正體中文".split()
)

#: A script goes before a place whose newspapers print one, and both before a language that does.
_SCRIPTS: Final = (
    (Language.TRADITIONAL, frozenset("hant zht cht tc traditional".split()), "繁正"),
    (Language.SIMPLIFIED, frozenset("hans zhs chs sc simplified".split()), "簡简"),
    (Language.TRADITIONAL, frozenset("tw hk mo taiwan hong macau".split()), "香台臺澳"),
    (Language.SIMPLIFIED, frozenset("cn sg my china singapore".split()), "大"),
    (Language.TRADITIONAL, frozenset("yue cantonese nan hak".split()), "粵廣"),
)

_TWO_LETTERS: Final = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu "
    "cv cy da de dv dz ee el eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
    "hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku "
    "kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt na nb nd ne ng nl nn no "
    "nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sd se sg si sk sl sm sn so "
    "sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ty ug uk ur uz ve vi vo wa wo "
    "xh yi yo za zu".split()
)
_OTHERS: Final = _TWO_LETTERS | frozenset(
    "ara ben bul cat ces cze dan deu ger dut nld ell gre est fas per fil fin fra fre heb hin "
    "hrv hun ind isl ita jpn kan kat khm kor lao lav lit mal mar may msa mya bur nep nor pan "
    "pol por ron rum rus sin slk slv spa srp swa swe tam tel tha tgl tur ukr urd vie arabic "
    "bengali czech danish dutch finnish french german greek hebrew hindi hungarian indonesian "
    "italian japanese korean malay nepali norwegian persian polish portuguese romanian "
    "russian spanish swahili swedish tagalog tamil thai turkish ukrainian urdu vietnamese "
    "français deutsch español italiano português 日本語 日文 한국어 法文 德文 西班牙文".split()
)
_PIECE: Final = re.compile(r"[^\W\d_]+")


def read_tag(tag: str) -> Language | str | None:
    """The language that a tag names: one of the archive's; `CHINESE` where it names no script; the
    tag's first piece where it is another; None where it names none (und, mul, x-default)."""
    pieces = _PIECE.findall(tag.lower())
    if not pieces:
        return None
    if pieces[0] in _ENGLISH:
        return Language.ENGLISH
    if not _CHINESE.intersection(pieces) or (pieces[0] in _OTHERS and pieces[0] not in _CHINESE):
        return pieces[0] if pieces[0] in _OTHERS else None
    for script, words, signs in _SCRIPTS:
        if words.intersection(pieces) or any(sign in tag for sign in signs):
            return script
    return CHINESE
