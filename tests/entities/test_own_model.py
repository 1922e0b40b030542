"""A newsroom's own model is asked by lines; whatever it does wrong is told in one line."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.entities import program_lines
from archive.entities.findings import Stretch
from archive.entities.own_model import Greeting, OwnModel
from archive.errors import AnalysisError, RecogniserError
from archive.model.entity import Kind
from tests.conftest import ROOT
from tests.entities.own_programs import FIND, OBEY, OwnProgram, wait_for_end

PEOPLE = "陳A𠮷𡃁"
ORGANISATIONS = "公B𝄞🏢"
OTHERS = [*' \n\r\u2028\0"\\c說é😀\U0010ffff', "\ud800", "\ude00"]


@pytest.fixture(scope="module")
def finding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnModel]:
    """Finds runs of the characters of names."""
    body = FIND % (f"[{PEOPLE}]+", f"[{ORGANISATIONS}]+")
    program = OwnProgram(tmp_path_factory.mktemp("finding"), body)
    with closing(OwnModel("zh", program.command)) as model:
        yield model


@pytest.fixture
def obeying(tmp_path: Path) -> OwnProgram:
    return OwnProgram(tmp_path, OBEY)


def name_of(characters: str, kind: Kind) -> st.SearchStrategy[tuple[str, Kind]]:
    return st.text(characters, min_size=1, max_size=4).map(lambda name: (name, kind))


NAMES = st.one_of(name_of(PEOPLE, Kind.PERSON), name_of(ORGANISATIONS, Kind.ORGANISATION))
BETWEEN = st.text(st.sampled_from(OTHERS), min_size=1, max_size=5)
TEXTS = st.lists(st.tuples(BETWEEN, NAMES), max_size=4)


@given(st.lists(TEXTS, max_size=4))
def test_spans_are_code_points_of_the_text(
    finding: OwnModel, drawn: list[list[tuple[str, tuple[str, Kind]]]]
) -> None:
    texts, expected = [], []
    for parts in drawn:
        text, stretches = "", []
        for between, (name, kind) in parts:
            text += between
            stretches.append(Stretch(kind, len(text), len(text) + len(name)))
            text += name
        texts.append(text)
        expected.append(stretches)
    assert finding.find(texts) == expected


def test_neither_side_waits_for_the_other_to_read(tmp_path: Path) -> None:
    """Texts, answers and what is said beside them are all longer than a pipe holds."""
    body = """
    sys.stderr.write("noise\\n" * 30_000)
    answer({"id": number, "padding": "x" * 200_000, "spans": []})
