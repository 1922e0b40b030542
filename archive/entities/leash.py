"""Runs a program that ends with whoever started it, however that ends.

    leash.py HELD COMMAND ...

HELD is the reading end of a pipe whose other end the starter alone holds. Once that is closed, as
it is when the starter is killed, the program is killed with everything in its process group. What
the program started is killed too when it ends by itself. The exit code is the program's, as shells
give it: 128 and the number of a signal; 127 where it cannot be run.

This runs by its path, without the archive: it starts in a hundredth of a second.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from typing import Final

#: The exit code where a program cannot be run, and what is added to the number of a signal.
UNRUNNABLE: Final = 127
SIGNALLED: Final = 128

#: What Python and the archive's processes ignore, and other programs do not expect to.
_DEFAULTS: Final = (signal.SIGINT, signal.SIGPIPE, signal.SIGXFSZ)


def _kill(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _watch(held: int, group: int) -> None:
    """Kill a group once the other end is closed; whoever waits for the program hears of it."""
    os.read(held, 1)
    _kill(group)


def _run(held: int, command: list[str]) -> int:
    os.set_inheritable(held, False)
    try:
        program = os.posix_spawnp(command[0], command, os.environ, setpgroup=0, setsigdef=_DEFAULTS)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)  # noqa: T201  # a program's word
        return UNRUNNABLE
    # The ends of its lines are the program's alone, so that they close with it.
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nothing, number)
    threading.Thread(target=_watch, args=(held, program), daemon=True).start()
    # While it is not asked for, its number is nobody else's.
    os.waitid(os.P_PID, program, os.WEXITED | os.WNOWAIT)
    _kill(program)
    code = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    return code if code >= 0 else SIGNALLED - code


if __name__ == "__main__":
    sys.exit(_run(int(sys.argv[1]), sys.argv[2:]))
