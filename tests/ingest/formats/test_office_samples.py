"""The files of samples/formats that this house wrote in these formats."""

from __future__ import annotations

import pytest

from archive.ingest.formats.docx import Docx
from archive.ingest.formats.epub import Epub
from archive.ingest.formats.mail import Mail
from archive.ingest.formats.mbox import Mbox
from archive.ingest.formats.pdf import Pdf
from archive.ingest.raw import Format, RawArticle
from tests.conftest import SAMPLES
from tests.ingest.formats.office_support import read_raw

FORMATS: tuple[Format, ...] = (Mail(), Mbox(), Docx(), Pdf(), Epub())


@pytest.mark.parametrize(
    "name, format_name, titles",
    [
        ("mail.eml", "mail", ["離島渡輪下月試行夜航"]),
        ("mailbox.mbox", "mbox", ["Night ferries to run on trial", "渡轮下月试行夜航"]),
        ("document.docx", "docx", ["Island shops expect more visitors"]),
        ("document.pdf", "pdf", ["夜航首晚載客八百"]),
        ("newspaper.epub", "epub", ["夜航惠及商戶", "居民關注噪音"]),
    ],
)
def test_sample_is_read_whole_by_its_format(name: str, format_name: str, titles: list[str]) -> None:
    """Told by its content, without a suffix, and by no other format of these as surely."""
    data = (SAMPLES / "formats" / name).read_bytes()
    sure = {each.name: each.recognises(data[: 2**16], "") for each in FORMATS}
    assert sure.pop(format_name) == 3
    assert max(sure.values()) < 3
    reading = next(each for each in FORMATS if each.name == format_name)
    results = read_raw(reading, data)
    assert [r.title for r in results if isinstance(r, RawArticle)] == titles
    assert len(results) == len(titles)
