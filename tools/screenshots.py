"""The README's pictures: `python -m tools.screenshots`, after `make demo`, writes docs/pictures/.

An exercise in JupyterLab with the message after a wrong answer; of the demo's class a feedback
page, the report, and all answers to a question. Needs Chromium.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image
from playwright.sync_api import Page

from answers.answer_runner import ROOT
from tools.chromium import launched
from tools.demo import ASSIGNMENT, SCRATCH, environment, wrong
from tools.jupyter_server import served

PICTURES = ROOT / "docs" / "pictures"
NOTEBOOK, EXERCISE, WHICH = "2_make_steps", "makeSteps", 0
QUESTION = "4_rnn/written_vanishing"
TOKEN = "shot"
WIDTH = 1000  # pixels of a page


def main() -> None:
    """Write the pictures. Exits with words if the demo has not been run."""
    feedback = SCRATCH / "feedback" / "chloe" / ASSIGNMENT / "4_rnn.html"
    report = SCRATCH / f"report-{ASSIGNMENT}.html"
    if not (feedback.exists() and report.exists()):
        sys.exit("Run `make demo` first: its class is what the pictures show.")
    PICTURES.mkdir(exist_ok=True)
    with launched() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 760})
        for name, path in (("feedback", feedback), ("report", report)):
            page.goto(path.as_uri())
            save(page.screenshot(), name)
        with lab() as address:
            save(exercise(page, address), "exercise")
        with all_answers(SCRATCH) as address:
            save(answers(page, address), "answers")


def exercise(page: Page, address: str) -> bytes:
    """A picture of the exercise's stub, wrongly filled in, and of what its test says."""
    page.set_viewport_size({"width": WIDTH, "height": 1300})
    page.goto(f"{address}/doc/tree/{NOTEBOOK}.ipynb?token={TOKEN}")
    page.wait_for_selector(".jp-CodeCell")
    page.wait_for_selector("text=/\\| Idle$/")
    cell = page.locator(".jp-Cell", has_text=f"def {EXERCISE}(").first
    cell.scroll_into_view_if_needed()
    message = page.locator(".jp-OutputArea-output", has_text="Likely cause").first
    message.wait_for()
    top, bottom = cell.bounding_box(), message.bounding_box()
    assert top is not None
    assert bottom is not None
    height = bottom["y"] + bottom["height"] - top["y"]
    return page.screenshot(
        clip={"x": 0, "y": top["y"], "width": WIDTH, "height": min(height, 1200)}
    )


def answers(page: Page, address: str) -> bytes:
    """A picture of all answers to a question beside its scheme."""
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{address}/grading/answers/{ASSIGNMENT}/{QUESTION}?token={TOKEN}")
    page.evaluate("window.scrollTo(0, document.querySelector('article').offsetTop - 60)")
    return page.screenshot()


@contextmanager
def all_answers(course: Path) -> Iterator[str]:
    """The pages of all answers of a course. Yields their server's address."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "grading", "answers", f"--course-dir={course}", "--"]
        with served(command, ROOT, apart(home), TOKEN) as address:
            yield address


@contextmanager
def lab() -> Iterator[str]:
    """JupyterLab on a folder with the notebook, run up to the test. Yields its address."""
    with tempfile.TemporaryDirectory() as folder:
        notebook = nbformat.read(ROOT / "release" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", 4)
        last = next(n for n, cell in enumerate(notebook.cells) if cell.id == f"test_{EXERCISE}")
        notebook.cells[last + 1 :] = []
        for cell in notebook.cells:
            if cell.id == EXERCISE:
                cell.source = wrong(NOTEBOOK, EXERCISE, WHICH)
        NotebookClient(notebook, allow_errors=True, timeout=120).execute(cwd=folder)
        nbformat.write(notebook, Path(folder, f"{NOTEBOOK}.ipynb"))
        command = [sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1"]
        with served(command, Path(folder), apart(folder), TOKEN) as address:
            yield address


def apart(home: str) -> dict[str, str]:
    """An environment in which nobody's own configuration of Jupyter counts."""
    return environment() | {"JUPYTER_CONFIG_DIR": home, "HOME": home}


def save(picture: bytes, name: str) -> None:
    """Write a picture in few colours, so that the repository stays small."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64)
    image.save(PICTURES / f"{name}.png", optimize=True)
    print(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
