"""A real installation in a folder of its own, driven through the command."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Settings of the machine that runs the tests must not reach the installation.
FOREIGN = ("DATABASE_URL", "BAGANA_TLS", "BAGANA_HOSTS", "BAGANA_ORIGINS")


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return {**kept, "BAGANA_HOME": str(home), "PYTHONUTF8": "1", **more}


def bagana(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "bagana.cli", *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int, path: str = "/healthz", host: str = "127.0.0.1") -> int:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"}
    )
    with urllib.request.urlopen(request, timeout=5) as page:
        return page.status


@contextmanager
def serving(
    home: Path, port: int, host: str = "127.0.0.1"
) -> Iterator[subprocess.Popen]:
    """The server as an office starts it; stopped as Ctrl-C stops it."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "bagana.cli",
            "serve",
            "--host",
            host,
            "--port",
            str(port),
        ],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        _wait_for(process, port)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


def _wait_for(process: subprocess.Popen, port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, process.stdout and process.stdout.read()
        try:
            answers(port)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer within 60 s")
