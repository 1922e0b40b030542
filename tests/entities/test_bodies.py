"""Bodies that models pass over, and Chinese names that they cut short."""

from __future__ import annotations

import re

import pytest

from archive.entities import han_bodies, han_ends, han_names, latin_bodies
from archive.entities.candidates import candidates
from archive.entities.findings import Finding, Stretch
from archive.entities.telling import who_is_told
from archive.model.article import Article, Language
from archive.model.entity import Kind


def marked_in(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without [ and ], and the stretches that stood between them."""
    plain, found = "", []
    for before, name in re.findall(r"([^\[\]]*)(?:\[(.*?)\])?", text):
        start = len(plain) + len(before)
        plain += before + name
        if name:
            found.append((start, len(plain)))
    return plain, found


@pytest.mark.parametrize(
    "text, bodies",
    [
        ("told the Ruritania Nature and Parks Authority on Friday", "Ruritania Nature and Parks "
         "Authority"),
        ("shares of Atlantic Wool-Carding Co rose", "Atlantic Wool-Carding Co"),
        ("It bought Pinewater Service Co of New Hampshire from", "Pinewater Service Co of New "
         "Hampshire"),
        ("The trial at Weir-upon-Trent Crown Court lasted", "Weir-upon-Trent Crown Court"),
        # What begins a sentence is no part of it, nor is an office.
        ("In Metex Holdings the family kept", "Metex Holdings"),
        ("said President Metex Holdings chose", "Metex Holdings"),
        # A line of capitalised words says nothing, nor does a name that each country has.
        ("The Supreme Court Overrules Him", ""),
        ("The Supreme Court overruled him", ""),
        ("the energy provider Lichtschein said", "Lichtschein"),
        ("the samba school Amigos da Lagoa won", "Amigos da Lagoa"),
        ("the charity “Iustitia et Pax” said", "Iustitia et Pax"),
        ("the school Monday", ""),
        ("the group China", ""),
        ("the subgroup Metex", ""),
    ],
)  # fmt: skip
def test_bodies_that_no_model_finds(text: str, bodies: str) -> None:
    found = latin_bodies.with_bodies(text, [])
    assert " ".join(text[one.start : one.end] for one in found) == bodies
    assert all(one.kind is Kind.ORGANISATION for one in found)


@pytest.mark.parametrize(
    "text, kept",
    [
        # A person who is a part of a body is none; nor is one who is a body elsewhere.
        ("the [Ruritanian High Court] ruled", []),
        ("the provider Lichtschein; [Lichtschein] again", []),
        ("the band Ken Wool; [Ken Wool] again", []),
        # A developer may be somebody.
        ("the developer [Ken Wool] said", ["Ken Wool"]),
    ],
)
def test_people_who_are_bodies(text: str, kept: list[str]) -> None:
    text, places = marked_in(text)
    people = [Stretch(Kind.PERSON, start, end) for start, end in places]
    found = latin_bodies.with_bodies(text, people)
    assert [text[one.start : one.end] for one in found if one.kind is Kind.PERSON] == kept


def test_what_a_model_found_stays() -> None:
    text, [(start, end)] = marked_in("on the Bank of [Ruritania Trust Authority] and")
    stretch = Stretch(Kind.ORGANISATION, start, end)
    assert latin_bodies.with_bodies(text, [stretch]) == [stretch]


@pytest.mark.parametrize(
    "title, name",
    [
        ("WOOL BROTHERS INC <WOL> 1ST QTR NET", "Wool Brothers Inc"),
        ("THE WOOL CORP <WOL> YEAR", "Wool Corp"),
        ("PHX GROUP INC, <PHX> TO SELL UNIT", "PHX Group Inc"),
        ("NEW AVON GAS AND WATER CO <NAG> PAYOUT", "New Avon Gas and Water Co"),
        ("MET-PRA CORP <MPR.O> YEAR NET", "Met-Pra Corp"),
        ("U.S. WOOL CORP <USW> DIVIDEND", "U.S. Wool Corp"),
        ("INVESTORS HAVE STAKE IN WOOL <WOL>", None),
        ("WOOL <WOL> SETS PAYOUT", None),
        ("WOOL BROTHERS INC 1ST QTR NET", None),
        ("Wool Brothers Inc <WOL> sets payout", None),
    ],
)
def test_a_company_at_the_head_of_a_title_in_capitals(title: str, name: str | None) -> None:
    found = latin_bodies.headline(title)
    assert (found and found[2]) == name
    if found is not None:
        assert title[slice(*found[:2])].lower() == found[2].lower()


@pytest.mark.parametrize(
    "text, whole",
    [
        ("[Metex Corp] rose. [Metex] said", {"Metex": "Metex Corp"}),
        ("[Metex Corp], [Metex Bank] and [Metex]", {}),
        ("[Wool Petroleum Authority] (WPA); the [WPA] said", {"WPA": "Wool Petroleum Authority"}),
        ("[Wool Petroleum Authority] (OPA); the [OPA] said", {}),
        # Of a bank it says not which.
        ("[National Bank] and [National]", {}),
    ],
)
def test_short_names_of_bodies(text: str, whole: dict[str, str]) -> None:
    text, places = marked_in(text)
    assert latin_bodies.whole_names(text, places) == whole


@pytest.mark.parametrize(
    "text, bodies",
    [
        ("昨日法國最高法院駁回", ["法國最高法院"]),
        ("最高法院駁回", []),
        ("新任法國外交部長抵港", []),
        ("近日，中国驻老挝大使馆举办招待会", ["中国驻老挝大使馆"]),
        ("火星駐老撾大使館", []),
        ("，香港養蜂人公會，以及", ["香港養蜂人公會"]),
        ("，香港成立養蜂人公會，", []),
        ("，養蜂人及花農業公會，", []),
    ],
)
def test_bodies_of_places_in_chinese(text: str, bodies: list[str]) -> None:
    assert [text[start:end] for start, end in han_bodies.bodies(text)] == bodies


@pytest.mark.parametrize(
    "text, names",
    [
        ("旺角餐廳「柚子樹」被投訴", ["柚子樹"]),
        ("在「柚子樹」酒吧內", ["柚子樹"]),
        ("保安公司「赤目」（Redeye）公布", ["赤目"]),
        ("飛機公司「赤目」客機延誤", []),
        ("機械人公司KUMO等", ["KUMO"]),
        ("關注香港在囚人士權利的組織 White Wool Ruritania 指", ["White Wool Ruritania"]),
        ("跨境組織 Wool in Ruritania 指", []),
        ("將組織「柚子樹」，", []),
        ("餐廳「獨一無二」", []),
        ("他說「柚子樹」很好", []),
    ],
)
def test_what_a_chinese_text_calls_a_company(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in han_bodies.called(text)] == names
    article = Article("x", "", text, Language.TRADITIONAL)
    # Findings of any kind: without them no model read the text.
    found = candidates(article, (Finding("body", Kind.PERSON, 0, 1),))
    shown = {name for kind, name in who_is_told(article, found) if kind is Kind.ORGANISATION}
    assert shown >= set(names)


@pytest.mark.parametrize(
    "name, text, whole",
    [
        ("何仲", "警員何仲成供稱，何仲成又說", "何仲成"),
        ("何仲", "警員何仲成，", "何仲成"),
        ("何仲", "警員何仲成供稱，何仲說", "何仲"),
        ("何仲", "警員何仲表示同意", "何仲"),
        ("何仲", "警員何仲在場", "何仲"),
        ("何仲", "何仲辭職，何仲辭職", "何仲"),
        ("李光", "李光明天到訪", "李光"),
        ("高普", "高普頓說，高普頓指", "高普"),
        ("何仲成", "何仲成供稱", "何仲成"),
    ],
)
def test_the_last_character_of_a_name(name: str, text: str, whole: str) -> None:
    assert han_ends.with_last(name, text) == whole


@pytest.mark.parametrize(
    "text, kept",
    [
        ("行政總監伍[子豪]表示", "伍子豪"),
        ("太太曾[鮑小薇]到場", "曾鮑小薇"),
        ("副外長加[盧津]表示", "加盧津"),
        ("記者向[王小薇]查詢", "王小薇"),
        ("外長[王小薇]表示", "王小薇"),
        ("副主席[姜信治]出席", "姜信治"),
        ("副主席[姜信治]出席，姜信說", "姜信"),
        ("作家邁克爾．[史密斯]說", "邁克爾．史密斯"),
        ("[向禮頓]發出，禮頓說，禮頓指", "禮頓"),
        ("[謝斐道]與柯布連道交界", ""),
        ("在[謝斐道]20號", ""),
        ("議員[謝斐道]表示", "謝斐道"),
        ("[王醫師]說", ""),
    ],
)
def test_where_a_chinese_name_begins_and_ends(text: str, kept: str) -> None:
    text, [(start, end)] = marked_in(text)
    article = Article("x", "", text, Language.TRADITIONAL)
    found = candidates(article, (Finding("body", Kind.PERSON, start, end),))
    assert [one.name for one in found if one.kind is Kind.PERSON] == ([kept] if kept else [])


def test_a_name_that_is_cut_in_two_is_one() -> None:
    text, places = marked_in("衛生部長[莫措][阿萊迪]到場")
    article = Article("x", "", text, Language.TRADITIONAL)
    findings = tuple(Finding("body", Kind.PERSON, *place) for place in places)
    assert [one.name for one in candidates(article, findings)] == ["莫措阿萊迪"]


@pytest.mark.parametrize(
    "text, kept",
    [
        ("[花農職工會]聯盟表示", "花農職工會聯盟"),
        ("[花農職工會]表示", "花農職工會"),
        ("[兩花農職工會]表示", ""),
        ("我[國航空公司]表示", ""),
        ("在[國泰航空公司]表示", "國泰航空公司"),
    ],
)
def test_where_a_chinese_body_begins_and_ends(text: str, kept: str) -> None:
    text, [(start, end)] = marked_in(text)
    found = han_names.trim(Kind.ORGANISATION, text, start, end)
    assert (text[slice(*found)] if found else "") == kept
