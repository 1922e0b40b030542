"""The server's log: a JSON object a line."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from typing import Final

#: What Waitress and Flask say of a request with its path, which may hold what was typed or read.
_OF_REQUEST: Final = re.compile(r"((?:while serving|^Exception on)) .*", re.DOTALL)


class LogLines(logging.Formatter):
    """Writes a record as one line: time (UTC), level, logger, message, and its own `fields`.

    A traceback stands in "traceback", line ends and all, so that a line stays a line.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        when = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, object] = {
            "time": when.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _OF_REQUEST.sub(r"\1 a request", record.getMessage()),
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            line |= fields
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
