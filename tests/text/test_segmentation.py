"""Cutting Han runs into words: nothing is lost, names stay whole, the spelling table is current."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from importlib import resources

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.cutting import particles
from archive.text.dictionary import from_dictionary, to_dictionary
from archive.text.folding import fold_text, han_folds
from archive.text.segmentation import (
    FastCutter,
    ReferenceCutter,
    Segmenter,
    fold_words,
    is_fast,
)
from tests.analyzers import plain

#: Characters of the news, common and rare, from which random runs are drawn.
LETTERS = fold_text(
    "中國香港政府人民大學生活動發展經濟會議主席特首立法選舉投票警察法院判決新聞記者今日昨天前往"
    "恒大清盤公司股市上升下跌美元億萬年月時分第一二三四五六七八九十的了在是有和與及對被將就都也"
    "北京上海廣東臺灣日本韓國美國俄羅斯烏克蘭總統部長外交戰爭和平衞生醫院疫苗病毒學校教育交通鐵路"
    "磡埗涌"
)

#: Characters that are, once folded, in no block that jieba takes for Chinese.
RARE = fold_text("𨋢𠝹㷫𡃁鱲")

NAMES = (
    "朱克伯格",
    "林鄭月娥",
    "恒大",
    "澤連斯基",
    "世界衞生組織",
    "李家超",
    "佐爾格尼耶夫斯基",
    "李一一",
)


@pytest.fixture(scope="module")
def named() -> Segmenter:
    """A segmenter that never cuts some names."""
    return Segmenter(NAMES)


WORDS = fold_text(
    "香港 中國 政府 主席 选举 投票 新闻 记者 公司 美元 总统 战争 医院 学校 教育"
).split()


def runs(count: int, pieces: list[str]) -> list[str]:
    """Random runs of one to ten pieces, the same every time."""
    chance = random.Random(20240914)
    return ["".join(chance.choices(pieces, k=chance.randint(1, 10))) for _ in range(count)]


#: Letters in any order, and words with letters strewn in.
RUNS = runs(2_000, [*LETTERS, *RARE]) + runs(2_000, [*WORDS, *WORDS, *LETTERS[:15], *RARE])


def shipped() -> dict[str, str]:
    """The rows of the spelling table as shipped."""
    data = resources.files("archive.text").joinpath("data", "cutting.tsv").read_text("utf-8")
    lines = [line for line in data.splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    assert len({row[0] for row in rows}) == len(rows)
    assert all(len(row) == 2 for row in rows)
    return {row[0]: row[1] for row in rows}


def made_anew() -> dict[str, str]:
    """The spelling table as the folding table and jieba's dictionary give it."""
    counts: Counter[str] = Counter()
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, count = line.decode("utf-8").split(" ")[:2]
            for character in word:
                counts[character] += int(count)
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for character, folded in han_folds().items():
        classes[folded] |= {character, folded}
    table = {}
    for folded, forms in classes.items():
        # `max` keeps the first of equals.
        best = max(sorted(forms), key=lambda form: counts[form])
        if best != folded and counts[best] > 0:
            table[folded] = best
    return table


def test_spelling_table_is_current() -> None:
    assert shipped() == made_anew()


def test_spelling_table_is_sorted_and_in_class() -> None:
    table = shipped()
    assert list(table) == sorted(table)
    for folded, form in table.items():
        assert fold_text(form) == folded == fold_text(folded)


@given(st.text(st.sampled_from(sorted(LETTERS)), max_size=40))
def test_spelling_keeps_length_and_folds_back(run: str) -> None:
    spelled = to_dictionary(run)
    assert len(spelled) == len(run)
    assert spelled == "".join(shipped().get(letter, letter) for letter in run)
    assert fold_text(spelled) == from_dictionary(spelled) == run


@given(st.lists(st.text(st.sampled_from(sorted(LETTERS)), min_size=1, max_size=8)))
def test_words_keep_their_borders_when_folded_again(words: list[str]) -> None:
    assert fold_words([to_dictionary(word) for word in words]) == words


def test_no_words_fold_to_none() -> None:
    assert fold_words([]) == []
    assert plain().words_of([]) == []


def test_words_are_pieces_of_their_run() -> None:
    for run in RUNS:
        words = plain().words_of([run])
        assert all(word and word in run for word in words), run
        assert set("".join(words)) == set(run), run


def test_words_of_runs_are_the_words_of_each() -> None:
    some = RUNS[::20]
    assert plain().words_of(some) == [word for run in some for word in plain().words_of([run])]


def test_borders_are_within_the_run() -> None:
    for run in RUNS:
        borders = plain().word_borders(run)
        assert {0, len(run)} <= borders
        assert borders <= set(range(len(run) + 1))


