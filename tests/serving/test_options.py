"""What `serve` is told is checked before anything starts."""

from __future__ import annotations

import socket

import pytest

from archive.cli import main
from archive.commands.serving import HIGHEST, LOWEST
from archive.errors import OptionError
from archive.serving.listening import listen
from tests.conftest import ROOT

WRONG = [
    *(("--threads", text) for text in ("0", "-1", "257", "99999999999999999999", "x", "1.5", "")),
    *(("--workers", text) for text in ("0", "-3", "1000000", "٣")),
    *(("--port", text) for text in ("-1", "65536", "70000", "http", "1e3")),
    *(("--grace", text) for text in ("-1", "3601", "nan")),
    *(("--host", text) for text in ("nowhere.invalid", "1.2.3.4.5", "", "a b", "x" * 300)),
]


@pytest.mark.parametrize("option, value", WRONG)
def test_a_wrong_option_is_one_line_and_exit_2(
    option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--port", "0", f"{option}={value}"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"manage.py: {option} ")
    assert "Use " in lines[0]


@pytest.mark.parametrize("option", ["host", *HIGHEST])
def test_every_option_is_documented_with_its_bounds(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = (ROOT / "docs" / "REFERENCE.md").read_text("utf-8")
    (line,) = (line for line in reference.splitlines() if line.startswith(f"| `--{option} "))
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    assert f"--{option} " in capsys.readouterr().out
    if option not in ("host", "port"):
        assert f"{LOWEST[option]} to {HIGHEST[option]:,}" in line


def test_a_port_in_use_is_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "Address already in use" in line
    assert "Choose another --host or --port." in line


def test_a_name_with_two_addresses_is_served_at_both_on_one_port() -> None:
    sockets = listen("localhost", 0)
    assert len({sock.getsockname()[1] for sock in sockets}) == 1
    for sock in sockets:
        sock.close()


def test_a_host_that_is_none_is_named() -> None:
    with pytest.raises(OptionError, match=r"nowhere\.invalid"):
        listen("nowhere.invalid", 0)
