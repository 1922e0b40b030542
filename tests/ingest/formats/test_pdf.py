"""PDF: lines, columns and paragraphs; characters that are guesses; files that crash a program."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.formats.pdf import Pdf
from archive.ingest.pdf.document import read_document
from archive.ingest.pdf.glyph import PdfLine
from archive.ingest.pdf.plausible import choose_readings, is_plausible
from archive.ingest.pdf.process import PDF_PROCESS, PdfProcess
from archive.ingest.raw import Format, RawArticle
from tests.conftest import ROOT
from tests.ingest.formats.office_support import codes, fixtures, only, reason
from tests.ingest.formats.pdf_writer import HEIGHT, WIDTH, Setting, Text, pdf

PDF: Format = Pdf()

ENGLISH = (
    "The harbour ferry will stop at the old pier again from Monday, its owner said. Passengers had"
    " asked for the stop since the pier was closed after the storm."
)
HAN = (
    "海港渡輪下周一起重新停靠舊碼頭，船公司表示歡迎市民乘搭。碼頭去年因為颱風關閉，"
    "附近居民一直要求恢復服務，運輸署表示會留意情況。"
)
_NOUNS = (
    "harbour ferry pier owner council fare ticket morning company storm typhoon signal route island"
    " market commissioner transport department announcement infrastructure construction government"
).split()
_SMALL_WORDS = "the a of and in on to for with by it was had been would could after before".split()
_HAN = (
    "海港渡輪公司周二宣布向運輸署申請調高票價一成最快六月生效"
    "發言人說燃油開支過去兩年上升三成議員表示"
)


def sentences(chance: random.Random) -> str:
    """A paragraph of one to five sentences in Latin letters."""
    words = _NOUNS + _SMALL_WORDS * 2
    return " ".join(
        " ".join(chance.choice(words) for _ in range(chance.randint(5, 22))).capitalize() + "."
        for _ in range(chance.randint(1, 5))
    )


def han_sentences(chance: random.Random) -> str:
    clauses = (
        "".join(chance.choice(_HAN) for _ in range(chance.randint(5, 14)))
        for _ in range(chance.randint(2, 16))
    )
    return "，".join(clauses) + "。"


def article(setting: Setting, title: str, below: Sequence[str], texts: Sequence[str]) -> bytes:
    """A file of an article with a running head and numbers of pages."""
    pages = setting.set(title, below, texts)
    for number, page in enumerate(pages, 1):
        page.append(Text(60, HEIGHT - 30, "Harbour Post", 8))
        page.append(Text(WIDTH / 2, 25, str(number), 8))
    return pdf(pages)


#: The share of paragraphs that come back whole. Without indent, space or a short last line nothing
#: tells where one ends; from column to column, a full line that ends a sentence does not either.
SETTINGS = [
    ("one column", Setting(), 1.0),
    ("ragged", Setting(justified=False), 1.0),
    ("two columns", Setting(columns=2, hyphens=True), 1.0),
    ("two ragged columns", Setting(columns=2, justified=False), 0.95),
    ("three columns", Setting(columns=3, size=9, gutter=12, hyphens=True), 0.95),
    ("indents", Setting(indent=2, gap=0, hyphens=True), 1.0),
    ("indents, two columns", Setting(columns=2, indent=1.5, gap=0, hyphens=True), 0.95),
    ("indents, three columns", Setting(columns=3, size=9, gutter=12, indent=1.5, gap=0,
                                       hyphens=True, leading=1.15), 0.95),
    ("short last lines only", Setting(gap=0), 0.9),
    ("wide", Setting(leading=2, gap=2), 1.0),
    ("Han", Setting(font="F2"), 1.0),
    ("Han, indents", Setting(font="F2", indent=2, gap=0, leading=1.5), 0.95),
    ("Han, two columns", Setting(font="F2", columns=2, indent=2, gap=0), 0.95),
    ("Han, three columns", Setting(font="F5", columns=3, indent=2, gap=0), 0.95),
    ("Han, codes of another collection", Setting(font="F4"), 1.0),
]  # fmt: skip


@pytest.mark.parametrize(
    "setting, share", [row[1:] for row in SETTINGS], ids=[row[0] for row in SETTINGS]
)
def test_paragraphs_come_back_as_they_were_set(setting: Setting, share: float) -> None:
    whole = total = 0
    for seed in range(3):
        chance = random.Random(seed)
        is_han = setting.font != "F1"
        make: Callable[[random.Random], str] = han_sentences if is_han else sentences
        texts = [make(chance) for _ in range((4, 12, 25)[seed])]
        title = "渡輪復航" if is_han else "Ferry returns to the old pier"
        day = "2024年3月5日" if is_han else "5 March 2024"
        text = read_document(article(setting, title, [day], texts))
        assert text.title == title
        assert text.paragraphs[0] == day
        assert "Harbour Post" not in text.paragraphs
        assert "page-furniture-left-out" in [code for code, _ in text.notes]
        whole += sum(paragraph in text.paragraphs for paragraph in texts)
        total += len(texts)
        read, written = "".join(text.paragraphs[1:]), "".join(texts)
        assert "".join(read.split()) == "".join(written.split())  # nothing is lost or out of order
    assert whole >= share * total


def page_of(*lines: tuple[str, str], size: float = 10) -> list[Text]:
    """Lines from the top, each with its font."""
    return [
        Text(60, 700 - 1.4 * size * at, line, size, font=font)
        for at, (font, line) in enumerate(lines)
    ]


@pytest.mark.parametrize(
    "lines, body",
    [
        (["The owner of the har-", "bour ferry agreed."], "The owner of the harbour ferry agreed."),
        (["A long-term plan and a long-", "term view."], "A long-term plan and a long-term view."),
        (["They met in Wan-", "Chai on Monday."], "They met in Wan-Chai on Monday."),
        (["Fares rose in 2023-", "24 by a tenth."], "Fares rose in 2023- 24 by a tenth."),
        (["• first of the items", "• second of the items"],
         "• first of the items\n\n• second of the items"),
    ],
)  # fmt: skip
def test_broken_words_are_whole_again(lines: list[str], body: str) -> None:
    assert only(PDF, pdf([page_of(*(("F1", line) for line in lines))])).body == body


@pytest.mark.parametrize(
    "lines, body",
    [
        (["渡輪公司宣布下周一起", "復航。"], "渡輪公司宣布下周一起復航。"),
        (["渡輪公司宣布下周一起復航", "。"], "渡輪公司宣布下周一起復航。"),
        (["渡輪公司宣布下周一起復航", "」。"], "渡輪公司宣布下周一起復航」。"),
        (["渡輪公司宣布下周一起復航", "。", "市民歡迎。"],
         "渡輪公司宣布下周一起復航。\n\n市民歡迎。"),
        (["渡輪公司宣布，「下周一", "起復航」。"], "渡輪公司宣布，「下周一起復航」。"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("font", ["F2", "F4"])
def test_lines_of_han_are_joined_with_nothing_between(
    lines: list[str], body: str, font: str
) -> None:
    """Also where a font names its characters by the codes of another collection.

    Another line of the document holds all of its characters, so that they are known.
    """
    known = "渡輪公司宣布，「下周一起復航」。市民歡迎，"
    pages = [page_of(*((font, line) for line in lines)), page_of((font, known), size=6)]
    assert only(PDF, pdf(pages)).body == f"{body}\n\n{known}"


def test_columns_are_read_one_after_the_other() -> None:
    """Below what spans them, and above what does so again."""
    left = [Text(60, 650 - 14 * n, f"left line number {n} of the page") for n in range(9)]
    right = [Text(320, 650 - 14 * n, f"right line number {n} of the page") for n in range(9)]
    wide = "a line across both of the columns that is as wide as the whole of the page is"
    texts = [*left, *right, Text(60, 690, wide), Text(60, 480, wide)]
    random.Random(1).shuffle(texts)
    body = only(PDF, pdf([texts])).body
    assert body.index(wide) < body.index("left line number 0")
    assert body.index("left line number 8") < body.index("right line number 0")
    assert body.index("right line number 8") < body.rindex(wide)


def test_rows_of_a_table_stay_rows() -> None:
    rows = [
        ("Central", "08:00", "HK$10"),
        ("Kowloon", "09:00", "HK$12"),
        ("Lamma", "10:00", "HK$20"),
    ]
    texts = [
        Text(60 + 150 * column, 700 - 20 * row, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    body = only(PDF, pdf([texts])).body
    for row in rows:
        assert " ".join(row) in body


def test_vertical_text_is_read_from_the_right() -> None:
    columns = ["渡輪公司宣布下周一起", "重新停靠舊碼頭市民表", "示歡迎運輸署會留意。"]
    texts = [Text(500 - 16 * at, 700, column, font="F3") for at, column in enumerate(columns)]
    for order in (texts, texts[::-1]):
        assert "".join(only(PDF, pdf([order])).body.split()) == "".join(columns)


@pytest.mark.parametrize("turn", [(0, 1), (0, -1), (-1, 0)])
def test_turned_pages_are_read(turn: tuple[float, float]) -> None:
    a, b = turn
    down = (b, -a)
    texts = [
        Text(300 + 14 * at * down[0], 400 + 14 * at * down[1], line, turn=turn)
        for at, line in enumerate(["The first line of the text", "and its second line."])
    ]
    assert only(PDF, pdf([texts])).body == "The first line of the text and its second line."


def test_a_mark_across_the_page_is_left_out_and_noted() -> None:
    texts = [Text(100, 100, "DRAFT", 80, turn=(0.7, 0.7)), *page_of(("F1", ENGLISH[:78]))]
    result = only(PDF, pdf([texts]))
    assert result.body == ENGLISH[:78]
    assert codes(result) == ["slanted-text-left-out"]


@pytest.mark.parametrize(
    "named, first, title, body",
    [
        ("Ferry returns", [("Ferry returns", 20)], "Ferry returns", ""),
        ("Ferry returns", [], "Ferry returns", ""),
        ("Microsoft Word - ferry.doc", [("Ferry returns", 20)], "Ferry returns", ""),
        ("untitled", [("Ferry returns", 14)], "Ferry returns", ""),
        ("An older article", [("Ferry returns", 20)], "Ferry returns", ""),
        ("", [("PRESS RELEASE", 30), ("Ferry returns", 20)], "Ferry returns", "PRESS RELEASE\n\n"),
        ("", [("Harbour", 12), ("Ferry returns", 20)], "Ferry returns", "Harbour\n\n"),
        ("文件1", [], "", ""),
    ],
)
def test_title(named: str, first: list[tuple[str, int]], title: str, body: str) -> None:
    texts = [Text(60, 780 - 50 * at, line, size) for at, (line, size) in enumerate(first)]
    texts += [Text(60, 600, ENGLISH[:79]), Text(60, 586, ENGLISH[79:])]
    result = only(PDF, pdf([texts], title=named))
    assert result.title == title
    assert result.body.startswith(body + ENGLISH[:20])


@pytest.mark.parametrize(
    "line, published, inferred",
    [
        ("5 March 2024", "5 March 2024", False),
        ("By Amy Wardle, 5 March 2024", "5 March 2024", False),
        ("", "D:20240306", True),
    ],
)
def test_day(line: str, published: str, inferred: bool) -> None:
    texts = [Text(60, 780, "Ferry returns", 20), Text(60, 740, line), Text(60, 700, ENGLISH[:78])]
    result = only(PDF, pdf([texts], created="D:20240306091500+08'00'"))
    assert str(result.published).startswith(published)
    assert result.published_inferred is inferred
    assert result.body == ENGLISH[:78]


CODES = "HSBC HK0005 CLP HK0002 MTR HK0066 CKH HK0001 SHK HK0016 BOC HK2388 HKEX HK0388 " * 3

_RARE = "哾㦓袙飧堹牻棜矬鷴鑐蘮鼯麑鵅鰍韉"
_MOVED = "".join(chr(ord(sign) + 3) if sign.isalpha() else sign for sign in ENGLISH.lower())


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "Not a PDF"),
        (b"plain text", "Not a PDF"),
        (b"%PDF-1.7\n", "Damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, "Damaged"),
        (pdf([[]]), "Scanned"),
        (pdf([[], []]), "Scanned"),
        (pdf([page_of(("F2", _RARE), ("F2", _RARE[::-1]))]), "fonts do not say"),
        (pdf([page_of(("F1", _MOVED[:80]), ("F1", _MOVED[80:]))]), "fonts do not say"),
        (pdf([page_of(("F1", ENGLISH[:70]))]).replace(
            b"/Root 1 0 R", b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
            b"/O<" + b"00" * 32 + b">/U<" + b"00" * 32 + b">>>"), "password"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_reject(data: bytes, why: str) -> None:
    assert why in reason(PDF, data)


def test_pages_without_text_are_noted() -> None:
    result = only(PDF, pdf([page_of(("F1", ENGLISH[:70])), [], []]))
    assert codes(result) == ["pdf-pages-without-text"]


@pytest.mark.parametrize(
    "text", [ENGLISH, HAN, CODES, "渡輪", "Łódź i Żwirki", "А эта линия", "みんなの", "5", ""]
)
def test_what_people_write_is_plausible(text: str) -> None:
    assert is_plausible(text)


@given(st.integers(0, 2**32))
def test_random_han_is_not_plausible(seed: int) -> None:
    chance = random.Random(seed)
    assert not is_plausible("".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(40)))


@pytest.mark.parametrize(
    "first, second, doubtful, chosen, doubts",
    [
        ("Buyer˖哾㦓", "Buyer：黎荣", 3, "Buyer：黎荣", 0),
        ("渡輪公司", "果袙客飧", 0, "渡輪公司", 0),
        ("渡輪公司", "渡輪公司", 0, "渡輪公司", 0),
        ("渡輪公司", "", 0, "渡輪公司", 0),
        ("渡輪公司", "渡\ufffd公司", 0, "渡輪公司", 0),
        ("哾㦓", "", 2, "哾㦓", 1),
        ("哾㦓", "\ufffd\ufffd", 2, "哾㦓", 1),
        ("朱镕基", "朱镕基", 0, "朱镕基", 0),
    ],
)
def test_the_more_plausible_reading_is_chosen(
    first: str, second: str, doubtful: int, chosen: str, doubts: int
) -> None:
    line = PdfLine(first, 0, 100, 700, 10, second, doubtful)
    assert choose_readings([line]) == doubts
    assert line.text == chosen


@pytest.mark.parametrize(
    "head, suffix, sure",
    [
        (b"%PDF-1.4", "", 3),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4", ".bin", 3),
        (b"plain", ".pdf", 1),
        (b"plain", ".txt", 0),
    ],
)
def test_documents_are_told_by_their_content(head: bytes, suffix: str, sure: int) -> None:
    assert PDF.recognises(head, suffix) == sure


COLUMNS = article(Setting(columns=2), "Ferry returns", ["5 March 2024"], [ENGLISH] * 3)
HAN_COLUMNS = article(Setting(font="F4"), "渡輪復航", [], [HAN] * 2)


IN_CHILD = """
import ctypes, time
from archive.ingest.pdf import server
server.WORK = 1
server.DEADLINE = {deadline}
server.MEMORY = 2**30
def crash(data): ctypes.string_at(0)
def work(data):
    while True: pass
