"""Marks, line ends, encodings and damage of texts; and the language they are in."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.case_support import (
    BODY,
    HANS_BODY,
    HANS_TITLE,
    HANT_BODY,
    HANT_TITLE,
    HTML,
    PARAGRAPHS,
    TITLE,
    codes,
    only,
    read_file,
    read_json,
)

FIRST, SECOND = PARAGRAPHS
ODD = "Ma & Pa’s “café” <b>"
#: A body as given, and the same as plain text.
TEXTS: list[tuple[str, str]] = [
    (HTML, BODY),
    (f"<div><p>{FIRST}</p>\n<p>{SECOND}</p></div>", BODY),
    (f"{FIRST}<br><br>{SECOND}", BODY),
    (f"{FIRST}<br />\n<br />{SECOND}", BODY),
    (f"<P CLASS=x>{FIRST}</P><P>{SECOND}</P>", BODY),
    (f"<article><h2>{FIRST}</h2><p>{SECOND}</p></article>", BODY),
    (f"{HTML}<script>var a = '<p>x</p>';</script><style>p {{color: red}}</style>", BODY),
    (f"{HTML}<!-- a comment -->", BODY),
    (html.escape(HTML), BODY),
    (html.escape(html.escape(HTML)), BODY),
    (f"<p>{FIRST}</p><p>&nbsp;</p><p>{SECOND}</p>", BODY),
    (f"<ul><li>{FIRST}</li><li>{SECOND}</li></ul>", f"{FIRST}\n{SECOND}"),
    (f"<![CDATA[{HTML}]]>", BODY),
    (f"<p>{FIRST}</p><figure><img src='a.jpg' alt='pier'></figure><p>{SECOND}</p>", BODY),
    (f"<p>{FIRST.replace(' ', '&nbsp;', 1)}</p><p>{SECOND}</p>", BODY),
    (BODY.replace("\n", "\r\n"), BODY),
    (BODY.replace("\n", "\r"), BODY),
    (f"{FIRST}\r\r{SECOND}", BODY),
    (f"{FIRST}\u2029{SECOND}", BODY),
    (f"{FIRST}\u2028\u2028{SECOND}", BODY),
    (f"{FIRST}\u0085\u0085{SECOND}", BODY),
    (f"{FIRST}\f{SECOND}", BODY),
    (f"{FIRST}\n \t\n{SECOND}\n\n", BODY),
    (f"{FIRST}\n\n\n\n{SECOND}", BODY),
    (f"\ufeff{FIRST}\n\n{SECOND}", BODY),
    (BODY.replace("pier", "pi\u00ader"), BODY),
    (BODY.replace("repairs", "re\u200bpairs"), BODY),
    (FIRST.replace("Tuesday", "Tues\0day") + "\n\n" + SECOND, BODY),
    ("Ma &amp; Pa&#8217;s &ldquo;caf&eacute;&rdquo;", "Ma & Pa’s “café”"),
    ("Ma &amp;amp; Pa&amp;#8217;s &amp;ldquo;café&amp;rdquo;", "Ma & Pa’s “café”"),
    ("Ma &#38; Pa&#x2019;s café", "Ma & Pa’s café"),
    ("5 < 7 and 9 > 8 in Ma & Pa's sums", "5 < 7 and 9 > 8 in Ma & Pa's sums"),
    ("It fell to <5% at AT&T; x<y.", "It fell to <5% at AT&T; x<y."),
    ("Write to <jane@pier.example> today.", "Write to <jane@pier.example> today."),
    ("He typed &c. and R&D in Q&A.", "He typed &c. and R&D in Q&A."),
]


@pytest.mark.parametrize("given, right", TEXTS)
def test_texts(tmp_path: Path, given: str, right: str) -> None:
    article = only(read_json(tmp_path, {"title": TITLE, "body": given}))
    assert article.body == right


@pytest.mark.parametrize("given, right", [
    ("East &amp; west", "East & west"),
    ("East &amp;amp; west", "East & west"),
    ("<b>East</b> <i>pier</i>", "East pier"),
    ("East&nbsp;pier", "East pier"),
    ("East\r\npier", "East pier"),
    ("  East\tpier ", "East pier"),
    ("East pier<br>opens", "East pier opens"),
    ("&lt;b&gt;East&lt;/b&gt; pier", "East pier"),
    ("East\u2028pier", "East pier"),
    ("Ea\u00adst pi\u200ber", "East pier"),
    ("碼頭&#8203;重開", "碼頭重開"),
    ("East <3 pier", "East <3 pier"),
])  # fmt: skip
def test_titles(tmp_path: Path, given: str, right: str) -> None:
    article = only(read_json(tmp_path, {"title": given, "body": BODY}))
    assert article.title == right


ENCODINGS: list[tuple[str, str, str]] = [
    ("utf-16", HANT_TITLE, HANT_BODY),
    ("utf-16-le", HANT_TITLE, HANT_BODY),
    ("utf-16-be", HANS_TITLE, HANS_BODY),
    ("utf-16-le", TITLE, BODY),
    ("utf-32", HANS_TITLE, HANS_BODY),
    ("utf-8-sig", HANS_TITLE, HANS_BODY),
    ("gb18030", HANS_TITLE, HANS_BODY),
    ("gb18030", HANS_TITLE + "㐂", HANS_BODY),
    ("gb18030", HANT_TITLE, HANT_BODY),
    ("gbk", HANS_TITLE, HANS_BODY),
    ("big5", HANT_TITLE, HANT_BODY),
    ("big5hkscs", "銅鑼灣𨋢口", HANT_BODY + "佢哋喺度企咗好耐，冇人嚟開門，街坊話呢部𨋢成日壞。"),
    ("cp1252", "Café “Pier” opens", "The café’s owner said: “It’s a naïve plan – costing £5.”"),
    ("cp1252", TITLE, f"{BODY} She said it’s true."),
    ("latin-1", "Café opens", "The café in Zürich opened in the façade of the old pier."),
]


@pytest.mark.parametrize("ending", ["jsonl", "json", "csv", "txt"])
@pytest.mark.parametrize("encoding, title, body", ENCODINGS)
def test_encodings(tmp_path: Path, ending: str, encoding: str, title: str, body: str) -> None:
    article = only(
        read_file(tmp_path, f"articles.{ending}", _encoded(ending, encoding, title, body))
    )
    assert (article.title, article.body) == (title, body)


def _encoded(ending: str, encoding: str, title: str, body: str) -> bytes:
    """An article as a file that ends so."""
    if ending == "csv":
        quoted = body.replace('"', '""')
        text = f'title,body,date\r\n"{title}","{quoted}",2024-03-05\r\n'
    elif ending == "txt":
        text = f"title: {title}\ndate: 2024-03-05\n\n{body}\n"
        text = f"---\n{text.replace(chr(10) * 2, f'{chr(10)}---{chr(10)}', 1)}"
    else:
        text = json.dumps({"title": title, "body": body, "date": "2024-03-05"}, ensure_ascii=False)
    return text.encode(encoding)


@pytest.mark.parametrize("ending", ["jsonl", "json", "csv", "txt"])
@pytest.mark.parametrize("encoding, title, body", ENCODINGS)
def test_encodings_are_told(
    tmp_path: Path, ending: str, encoding: str, title: str, body: str
) -> None:
    """Whatever is not UTF-8."""
    article = only(
        read_file(tmp_path, f"articles.{ending}", _encoded(ending, encoding, title, body))
    )
    assert ("encoding-guessed" in codes(article)) is (encoding not in {"utf-8", "utf-8-sig"})


def _double(text: str) -> str:
    return text.encode().decode("latin-1").encode().decode("latin-1")


def _as_1252(text: str) -> str:
    """UTF-8 read as Windows-1252, whose unused bytes stay control characters."""
    return "".join(
        bytes([byte]).decode("cp1252" if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
        for byte in text.encode()
    )


QUOTED = "“It’s open,” the café’s owner said – at last."
MOJIBAKE: list[tuple[str, str]] = [
    (_as_1252(QUOTED), QUOTED),
    (_as_1252("It’s open"), "It’s open"),
    (HANT_BODY.encode().decode("latin-1"), HANT_BODY),
    (_as_1252(HANS_BODY), HANS_BODY),
    (_double(HANT_BODY), HANT_BODY),
    (_double("The café’s owner"), "The café’s owner"),
    (HANS_BODY.encode("gbk").decode("latin-1"), HANS_BODY),
    (HANT_BODY.encode("big5").decode("latin-1"), HANT_BODY),
    (f"{FIRST} {_as_1252('Jane’s café')}.", f"{FIRST} Jane’s café."),
]


@pytest.mark.parametrize("given, right", MOJIBAKE)
def test_damage_is_repaired_and_told(tmp_path: Path, given: str, right: str) -> None:
    article = only(read_json(tmp_path, {"title": TITLE, "body": given}))
    assert article.body == right
    assert "damage-repaired" in codes(article)


@pytest.mark.parametrize("text", [
    QUOTED, HANT_BODY, HANS_BODY, "São Paulo’s Ângela paid €5 to Ã.", "El niño comió piñón.",
    "Ça va? Où est l’île?", "Â is a letter, and so is Ã.", "Åse Øvrebø åt smörgås på Ön.",
])  # fmt: skip
def test_sound_texts_stay(tmp_path: Path, text: str) -> None:
    article = only(read_json(tmp_path, {"title": TITLE, "body": text}))
    assert article.body == text
    assert not {"damage-repaired", "damage-suspected"} & codes(article)


FRENCH = (
    "Le bateau est arrivé avec une heure de retard et les passagers ont attendu sur le quai, où "
    "des amis les avaient rejoints dans la nuit."
)
JAPANESE = "フェリーは月曜日に一時間遅れましたが、市長は祭りには間に合うと言いました。"
KOREAN = "여객선은 월요일에 한 시간 늦었지만 시장은 축제에 늦지 않을 것이라고 말했다."
LANGUAGES: list[tuple[Any, str, str, str | None, str | None]] = [
    ("zh-TW", HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ("zh-HK", HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ("zh-Hans-CN", HANS_TITLE, HANS_BODY, "zh-Hans", None),
    ("cmn-Hant", HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ("yue", HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ("zh", HANS_TITLE, HANS_BODY, "zh-Hans", None),
    ("zh_CN", HANS_TITLE, HANS_BODY, "zh-Hans", None),
    ("繁體中文", HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ("chi", HANT_TITLE, HANT_BODY, "zh-Hant", None),
    (["zh-TW"], HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ({"code": "zh-TW"}, HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ("en", HANT_TITLE, HANT_BODY, "zh-Hant", "language-contradicted"),
    ("zh-CN", HANT_TITLE, HANT_BODY, "zh-Hant", "language-contradicted"),
    ("zh-TW", HANS_TITLE, HANS_BODY, "zh-Hans", "language-contradicted"),
    ("zh-TW", TITLE, BODY, "en", "language-contradicted"),
    ("english", TITLE, BODY, "en", None),
    ("en-GB", TITLE, BODY, "en", None),
    (None, TITLE, BODY, "en", None),
    ("", HANT_TITLE, HANT_BODY, "zh-Hant", None),
    ("fr", "Le bateau en retard", FRENCH, None, "language-other"),
    (None, "Le bateau en retard", FRENCH, None, "language-other"),
    ("en", "Le bateau en retard", FRENCH, None, "language-other"),
    (None, "フェリー遅れる", JAPANESE, None, "language-other"),
    ("ko", "여객선 지연", KOREAN, None, "language-other"),
]


@pytest.mark.parametrize("tag, title, body, language, code", LANGUAGES)
def test_languages(
    tmp_path: Path, tag: Any, title: str, body: str, language: str | None, code: str | None
) -> None:
    """The tag's where the text allows it; what is in neither language is told."""
    article = only(read_json(tmp_path, {"title": title, "body": body, "language": tag}))
    assert language in (None, article.language)
    assert {each for each in codes(article) if each.startswith("language")} == ({code} - {None})
