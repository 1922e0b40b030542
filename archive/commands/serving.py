"""Serving: `serve`."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from typing import Final

from archive.commands.common import Commands, add_command, settings_of
from archive.errors import OptionError
from archive.serving.listening import listen
from archive.serving.log_lines import LogLines
from archive.serving.supervisor import Supervisor
from archive.web.meters import Meters
from archive.web.places import list_slots
from archive.wsgi import application

#: The most that each number may be: more is a typing error.
HIGHEST: Final = {"port": 65_535, "workers": 256, "threads": 256, "grace": 3_600}
LOWEST: Final = {"port": 0, "workers": 1, "threads": 1, "grace": 0}


def register(commands: Commands) -> None:
    """Add the command of this file."""
    serve = add_command(commands, "serve", _serve, "Serve the archive to browsers, read-only.")
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to listen on (127.0.0.1)"
    )
    cores = min(len(os.sched_getaffinity(0)), HIGHEST["workers"])
    for name, default, help_text in (
        ("port", 8000, "port to listen on (8000); 0: any that is free"),
        ("workers", cores, f"processes that answer ({cores}: the usable cores)"),
        ("threads", 8, "requests that one process works on at once, at most (8)"),
        ("grace", 30, "seconds that requests in flight have when it is stopped (30)"),
    ):
        serve.add_argument(f"--{name}", default=str(default), metavar="N", help=help_text)


def _number(arguments: argparse.Namespace, name: str) -> int:
    """An option's number; raises `OptionError` where it is none, or too small or large."""
    text: str = getattr(arguments, name)
    digits = text.removeprefix("-")
    right = digits.isascii() and digits.isdecimal() and len(digits) <= 9
    if not right or not LOWEST[name] <= int(text) <= HIGHEST[name]:
        raise OptionError(
            f"--{name} is {text[:40]!r}.",
            remedy=f"Use a whole number from {LOWEST[name]} to {HIGHEST[name]:,}.",
        )
    return int(text)


def _serve(arguments: argparse.Namespace) -> int:
    lines = logging.StreamHandler()
    lines.setFormatter(LogLines())
    logging.basicConfig(level=logging.INFO, handlers=[lines])
    settings = settings_of(arguments)
    port, workers, threads, grace = (_number(arguments, name) for name in HIGHEST)
    sockets = listen(arguments.host, port)
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    address = f"http://{host}:{sockets[0].getsockname()[1]}{settings.url_prefix}"
    # Shared from before the processes part.
    meters, lists = Meters(workers), list_slots()
    supervisor = Supervisor(
        lambda seat: application(settings, meters, seat, lists),
        sockets,
        workers=workers,
        threads=threads,
        grace=grace,
        url_prefix=settings.url_prefix,
        on_ready=lambda: print(
            f"The archive is at {address}  (stop with Ctrl-C)", file=sys.stderr, flush=True
        ),
    )
    return supervisor.run()
