"""Every format, one a line. Of two that are equally sure of a file the first counts."""

from __future__ import annotations

from typing import Final

from archive.ingest.formats.anpa import Anpa
from archive.ingest.formats.copied_page import CopiedPage
from archive.ingest.formats.csv_table import CsvTable
from archive.ingest.formats.docx import Docx
from archive.ingest.formats.epub import Epub
from archive.ingest.formats.feeds import Feeds
from archive.ingest.formats.front_matter import FrontMatter
from archive.ingest.formats.html import HtmlPage
from archive.ingest.formats.iptc7901 import Iptc7901
from archive.ingest.formats.json_format import JsonFormat
from archive.ingest.formats.mail import Mail
from archive.ingest.formats.mbox import Mbox
from archive.ingest.formats.newsml1 import Newsml1
from archive.ingest.formats.newsml_g2 import NewsmlG2
from archive.ingest.formats.nitf import Nitf
from archive.ingest.formats.pdf import Pdf
from archive.ingest.formats.warc import Warc
from archive.ingest.formats.wordpress import Wordpress
from archive.ingest.formats.xml_other import XmlOther
from archive.ingest.raw import Format

FORMATS: Final[tuple[Format, ...]] = (
    JsonFormat(),
    CsvTable(),
    NewsmlG2(),
    Newsml1(),
    Nitf(),
    Wordpress(),
    Feeds(),
    HtmlPage(),
    XmlOther(),
    Warc(),
    Mbox(),
    Mail(),
    Docx(),
    Epub(),
    Pdf(),
    Iptc7901(),
    Anpa(),
    FrontMatter(),
    CopiedPage(),
)
