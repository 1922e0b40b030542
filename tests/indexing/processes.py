"""The worker processes that a process started."""

from __future__ import annotations

from pathlib import Path


def workers_of(parent: int) -> list[int]:
    """Those that live, by number; what ended and was not yet asked for does not count."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = (path.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile
        if int(fields[1]) == parent and b"indexing.worker" in command:
            found.append(int(path.parent.name))
    return sorted(found)
