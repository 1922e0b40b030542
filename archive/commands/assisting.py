"""Tools for a newsroom's assistant: `mcp`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import Final

from archive.commands.common import Commands, add_command, settings_of
from archive.engine.catalogue import FolderCatalogue
from archive.errors import PackageError
from archive.query.days import Newsroom
from archive.search.library import Library
from archive.search.service import SearchService

#: The highest number of a port.
_PORTS: Final = 65_535


def register(commands: Commands) -> None:
    """Add the commands of this file."""
    serving = add_command(
        commands,
        "mcp",
        _mcp,
        "Answer an assistant by the Model Context Protocol: on standard input and output, or over "
        "HTTP on this machine.",
    )
    serving.add_argument(
        "--http", type=_port, metavar="PORT", help="listen at http://127.0.0.1:PORT/mcp instead"
    )


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _PORTS:
        raise argparse.ArgumentTypeError(f"must be from 1 to {_PORTS}")
    return number


def _mcp(arguments: argparse.Namespace) -> int:
    try:
        import_module("mcp")
    except ModuleNotFoundError as error:
        raise PackageError(
            f"`mcp` needs a package that is not installed ({error.name})."
        ) from error
    server = import_module("archive.assistant.server")
    tools = import_module("archive.assistant.tools")
    settings = settings_of(arguments)
    library = Library(FolderCatalogue(settings.engine, settings.index))
    newsroom = Newsroom(settings.timezone, settings.day_order)
    try:
        # Where there is nothing to serve it is said at once.
        with library.reading():
            pass
        library.watch()
        desk = tools.Desk(SearchService(library), newsroom, settings.title)
        if arguments.http is None:
            server.serve_stdio(desk)
        else:
            address = f"http://{server.LOOPBACK}:{arguments.http}{server.PATH}"
            print(f"The archive's tools are at {address}  (stop with Ctrl-C)", file=sys.stderr)
            server.serve_loopback(desk, arguments.http)
    finally:
        library.close()
    return 0
