"""The language of an article, by its source's tag and its text."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.language_tags import CHINESE, read_tag
from archive.ingest.languages import language_of
from archive.model.language import Language

EN, HANT, HANS = Language.ENGLISH, Language.TRADITIONAL, Language.SIMPLIFIED

ENGLISH = "The ferry was late on Monday and the mayor said that it would be on time for the fair."
TRADITIONAL = "渡輪周一誤點，市長說會準時趕上節慶，並會檢討時間表。"
SIMPLIFIED = "渡轮周一误点，市长说会准时赶上节庆，并会检讨时间表。"
FRENCH = (
    "Le bateau est arrivé en retard dans la matinée et les passagers ont attendu sur le quai pour "
    "une heure avec des amis."
)
GERMAN = (
    "Die Fähre ist am Montag nicht pünktlich gewesen und der Bürgermeister wird sich mit den "
    "Gästen auf dem Platz treffen."
)
JAPANESE = "フェリーは月曜日に遅れましたが、市長は間に合うと言いました。"
NAMES = "OpenAI Meta HSBC"


@pytest.mark.parametrize(
    "tags, language",
    [
        ("en eng en-HK en_US English english EN 英文 en-GB", EN),
        (
            "zh-TW zh-HK zh_TW zh-Hant zh-Hant-CN cmn-Hant yue zh-yue zh-MO zht CHT 繁體中文 TC",
            HANT,
        ),
        ("zh-Hans-CN zh-CN zh_CN zh-SG cmn-Hans zh-Hans-HK 简体中文 chs SC zh-hans yue-Hans", HANS),
        ("zh chi zho cmn Chinese 中文 ZH", CHINESE),
        ("fr fr-FR", "fr"),
        ("und mul x-default zxx xx 42", None),
    ],
)
def test_tags(tags: str, language: Language | str | None) -> None:
    assert {tag: read_tag(tag) for tag in tags.split()} == dict.fromkeys(tags.split(), language)


@pytest.mark.parametrize(
    "tag, language",
    [
        ("Chinese (Traditional)", HANT),
        ("Traditional Chinese", HANT),
        ("Chinese (Hong Kong)", HANT),
        ("Simplified Chinese", HANS),
        ("Chinese, Simplified", HANS),
        ("English (UK)", EN),
    ],
)
def test_tags_in_words(tag: str, language: Language) -> None:
    assert read_tag(tag) == language


@pytest.mark.parametrize(
    "tag, text, language, code",
    [
        ("en", ENGLISH, EN, None),
        ("zh-HK", TRADITIONAL, HANT, None),
        ("zh", TRADITIONAL, HANT, None),
        ("zh", SIMPLIFIED, HANS, None),
        ("", SIMPLIFIED, HANS, None),
        ("und", ENGLISH, EN, None),
        ("zh-Hans", "人心", HANS, None),
        ("zh-HK", NAMES, HANT, None),
        ("zh", NAMES, HANT, None),
        ("en", "陳大文", EN, None),
        ("zh-TW", "市长「發言」", HANT, None),
        ("zh-Hans", TRADITIONAL, HANT, "language-contradicted"),
        ("zh-TW", SIMPLIFIED, HANS, "language-contradicted"),
        ("en", TRADITIONAL, HANT, "language-contradicted"),
        ("zh-HK", ENGLISH, EN, "language-contradicted"),
        ("chi", ENGLISH, EN, "language-contradicted"),
        ("it", ENGLISH, EN, "language-contradicted"),
        ("fr", TRADITIONAL, HANT, "language-contradicted"),
        ("fr", FRENCH, EN, "language-other"),
        ("en", FRENCH, EN, "language-other"),
        ("", FRENCH, EN, "language-other"),
        ("", GERMAN, EN, "language-other"),
        ("de", "Hafen", EN, "language-other"),
        ("ja", JAPANESE, HANT, "language-other"),
        ("zh", "Паром опоздал в понедельник", EN, "language-other"),
        ("", "페리가 월요일에 늦었다", EN, "language-other"),
        ("zh-HK", f"{TRADITIONAL}日本語で「フェリー」。", HANT, None),
    ],
)
def test_languages(tag: str, text: str, language: Language, code: str | None) -> None:
    """The tag's where the text does not contradict it; a short text contradicts nothing."""
    found, notes = language_of(tag, text)
    assert (found, [note.code for note in notes]) == (language, [code] if code else [])


@given(st.text(), st.text())
def test_any_tag_and_text_have_a_language(tag: str, text: str) -> None:
    language, notes = language_of(tag, text)
    assert isinstance(language, Language)
    assert all(note.detail.isprintable() for note in notes)


@given(st.sampled_from([EN, HANT, HANS]), st.text(max_size=3))
def test_a_text_of_three_characters_contradicts_no_tag(tag: Language, text: str) -> None:
    assert language_of(str(tag), text) == (tag, ())


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["citizennews", "reuters", "rthk-en", "rthk-zh", "worldnews", "xinwenlianbo"]
)
def test_tags_of_the_corpus(corpus: Path, name: str) -> None:
    """Real tags are contradicted by what a reader would say is in another language only."""
    articles = noted = 0
    with gzip.open(corpus / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, 0, None, 29):
            data = json.loads(line)
            articles += 1
            noted += bool(language_of(data["language"], f"{data['title']}\n{data['body']}")[1])
    assert noted <= 0.005 * articles
