"""The places where students work, each as a clean environment, and a notebook run in one of them.

The versions are Colab's own, from the lists that its makers publish (github.com/googlecolab,
backend-info, pip-freeze.txt). Environments are kept in .places, so that a second run is quick.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from uv import find_uv_bin

from answers.answer_runner import ROOT, SOURCE

RELEASE = ROOT / "release" / "module7"
KEPT = ROOT / ".places"
STAND_IN = ROOT / "tools" / "stand_in"
# Colab runs each notebook with these. Its other packages come as the libraries want them.
KERNEL_2025, KERNEL_2026 = "ipykernel==5.5.6 ipython==7.34.0", "ipykernel==6.17.1 ipython==7.34.0"
LIBRARIES = ("keras", "matplotlib", "numpy", "statsmodels", "tensorflow")


@dataclass(frozen=True)
class Place:
    """An environment: the versions of Python that will do, the best first, and its packages."""

    name: str
    pythons: tuple[str, ...]
    packages: str  # with versions

    @property
    def is_hub(self) -> bool:
        """Whether it is the course's own environment, in which this runs."""
        return not self.packages


def locked(*names: str) -> str:
    """These packages as requirements.lock has them."""
    lock = (ROOT / "requirements.lock").read_text()
    lines = {name: re.search(rf"^{name}==[^\s;]+", lock, re.M) for name in names}
    return " ".join(line[0] for line in lines.values() if line)


HUB = Place("hub", ("3.11", "3.12", "3.13"), "")
# The last list with TensorFlow 2.17: 26 January 2025, Python 3.11.11.
OLDEST = Place(
    "Colab oldest",
    ("3.11", "3.12"),
    f"{KERNEL_2025} tensorflow==2.17.1 keras==3.5.0 numpy==1.26.4 matplotlib==3.10.0 "
    "statsmodels==0.14.4 scipy==1.13.1 pandas==2.2.2",
)
# The list of 19 August 2026, Python 3.13.
TODAY = Place(
    "Colab today",
    ("3.13", "3.12", "3.11"),
    f"{KERNEL_2026} tensorflow==2.20.0 keras==3.13.2 numpy==2.1.3 matplotlib==3.10.0 "
    "statsmodels==0.14.6 scipy==1.16.3 pandas==2.2.3",
)
# The newest TensorFlow that the course knows, with the kernel and the Python of Colab's.
NEWEST = Place("Colab newest", ("3.13", "3.12", "3.11"), f"{KERNEL_2026} {locked(*LIBRARIES)}")


def interpreter(*versions: str) -> str:
    """The path of a Python of one of these versions ("3.11"), the first that there is.

    Raises LookupError if this machine has none.
    """
    pyenv = Path(os.environ.get("PYENV_ROOT", "/nowhere")) / "versions"
    for version in versions:
        paths = [sys.executable, shutil.which(f"python{version}") or ""]
        paths += [str(folder / "bin" / "python") for folder in sorted(pyenv.glob(f"{version}.*"))]
        for path in filter(None, paths):
            asks = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
            done = subprocess.run([path, "-c", asks], capture_output=True, text=True)
            if done.stdout.strip() == version:
                return path
    raise LookupError(f"no Python {' or '.join(versions)} on this machine")


def environment(place: Place) -> Path:
    """The Python of a place, installed first if it is not there yet."""
    if place.is_hub:
        return Path(sys.executable)
    base = interpreter(*place.pythons)
    key = hashlib.sha256(f"{base} {place.packages}".encode()).hexdigest()[:8]
    folder = KEPT / f"{place.name.lower().replace(' ', '-')}-{key}"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        subprocess.run([base, "-m", "venv", "--clear", folder], check=True)
        install = [find_uv_bin(), "pip", "install", "--quiet", "--python", str(python)]
        subprocess.run([*install, *place.packages.split()], check=True)
        (folder / "complete").touch()
    return python


