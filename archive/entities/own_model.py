"""A newsroom's own model: a program that is asked for the names in texts.

The program is sent JSON, a line at a time, and answers each line with one. All lines are ASCII.
docs/REFERENCE.md tells the whole of it.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

from archive.entities.findings import Stretch
from archive.entities.models import INPUT_VERSION
from archive.entities.program_lines import LineProgram
from archive.errors import RecogniserError
from archive.model.entity import ACTORS

#: The version of what programs are asked and answer.
PROTOCOL: Final = 1

#: Seconds that a program may take for a line: the first may have it load a large model.
LONGEST_ANSWER: Final = 300.0

#: A program's name and its version are a line of at most so many characters.
_LONGEST_NAME: Final = 100

#: Characters that errors show of a command, and of a text or an answer.
_COMMAND_SHOWN: Final = 120
_SHOWN: Final = 40

_KINDS: Final = {str(kind): kind for kind in ACTORS}

#: UTF-8 has no lone surrogates, and many programs stop at one; what stands for it moves nothing.
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Greeting(NamedTuple):
    """What a program says of itself; findings are kept for it."""

    name: str
    version: str

    def told(self) -> str:
        """Name and version, for people."""
        return f"{self.name} {self.version}"


def _line(request: Mapping[str, object]) -> bytes:
    return json.dumps(request).encode("ascii") + b"\n"


def _excerpt(value: object) -> str:
    """The beginning of a value, as an error shows it on one line."""
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."


def _object(answer: bytes) -> dict[str, Any]:
    """The JSON object of an answer; raises ValueError."""
    try:
        value = json.loads(answer.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{_excerpt(answer.decode('utf-8', 'replace'))} is not JSON") from error
    if isinstance(value, dict):
        return value
    raise ValueError(f"{_excerpt(value)} is no object")


def _said(answer: dict[str, Any], key: str) -> str:
    value = answer.get(key)
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= _LONGEST_NAME:
        raise ValueError(f"its {key!r} is no line of 1 to {_LONGEST_NAME} characters")
    return value


def _greeting(answer: bytes) -> Greeting:
    """What a program answers to a hello; raises ValueError."""
    value = _object(answer)
    return Greeting(_said(value, "name"), _said(value, "version"))


def _stretch(number: int, span: Any, text: str) -> Stretch:
    """A span of an answer; raises ValueError."""
    if type(span) is not dict:
        raise ValueError(f"span {number} is no object")
    start, end, kind = span.get("start"), span.get("end"), span.get("kind")
    if type(start) is not int or type(end) is not int:
        raise ValueError(f"span {number} has no whole numbers as start and end")
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"span {number}, from {start} to {end}, does not lie in the text, "
            f"which has {len(text)} code points"
        )
    if not isinstance(kind, str) or kind not in _KINDS:
        raise ValueError(
            f"span {number} is of the kind {_excerpt(kind)}, not of {' or '.join(_KINDS)}"
        )
    there = text[start:end]
    if span.get("text", there) != there:
        raise ValueError(
            f"at span {number}, from {start} to {end}, stands {_excerpt(there)} and not "
            f"{_excerpt(span['text'])}"
        )
    return Stretch(_KINDS[kind], start, end)


def _stretches(answer: bytes, asked: int, text: str) -> list[Stretch]:
    """The names that an answer tells, in their order; raises ValueError."""
    value = _object(answer)
    number, spans = value.get("id"), value.get("spans")
    if type(number) is not int or number != asked:
        raise ValueError(f"its id is {_excerpt(number)}, not {asked}")
    if type(spans) is not list:
        raise ValueError("its spans are no list")
    stretches = [_stretch(at, span, text) for at, span in enumerate(spans, 1)]
    stretches.sort(key=lambda stretch: stretch.start)
    for before, after in pairwise(stretches):
        if before.end > after.start:
            raise ValueError(
                f"the spans from {before.start} to {before.end} and from {after.start} to "
                f"{after.end} overlap"
            )
    return stretches


class OwnModel:
    """See `Model`; a program that is started when it is first asked, and kept until it is closed.

    `language` is that of the texts it reads, `command` the program and its arguments, `patience`
    how many seconds it may take for a line. One that is closed can be pickled; elsewhere it must
    still be the program that it was. Whatever asks the program raises `RecogniserError`, which
    names the setting, where it cannot be started or does not answer as it should.
    """

    def __init__(
        self, language: str, command: Sequence[str], patience: float = LONGEST_ANSWER
    ) -> None:
        self.setting = f"ARCHIVE_RECOGNISER_{language.upper()}"
        self._command = tuple(command)
        shown = shlex.join(command)
        more = "..." if len(shown) > _COMMAND_SHOWN else ""
        self._name = f"{self.setting} ({shown[:_COMMAND_SHOWN]}{more})"
        self._patience = patience
        self._greeting: Greeting | None = None
        self._program: LineProgram | None = None
        #: How many texts it was asked since it was started; their ids count from 1.
        self._asked = 0

    def greeting(self) -> Greeting:
        """What the program says of itself."""
        if self._greeting is None:
            self._running()
            assert self._greeting is not None
        return self._greeting

    def fingerprint(self) -> str:
        """Changes whenever what the program finds may change; ASCII."""
        return json.dumps([self.setting, PROTOCOL, INPUT_VERSION, *self._command, *self.greeting()])

    def find(self, texts: Sequence[str]) -> list[list[Stretch]]:
        """See `Model`."""
        if not texts:
            return []
        program = self._running()
        try:
            return list(self._answers(program, [_SURROGATE.sub("�", text) for text in texts]))
        except BaseException:
            # What it has not answered yet would be taken for answers to something else.
            self.close()
            raise

    def _answers(self, program: LineProgram, texts: Sequence[str]) -> Iterator[list[Stretch]]:
        first = self._asked + 1
        self._asked += len(texts)
        lines = [_line({"id": asked, "text": text}) for asked, text in enumerate(texts, first)]
        for asked, (text, answer) in enumerate(zip(texts, program.ask(lines), strict=True), first):
            try:
                yield _stretches(answer, asked, text)
            except (ValueError, RecursionError) as error:
                raise RecogniserError(
                    f"{self._name} answered text {asked}, {_excerpt(text)}, wrongly: {error}."
                ) from error

    def _running(self) -> LineProgram:
        """The program, started where it does not run."""
        if self._program is None:
            self._program = LineProgram(self._name, self._command, self._patience)
            self._asked = 0
            try:
                self._greet(self._program)
            except BaseException:
                self.close()
                raise
        return self._program

    def _greet(self, program: LineProgram) -> None:
        (answer,) = program.ask([_line({"hello": PROTOCOL})])
        try:
            greeting = _greeting(answer)
        except ValueError as error:
            raise RecogniserError(f"{self._name} answered the hello wrongly: {error}.") from error
        if self._greeting not in (None, greeting):
            before = self._greeting.told() if self._greeting else ""
            raise RecogniserError(
                f"{self._name} is {greeting.told()} now, and was {before} when this run began.",
                remedy="Run the command again.",
            )
        self._greeting = greeting

    def close(self) -> None:
        """End the program."""
        program, self._program = self._program, None
        if program is not None:
            program.close()


def own_models(commands: Mapping[str, Sequence[str]]) -> dict[str, OwnModel]:
    """The newsroom's own models by language, from their commands; none is started yet."""
    return {language: OwnModel(language, command) for language, command in commands.items()}
