"""Words typed without spaces find what they find with spaces, and those as written first."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.query.runs import take_apart
from archive.search.service import SearchService
from archive.text.folding import fold_text
from archive.text.scan import HAN_RUN
from tests.analyzers import with_authority
from tests.search.typed import ask, codes, ids, service_of

BODIES = (
    "特朗普昨日發言，拜登今日回應。",
    "Trump spoke; Biden answered.",
    "港鐵今早發生故障。",
    "故障的港鐵。港鐵的故障。",
    "以色列與哈馬斯談停火。",
    "李家超發表施政報告。",
    "John Lee read it; 施政報告。",
    "HomeFacialPro推出神經酰胺面霜。",
    "5G 的網絡安全。",
    "Trump 加徵關稅。",
    "恒大遭清盤。",
    "2025年初，政府公布施政報告。",
    "A股下跌。",
    "By-election rules; R&D grows.",
    "斥資1560億，Meta擬收購。",
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with service_of(tmp_path_factory.mktemp("runs"), BODIES) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed, spaced, expected",
    [
        ("特朗普與拜登", "特朗普 拜登", "01"),
        ("特朗普和拜登", "特朗普 拜登", "01"),
        ("特朗普、拜登", "特朗普 拜登", "01"),
        ("特朗普／拜登", "特朗普 拜登", "01"),
        ("特朗普|拜登", "特朗普 OR 拜登", "019"),
        ("特朗普，拜登", "特朗普 拜登", "01"),
        ("特朗普（拜登", "特朗普 拜登", "01"),
        ("Trump/Biden", "Trump Biden", "01"),
        ("Trump,Biden", "Trump Biden", "01"),
        ("Trump、拜登", "Trump 拜登", "01"),
        ("Trump與拜登", "Trump 拜登", "01"),
        ("特朗普及其拜登", "特朗普 拜登", "01"),
        ("港鐵的故障", "港鐵 故障", "23"),
        ("港鐵故障", "港鐵 故障", "23"),
        ("港铁的故障", "港鐵 故障", "23"),
        ("以色列和哈馬斯停火", "以色列 哈馬斯 停火", "4"),
        ("以色列跟哈馬斯談停火", "以色列 哈馬斯 停火", "4"),
        ("李家超談施政報告", "李家超 施政報告", "5"),
        ("李家超的施政報告", "李家超 施政報告", "5"),
        ("HomeFacialPro面霜", "HomeFacialPro 面霜", "7"),
        ("5G網絡安全", "5G 網絡安全", "8"),
        ("Trump關稅", "Trump 關稅", "9"),
        ("特朗普關稅", "特朗普 關稅", "9"),
        ("恒大清盤", "恒大 清盤", "10"),
        ("恒大被清盤", "恒大 清盤", "10"),
        ("2025年施政報告", "2025年 施政報告", "11"),
        ("施政報告2025年", "施政報告 2025年", "11"),
        ("Meta斥資1560億", "Meta 斥資 1560億", "14"),
        ("title:特朗普與拜登", "title:特朗普 title:拜登", ""),
        ("body:港鐵的故障", "body:港鐵 body:故障", "23"),
        ("-港鐵的故障 港鐵", "港鐵 -(港鐵 故障)", ""),
        ("港鐵的故障 OR 恒大清盤", "(港鐵 故障) OR (恒大 清盤)", "1023"),
    ],
)
def test_a_run_finds_what_its_words_find(
    service: SearchService, typed: str, spaced: str, expected: str
) -> None:
    """With their other names and forms too."""
    assert ids(ask(service, typed)) == ids(ask(service, spaced)) == expected


@pytest.mark.parametrize(
    "typed, expected",
    [("A股", "12"), ("R&D", "13"), ("by-election", "13"), ("A股下跌", "12"), ("2025年", "11")],
)
def test_what_is_one_word_stays_one(service: SearchService, typed: str, expected: str) -> None:
    assert ids(ask(service, typed)) == expected


@pytest.mark.parametrize(
    "typed, read",
    [
        ("特朗普與拜登", "特朗普 + 拜登"),
        ("特朗普与拜登", "特朗普 + 拜登"),
        ("Trump關稅", "Trump + 關稅"),
        ("Trump关税", "Trump + 关税"),
        ("恒大清盤 港鐵", "恒大 + 清盤 港鐵"),
        ("港铁的故障", "港铁 + 故障"),
        ("的港鐵", "港鐵"),
        ("NATO北約", "(NATO OR 北約)"),
    ],
)
def test_the_reading_is_in_the_script_typed(service: SearchService, typed: str, read: str) -> None:
    assert ask(service, typed).reading.read_as == read


def test_as_written_comes_first_and_is_counted(service: SearchService) -> None:
    page = ask(service, "港鐵的故障")
    assert [hit.id for hit in page.hits] == ["3", "2"]
    (note,) = (note for note in page.reading.notes if note.code == "as_written_aside")
    assert note.values == {"word": "港鐵的故障", "count": 1, "aside": ("的",)}


@pytest.mark.parametrize(
    "typed", ["港鐵", "故障", "特朗普", "Trump", '"港鐵的故障"', "港鐵*", "港"]
)
def test_nothing_is_told_of_single_words_and_quotes(service: SearchService, typed: str) -> None:
    assert not codes(ask(service, typed)) & {"as_written", "as_written_aside"}


@pytest.mark.parametrize(
    "typed, words",
    [
        ("G20峰會", "G20 峰會"),
        ("第3季業績", "第3季 業績"),
        ("50公里", ""),
        ("50億美元", "50億 美元"),
        ("7人死", "7人 死"),
        ("8號風球", "8號 風球"),
        ("2024巴黎奧運", "2024 巴黎 奧運"),
        ("iPhone17發布", "iPhone17 發布"),
        ("X光檢查", "X光 檢查"),
        ("TVB劇集", "TVB 劇集"),
        ("中國GDP增長", "中國 GDP 增長"),
        ("《人民日報》評論", "人民日報 評論"),
        ("2024/25", ""),
        ("9/11", ""),
        ("24/7", ""),
        ("3.5%", ""),
        ("AT&T", ""),
        ("U.S.", ""),
        ("n/a", ""),
        ("name@host.hk", ""),
        ("https://host.hk/a,b", ""),
        ("COVID-19", ""),
        ("COVID-19疫苗", "COVID-19 疫苗"),
        ("and/or", "and or"),
        ("Xi–Trump", "Xi Trump"),
        ("don't", ""),
        ("1,560億元", "1,560億 元"),
        ("2025年3月5日記者會", "2025年3月5日 記者會"),
        ("記者會2025年3月5日", "記者會 2025年3月5日"),
        ("3點15分爆炸", "3點15分 爆炸"),
    ],
)
def test_figures_and_letters_keep_what_belongs_to_them(typed: str, words: str) -> None:
    apart = take_apart(typed, with_authority())
    assert (" ".join(apart.words) if apart else "") == words


def test_a_pasted_text_is_asked_as_written() -> None:
    assert take_apart("港鐵故障" * 40, with_authority()) is None


def _headline_runs(corpus: Path, count: int) -> list[str]:
    """Stretches of 5 to 10 characters of real headlines, the same every time."""
    chance = random.Random(20261129)
    runs: list[str] = []
    for name in ("rthk-zh", "citizennews", "xinwenlianbo"):
        with gzip.open(corpus / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            titles = [json.loads(line)["title"] for line in lines]
        long = [run for title in titles for run in HAN_RUN.findall(title) if len(run) >= 5]
        for run in chance.choices(long, k=count // 3 + 1):
            length = chance.randint(5, min(10, len(run)))
            start = chance.randint(0, len(run) - length)
            runs.append(run[start : start + length])
    return runs[:count]


@pytest.mark.corpus
def test_few_runs_of_headlines_are_asked_as_written(corpus: Path) -> None:
    segmenter = with_authority()
    runs = _headline_runs(corpus, 1_000)
    frozen = [run for run in runs if len(segmenter.run_parts(fold_text(run))) == 1]
    assert len(frozen) < 20, frozen


RUNS = st.lists(
    st.sampled_from(
        "特朗普 拜登 港鐵 故障 施政報告 Trump 與 的 和 談 、 李家超 5G 2025年 關稅".split()
    ),
    min_size=1,
    max_size=5,
)


@given(RUNS)
@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_run_is_never_stricter_than_its_parts(service: SearchService, pieces: list[str]) -> None:
    """It finds what a quote of it finds, and what its words find where they stand apart."""
    run = "".join(pieces)
    page = ask(service, run)
    assert {hit.id for hit in ask(service, f'"{run}"').hits} <= {hit.id for hit in page.hits}
    apart = take_apart(run, with_authority())
    if apart is not None:
        spaced = ask(service, " ".join(apart.words))
        assert ids(spaced) == ids(page)


@pytest.mark.parametrize(
    "typed", ["autor:" * 300 + "x", "a、" * 400, "（" * 500 + "港鐵", "5G" * 500]
)
def test_endless_joints_are_read(service: SearchService, typed: str) -> None:
    assert ask(service, typed).reading.text == typed
