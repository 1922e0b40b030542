"""A text in neither English nor Chinese is told; one in either never is."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.foreign import is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "Le bac est de retour dans le port et les habitants de la ville sont heureux.",
        "El transbordador ha vuelto al puerto y los vecinos de la ciudad están contentos.",
        "A balsa voltou ao porto e os moradores da cidade não escondem uma grande alegria.",
        "Il traghetto è tornato nel porto e gli abitanti della città sono contenti.",
        "Die Fähre ist wieder im Hafen und die Bewohner der Stadt freuen sich.",
        "De veerboot is terug in de haven en het is een feest voor de stad van de schippers.",
        "Færgen er tilbage i havnen, og det er en glæde for byen og for dem, som bor der.",
        "Prom wrócił do portu i nie ma już kolejek, jak mówi się na przystani od rana.",
        "Feri itu sudah kembali ke pelabuhan dan warga yang menunggu tidak akan kecewa.",
        "Phà đã trở lại bến và những người dân của thành phố không giấu được niềm vui.",
        "Паром вернулся в порт, и жители города рады.",
        "Το πλοίο επέστρεψε στο λιμάνι.",
        "عادت العبارة إلى الميناء",
        "เรือข้ามฟากกลับมาแล้ว",
        "フェリーが港に戻り、市民は喜んでいます。",
        "여객선이 항구로 돌아와 시민들이 기뻐하고 있다.",
    ],
)
def test_another_language_is_told(text: str) -> None:
    assert is_foreign(text)
    assert is_foreign(f"{text} " * 40)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ferry returns",
        "Le Monde, El País, Die Zeit",
        "The ferry is back, says Le Monde, and so are the gulls of La Rochelle.",
        "Shr 22 cts vs 13 cts Net 3,166,000 vs 1,780,000 Sales 30.4 mln vs 19.0 mln",
        "Manchester City 2 Real Madrid 1, Bayern 3 Paris SG 0, Inter 1 Ajax 1",
        "渡輪今日復航，市民歡迎。",
        "渡轮今日复航，「さくら号」明日停航，市民欢迎新船加入服务行列。",
        "渡輪公司（Star Ferry）周二宣布 la de du 加價，並且解釋 el los las 原因。",
        "https://www.example.org/de/la/le/les/des/du/est/que/dans/pour",
    ],
)
def test_english_and_chinese_are_not(text: str) -> None:
    assert not is_foreign(text)


@given(st.text(max_size=100))
def test_any_text_is_weighed(text: str) -> None:
    assert is_foreign(text) in (True, False)


@pytest.mark.corpus
def test_real_articles_are_in_either(corpus: Path) -> None:
    """Of two thousand of each source at most one is told, which quotes at length."""
    for path in sorted(corpus.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in islice(lines, 2_000)]
        assert sum(is_foreign(f"{row['title']}\n{row['body']}") for row in rows) <= 1, path.name
