"""Texts that were read in a wrong encoding are corrected where that is certain, else reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.damage import repair
from tests.linear import growth

TRADITIONAL = "市政府昨日公布新的渡輪政策，票價下月起調整。"
SIMPLIFIED = "市政府昨日公布新的渡轮政策，票价下月起调整。"


def misread(text: str, *encodings: str) -> str:
    """`text` in the first encoding read in the second, and so on."""
    for written, read in zip(encodings[::2], encodings[1::2], strict=True):
        text = text.encode(written).decode(read)
    return text


@pytest.mark.parametrize(
    "damaged, right",
    [
        ("Itâ€™s", "It’s"),
        ("Itâ€™s â€œhereâ€\x9d", "It’s “here”"),
        ("ä¸\xadå›½", "中国"),
        ("cafÃ©, Ã©tÃ©", "café, été"),
        ("cafÃƒÂ©", "café"),
        ("Å“uvre", "œuvre"),
        ("Â£5 and Â©", "£5 and ©"),
        ("Don\x92t \x93go\x94", "Don’t “go”"),
        ("渡輪 Itâ€™s 渡輪", "渡輪 It’s 渡輪"),
        ("PokÃ©mon 精靈", "Pokémon 精靈"),
        ("One in order.\n\nItâ€™s", "One in order.\n\nIt’s"),
        ("ÖÐ¹ú", "中国"),
        ("¤¤°ê", "中國"),
        ("浣犲ソ", "你好"),
        (misread(SIMPLIFIED, "gb18030", "latin-1"), SIMPLIFIED),
        (misread(TRADITIONAL, "big5hkscs", "latin-1"), TRADITIONAL),
        (misread(TRADITIONAL, "utf-8", "latin-1"), TRADITIONAL),
        (misread(TRADITIONAL, "utf-8", "latin-1", "utf-8", "latin-1"), TRADITIONAL),
        (misread(SIMPLIFIED, "gb18030", "big5hkscs"), SIMPLIFIED),
        (misread(TRADITIONAL, "big5hkscs", "gb18030"), TRADITIONAL),
        (misread("市政府昨日公布新", "utf-8", "gb18030"), "市政府昨日公布新"),
    ],
)
def test_what_is_certain_is_corrected(damaged: str, right: str) -> None:
    text, note = repair(damaged)
    assert text == right
    assert note is not None
    assert note.code == "damage-repaired"
    assert note.detail.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "The EU?s ferry",
        "They don?t sail",
        "M\ufffd\ufffdlange",
        "???? ?????? 2024",
    ],
)
def test_what_is_lost_is_reported(text: str) -> None:
    repaired, note = repair(text)
    assert (repaired, note and note.code) == (text, "damage-suspected")


@pytest.mark.parametrize(
    "text",
    [
        "cost £5 – café, naïve, “quoted”",
        "Müller & Söhne, Ærø, São Paulo, SÃO PAULO, ÀÉÈ ÁÉÍÓÚ",
        "¿Qué? ¡Año! « Où ? » º ª ½ ±",
        "Привет, Ελλάδα, שלום, 한국어, ありがとう",
        "https://pier.example/?s=1 or ?t=2, really?! what??",
        "不懂的人",
        "堃煊喆镕囍",
        TRADITIONAL,
        SIMPLIFIED,
        "",
    ],
)
def test_what_is_in_order_stays(text: str) -> None:
    assert repair(text) == (text, None)


WORDS = st.text(
    st.sampled_from("市政府昨日公布新的票月起下人大中國香港，。"), min_size=8, max_size=40
)


@given(
    WORDS, st.sampled_from([("utf-8", "latin-1"), ("big5hkscs", "latin-1"), ("gb18030", "latin-1")])
)
def test_a_wrong_reading_is_undone(text: str, encodings: tuple[str, str]) -> None:
    """The inverse, for any text of common characters."""
    text = f"市政府昨日公布新的票{text}"
    assert repair(misread(text, *encodings))[0] == text


@given(st.text(st.sampled_from("abc ,.’“”–éèüñ市政府昨日公布新的，。\n")))
def test_ordinary_characters_stay(text: str) -> None:
    assert repair(text) == (text, None)


@given(st.text())
def test_any_text_is_repaired_or_stays(text: str) -> None:
    repaired, note = repair(text)
    assert (repaired == text) or (note is not None and note.code == "damage-repaired")


@pytest.mark.parametrize(
    "fragment", ["â€™", "Ã", "ÖÐ", "¤", "\x93", "EU?s ", "?", "涓", "\ufffd", "é\n"]
)
def test_time_grows_with_the_text(fragment: str) -> None:
    assert growth(repair, lambda size: fragment * size, 1_000) < 24


@pytest.mark.parametrize(
    "text",
    [
        "Der im März 2016 geschlossene Vertrag läuft für Fährleute, wärmer und größer.",
        "Déjà vu à Évian: l'été où l'hôtel a été fermé, même après le dîner à l'école.",
        "Fångarna försökte fly över ån när båten gått, så länge älven är öppen och män är där.",
        "El niño señaló que mañana habrá más años, según él, aún después del otoño en España.",
    ],
)
def test_words_with_accents_are_in_order(text: str) -> None:
    """However many there are, and whatever their bytes are in other encodings."""
    assert repair(text)[0] == text
    assert repair(text * 20)[0] == text * 20
