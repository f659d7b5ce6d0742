"""Files beside a notebook, and the modules that are among them."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
import tarfile
from collections.abc import Iterable

# What a process of ours is made of: a file of that name beside a notebook takes nothing away.
KEPT = {"grading", "IPython", "ipykernel", "zmq", "traitlets", "numpy", "keras", "tensorflow",
        "tornado", "jupyter_client", "jupyter_core", "matplotlib", "pandas"}  # fmt: skip


def put_beside(archive: bytes, modules: Iterable[str]) -> list[str]:
    """Put the files of an archive into the working folder. What fits, is there. Returns the paths.

    modules: of its files, those that a cell can import; they come before what is installed.
    """
    paths: list[str] = []
    with contextlib.suppress(OSError, tarfile.TarError), io.BytesIO(archive) as data:
        files = tarfile.open(fileobj=data)  # noqa: SIM115
        paths = [os.path.abspath(member.name) for member in files.getmembers() if member.isfile()]
        files.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.4 has it
        files.extractall(".")
    for name in set(modules) - KEPT - sys.stdlib_module_names:
        for loaded in [module for module in sys.modules if module.split(".")[0] == name]:
            del sys.modules[loaded]
    importlib.invalidate_caches()
    return paths
