"""Authors and agency of credits as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.bylines import read_bylines
from tests.linear import growth


@pytest.mark.parametrize(
    "credit, authors, agency",
    [
        ("By Jane Doe and John Roe, Reuters", ("Jane Doe", "John Roe"), "Reuters"),
        ("Jane Doe; John Roe", ("Jane Doe", "John Roe"), ""),
        ("記者陳大文、李小明", ("陳大文", "李小明"), ""),
        ("文：陳大文\u3000攝：李小明", ("陳大文",), ""),
        ("【記者陳大文報導】", ("陳大文",), ""),
        ("新華社記者 張三", ("張三",), "Xinhua"),
        (
            "(Reporting by Jane Doe in Hong Kong and Bo Chan; Editing by John Roe)",
            ("Jane Doe", "Bo Chan"),
            "",
        ),
        ("Ludwig van Beethoven", ("Ludwig van Beethoven",), ""),
        ("Martin King, Jr.", ("Martin King, Jr.",), ""),
        ("John Roe III, Political Editor", ("John Roe III",), ""),
        ("By Jane Doe, Staff Writer", ("Jane Doe",), ""),
        ("By Juan de la Cruz, AP", ("Juan de la Cruz",), "AP"),
        ("Reuters", (), "Reuters"),
        ("By Jane Doe, Reuter", ("Jane Doe",), "Reuters"),
        ("海港報記者", ("海港報記者",), ""),
        ("碼頭和你傾", ("碼頭和你傾",), ""),
        ("陳大文@The Pier", ("陳大文@The Pier",), ""),
        ("Jane Doe @janedoe", ("Jane Doe",), ""),
        ("By Jane Doe Associated Press", ("Jane Doe",), "AP"),
        ("JANE DOE REUTERS", ("JANE DOE",), "Reuters"),
        ("Jane Doe - Reuters", ("Jane Doe",), "Reuters"),
        ("By Jane Doe | The Pier Post", ("Jane Doe",), "The Pier Post"),
        ("By Jane Doe, AFP, Hong Kong", ("Jane Doe",), "AFP"),
        ("Dr Jane Doe, University of the Harbour", ("Dr Jane Doe",), ""),
        ("University of the Harbour", ("University of the Harbour",), ""),
        ("特派員陳大文", ("陳大文",), ""),
        ("陳大文（法新社）", ("陳大文",), "AFP"),
        ("港聞組記者陳大文", ("陳大文",), ""),
        ("海港記者有限公司", ("海港記者有限公司",), ""),
        ("陳大文【碼頭說】", ("陳大文",), ""),
        ("「記者陳大文、李小明」", ("陳大文", "李小明"), ""),
        ("By The Associated Press", (), "AP"),
        ("By JANE DOE, AP Business Writer", ("JANE DOE",), "AP"),
        ("Doe, Jane; Roe, John", ("Jane Doe", "John Roe"), ""),
        ("Jane Doe (Reuters)", ("Jane Doe",), "Reuters"),
        ("Jane Doe/AFP", ("Jane Doe",), "AFP"),
        ("AFP", (), "AFP"),
        ("admin", (), ""),
        ("Staff Reporter", (), ""),
        ("Jane Doe, CNN", ("Jane Doe",), "CNN"),
        ("Jane Doe, Bo Chan, and John Roe", ("Jane Doe", "Bo Chan", "John Roe"), ""),
        ("Jane Doe jane@x.example", ("Jane Doe",), ""),
        ("Jane Doe | Reuters", ("Jane Doe",), "Reuters"),
        ("Jane Doe, Bo Chan", ("Jane Doe", "Bo Chan"), ""),
        ("['Jane Doe', 'John Roe']", ("Jane Doe", "John Roe"), ""),
        ("Photos by Jane Doe", (), ""),
        ("By Jane Doe Photos by John Roe", ("Jane Doe",), ""),
        ("Story by Jane Doe; Photographs by John Roe", ("Jane Doe",), ""),
        ("Written by Jane Doe, Editor: Bo", ("Jane Doe",), ""),
        ("本報記者陳大文", ("陳大文",), ""),
        ("記者 陳大文 報導", ("陳大文",), ""),
        ("新华社记者张三、李四北京3月5日电", ("张三", "李四"), "Xinhua"),
        ("中央社記者陳大文台北5日電", ("陳大文",), "CNA"),
        ("記者陳大文／台北報導", ("陳大文",), ""),
        ("記者陳大文台北報導", ("陳大文",), ""),
        ("撰文／陳大文", ("陳大文",), ""),
        ("撰文：陳大文 攝影：李小明", ("陳大文",), ""),
        ("陳大文", ("陳大文",), ""),
        ("陳大文、李小明", ("陳大文", "李小明"), ""),
        ("圖文：陳大文", ("陳大文",), ""),
        ("攝影：李小明", (), ""),
        ("作者：陳大文（自由撰稿人）", ("陳大文",), ""),
        ("歐陽大文", ("歐陽大文",), ""),
        ("来源：新华社", (), "Xinhua"),
        ("新華社", (), "Xinhua"),
        ("新华社记者 张\u3000三", ("张三",), "Xinhua"),
        ("責任編輯：王五", (), ""),
        ("記者陳大文與李小明", ("陳大文", "李小明"), ""),
        ("Peter Chan 陳大文", ("Peter Chan 陳大文",), ""),
        ("陳大文 李小明", ("陳大文", "李小明"), ""),
        ("阿卜杜拉·买买提", ("阿卜杜拉·买买提",), ""),
        ("綜合報道", (), ""),
        ("採訪、撰文：陳大文", ("陳大文",), ""),
        ("文/圖：陳大文", ("陳大文",), ""),
        ("特約記者陳大文", ("陳大文",), ""),
        ("陳大文／報導", ("陳大文",), ""),
        ("路透社/陳大文", ("陳大文",), "Reuters"),
        ("記者：陳大文 編輯：李小明", ("陳大文",), ""),
        ("實習記者 陳大文", ("陳大文",), ""),
        ("By Jane Doe in Hong Kong", ("Jane Doe",), ""),
        ("by Jane Doe", ("Jane Doe",), ""),
        ("BY JANE DOE", ("JANE DOE",), ""),
        ("Jane Doe, Reuters; John Roe, AFP", ("Jane Doe", "John Roe"), "Reuters"),
        ("Jane Doe, PhD", ("Jane Doe",), ""),
        ("Special to The Pier", (), ""),
        ("Xinhua writers Li Na, Wang Wu", ("Li Na", "Wang Wu"), "Xinhua"),
        ("Jane O'Doe-Smith", ("Jane O'Doe-Smith",), ""),
        ("Dr. Jane Doe", ("Dr. Jane Doe",), ""),
        ("Anderson Cooper", ("Anderson Cooper",), ""),
        ("Sandy Byrne", ("Sandy Byrne",), ""),
        ("https://www.facebook.com/pier", (), ""),
        ("明報記者 陳大文", ("陳大文",), ""),
        ("文：陳大文", ("陳大文",), ""),
        ("梁文道", ("梁文道",), ""),
        ("文·陳大文", ("陳大文",), ""),
        ("文 | 陳大文", ("陳大文",), ""),
        ("作者 陳大文", ("陳大文",), ""),
    ],
)
def test_credits(credit: str, authors: tuple[str, ...], agency: str) -> None:
    """Names stay whole; titles, places, editors and photographers are no authors."""
    assert read_bylines([credit]) == (authors, agency)


def test_several_credits() -> None:
    """Each author once, and the first agency."""
    credits = ["By Jane Doe, Reuters", "", "Jane Doe", "記者陳大文", "AFP"]
    assert read_bylines(credits) == (("Jane Doe", "陳大文"), "Reuters")
    assert read_bylines([]) == ((), "")


ENGLISH = st.sampled_from(
    ["Jane Doe", "John Roe III", "Ann van der Lee", "Bo Chan", "Mary-Ann O'Hara", "José de la Cruz"]
)
CHINESE = st.sampled_from(["陳大文", "李小明", "张三", "歐陽大文", "王五"])


@given(
    st.lists(ENGLISH, unique=True, min_size=1, max_size=4),
    st.sampled_from(["; ", " and ", " & ", ", ", " | "]),
    st.sampled_from(
        [("", ""), ("By ", ""), ("(Reporting by ", "; Editing by Al Roe)"), ("By ", ", Reuters")]
    ),
)
def test_english_names_come_back(names: list[str], between: str, around: tuple[str, str]) -> None:
    """The inverse: names that are joined and given a role are the authors."""
    credit = around[0] + between.join(names) + around[1]
    agency = "Reuters" if "Reuters" in credit else ""
    assert read_bylines([credit]) == (tuple(names), agency)


@given(
    st.lists(CHINESE, unique=True, min_size=1, max_size=4),
    st.sampled_from(["、", "，", "；", "／", " "]),
    st.sampled_from(
        [("", ""), ("記者", ""), ("文：", "　攝：趙六"), ("【本報記者", "報道】"), ("作者：", "")]
    ),
)
def test_chinese_names_come_back(names: list[str], between: str, around: tuple[str, str]) -> None:
    assert read_bylines([around[0] + between.join(names) + around[1]]) == (tuple(names), "")


@given(st.text() | st.text(st.sampled_from("By Jane,;&(（記者文：、攝 報道/")))
def test_any_text_is_read(text: str) -> None:
    """No name is empty, has spaces around it, or has letters that the credit has not."""
    authors, agency = read_bylines([text])
    for name in (*authors, *([agency] if agency else [])):
        assert name == name.strip() != ""
    assert all(set("".join(name.split())) <= set(text) | {","} for name in authors)


@pytest.mark.parametrize(
    "fragment", ["記者", "文：", "by ", "(", ", ", "and ", "陳 ", "AFP/", "' ", "Jr., "]
)
def test_time_grows_with_the_text(fragment: str) -> None:
    assert growth(lambda text: read_bylines([text]), lambda size: fragment * size, 2_000) < 24
