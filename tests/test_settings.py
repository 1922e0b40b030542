"""Settings are read from the environment, and a bad value names itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.cli import main
from archive.commands.sources import limits_of, recognisers_of
from archive.errors import SettingError
from archive.ingest.limits import MIB, Limits
from archive.settings import read_settings
from tests.ingest.packed import PACKERS, line

LIMITS = ("READ_WHOLE", "READ_UNPACKED", "READ_RATIO", "READ_MEMBERS", "READ_DEPTH")


def test_limits_of_reading_are_those_of_the_program_where_none_is_set() -> None:
    assert limits_of(read_settings({})) == Limits()
    assert limits_of(read_settings({f"ARCHIVE_{name}": "" for name in LIMITS})) == Limits()


def test_each_limit_of_reading_can_be_set() -> None:
    given = {f"ARCHIVE_{name}": str(number) for number, name in enumerate(LIMITS, 1)}
    assert limits_of(read_settings(given)) == Limits(MIB, 2 * MIB, 3, 4, 5)


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "1e3", "٣", "1" * 400, "256M"])
def test_a_bad_limit_names_itself(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"ARCHIVE_{name} is '{value}'") as caught:
        read_settings({f"ARCHIVE_{name}": value})
    assert "whole number" in caught.value.remedy


def test_a_limit_is_in_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl.gz.xz"
    path.write_bytes(PACKERS[".xz"](PACKERS[".gz"](line("a"))))
    for depth, articles in (("1", 0), ("2", 1)):
        monkeypatch.setenv("ARCHIVE_READ_DEPTH", depth)
        assert main(["inspect", str(path), "--json"]) == 0
        (told,) = json.loads(capsys.readouterr().out)
        assert told["articles"] == articles


@pytest.mark.parametrize("given, order", [({}, "dmy"), ({"ARCHIVE_DAY_ORDER": "mdy"}, "mdy")])
def test_the_order_of_days(given: dict[str, str], order: str) -> None:
    assert read_settings(given).day_order == order


@pytest.mark.parametrize("value", ["ymd", "DMY", "day first"])
def test_another_order_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match="ARCHIVE_DAY_ORDER"):
        read_settings({"ARCHIVE_DAY_ORDER": value})


def test_a_recogniser_is_a_command_line() -> None:
    given = {
        "ARCHIVE_RECOGNISER_EN": "/opt/ner --model 'large one'",
        "ARCHIVE_RECOGNISER_ZH": " ",
    }
    settings = read_settings(given)
    assert settings.recogniser_en == ("/opt/ner", "--model", "large one")
    assert recognisers_of(settings) == {"en": settings.recogniser_en}
    assert recognisers_of(read_settings({})) == {}


@pytest.mark.parametrize("value", ["/opt/ner 'large", "/opt/ner\n--fast", "'' --fast", "ner \\"])
@pytest.mark.parametrize("name", ["ARCHIVE_RECOGNISER_EN", "ARCHIVE_RECOGNISER_ZH"])
def test_another_command_line_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name} is no command line: No ") as caught:
        read_settings({name: value})
    assert "as for a shell" in caught.value.remedy
