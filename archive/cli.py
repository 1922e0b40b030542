"""The commands of `manage.py`: reads arguments, runs one command, turns failures into one line."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from archive import VERSION
from archive.commands.common import line_of
from archive.errors import ArchiveError, BadParameterError, OptionError, ReceiptError

DONE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130

#: Groups of commands, files of `archive/commands/`, with the commands of each. Only what is asked
#: for is loaded: a search needs nothing that builds an index.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "building": ("reindex", "watch"),
    "inspecting": ("inspect",),
    "reading": ("search", "show"),
    "exporting": ("export",),
    "alerting": ("alert",),
    "differing": ("diff",),
    "checking": ("check",),
    "assisting": ("mcp",),
    "serving": ("serve",),
    "generations": ("generations", "publish", "rollback", "prune", "verify", "stats"),
    "withdrawing": ("withdraw", "purge"),
    "backups": ("backup", "restore"),
    "entities": ("entities",),
    "wording": ("lexicon", "glossary"),
    "meaning": ("meaning",),
    "dates": ("dates",),
    "doctor": ("doctor",),
}


def build_parser(command: str = "") -> argparse.ArgumentParser:
    """The parser of the group that has a command; of all commands where none has it."""
    parser = argparse.ArgumentParser(
        prog="manage.py",
        description="A news archive in English, Traditional and Simplified Chinese.",
        epilog="`manage.py COMMAND --help` explains a command. Exit codes: 0 done; 1 failed, and "
        "whatever served before still serves; 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=VERSION)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    groups = [group for group, names in GROUPS.items() if command in names]
    for group in groups or GROUPS:
        import_module(f"archive.commands.{group}").register(commands)
    return parser


def _report(error: BaseException, line: str, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(error)
    print(f"manage.py: {line}", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parsed = build_parser(given[0] if given else "").parse_args(given)
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except (BadParameterError, OptionError, ReceiptError) as error:
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
