"""nginx before the archive, as `deploy/nginx.conf` has it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

#: Of the site's configuration: what depends on the machine.
_LISTEN: Final = "listen 80;"
_SERVER: Final = "server 127.0.0.1:8000;"
_LOGS: Final = "/var/log/nginx/"

_AROUND: Final = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log crit;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def nginx_path() -> str | None:
    """Where nginx is installed; None where it is not. Users' own paths leave its folder out."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def site(port: int, upstream: int, folder: Path) -> str:
    """The recommended configuration with these ports, and logs in `folder`."""
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for old, new in (
        (_LISTEN, f"listen 127.0.0.1:{port};"),
        (_SERVER, f"server 127.0.0.1:{upstream};"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    assert text.count(_LOGS) == 2
    return text.replace(_LOGS, f"{folder}/")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until something listens."""
    for _ in range(400):
        assert process.poll() is None, "nginx ended"
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


@contextmanager
def nginx(program: str, upstream: int, folder: Path) -> Iterator[str]:
    """nginx before the server at a port of this machine; gives the address of the archive."""
    port = _free_port()
    (folder / "site.conf").write_text(site(port, upstream, folder), "utf-8")
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder), "utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen([*command, "-e", str(folder / "error.log")])
    try:
        _await(port, process)
        yield f"http://127.0.0.1:{port}/archive/"
    finally:
        process.terminate()
        process.wait()
