"""What the cluster is asked, and what its failures mean."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from archive.errors import ClusterError, DamagedIndexError, MissingPackageError, SettingError

try:
    from opensearchpy import OpenSearch
    from opensearchpy.exceptions import (
        ConnectionError as AwayError,
    )
    from opensearchpy.exceptions import (
        NotFoundError,
        OpenSearchException,
        TransportError,
    )
except ImportError as error:  # pragma: no cover - an archive in files needs no client
    raise MissingPackageError(
        "ARCHIVE_ENGINE=opensearch needs the package opensearch-py.",
        remedy="Run `make opensearch-install`.",
    ) from error

#: Seconds to wait for an answer, and how often a request is sent again that had none.
_PATIENCE: Final = 60
_RETRIES: Final = 3

#: What the cluster has no room or time for at the moment: the only refusal that passes by itself.
BUSY: Final = 429

#: How often that is asked again, and seconds before the first time; each wait is twice the last.
_ATTEMPTS: Final = 6
_WAIT: Final = 0.25

#: From this version on the engine's BM25 is without the factor k1 + 1.
_PLAIN_BM25: Final = 3

Reply = dict[str, Any]


class Cluster:
    """A cluster; safe for many threads. Every failure is an `ArchiveError`.

    `on_request` is told of every request, for tests that count them.
    """

    def __init__(self, urls: Sequence[str]) -> None:
        self._client = OpenSearch(
            list(urls),
            timeout=_PATIENCE,
            max_retries=_RETRIES,
            retry_on_timeout=True,
            retry_on_status=(502, 503, 504),
        )
        self._version: int | None = None
        self.on_request: Callable[[str, str], None] = lambda _method, _path: None

    def ask(
        self, method: str, path: str, body: object = None, lines: bool = False, **options: object
    ) -> Any:
        """What the cluster answers; `lines`: the body is several values, one a line.

        Raises `ClusterError` where it does not answer or refuses, and `DamagedIndexError` where
        there is no such index.
        """
        headers = {"content-type": "application/x-ndjson" if lines else "application/json"}
        sent = None if body is None else _written(body, lines=lines)
        for wait in _waits():
            self.on_request(method, path)
            try:
                return self._client.transport.perform_request(
                    method, path, params=dict(options), body=sent, headers=headers
                )
            except NotFoundError as error:
                raise DamagedIndexError(f"The cluster has no {path}: {_told(error)}.") from error
            except OpenSearchException as error:
                if wait is None or not isinstance(error, TransportError) or not _is_busy(error):
                    raise ClusterError(f"{method} {path}: {_told(error)}.") from error
                time.sleep(wait)
        raise AssertionError  # the last wait is None

    def exists(self, path: str) -> bool:
        """Whether there is something of this path."""
        return bool(self.ask("HEAD", path))

    def scale(self) -> float:
        """What the cluster multiplies BM25 by."""
        if self._version is None:
            number = str(self.ask("GET", "/")["version"]["number"])
            self._version = int(number.partition(".")[0])
        return 1.0 if self._version >= _PLAIN_BM25 else 2.2

    def search_many(self, index: str, bodies: Sequence[Reply]) -> list[Reply]:
        """The answers to several searches in one request; whole, or `ClusterError`.

        No answer is of some shards only. What is scored counts terms over all shards.
        """
        if not bodies:
            return []
        header = {
            "index": index,
            "search_type": "dfs_query_then_fetch",
            # The copies of a shard add up scores alike, but not to the last bit.
            "preference": "archive",
            "allow_partial_search_results": False,
        }
        rows = [row for body in bodies for row in (header, body)]
        for wait in _waits():
            answers: list[Reply] = self.ask("POST", "/_msearch", rows, lines=True)["responses"]
            if wait is None or not any(answer.get("status") == BUSY for answer in answers):
                break
            time.sleep(wait)
        for answer in answers:
            _check_whole(index, answer)
        return answers

    def search(self, index: str, body: Reply) -> Reply:
        """The answer to one search; see `search_many`."""
        return self.search_many(index, [body])[0]

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()


def _waits() -> Iterator[float | None]:
    """Seconds to wait before each further attempt, None after the last."""
    yield from (_WAIT * 2**attempt for attempt in range(_ATTEMPTS))
    yield None


def _is_busy(error: TransportError) -> bool:
    return bool(error.status_code == BUSY)


def _written(body: object, *, lines: bool) -> bytes:
    rows: Iterable[object] = body if lines else [body]  # type: ignore[assignment]  # a list of rows where `lines`
    text = "\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return (text + "\n").encode("utf-8")


def _told(error: OpenSearchException) -> str:
    """A failure on one line."""
    if isinstance(error, AwayError):
        return "no answer"
    info = error.info if isinstance(error, TransportError) else None
    cause = info.get("error") if isinstance(info, Mapping) else None
    reason = cause.get("reason") if isinstance(cause, Mapping) else cause
    return " ".join(str(reason or error).split())[:300]


def _check_whole(index: str, answer: Reply) -> None:
    """Raise where a search was refused, or answered by some shards only."""
    if "error" in answer:
        cause = answer["error"]
        reasons = [cause.get("reason"), *(c.get("reason") for c in cause.get("root_cause", ()))]
        told = "; ".join(dict.fromkeys(str(reason) for reason in reasons if reason))
        if cause.get("type") == "index_not_found_exception":
            raise DamagedIndexError(f"The cluster has no index {index}.")
        raise ClusterError(f"A search of {index} was not answered: {told[:300]}.")
    shards = answer["_shards"]
    if answer.get("timed_out") or shards["failed"] or shards["successful"] < shards["total"]:
        raise ClusterError(f"Only some shards of {index} answered: {shards}.")


@lru_cache(maxsize=8)
def cluster_of(urls: str) -> Cluster:
    """The cluster at some addresses, commas between them; connections are shared."""
    listed = [url for url in urls.replace(",", " ").split() if url]
    if not listed or not all(url.startswith(("http://", "https://")) for url in listed):
        raise SettingError(
            f"ARCHIVE_OPENSEARCH_URL is {urls!r}.",
            remedy="Write addresses such as http://127.0.0.1:9200, commas between them.",
        )
    return Cluster(listed)
