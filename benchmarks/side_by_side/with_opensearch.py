"""OpenSearch: one node, one shard, the articles' own text in an analyzer for both languages.

The artefacts come from Maven Central (`opensearch/pom.xml`), the node is constructed by
`opensearch/SearchNode.java`; JDK 17 and Maven are needed.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from archive.model.fields import FACET_NAMES
from benchmarks.pages import Served
from benchmarks.side_by_side.sites import Asked, Held, free_port, run, send

_HERE: Final = Path(__file__).parent / "opensearch"

_WORDS: Final = ["title^2", "body"]

#: Pairs of Han characters, stems of English words; offsets are kept, so that marks need no
#: second analysis.
_TEXT: Final = {"type": "text", "analyzer": "both", "index_options": "offsets"}
_INDEX: Final = {
    "settings": {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "refresh_interval": -1,
        "analysis": {
            "analyzer": {
                "both": {
                    "type": "custom",
                    "tokenizer": "standard",
                    "filter": ["cjk_width", "lowercase", "cjk_bigram", "porter_stem"],
                }
            }
        },
    },
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "title": _TEXT,
            "body": _TEXT,
            "published": {"type": "date"},
            **{facet: {"type": "keyword"} for facet in FACET_NAMES},
        },
    },
}

_COUNTED: Final[dict[str, Any]] = {
    **{facet: {"terms": {"field": facet, "size": 10}} for facet in FACET_NAMES},
    "month": {
        "date_histogram": {
            "field": "published",
            "calendar_interval": "month",
            "min_doc_count": 1,
        }
    },
}

_MARKED: Final = {
    "fields": {
        "title": {"number_of_fragments": 0},
        "body": {"fragment_size": 150, "number_of_fragments": 3},
    }
}


def _class_path(folder: Path) -> str:
    """Where the artefacts are; they are fetched the first time."""
    told = folder / "classpath"
    subprocess.run(
        [
            *("mvn", "-q", "-B", "-f", str(_HERE / "pom.xml")),
            *("dependency:build-classpath", f"-Dmdep.outputFile={told}"),
        ],
        check=True,
    )
    return told.read_text().strip()


class OpenSearch:
    """See `Site`."""

    name = "OpenSearch"

    def __init__(self, folder: Path, articles: Iterable[list[Held]]) -> None:
        folder.mkdir(parents=True)
        self.served = self._started(folder)
        send(self.served, "PUT", "/articles", json.dumps(_INDEX).encode())
        for part in articles:
            answer = send(self.served, "POST", "/_bulk", _bulk(part))
            if answer["errors"]:
                raise SystemExit(f"OpenSearch takes not every article: {str(answer)[:500]}")
        send(self.served, "POST", "/articles/_forcemerge?max_num_segments=1")
        send(self.served, "POST", "/articles/_refresh")

    def _started(self, folder: Path) -> Served:
        port, transport = free_port(), free_port()
        settings = {
            "cluster.name": f"benchmark-{transport}",
            "node.name": "one",
            "path.home": folder,
            "network.host": "127.0.0.1",
            "http.port": port,
            "transport.port": transport,
            "cluster.initial_cluster_manager_nodes": "one",
            # Questions are asked in the address, as those of the other servers.
            "http.max_initial_line_length": "64kb",
        }
        command = [
            *("java", "-Xms1g", "-Xmx1g"),
            f"-Dlog4j2.configurationFile={_HERE / 'log4j2.properties'}",
            *("-cp", _class_path(folder), str(_HERE / "SearchNode.java")),
            *(f"{key}={value}" for key, value in settings.items()),
        ]
        return run(self.name, command, port, folder / "log")

    def address(self, asked: Asked) -> str:
        how = {"type": "phrase"} if asked.phrase else {"type": "cross_fields", "operator": "and"}
        body = {
            "query": {"multi_match": {"query": asked.words(), "fields": _WORDS, **how}},
            "size": 20,
            "track_total_hits": True,
            "_source": {"excludes": ["body"]},
            "aggs": _COUNTED,
            "highlight": _MARKED,
        }
        told = {"source": json.dumps(body), "source_content_type": "application/json"}
        return f"/articles/_search?{urlencode(told)}"

    def total(self, body: bytes) -> int:
        return int(json.loads(body)["hits"]["total"]["value"])


def _bulk(part: list[Held]) -> bytes:
    lines: list[object] = []
    for one in part:
        lines.append({"index": {"_index": "articles", "_id": one.id}})
        values = {facet: list(values) for facet, values in one.facets.items()}
        day = {"published": one.day} if one.day else {}
        lines.append({"title": one.title, "body": one.body, **day, **values})
    return "".join(f"{json.dumps(line)}\n" for line in lines).encode()
