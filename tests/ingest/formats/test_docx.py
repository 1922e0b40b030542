"""DOCX: what a document of Word holds, and what is no part of it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest import xml_archive
from archive.ingest.formats.docx import Docx
from archive.ingest.raw import Format, RawArticle
from tests.ingest.formats.office_support import codes, fixtures, only, read_raw, reason
from tests.ingest.streams import changed

DOCX: Format = Docx()

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TEXT = "The harbour ferry will stop at the old pier again from Monday, its owner said."


def document(write: Callable[[WordDocument], object]) -> bytes:
    """A document as python-docx writes it."""
    new = Document()
    write(new)
    stream = io.BytesIO()
    new.save(stream)
    return stream.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return stream.getvalue()


def parts_of(body: str, space: str = W) -> dict[str, str | bytes]:
    """The parts of the smallest file of Word with this inside its body."""
    names = (
        f'xmlns:w="{space}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
    }


def body_of(body: str, space: str = W) -> str:
    """The text of the smallest file of Word; a first line that is no title stands before it."""
    first = "<w:p><w:r><w:t>Title</w:t></w:r></w:p>"
    article = only(DOCX, zipped(parts_of(first + body, space)))
    assert article.title == "Title"
    return article.body


def paragraph(text: str) -> str:
    return f"<w:p>{text}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


BOX = (
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
)
OLD_BOX = BOX.replace("wps:txbx>", "w:pict>")


@pytest.mark.parametrize(
    "body, text",
    [
        (paragraph(run("One.")) + paragraph(run("Two.")), "One.\n\nTwo."),
        (paragraph(run("渡輪") + run("復航。")), "渡輪復航。"),
        (paragraph(run("Fer") + "<w:r><w:softHyphen/></w:r>" + run("ry")), "Ferry"),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (paragraph('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>'), "ab"),
        (paragraph(run("3") + "<w:r><w:noBreakHyphen/></w:r>" + run("4")), "3-4"),
        (paragraph(f"<w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r>"
                   f"</w:del>{run('text')}"), "new text"),
        (paragraph(f"<w:moveFrom>{run('a ')}</w:moveFrom>{run('b')}"
                   f"<w:moveTo>{run(' a')}</w:moveTo>"),
         "b a"),
        (paragraph(f"{run('See ')}<w:hyperlink>{run('here')}</w:hyperlink>{run('.')}"),
         "See here."),
        (paragraph(f"<w:smartTag>{run('Hong ')}<w:smartTag>{run('Kong')}</w:smartTag>"
                   "</w:smartTag>"),
         "Hong Kong"),
        (paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText>'
                   f'<w:fldChar w:fldCharType="separate"/></w:r>{run("5 March")}'), "5 March"),
        (paragraph(f"<w:fldSimple>{run('5 March')}</w:fldSimple>"), "5 March"),
        (paragraph("<w:r><w:ruby><w:rt><w:r><w:t>dù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>渡</w:t>"
                   "</w:r></w:rubyBase></w:ruby></w:r>" + run("輪")), "渡輪"),
        (paragraph(run("a") + '<w:commentRangeStart w:id="0"/><w:commentReference w:id="0"/>'),
         "a"),
        (paragraph(f"<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>{run(' up')}"), "x+1 up"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph(run('In.'))}</w:sdtContent>"
         "</w:sdt>", "In."),
        (paragraph(f"{run('By it.')}<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice>"
                   f"<mc:Fallback>{OLD_BOX}</mc:Fallback></mc:AlternateContent></w:r>"),
         "By it.\n\nIn a box."),
        (paragraph(f"<w:r><w:pict>{OLD_BOX}</w:pict></w:r>"), "In a box."),
        (paragraph(run(" ")) + paragraph("") + paragraph(run("One.")), "One."),
        (f"<!-- a remark -->{paragraph('<?any thing?>' + run('One.'))}", "One."),
        (f"<w:customXml>{paragraph(run('In.'))}</w:customXml>", "In."),
    ],
)  # fmt: skip
def test_text_is_as_it_prints(body: str, text: str) -> None:
    """In either family of namespaces."""
    assert body_of(body) == text
    assert body_of(body, STRICT) == text


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def cell(text: str) -> str:
    return paragraph(run(text))


@pytest.mark.parametrize(
    "rows, text",
    [
        ([(cell("Fare"), cell("HK$10")), (cell("Pier"), cell("3"))], "Fare\tHK$10\nPier\t3"),
        ([(cell("Fare"), paragraph("")), (paragraph(""), paragraph(""))], "Fare"),
        ([(cell("One."), cell("Two.") + cell("Three."))], "One.\n\nTwo.\n\nThree."),
        ([(cell(TEXT * 3), cell("Two."))], f"{TEXT * 3}\n\nTwo."),
        ([(table((cell("a"), cell("b"))) + paragraph(""), cell("c"))], "a\tb\tc"),
    ],
)
def test_tables_are_text(rows: list[tuple[str, ...]], text: str) -> None:
    """A row is a line; a table that lays out a page is its paragraphs."""
    assert body_of(table(*rows)) == text


RELATIONS = (
    '<Relationships><Relationship Id="1" Type="http://x/footnotes" Target="footnotes.xml"/>'
    '<Relationship Id="2" Type="http://x/image" Target="http://post.example/a"'
    ' TargetMode="External"/>'
    '<Relationship Id="3" Type="http://x/styles" Target="../NULL"/></Relationships>'
)


def test_footnotes_follow_the_text_in_its_order() -> None:
    """Those that it names; lines that part them from the text are none."""
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{run(f" Note {n}.")}</w:p>'
        "</w:footnote>"
        for n in range(4)
    )
    text = "".join(
        paragraph(run(f"Line {n}.") + f'<w:r><w:footnoteReference w:id="{n}"/></w:r>')
        for n in (3, 1)
    )
    parts = {
        "word/_rels/document.xml.rels": RELATIONS,
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>',
    }
    data = zipped({**parts_of(paragraph(run("Title")) + text), **parts})
    assert only(DOCX, data).body == "Line 3.\n\nLine 1.\n\nNote 3.\n\nNote 1."


def test_what_is_left_out_is_noted() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>open</w:t></w:r>'
    body = paragraph(run("T")) + paragraph(run("One ") + hidden + shown) + '<w:altChunk w:id="1"/>'
    article = only(DOCX, zipped(parts_of(body)))
    assert article.body == "One open"
    assert codes(article) == ["part-unread", "hidden-text-left-out"]


def test_headers_and_footers_are_no_text() -> None:
    def write(new: WordDocument) -> None:
        new.add_paragraph("Ferry returns")
        new.add_paragraph(TEXT)
        new.sections[0].header.paragraphs[0].text = "DRAFT"
        new.sections[0].footer.paragraphs[0].text = "Page 1"

    assert only(DOCX, document(write)).body == TEXT


@pytest.mark.parametrize(
    "core, lines, title, body",
    [
        ("Ferry returns", [("Ferry returns", "Title"), (TEXT, "")], "Ferry returns", TEXT),
        ("Ferry returns", [("Ferry  returns", "Normal"), (TEXT, "")], "Ferry returns", TEXT),
        ("Ferry returns", [(TEXT, "")], "Ferry returns", TEXT),
        ("Ferry returns", [("News", ""), ("Ferry returns", ""), (TEXT, "")], "Ferry returns",
         f"News\n\n{TEXT}"),
        ("Document1", [("Ferry returns", "Title"), (TEXT, "")], "Ferry returns", TEXT),
        ("Microsoft Word - ferry.doc", [("Ferry returns", "Heading 1"), (TEXT, "")],
         "Ferry returns", TEXT),
        ("文件1", [("渡輪復航", ""), (TEXT, "")], "渡輪復航", TEXT),
        ("ferry_final_v3.docx", [("Ferry returns", ""), (TEXT, "")], "Ferry returns", TEXT),
        ("無標題", [("Kicker", ""), ("Ferry returns", "Title"), (TEXT, "")], "Ferry returns",
         f"Kicker\n\n{TEXT}"),
        ("", [(TEXT, ""), (TEXT, "")], "", f"{TEXT}\n\n{TEXT}"),
        ("", [("渡輪復航。", ""), (TEXT, "")], "", f"渡輪復航。\n\n{TEXT}"),
        (" ", [("Ferry returns", ""), (TEXT, "")], "Ferry returns", TEXT),
        ("Draft 2", [("Ferry returns", ""), (TEXT, "")], "Ferry returns", TEXT),
        ("", [("PRESS RELEASE", ""), ("Ferry returns", ""), (TEXT, "")], "Ferry returns",
         f"PRESS RELEASE\n\n{TEXT}"),
        ("", [("2024年3月5日", ""), ("渡輪復航", ""), (TEXT, "")], "渡輪復航", TEXT),
        ("", [("新聞稿", ""), ("渡輪復航", ""), ("2024年3月5日", ""), (TEXT, "")], "渡輪復航",
         f"新聞稿\n\n{TEXT}"),
        ("Draft law on ferries", [(TEXT, "")], "Draft law on ferries", TEXT),
    ],
)  # fmt: skip
def test_title(core: str, lines: list[tuple[str, str]], title: str, body: str) -> None:
    def write(new: WordDocument) -> None:
        new.core_properties.title = core
        for text, style in lines:
            new.add_paragraph(text, style=style or "Normal")

    article = only(DOCX, document(write))
    assert (article.title, article.body) == (title, body)


@pytest.mark.parametrize(
    "line, published, bylines",
    [
        ("By Amy Wardle, 5 March 2024", "5 March 2024", ("By Amy Wardle",)),
        ("記者 張文　2024年3月5日", "2024年3月5日", ("記者 張文",)),
        ("2024-03-05 15:15", "2024-03-05 15:15", ()),
        ("記者陳大文、李小明", None, ("記者陳大文、李小明",)),
        ("發佈時間：2024年3月5日（星期二）下午3時15分", "2024年3月5日（星期二）下午3時15分", ()),
        ("Amy Wardle | March 5, 2024", "March 5, 2024", ("Amy Wardle",)),
    ],
)
def test_line_below_the_title(line: str, published: str | None, bylines: tuple[str, ...]) -> None:
    def write(new: WordDocument) -> None:
        new.add_paragraph("Ferry returns", style="Title")
        new.add_paragraph(line)
        new.add_paragraph(TEXT)

    article = only(DOCX, document(write))
    assert (article.published, article.bylines, article.body) == (published, bylines, TEXT)
    assert not article.published_inferred


@pytest.mark.parametrize(
    "line",
    [
        "The council passed the law of 5 March 2024 on ferries and piers.",
        "By noon the ferry had left",
        "文化局今日公布渡輪復航",
        "記者協會批評政府拖延",
        "In March 2024",
    ],
)
def test_a_first_line_that_says_more_stays(line: str) -> None:
    def write(new: WordDocument) -> None:
        new.add_paragraph("Ferry returns", style="Title")
        new.add_paragraph(line)
        new.add_paragraph(TEXT)

    article = only(DOCX, document(write))
    assert article.body == f"{line}\n\n{TEXT}"
    assert article.bylines == ()


@pytest.mark.parametrize(
    "lines, published, first",
    [
        (["HONG KONG, 5 March 2024 - The ferry is back.", TEXT], "5 March 2024", "HONG KONG"),
        (["（香港，2024年3月5日）渡輪復航。", TEXT], "2024年3月5日", "（香港"),
        (["香港 2024年3月5日", TEXT], "2024年3月5日", "香港"),
        ([TEXT, "Ends/Tuesday, March 5, 2024"], "Tuesday, March 5, 2024", "The harbour"),
        ([TEXT, "完／2024年3月5日（星期二）"], "2024年3月5日（星期二", "The harbour"),
    ],
)
def test_dateline_is_a_day_and_stays_in_the_text(
    lines: list[str], published: str, first: str
) -> None:
    def write(new: WordDocument) -> None:
        new.add_paragraph("Ferry returns", style="Title")
        for line in lines:
            new.add_paragraph(line)

    article = only(DOCX, document(write))
    assert str(article.published).startswith(published)
    assert article.body.startswith(first)
    assert len(article.body.split("\n\n")) == 2


def test_day_of_the_file_is_only_inferred() -> None:
    def write(new: WordDocument) -> None:
        new.core_properties.created = dt.datetime(2024, 3, 5, 7, 15, tzinfo=dt.UTC)
        new.add_paragraph("Ferry returns", style="Title")
        new.add_paragraph(TEXT)

    article = only(DOCX, document(write))
    assert article.published == dt.datetime(2024, 3, 5, 7, 15, tzinfo=dt.UTC)
    assert article.published_inferred
    template = only(DOCX, document(lambda new: new.add_paragraph(TEXT)))
    assert template.published is None


WORD = parts_of(paragraph(run("Ferry returns")) + paragraph(run(TEXT)))


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", "Not a DOCX file"),
        (b"PK\x03\x04word/", "Damaged"),
        (zipped({"a.txt": "a"}), "No document"),
        (zipped(WORD)[:-30], "Damaged"),
        (zipped({**WORD, "word/document.xml": "<w:document"}), "document.xml"),
        (zipped({**WORD, "word/document.xml": b""}), "document.xml"),
        (zipped(parts_of(paragraph(""))), "Holds no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 Text}", "save it as .docx"),
        (zipped(parts_of("<w:sdt>" * 5000 + "</w:sdt>" * 5000)), "document.xml"),
    ],
)
def test_what_cannot_be_read_is_a_reject(data: bytes, why: str) -> None:
    assert why in reason(DOCX, data)


def test_damage_beside_the_document_is_noted() -> None:
    data = zipped(
        {**WORD, "docProps/core.xml": "<broken", "word/_rels/document.xml.rels": RELATIONS}
    )
    article = only(DOCX, data)
    assert (article.title, article.body) == ("Ferry returns", TEXT)
    assert codes(article) == ["part-unread"]


def test_entities_are_not_expanded() -> None:
    """Neither from inside nor from a file of this machine."""
    inside = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ten"}">' for n in range(9))
    for entities, entity in ((inside, "e8"), ('<!ENTITY e8 SYSTEM "file:///etc/passwd">', "e8")):
        xml = str(WORD["word/document.xml"]).replace(
            TEXT, f"{TEXT}</w:t><w:t>&{entity};</w:t><w:t>"
        )
        doctype = f"<!DOCTYPE w:document [{entities}]>"
        results = read_raw(DOCX, zipped({**WORD, "word/document.xml": doctype + xml}))
        assert len(results) == 1
        assert "root:" not in str(results)
        assert len(str(results)) < 2000


def test_packed_zeros_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_archive, "MAX_PART", 2**20)
    data = zipped({**WORD, "word/document.xml": b" " * 2**24})
    assert len(data) < 2**16
    assert "larger than 1 MiB" in reason(DOCX, data)


def test_documents_with_macros_and_templates_are_read() -> None:
    """By their content, whatever their type is called; what is beside the text is never run."""
    data = zipped({**WORD, "word/vbaProject.bin": b"\0", "[Content_Types].xml": "macroEnabled"})
    assert only(DOCX, data).body == TEXT


def test_main_part_is_where_the_package_says() -> None:
    parts = {name.replace("document.xml", "document2.xml"): text for name, text in WORD.items()}
    relation = '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
    parts["_rels/.rels"] = f"<Relationships>{relation}</Relationships>"
    assert only(DOCX, zipped(parts)).body == TEXT
    backslashes = {name.replace("/", "\\"): text for name, text in WORD.items()}
    assert only(DOCX, zipped(backslashes)).body == TEXT


@pytest.mark.parametrize(
    "head, suffix, sure",
    [
        (document(lambda new: new.add_paragraph("a"))[: 2**16], "", 3),
        (zipped(WORD), ".zip", 3),
        (zipped({"a.txt": "a"}), ".zip", 0),
        (zipped({"a.txt": "a"}), ".docx", 1),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", 3),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls", 0),
        (b"{\\rtf1", ".doc", 3),
        (b"plain", ".docx", 1),
        (b"plain", ".txt", 0),
    ],
)
def test_documents_are_told_by_their_content(head: bytes, suffix: str, sure: int) -> None:
    assert DOCX.recognises(head, suffix) == sure


_WORDS = st.text(
    st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=40
)


@settings(deadline=None, max_examples=20)
@given(st.lists(_WORDS, min_size=1, max_size=6))
def test_paragraphs_come_back_as_they_were_written(texts: list[str]) -> None:
    def write(new: WordDocument) -> None:
        new.core_properties.title = "A title of its own"
        for text in texts:
            new.add_paragraph(f"x {text} x")

    article = only(DOCX, document(write))
    assert article.body.split("\n\n") == [f"x {text} x" for text in texts]


@settings(max_examples=100, deadline=None)
@given(changed(str(WORD["word/document.xml"]).encode()))
def test_changed_xml_is_read(xml: bytes) -> None:
    assert len(read_raw(DOCX, zipped({**WORD, "word/document.xml": xml}))) == 1


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name, title, published, byline, first, last",
    [
        ("docx_zh-Hant", "渡輪公司申請加價一成", "2024年3月5日", "記者 張文",
         "海港渡輪公司周二宣布，向運輸署申請調高票價一成，最快六月生效。",
         "議員李大文表示，會要求公司交代財務狀況。"),
        ("docx_zh-Hans", "渡轮公司申请加价一成", "2024年3月5日", "记者 张文",
         "海港渡轮公司周二宣布，向有关部门申请调高票价一成，最快六月生效。",
         "议员李大文表示，会要求公司交代财务状况。"),
        ("docx_en", "Ferry company seeks ten per cent rise", "5 March 2024", "By Amy Wardle",
         "The Harbour Ferry Company said on Tuesday that it had asked to raise fares by ten per"
         " cent from June.", "Councillors said they would ask to see the accounts."),
    ],
)  # fmt: skip
def test_documents_of_newsrooms(
    name: str, title: str, published: str, byline: str, first: str, last: str
) -> None:
    article = only(DOCX, (fixtures() / f"own/{name}.docx").read_bytes())
    assert isinstance(article, RawArticle)
    assert (article.title, article.published, article.bylines) == (title, published, (byline,))
    lines = article.body.split("\n\n")
    assert (lines[0], lines[-2], lines[-1]) == (first, last, "Fare\tHK$10")
