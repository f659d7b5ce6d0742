"""Every notebook, solved, runs to its end where there is nothing but what students have."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from tests.contract import EXERCISES
from tests.matrix import ROOT, SOURCE, owners

PACKAGES = ["ipykernel", "matplotlib", "numpy", "statsmodels", "tensorflow"]


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Where a Jupyter kernel is described that has PACKAGES and no more."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    python = folder / "venv" / "bin" / "python"
    versions = folder / "versions.txt"
    lock = (ROOT / "requirements.lock").read_text()
    versions.write_text("\n".join(re.findall(r"^[\w.-]+==[^\\\n]*", lock, re.M)))
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--constraint", versions, *PACKAGES], check=True,
    )  # fmt: skip
    spec = folder / "share" / "kernels"
    subprocess.run(
        [python, "-m", "ipykernel", "install", "--prefix", folder / "prefix", "--name", "bare"],
        check=True, capture_output=True,
    )  # fmt: skip
    shutil.copytree(folder / "prefix" / "share" / "jupyter" / "kernels", spec)
    absent = subprocess.run([python, "-c", "import nbgrader"], capture_output=True, cwd="/")
    assert absent.returncode != 0
    return folder / "share"


@pytest.mark.parametrize("name", list(EXERCISES))
def test_it_runs_whole_from_an_empty_folder(name, kernel, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", str(kernel))
    for variable in ("PYTHONPATH", "TF_CPP_MIN_LOG_LEVEL", "MPLBACKEND"):
        monkeypatch.delenv(variable, raising=False)
    notebook = nbformat.read(SOURCE / f"{name}.ipynb", 4)
    for cell in notebook.cells:
        cell.metadata.pop("tags", None)
    client = NotebookClient(
        notebook, timeout=600, kernel_name="bare", allow_errors=True,
        resources={"metadata": {"path": str(tmp_path)}},
    )  # fmt: skip
    client.execute(env={**os.environ, "IPYTHONDIR": str(tmp_path / "ipython")})
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", f"{cell.id}: {output.evalue}"
            assert output.get("name") != "stderr", f"{cell.id}: {output.text}"
    setup = notebook.cells[1].outputs
    assert len(setup) == 1
    assert len(setup[0].text.splitlines()) == 1
    said = [c.outputs[-1].text for c in notebook.cells if c.id in owners(name) and c.outputs]
    assert len(said) == len(EXERCISES[name])
