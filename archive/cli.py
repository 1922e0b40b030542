"""The commands of `manage.py`: reads arguments, runs one command, turns failures into one line."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Final

from archive.commands import (
    building,
    dates,
    doctor,
    entities,
    generations,
    inspecting,
    reading,
    serving,
)
from archive.commands.common import line_of
from archive.errors import ArchiveError, BadParameterError, OptionError

DONE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130

_GROUPS: Final = (building, inspecting, reading, serving, generations, entities, dates, doctor)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="manage.py",
        description="A news archive in English, Traditional and Simplified Chinese.",
        epilog="`manage.py COMMAND --help` explains a command. Exit codes: 0 done; 1 failed, and "
        "whatever served before still serves; 2 wrong usage.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for group in _GROUPS:
        group.register(commands)
    return parser


def _report(error: BaseException, line: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(error)
    print(f"manage.py: {line}", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    parsed = build_parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except (BadParameterError, OptionError) as error:
        _report(error, line_of(error), debug=parsed.debug)
        return WRONG_USAGE
    except ArchiveError as error:
        _report(error, line_of(error), debug=parsed.debug)
        return FAILED
    except BrokenPipeError:
        # Whoever read the output has gone; Python must not complain of it again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _report(error, f"{where}{error.strerror or error}.", debug=parsed.debug)
        return FAILED
    except KeyboardInterrupt:
        print("manage.py: interrupted; what served before still serves.", file=sys.stderr)
        return INTERRUPTED
    return code
