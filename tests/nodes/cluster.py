"""A cluster of two OpenSearch nodes, started by the tests themselves and ended with them.

Node 0 manages and keeps data, node 1 only keeps data, so that it can be killed. Both listen on free
ports of the loopback alone; what they write lies in a temporary folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import IO, Any, Final

HERE: Final = Path(__file__).parent

#: A node starts in some seconds; on a machine at its limits it takes many more.
_START_SECONDS: Final = 180

_ROLES: Final = ("cluster_manager,data", "data")

_JAVA: Final = (
    "java",
    "-Xms256m",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}",
)


def missing() -> str:
    """What this machine lacks to start nodes, "" for nothing."""
    lacking = [program for program in ("java", "mvn") if not shutil.which(program)]
    return " and ".join(lacking)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def class_path() -> str:
    """The engine's archives, from Maven's store or Maven Central; each is what was pinned.

    Where they lie is remembered beside the packages of Python.
    """
    pinned = dict(line.split()[::-1] for line in (HERE / "sums.txt").read_text().splitlines())
    listed = Path(sys.prefix) / "search-nodes.classpath"
    if not listed.is_file() or _sums(listed) != pinned:
        goal = ("-f", str(HERE / "pom.xml"), "dependency:build-classpath")
        out = f"-Dmdep.outputFile={listed}"
        subprocess.run(("mvn", "-q", "-B", *goal, out), check=True, timeout=600)
    if (found := _sums(listed)) != pinned:
        raise ValueError(f"not what was pinned: {sorted(set(found.items()) ^ set(pinned.items()))}")
    return listed.read_text()


def _sums(listed: Path) -> dict[str, str]:
    """The digest of each file that a class path names, by its name."""
    paths = [Path(path) for path in listed.read_text().split(os.pathsep)]
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in paths if p.is_file()}


class Nodes:
    """Two nodes, each a process; `urls` are their addresses."""

    def __init__(self, folder: Path, settings: dict[str, object] | None = None) -> None:
        self._folder = folder
        self._path = class_path()
        self._own = settings or {}
        self._http = [free_port() for _ in _ROLES]
        self._transport = [free_port() for _ in _ROLES]
        self._processes: list[subprocess.Popen[bytes] | None] = [None for _ in _ROLES]
        self._logs: list[IO[bytes]] = []
        try:
            for number in range(len(_ROLES)):
                self.start(number)
            self.wait()
        except BaseException:
            self.close()
            raise

    @property
    def urls(self) -> str:
        """Where nodes listen, as the setting of the archive has them."""
        return ",".join(f"http://127.0.0.1:{port}" for port in self._http)

    def start(self, number: int) -> None:
        """Start a node; `wait` says when it is one of the cluster."""
        settings: dict[str, object] = {
            "cluster.name": f"test-{self._transport[0]}",
            "node.name": f"node-{number}",
            "node.roles": _ROLES[number],
            "path.home": self._folder / f"node-{number}",
            "network.host": "127.0.0.1",
            "http.port": self._http[number],
            "transport.port": self._transport[number],
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in self._transport),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "cluster.max_shards_per_node": 10_000,
            "cluster.routing.allocation.node_concurrent_recoveries": 20,
            **self._own,
        }
        if number == 0:
            settings["cluster.initial_cluster_manager_nodes"] = "node-0"
        log = (self._folder / f"node-{number}.log").open("ab")
        self._logs.append(log)
        command = (*_JAVA, "-cp", self._path, str(HERE / "SearchNode.java"))
        # A node ends with its standard input: none is left behind, whatever ends the tests.
        self._processes[number] = subprocess.Popen(
            (*command, *(f"{name}={value}" for name, value in settings.items())),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
        )

    def ask(self, path: str, number: int = 0) -> Any:
        """What a node answers to a GET."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self._http[number]}{path}") as answer:
            return json.load(answer)

    def wait(self, nodes: int = len(_ROLES)) -> None:
        """Wait until so many nodes are one cluster."""
        until = time.monotonic() + _START_SECONDS
        while True:
            try:
                if self.ask("/_cluster/health")["number_of_nodes"] == nodes:
                    return
            except OSError:
                pass  # it does not listen yet
            if time.monotonic() > until:
                raise TimeoutError(self.log(0)[-3000:])
            time.sleep(0.1)

    def log(self, number: int) -> str:
        """What a node wrote."""
        return (self._folder / f"node-{number}.log").read_text(errors="replace")

    def kill(self, number: int) -> None:
        """End a node at once, as a loss of power does."""
        process = self._processes[number]
        assert process is not None
        process.send_signal(signal.SIGKILL)
        self._ended(number)

    def _ended(self, number: int) -> None:
        process, self._processes[number] = self._processes[number], None
        if process is not None and process.stdin is not None:
            process.stdin.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def close(self) -> None:
        """End the nodes; their folder is the caller's."""
        for number in range(len(_ROLES)):
            self._ended(number)
        for log in self._logs:
            log.close()
