"""Who says what, sentence by sentence: made for the rules, with the names marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from archive.model.entity import Kind, Mention, candidate_id
from archive.model.message import Message
from archive.quotations.statements import find_statements
from archive.text.scan import scan

_MARKED = re.compile(r"\[([psb]):([^\]]+)\]|\{([^}]+)\}")


def marked(text: str) -> tuple[str, tuple[Mention, ...]]:
    """A text, and its names: `[p:Ann Lee]` is a person's, `[s:Lee]` a surname alone, `{UN}` a
    body's, `[b:Lee]` what a model takes for a body."""
    plain, at, mentions = "", 0, []
    for match in _MARKED.finditer(text):
        plain += text[at : match.start()]
        name = match[2] or match[3]
        kind = Kind.PERSON if match[1] in ("p", "s") else Kind.ORGANISATION
        why = Message.of("surname_alone", name=name) if match[1] == "s" else Message("test")
        start = len(plain)
        plain += name
        entity = candidate_id(name) if match[1] == "b" else name
        mentions.append(Mention(entity, kind, start, len(plain), name, "body", why))
        at = match.end()
    return plain + text[at:], tuple(mentions)


def said(text: str) -> Iterator[tuple[str, str]]:
    """Each statement of a marked text: its speaker, "" for none, and what is said."""
    body, mentions = marked(text)
    for one in find_statements(body, mentions):
        yield one.speaker.entity if one.speaker else "", body[one.start : one.end]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("[p:Ann Lee] said fares would rise.", [("Ann Lee", "fares would rise.")]),
        ("[p:Ann Lee] said on Monday that fares rose.", [("Ann Lee", "fares rose.")]),
        ("Fares will rise, [p:Ann Lee] said.", [("Ann Lee", "Fares will rise")]),
        (
            "Fares will rise, [p:Ann Lee] told {Reuters} on Friday.",
            [("Ann Lee", "Fares will rise")],
        ),
        ('"It works," said [p:Ann Lee], head of {MTR}.', [("Ann Lee", '"It works,"')]),
        (
            '"It works," she said. "Be calm."\n\n"Very calm."',
            [("", '"It works,"'), ("", '"Be calm."'), ("", '"Very calm."')],
        ),
        (
            '"It works. It does," [p:Ann Lee] said. "Be calm."\n\n"Very calm."',
            [
                ("Ann Lee", '"It works. It does,"'),
                ("Ann Lee", '"Be calm."'),
                ("Ann Lee", '"Very calm."'),
            ],
        ),
        ("[p:Ann Lee], chair of {MTR}, said no.", [("Ann Lee", "no.")]),
        ("{MTR}, a unit of {Rail Corp}, said no.", [("MTR", "no.")]),
        ("A spokesman for {MTR} said no.", [("MTR", "no.")]),
        ("Analysts said no.", [("", "no.")]),
        ("According to [p:Ann Lee], fares rose.", [("Ann Lee", " fares rose.")]),
        ("Fares rose, according to {MTR}.", [("MTR", "Fares rose")]),
        (
            "[p:Ann Lee] said no. She added that it was late.",
            [("Ann Lee", "no."), ("Ann Lee", "it was late.")],
        ),
        (
            "{MTR} said no. The company said it was late.",
            [("MTR", "no."), ("MTR", "it was late.")],
        ),
        (
            "[p:Ann Lee] spoke. [s:Lee] said no.",
            [("Ann Lee", "no.")],
        ),
        (
            "[p:Ann Lee] said yes, adding that it was late.",
            [("Ann Lee", "yes, adding that it was late.")],
        ),
        ("[p:Ann Lee] was said to be late.", []),
        ("[p:Ann Lee] did not say why.", []),
        ("The Dow Jones added 0.3 percent.", []),
        ('[p:Ann Lee] saw the "big" one.', []),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(said(text)) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("[p:陳大文]表示，票價上升。", [("陳大文", "票價上升。")]),
        ("財政司司長[p:陳茂波]指出，票價上升。", [("陳茂波", "票價上升。")]),
        ("[p:陈大文]今天说，票价上升。", [("陈大文", "票价上升。")]),
        ("{港鐵}發言人表示，票價上升。", [("港鐵", "票價上升。")]),
        ("{港鐵}主席說，票價上升。", [("", "票價上升。")]),
        ("分析員指出，票價上升。", [("", "票價上升。")]),
        (
            "[p:陳大文]說，票價上升。他又說，明年會跌。",
            [("陳大文", "票價上升。"), ("陳大文", "明年會跌。")],
        ),
        (
            "[p:陳大文]說，票價上升，認為合理。",
            [("陳大文", "票價上升，認為合理。")],
        ),
        (
            "[p:陳大文]說，票價上升，[p:李小明]則認為，不會。",
            [("陳大文", "票價上升，"), ("李小明", "不會。")],
        ),
        ("[p:陳大文]說：「票價上升。明年會跌。」", [("陳大文", "「票價上升。明年會跌。」")]),
        (
            "[p:陳大文]表示，票價上升。\n\n「明年會跌。」",
            [("陳大文", "票價上升。"), ("陳大文", "「明年會跌。」")],
        ),
        ("支持[p:陳大文]的總商會理事[p:李小明]認為，會跌。", [("李小明", "會跌。")]),
        ("[p:陳大文]對[p:李小明]表示，會跌。", [("陳大文", "會跌。")]),
        ("恒生指數上升，[p:陳大文]寫小說。", []),
        ("名稱是[p:陳大文]指定的。", []),
        ("[p:陳大文]涉嫌指使他人，指引已公布。", []),
        ("[p:陳大文]表示會考慮。", [("陳大文", "會考慮。")]),
        ("[p:陳大文]說明年會跌。", [("陳大文", "明年會跌。")]),
        ("[p:陈大文]就议题作了说明和汇报。", []),
        ("[p:陳大文]不能說出原因，可以呼籲市民。", []),
        ("[p:陳大文]回應批評時，強調會跌。", [("陳大文", "會跌。")]),
        ("[p:陈大文]对逝世表示深切哀悼。", []),
    ],
)
def test_chinese(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(said(text)) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("[p:陳大文]指出，專家認為會跌。", [("陳大文", "專家認為會跌。")]),
        ("[p:陈大文]指，[p:李小明]说会跌。", [("陈大文", "李小明说会跌。")]),
        ("{路透社}報道，票價上升。", [("路透社", "票價上升。")]),
        ("{路透社}報道，[p:陳大文]表示會跌。", [("陳大文", "會跌。")]),
        ("據{路透社}報道，票價上升。", []),
        (
            "[p:陳大文]說，會跌。她又引述[p:李家超]說，希望不升。她表示，不同意。",
            [("陳大文", "會跌。"), ("李家超", "希望不升。"), ("陳大文", "不同意。")],
        ),
        ("[p:陳大文]引述[p:李小明]說，會升。", [("李小明", "會升。")]),
        ("他在主席[p:陳大文]陪同下見傳媒，表示會升。", [("", "會升。")]),
        ("{外交部}回應[p:陳大文]與[p:李小明]通話時表示，會跌。", [("", "會跌。")]),
        ("{衞生署}回覆{眾新聞}指，會跌。", [("", "會跌。")]),
        ("對於[p:陳大文]批評政府，[p:李小明]說，會跟進。", [("李小明", "會跟進。")]),
        ("對於有議員表明反對，[p:李小明]說，會跟進。", [("", "反對，"), ("李小明", "會跟進。")]),
        ("「[p:陳大文]的把柄」論調，作為報紙，分析這是好事。", [("", "這是好事。")]),
        ("[p:陳大文]說，會跌。當天的會議強調和平，並重申會升。", [("陳大文", "會跌。")]),
        ("[p:陈大文]在作说明时到场，话说得很好。", []),
        ("研訊 疑似[p:陳大文]墮下 警方稱無發現", [("", "無發現")]),
    ],
)
def test_another_is_named_beside_the_one_who_speaks_chinese(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert list(said(text)) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("他的父親表示，會升。", ""),
        ("其律師指，會升。", ""),
        ("其後表示，會升。", "陳大文"),
        ("一名女子到場抗議。她說，會升。", ""),
        ("有市民指，票價升。他又說，會升。", ""),
        ("消息人士指，會升。", ""),
        ("標語寫著：「會升。」", ""),
        ("續說：「會升。」", "陳大文"),
        ("國防部發言人表示，會升。", ""),
        ("[p:李小明]感到不滿，希望會升。", "陳大文"),
        ("記者問[p:李小明]會否參選，他說會升。", "李小明"),
        ("有校友追問[p:李小明]，會否參選。他表示，會升。", "李小明"),
        ("控方問[p:李小明]有否參與，被告說會升。", "李小明"),
        ("法官[p:李小明]問被告有否參與，被告說會升。", ""),
        ("分析員說，會跌，他認為[p:李小明]好。他說，會升。", ""),
        ("運輸局局長[p:李小明]到場。主席[p:張三]說會跌。局長重申，會升。", "李小明"),
        ("[p:李小明]轉達[p:張三]對[p:王五]的問候。表示，會升。", "李小明"),
        ("{運輸局}與{港鐵}開會，局方指，會升。", "運輸局"),
        ("{港鐵}說會跌。該公司發言人表示，會升。", "港鐵"),
        ("{港鐵}說會跌。校方表示，會升。", ""),
        ("{港鐵}到場。文章指，會升。", ""),
    ],
)
def test_who_goes_on_speaking_chinese(text: str, expected: str) -> None:
    """Behind somebody who spoke: who is told of, or somebody else, who may have no name."""
    assert list(said(f"[p:陳大文]說，會跌。{text}"))[-1][0] == expected


def test_positions_are_those_of_the_words_that_are_said() -> None:
    """Also where the first and the last are in the middle of a run of Han characters."""
    for text in (
        "[p:陳大文]說港鐵，票價上升了",
        "[p:Ann Lee] said that 3,000 fans – of U.S. rock – came.",
        "前文。\n\n[p:陳大文]說：「ABC電視3月播。」完。",
    ):
        body, mentions = marked(text)
        (statement,) = find_statements(body, mentions)
        scanned = scan(body)
        inside = [
            place
            for span in scanned.spans
            for place in range(
                span.position, span.position + (span.end - span.start if span.han else 1)
            )
            for at in [span.start + (place - span.position if span.han else 0)]
            if statement.start <= at < statement.end
        ]
        assert (statement.first, statement.last) == (min(inside), max(inside))


def test_nothing_is_said_where_nobody_speaks() -> None:
    assert find_statements("Trains ran late.", ()) == ()
