"""A Jupyter server on this machine, for as long as a block runs."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], token: str
) -> Iterator[str]:
    """Run a command that starts a Jupyter server on 127.0.0.1, in a folder.

    Yields its address, once it answers.

    Raises RuntimeError with what it said if it ends before.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    options = [f"--ServerApp.port={port}", f"--IdentityProvider.token={token}"]
    options += ["--ServerApp.port_retries=0"]  # or it would take another
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            [*command, "--no-browser", "--allow-root", *options],
            cwd=folder, env=environment, stdout=said, stderr=said,
        ) as server,
    ):  # fmt: skip
        try:
            while not answers(f"{address}/api"):
                if server.poll() is not None:
                    said.seek(0)
                    raise RuntimeError(f"Jupyter's server did not start:\n{said.read()}")
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody has now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(address: str) -> bool:
    """Whether somebody answers there."""
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except OSError:
        return False
    return True