def test_parts_are_the_run_and_only_particles_are_left_aside() -> None:
    cut = 0
    for run in RUNS + runs(4_000, WORDS):
        parts = plain().run_parts(run)
        assert "".join(run[part.start : part.end] for part in parts) == run
        asked = plain().best_parts(run)
        assert len(asked) < 2 or max(map(len, asked)) >= 2, asked
        left = {run[part.start : part.end] for part in parts if not part.asked}
        left = {word for run in left for word in ([run] if run in particles() else run)}
        assert left <= particles()
        cut += len(asked) > 1
    # The runs are not all left whole, or the test above would say nothing.
    assert cut > 100


@pytest.mark.parametrize("run", ["", "香", "香港", "𨋢𠝹"])
def test_short_runs_stay_whole(run: str) -> None:
    assert "".join(plain().best_parts(run)) == run
    assert len(plain().best_parts(run)) <= 1


@pytest.mark.parametrize(
    "run, parts",
    [
        ("政府医院", "政府 医院"),
        ("立法会选举", "立法会 选举"),
        ("恒大清盤", "恒大 清盤"),
        ("朱克伯格出庭", "朱克伯格 出庭"),
        ("朱克伯格作", "朱克伯格"),
        ("恒大李家超", "恒大 李家超"),
        ("港鐵的故障", "港鐵 故障"),
        ("政府和医院", "政府 医院"),
        ("恒大遭清盤", "恒大 清盤"),
        ("李家超談選舉", "李家超 選舉"),
        ("恒指升三百點", "恒指 升 三百 點"),
        ("襲警罪成立", "襲警罪 成立"),
        ("反蒙面法實施", "反蒙面法 實施"),
        ("恒大案", "恒大 案"),
        ("陳國強受傷", "陳國強 受傷"),
        ("陳強調", "陳 強調"),
        ("朱孟雲涉貪", "朱孟雲 貪"),
        ("的和與", "的和與"),
        ("財委會", "財委會"),
        ("的士司機", "的士 司機"),
        ("和解談判", "和解 談判"),
        ("九一一事件", "九一一 事件"),
        ("二〇一九年選舉", "二〇一九 年 選舉"),
        ("第二十三次談判", "第二十三 次 談判"),
        ("十五五規劃", "十五五 規劃"),
        ("六四三十二周年", "六四 三十二 周年"),
        ("李一一行談判", "李一一 行 談判"),
    ],
)
def test_parts_of_a_run(run: str, parts: str, named: Segmenter) -> None:
    """Names are whole, particles are left aside, an affix goes with its word."""
    assert named.best_parts(fold_text(run)) == tuple(fold_text(parts).split())


def test_names_are_never_cut(named: Segmenter) -> None:
    chance, names = random.Random(7), tuple(map(fold_text, NAMES))
    for name in names:
        if len(name) < 3:
            # 李強調 is not 李強: a short name is only a frequent word.
            continue
        # One character on either side cannot be part of a longer name or word here.
        for side in ("", fold_text("與"), "𨋢"):
            run = side + name + side
            assert name in named.words_of([run]), run
            start = len(side)
            borders = named.word_borders(run)
            assert {start, start + len(name)} <= borders
            assert not borders & set(range(start + 1, start + len(name)))
        around = chance.sample(names, 2)
        assert name in named.best_parts(around[0] + name + around[1])


def test_names_are_folded_and_belong_to_one_segmenter() -> None:
    """Two segmenters with different names cut side by side."""
    name = fold_text("佐爾格尼耶夫斯基")
    knowing = Segmenter(["佐爾格尼耶夫斯基", "一"])
    assert name not in plain().words_of([name])
    assert name in knowing.words_of([name])
    assert not knowing.is_name("一")
    assert name not in plain().words_of([name])


@pytest.mark.skipif(not is_fast(), reason="rjieba is not installed")
def test_both_cutters_agree() -> None:
    """Where every character is one that jieba takes for Chinese."""
    fast, reference = FastCutter(), ReferenceCutter()
    for run in map(to_dictionary, runs(3_000, [*LETTERS, *WORDS])):
        assert fast.cut(run) == reference.cut(run)
        assert fast.cut_for_search(run) == reference.cut_for_search(run)


@pytest.mark.skipif(not is_fast(), reason="rjieba is not installed")
def test_both_cutters_keep_rare_characters() -> None:
    """They cut these apart in other places, but neither loses any."""
    fast, reference = FastCutter(), ReferenceCutter()
    for run in map(to_dictionary, RUNS):
        assert "".join(fast.cut(run)) == "".join(reference.cut(run)) == run
