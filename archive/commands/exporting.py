"""Taking away: `export`."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from archive.commands.asking import add_search_options, asked_parameters, search_service
from archive.commands.common import Commands, add_command, print_json, settings_of
from archive.commands.stopping import Stopped, stopping
from archive.errors import OptionError
from archive.export.columns import Address
from archive.export.files import FILE_FORMS, check_free, write_export
from archive.indexing.room import naming_a_full_disk
from archive.query.parameter_table import ACROSS_CHOICES
from archive.web.messages.speech import say
from archive.web.routing import id_in_path


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = add_command(
        commands,
        "export",
        _export,
        "Write all that a search finds into a file, and beside it a receipt that says what was "
        "asked, how it was read, and of which generation.",
    )
    add_search_options(parser)
    parser.add_argument(
        "file", type=_path, metavar="FILE", help=f"its ending is one of {_endings()}"
    )
    parser.add_argument(
        "--across",
        default="",
        choices=["", *ACROSS_CHOICES],
        help="words: also what has the words in the other language, marked",
    )
    parser.add_argument("--force", action="store_true", help="replace FILE where it is there")
    add_address(parser)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Let a command be told where readers reach the archive."""
    parser.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="where readers reach the archive, for the addresses of articles",
    )


def _endings() -> str:
    return ", ".join(f".{ending}" for ending in FILE_FORMS)


def _path(text: str) -> Path:
    path = Path(text)
    if path.suffix.removeprefix(".").lower() not in FILE_FORMS:
        raise argparse.ArgumentTypeError(f"{text} must end in one of {_endings()}")
    return path


def archive_address(arguments: argparse.Namespace) -> str:
    """Where readers reach the archive, with a slash at its end; a path where no host is told.

    Raises `OptionError`.
    """
    base: str = arguments.address
    if base and not base.startswith(("http://", "https://")):
        raise OptionError(
            f"--address {base} is no address.", remedy="Give http://... or https://..."
        )
    base = base or settings_of(arguments).url_prefix
    return base if base.endswith("/") else f"{base}/"


def address_of(arguments: argparse.Namespace) -> Address:
    """The address of an article, below the one that readers reach the archive at."""
    before = f"{archive_address(arguments)}article/"
    return lambda article: before + id_in_path(article)


def _export(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    parameters, address = asked_parameters(arguments), address_of(arguments)
    check_free(path, force=arguments.force)
    speak = partial(say, language=parameters.ui)
    try:
        with (
            stopping(),
            naming_a_full_disk(path.absolute().parent),
            search_service(arguments) as service,
            service.exporting(parameters) as export,
        ):
            written = write_export(export, path, address, speak, force=arguments.force)
    except Stopped:
        raise KeyboardInterrupt from None
    facts = written.facts
    if arguments.json:
        print_json(facts)
        return 0
    stories = f" ({facts['stories']:,} stories)" if facts["stories"] < facts["rows"] else ""
    print(f"{facts['rows']:,} articles{stories} of {facts['generation']} in {path}")
    print(f"what was asked, and when: {written.receipt}")
    return 0
