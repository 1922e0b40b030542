"""What users rely on is written down, and what is written down exists."""

from __future__ import annotations

import configparser
import dataclasses
import re

import pytest

from archive import VERSION
from archive.cli import build_parser
from archive.query.parameter_table import REPEATED, SINGLE
from archive.settings import Settings
from tests.conftest import ROOT

REFERENCE = (ROOT / "docs" / "REFERENCE.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Settings)])
def test_every_setting_is_documented(field: str) -> None:
    assert f"`ARCHIVE_{field.upper()}`" in REFERENCE


def test_no_setting_is_documented_that_does_not_exist() -> None:
    of_tests = {"TEST_CORPUS", "TEST_INDEX", "TEST_OPENSEARCH_URL"}
    named = set(re.findall(r"`ARCHIVE_([A-Z_]+)`", REFERENCE)) - of_tests
    assert named == {f.name.upper() for f in dataclasses.fields(Settings)}


def test_every_command_is_documented() -> None:
    choices = next(
        dict(action.choices)
        for action in build_parser()._actions
        if isinstance(action.choices, dict)
    )
    for command in choices:
        assert f"`{command}" in REFERENCE, command


@pytest.mark.parametrize(
    "parameter",
    [*SINGLE, *(name for name in REPEATED if not name.startswith("-"))],
)
def test_every_parameter_is_documented(parameter: str) -> None:
    assert f"`{parameter}`" in REFERENCE


def test_every_package_has_its_reason() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    for line in setup["options"]["install_requires"].split():
        package = re.split(r"[=<>]", line)[0]
        assert package.lower() in README.lower(), package


def test_every_folder_answers_a_question() -> None:
    folders = [p.name for p in (ROOT / "archive").iterdir() if (p / "__init__.py").exists()]
    for folder in folders:
        assert f"**`{folder}/` — " in ARCHITECTURE, folder


def test_a_room_names_three_files_at_most_and_they_exist() -> None:
    for folder, text in re.findall(r"\*\*`(\w+)/` — (.*?)\n\n", ARCHITECTURE, re.DOTALL):
        files = set(re.findall(r"`(\w+\.py)`", text))
        assert len(files) <= 3, folder
        for file in files:
            assert (ROOT / "archive" / folder / file).exists(), f"{folder}/{file}"


def test_the_index_page_names_every_file_of_the_engine() -> None:
    page = (ROOT / "docs" / "INDEX.md").read_text("utf-8")
    folder = ROOT / "archive" / "engine" / "whoosh"
    named = set(re.findall(r"`(\w+\.py)`", page)) | {"__init__.py"}
    assert named == {path.name for path in folder.glob("*.py")}


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "ARCHITECTURE.md", "CHANGELOG.md"),
        *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_pictures_are_light() -> None:
    pictures = sorted((ROOT / "docs" / "screenshots").glob("*.png"))
    assert len(pictures) == 6
    assert [path.name for path in pictures if path.stat().st_size >= 200_000] == []


def test_the_version_is_one_everywhere() -> None:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    assert settings["metadata"]["version"] == VERSION
    newest = re.search(r"^## (\S+), ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == VERSION
    assert f"version {VERSION}:" in README
