"""Where a Chinese name begins that stands before a bracket, and what is no name."""

from __future__ import annotations

import pytest

from archive.entities.bracketed import bracketed_names


@pytest.mark.parametrize(
    "texts, found",
    [
        (["樂壇巨星雲妮・休斯頓（Whitney Houston）"], "雲妮・休斯頓"),
        (["他又一次對安德魯·加菲爾德（Andrew Garfield）說"], "安德魯·加菲爾德"),
        (["導演和羅拔狄尼路（Robert De Niro）"], "羅拔狄尼路"),
        (["大炒家伊坎（Carl Icahn）"], "伊坎"),
        (["居然連國際能源署（IEA）也說", "據國際能源署（IEA）"], "國際能源署"),
        (["國際能源署（IEA）"], None),
        (["第二季國內生產總值（GDP）", "國內生產總值（GDP）"], None),
        (["這是新邊疆（New Frontier）", "新邊疆（New Frontier）"], None),
        (["要作事實查核（Fact checking）", "事實查核（Fact checking）"], None),
        (["今天（Monday）"], None),
        (
            ["全國廣播公司（NBC）", "美國全國廣播公司（NBC）", "稱國家廣播公司（NBC）"],
            "全國廣播公司",
        ),
        (
            ["校長約瑟夫・馬丁（Joseph Martin）", "院長約瑟夫・馬丁（Joseph Martin）"],
            "約瑟夫・馬丁",
        ),
        (["物理學家霍金（Stephen Hawking）", "大家霍金（Stephen Hawking）"], "霍金"),
        (["律師黎約翰（John Necholas）", "大律師黎約翰（John Necholas）"], "黎約翰"),
        (["學者孔傑榮（Jerome Cohen）", "教授孔傑榮（Jerome Cohen）"], "孔傑榮"),
        (["北京大學教授白雅思（Bo Ashworth）"], "白雅思"),
        (["北京大學教授白雅思（Bo）"], None),
        (["攝影師羅伯特．卡帕（Robert Capa）"], "羅伯特．卡帕"),
        (["主席馮德萊恩（Ursula von der Leyen）"], "馮德萊恩"),
        (["支持著布殊（Jeb Bush）"], "布殊"),
        (["詩人之一威廉・布萊克（William Blake）"], "威廉・布萊克"),
        (["由中堅馬迪普（Joel Matip）"], "馬迪普"),
        (["聯合國憲章（UN Charter）", "聯國憲章（UN Charter）"], None),
        (["這個研究中心（CSIS）", "那間研究中心（CSIS）"], None),
    ],
)
def test_a_name_in_brackets(texts: list[str], found: str | None) -> None:
    names = [han for han, _, _ in bracketed_names(texts, 1)]
    assert names == ([found] if found else [])


def test_texts_are_counted_once() -> None:
    texts = ["伊坎（Carl Icahn）與伊坎（Carl Icahn）", "大炒家伊坎（Carl Icahn）"]
    assert list(bracketed_names(texts, 2)) == [("伊坎", "Carl Icahn", 2)]
    assert list(bracketed_names(texts, 3)) == []