def wait(data): time.sleep(60)
def fill(data): return b"a" * 2**31
def well(data): return server.PdfText(title="Ferry")
server.read_document = {act}
print(server._in_child(b"").decode())
"""


@pytest.mark.parametrize(
    "act, answer",
    [
        ("crash", "the program that reads it crashed"),
        ("work", "more than 1 seconds"),
        ("wait", "more than 1 seconds"),
        ("fill", "more than 1024 MiB"),
        ("well", '"title": "Ferry"'),
    ],
)
def test_a_child_that_crashes_or_hangs_is_an_answer(act: str, answer: str) -> None:
    """A child that works too long, or that waits for ever, as well."""
    code = IN_CHILD.replace("{act}", act).replace("{deadline}", "1" if act == "wait" else "60")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert answer in done.stdout


def test_a_server_that_is_killed_is_started_again() -> None:
    reader = PdfProcess()
    try:
        assert reader.read(COLUMNS).title == "Ferry returns"
        first = reader._running().pid
        assert reader.read(COLUMNS).title == "Ferry returns"
        assert reader._running().pid == first
        os.kill(first, signal.SIGKILL)
        assert reader.read(COLUMNS).title == "Ferry returns"
        assert reader._running().pid != first
    finally:
        reader.close()


def test_nothing_is_left_when_the_program_ends() -> None:
    """However it ends: also where it is killed."""
    code = (
        "import os, signal; from archive.ingest.pdf.process import PDF_PROCESS as p;"
        " p.read(b'%PDF-'); print(p._running().pid, flush=True);"
        " os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    server = int(done.stdout)
    until = time.monotonic() + 20
    while time.monotonic() < until and _is_alive(server):
        time.sleep(0.1)
    assert not _is_alive(server)


def _is_alive(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as stream:  # noqa: PTH123  # a file of the system
            return stream.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name, title, first, last",
    [
        ("pdf/pdfminer_issue_566_test_1", "", "ISSUE Date：2019-4-25 Buyer：黎荣", "黎荣"),
        ("pdf/pdfminer_issue_566_test_2", "", "甲方：中国饮料有限公司（盖章）", "（盖章）"),
        ("pdf/pdfminer_issue-449-vertical", "", "Test Vertical Layout", "Layout"),
        ("pdf/pdfminer_issue-449-horizontal", "", "Test Horizontal Layout", "Layout"),
        ("pdf/pdfminer_jo", "", "序\n\nわたくし", "\n\n（あるひは修羅の十億年）"),
        ("own/pdf_zh-Hant_UniCNS-UCS2-H", "渡輪公司申請加價一成",
         "海港渡輪公司周二宣布，向運輸署申請調高票價一成，最快六月生效。\n\n"
         "公司發言人陳小明說，燃油開支過去兩年上升三成。\n\n",
         "議員李大文表示，會要求公司交代財務狀況。"),
        ("own/pdf_zh-Hans_UniGB-UCS2-H", "渡轮公司申请加价一成",
         "海港渡轮公司周二宣布，向有关部门申请调高票价一成，最快六月生效。\n\n"
         "公司发言人陈小明说，燃油开支过去两年上升三成。\n\n",
         "议员李大文表示，会要求公司交代财务状况。"),
    ],
)  # fmt: skip
def test_documents_of_newsrooms(name: str, title: str, first: str, last: str) -> None:
    result = only(PDF, (fixtures() / f"{name}.pdf").read_bytes())
    assert isinstance(result, RawArticle)
    assert result.title == title
    assert result.body.startswith(first)
    assert last in result.body
    assert result.published_inferred is name.startswith("pdf/")
    if name.startswith("own/"):
        assert result.published == "2024年3月5日"
        assert result.body.endswith(last)


@pytest.mark.corpus
def test_an_invoice_loses_nothing() -> None:
    body = only(PDF, (fixtures() / "pdf/pdfminer_issue-625-identity-cmap.pdf").read_bytes()).body
    assert "sto czterdzieści osiem złotych 83/100" in body
    assert "Razem" in body


def test_this_program_reads_in_one_process() -> None:
    assert PDF_PROCESS.read(COLUMNS).title == "Ferry returns"