class ColabFrontEnd(NotebookClient):
    """Runs a notebook as a browser with Colab does: it answers what the kernel asks of it.

    answers: what it says to get_ipynb: "notebook" as it is by now, "error", or nothing at all.
    """

    answers = "notebook"

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """Take in what the kernel says."""
        if msg["msg_type"] != "colab_request":
            return super().process_message(msg, cell, cell_index)
        reply = {"type": "colab_reply", "colab_msg_id": msg["metadata"]["colab_msg_id"]}
        assert msg["metadata"]["colab_request_type"] == "get_ipynb"
        if self.answers == "error":
            self.kc.input(reply | {"error": "not allowed"})  # type: ignore[union-attr,arg-type]
        elif self.answers == "notebook":
            ipynb = json.loads(nbformat.writes(self.nb))
            self.kc.input(reply | {"data": {"ipynb": ipynb}})  # type: ignore[union-attr,arg-type]
        return None


@dataclass
class Run:
    """What became of a notebook."""

    notebook: NotebookNode  # with outputs
    seconds: float
    passed: list[str] = field(default_factory=list)  # the test cells that raised nothing

    def output(self, cell_id: str) -> str:
        """What a cell printed."""
        cell = next(cell for cell in self.notebook.cells if cell.id == cell_id)
        return "".join(output.get("text", "") for output in cell.outputs)

    def complaints(self) -> list[str]:
        """Errors, and text on standard error, by cell."""
        complaints = []
        for cell in self.notebook.cells:
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    complaints.append(f"{cell.id}: {output.ename}: {output.evalue}")
                elif output.get("name") == "stderr":
                    complaints.append(f"{cell.id}: stderr: {output.text}")
        return complaints


def run(
    place: Place,
    notebook: NotebookNode,
    folder: Path,
    whole: bool = False,
    answers: str = "notebook",
) -> Run:
    """Run a notebook in a place, from an empty folder, with errors allowed.

    Without whole, cells tagged skip-execution are left out, all but the one for the hand-in.
    """
    notebook = nbformat.from_dict(notebook)
    for cell in notebook.cells:
        if whole or cell.id == "handin-check":
            cell.metadata.pop("tags", None)
    python = environment(place)
    spec = folder / "share" / "kernels" / "place"
    spec.mkdir(parents=True)
    argv = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (spec / "kernel.json").write_text(
        json.dumps({"argv": argv, "display_name": place.name, "language": "python"})
    )
    work = folder / "content"
    work.mkdir()
    hidden = ("PYTHONPATH", "TF_CPP_MIN_LOG_LEVEL", "MPLBACKEND", "JUPYTER_PATH")
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    env |= {"IPYTHONDIR": str(folder / "ipython"), "PYTHONNOUSERSITE": "1"}
    if not place.is_hub:
        env["PYTHONPATH"] = str(STAND_IN)
    before = os.environ.get("JUPYTER_PATH")
    os.environ["JUPYTER_PATH"] = str(folder / "share")
    started = time.perf_counter()
    try:
        client = ColabFrontEnd(
            notebook, timeout=600, kernel_name="place", allow_errors=True,
            resources={"metadata": {"path": str(work)}},
        )  # fmt: skip
        client.answers = answers
        client.execute(env=env)
    finally:
        os.environ.pop("JUPYTER_PATH")
        if before is not None:
            os.environ["JUPYTER_PATH"] = before
    made = Run(notebook, time.perf_counter() - started)
    failed = {line.split(":")[0] for line in made.complaints()}
    tests = {cell.id for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")}
    made.passed = [cell.id for cell in notebook.cells if cell.id in tests - failed]
    return made


def solved(name: str) -> NotebookNode:
    """The source notebook called name: with solutions and hidden tests."""
    return nbformat.read(SOURCE / f"{name}.ipynb", 4)


def released(name: str) -> NotebookNode:
    """The release notebook called name."""
    return nbformat.read(RELEASE / f"{name}.ipynb", 4)
