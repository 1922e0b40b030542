"""Whether the archive lives and can answer, for machines that watch."""

from __future__ import annotations

import datetime as dt
from typing import Final

from flask import Blueprint, Response

from archive.errors import ArchiveError
from archive.model.result import GenerationInfo
from archive.web import errors
from archive.web.contract import current_service

blueprint: Final = Blueprint("health", __name__)


def age_of(info: GenerationInfo) -> int:
    """Seconds since a generation was made."""
    created = dt.datetime.fromisoformat(info.created)
    if created.tzinfo is None:
        created = created.replace(tzinfo=dt.UTC)
    return max(0, int((dt.datetime.now(dt.UTC) - created).total_seconds()))


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The archive answers: what it serves, or in one line why it cannot."""
    try:
        info = current_service().status()
        current_service().check()
    except ArchiveError as error:
        return errors.not_ready(error)
    facts = f"generation {info.name}\nage_seconds {age_of(info)}\narticles {info.articles}\n"
    facts += "".join(f"refused {name}\n" for name in current_service().refused())
    return Response(facts, mimetype="text/plain")
