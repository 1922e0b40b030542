"""Which language and script a text is taken to be in."""

from __future__ import annotations

import gzip
import itertools
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model.article import Language
from archive.text.folding import fold_character
from archive.text.language import _PAIRS, SIMPLIFIED_ONLY, TRADITIONAL_ONLY, detect_language

CORPUS = Path(
    os.environ.get("ARCHIVE_TEST_CORPUS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
)

EN, HANT, HANS = Language.ENGLISH, Language.TRADITIONAL, Language.SIMPLIFIED


@pytest.mark.parametrize(
    "text, language",
    [
        ("The harbour was calm on Monday.", EN),
        ("The mayor, known as 陳大文, spoke on Monday to a full hall.", EN),
        ("立法會今日討論新條例。", HANT),
        ("市议会今天讨论新条例。", HANS),
        ("佢哋唔知點解嘅", HANT),
        ("人心", HANT),
        ("", HANT),
        ("2024 – 15:30", HANT),
        ("Meta與OpenAI洽談AI Cloud合作,Meta股價上升,OpenAI未有回應查詢", HANT),
        ("查看原文 https://example.org/a/very/long/address/that/holds/only/latin/letters", HANT),
        ("查看原文，请看 https://example.org/a/very/long/address/of/latin/letters", HANS),
        ("Café Müller rouvre ses portes", EN),
        ("这是发展，台湾的「樂」", HANS),
    ],
)
def test_language_of_a_text(text: str, language: Language) -> None:
    """Han share decides Chinese; one-script characters decide the script; else Traditional."""
    assert detect_language(text) is language


def test_the_pairs_are_pairs() -> None:
    """Each pair is one word in two scripts: two characters that fold to one."""
    pairs = _PAIRS.split()
    assert len(set(pairs)) == len(pairs)
    assert [pair for pair in pairs if len(pair) != 2 or pair[0] == pair[1]] == []
    assert [pair for pair in pairs if fold_character(pair[0]) != fold_character(pair[1])] == []
    assert not TRADITIONAL_ONLY & SIMPLIFIED_ONLY


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    """Nothing a text can hold makes detection fail, and doubling it changes nothing."""
    assert detect_language(f"{text}\n{text}") is detect_language(text)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name, language_floor, script_floor",
    [
        ("citizennews", 0.995, 0.995),  # bilingual statements are labelled English there
        ("reuters", 1.0, 1.0),
        ("rthk-en", 1.0, 1.0),
        ("rthk-zh", 1.0, 0.999),
        ("worldnews", 1.0, 1.0),
        ("xinwenlianbo", 0.999, 0.999),
    ],
)
def test_language_of_the_corpus(name: str, language_floor: float, script_floor: float) -> None:
    """Detection agrees with the corpus' own labels."""
    path = CORPUS / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is absent: the labels of the corpus are not compared")
    languages = scripts = same_language = same_script = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, 0, None, 13):
            data = json.loads(line)
            found, gold = detect_language(f"{data['title']}\n{data['body']}"), data["language"]
            languages += 1
            same_language += (found is EN) == (gold == "en")
            if found is not EN and gold != "en":
                scripts += 1
                same_script += found == gold
    assert same_language / languages >= language_floor
    assert same_script >= script_floor * scripts
