"""Real files of agencies, of standards and of other programs: each gives what a person read in it.

The tables name a file, what reads it and few words of what it holds; the texts belong to their
publishers.
"""

from __future__ import annotations

from pathlib import PurePath

import pytest

from archive.ingest.formats.anpa import Anpa
from archive.ingest.formats.feeds import Feeds
from archive.ingest.formats.iptc7901 import Iptc7901
from archive.ingest.formats.newsml1 import Newsml1
from archive.ingest.formats.newsml_g2 import NewsmlG2
from archive.ingest.formats.nitf import Nitf
from archive.ingest.formats.wordpress import Wordpress
from archive.ingest.formats.xml_other import XmlOther
from archive.ingest.raw import Format
from tests.ingest.formats.support import Row, read_raw, real_file, real_names, row_of, rows

FORMATS: tuple[Format, ...] = (
    NewsmlG2(), Newsml1(), Nitf(), Wordpress(), Feeds(), Iptc7901(), Anpa(), XmlOther(),
)  # fmt: skip

#: The tables, and the folders of which each lists all files that end so.
TABLES = {
    "agency_xml": [("agency-xml", "")],
    "newsml_g2": [("newsml-g2", "")],
    "press_releases": [("ninjs", ".xml")],
    "wire": [("agency-text", "")],
    "feeds": [("feeds", ".xml"), ("own", ".xml")],
    "wordpress": [("wxr", "")],
}
_NO_NEWS = {"newsml-g2/_REPO_LICENSE"}

_ROWS = {name: list(rows(name)) for name in TABLES}
_FILES = [
    pytest.param(table, file, id=file)
    for table, listed in _ROWS.items()
    for file in dict.fromkeys(row.file for row in listed)
]


def chosen(name: str, data: bytes) -> Format:
    """The format that is surest of a file."""
    suffix = PurePath(name).suffix.lower()
    return max(FORMATS, key=lambda format_: format_.recognises(data[:65536], suffix))


@pytest.mark.parametrize("table, file", _FILES)
def test_what_it_holds(table: str, file: str) -> None:
    data = real_file(file)
    reader = chosen(file, data)
    read = [row_of(file, reader, result) for result in read_raw(reader, data)]
    assert read == [row for row in _ROWS[table] if row.file == file]


@pytest.mark.parametrize("table", TABLES)
def test_every_file_is_listed(table: str) -> None:
    listed = {row.file for row in _ROWS[table]}
    for folder, ending in TABLES[table]:
        names = {name for name in real_names(folder) if name.endswith(ending)}
        assert names - _NO_NEWS <= listed


@pytest.mark.parametrize("table", TABLES)
def test_only_one_is_sure(table: str) -> None:
    """No two formats say of one file that its content says it is theirs."""
    for row in _ROWS[table]:
        data = real_file(row.file)
        sure = [format_.name for format_ in FORMATS if format_.recognises(data[:65536], "") == 3]
        assert len(sure) <= 1, row.file


def test_columns() -> None:
    """Tables are not edited by hand into another shape."""
    for listed in _ROWS.values():
        assert all(len(row) == len(Row._fields) for row in listed)