"""
    program = OwnProgram(tmp_path, body)
    with closing(OwnModel("en", program.command)) as model:
        assert model.find(["x" * 100_000] * 12) == [[]] * 12
        assert model.find(["y"]) == [[]]
    assert len(program.asked()) == 13
    assert len(program.processes()) == 1
    wait_for_end(program.processes())


def test_it_says_who_it_is(obeying: OwnProgram) -> None:
    with closing(OwnModel("zh", obeying.command)) as model:
        assert model.find([]) == []
        assert obeying.processes() == []
        assert model.greeting() == Greeting("own", "1")
        before = model.fingerprint()
        assert before.isascii()
    obeying.says("own", "2")
    for language, command in (
        ("zh", obeying.command),
        ("en", obeying.command),
        ("zh", (*obeying.command, "--strict")),
    ):
        with closing(OwnModel(language, command)) as model:
            assert model.fingerprint() != before


def test_it_may_not_become_another_while_it_is_asked(obeying: OwnProgram) -> None:
    with closing(OwnModel("zh", obeying.command)) as model:
        model.greeting()
        model.close()
        obeying.says("own", "2")
        elsewhere = pickle.loads(pickle.dumps(model))
        with pytest.raises(RecogniserError, match="is own 2 now, and was own 1 when this run"):
            elsewhere.find(["x"])


SPAN = '{{"start": {}, "end": {}, "kind": "{}"}}'


def spans(*listed: str) -> str:
    """A text that has the program answer these spans of it."""
    return f"""sys.stdout.write('{{"id": 1, "spans": [{", ".join(listed)}]}}\\n')"""


FAULTS = [
    ("print('Loading ...')", "'Loading ...' is not JSON"),
    ("sys.stdout.buffer.write(b'\\xff\\n')", "'�' is not JSON"),
    ("print('[' * 100_000)", "is not JSON"),
    ("print('[1]')", r"\[1\] is no object"),
    ("answer({'id': 2, 'spans': []})", "its id is 2, not 1"),
    ("answer({'id': True, 'spans': []})", "its id is True, not 1"),
    ("answer({'spans': []})", "its id is None, not 1"),
    ("answer({'id': 1})", "its spans are no list"),
    (spans("7"), "span 1 is no object"),
    (spans(SPAN.format(0, 5, "person"), SPAN.format(9, '"x"', "person")), "span 2 has no whole"),
    (spans(SPAN.format(0, 1.0, "person")), "span 1 has no whole numbers as start and end"),
    (spans(SPAN.format(0, 999, "person")), "from 0 to 999, does not lie in the text, which has "),
    (spans(SPAN.format(-1, 3, "person")), "from -1 to 3, does not lie in the text"),
    (spans(SPAN.format(3, 3, "person")), "from 3 to 3, does not lie in the text"),
    (spans(SPAN.format(0, 5, "place")), "is of the kind 'place', not of person or organisation"),
    (spans('{"start": 0, "end": 5, "kind": []}'), r"is of the kind \[\], not"),
    (
        spans(SPAN.format(4, 9, "person"), SPAN.format(0, 5, "organisation")),
        "the spans from 0 to 5 and from 4 to 9 overlap",
    ),
    (
        spans('{"start": 0, "end": 3, "kind": "person", "text": "Mary"}'),
        "at span 1, from 0 to 3, stands 'sys' and not 'Mary'",
    ),
    ("sys.exit(3)", r"ended with code 3\.$"),
    (
        "sys.stderr.write('Warning\\nNo \\033[1mmodel.\\n\\n'); sys.exit(1)",
        r"code 1: No �\[1mmodel.$",
    ),
    ("os.kill(os.getpid(), 9)", r"ended with SIGKILL\.$"),
    ("time.sleep(600)", r"gave no answer for 0\.4 seconds\.$"),
    ("print('x' * 600_000)", "answered with a line of more than 500,000 bytes"),
    ("sys.stdout.write('x' * 600_000)", "answered with a line of more than 500,000 bytes"),
]


@pytest.mark.parametrize("text, told", FAULTS)
def test_what_it_does_wrong_is_told(
    obeying: OwnProgram, text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program_lines, "LONGEST_LINE", 500_000)
    with closing(OwnModel("zh", obeying.command, 600)) as model:
        model.greeting()
        if "sleep" in text:
            # Only now: on a busy machine a program takes longer to begin.
            monkeypatch.setattr(model._program, "_patience", 0.4)
        with pytest.raises(RecogniserError, match=told) as caught:
            model.find([text])
    assert caught.value.detail.startswith("ARCHIVE_RECOGNISER_ZH (")
    assert "\n" not in caught.value.one_line()
    assert "docs/REFERENCE.md" in caught.value.one_line()


def test_after_a_fault_it_is_started_anew(obeying: OwnProgram) -> None:
    """What it was asked and has not answered is not taken for an answer to something else."""
    good = "answer({'id': number, 'spans': []})"
    with closing(OwnModel("zh", obeying.command)) as model:
        assert model.find([good, good]) == [[], []]
        with pytest.raises(RecogniserError, match="answered text 4, "):
            model.find([good, "answer({})", good])
        wait_for_end(obeying.processes())
        assert model.find([good]) == [[]]
    assert len(obeying.processes()) == 2


@pytest.mark.parametrize(
    "name, version, key",
    [("", "1", "name"), ("own", 1, "version"), ("own", "1\n2", "version"), ("\ud800", "1", "name")],
)
def test_a_hello_that_cannot_be_read(
    obeying: OwnProgram, name: object, version: object, key: str
) -> None:
    obeying.says(name, version)
    with pytest.raises(
        RecogniserError, match=f"answered the hello wrongly: its '{key}' is no line"
    ):
        OwnModel("en", obeying.command).greeting()
    wait_for_end(obeying.processes())


def test_what_cannot_be_run_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("#!/no/such/interpreter\n")
    for command in ("no-such-program", str(tmp_path), str(script)):
        with pytest.raises(
            RecogniserError, match=r"there is no program '.*' that may be run"
        ) as told:
            OwnModel("en", (command, "--fast")).greeting()
        assert "Write its whole path" in told.value.remedy
    script.chmod(0o755)
    with pytest.raises(RecogniserError, match=r"ended with code 127: .*script: No such file"):
        OwnModel("en", (str(script),)).greeting()
    with pytest.raises(RecogniserError, match=r"ended with code 0\.$"):
        OwnModel("en", ("true",)).greeting()


def test_what_went_wrong_can_be_told_by_a_worker() -> None:
    error = RecogniserError("What.", remedy="Do.")
    copied = pickle.loads(pickle.dumps(error))
    assert isinstance(copied, AnalysisError)
    assert copied.one_line() == error.one_line() == "What. Do."


#: Asks a program, says that it has, and waits to be killed.
ASKING = """
import sys
from archive.entities.own_model import OwnModel
model = OwnModel("en", sys.argv[1:])
model.find(["x"])
print("asked", flush=True)
sys.stdin.read()
"""


def test_it_ends_with_whoever_is_killed(tmp_path: Path) -> None:
    """With what it has started too, and where it does not look at the end of its input."""
    begin = """
if not os.fork():
    note("started", os.getpid())
    time.sleep(600)
"""
    body = """
    answer({"id": number, "spans": []})
    time.sleep(600)
"""
    program = OwnProgram(tmp_path, body, begin=begin)
    with subprocess.Popen(
        [sys.executable, "-c", ASKING, *program.command],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == b"asked\n"
        asking.kill()
    assert len(program.processes()) == 2
    wait_for_end(program.processes())
