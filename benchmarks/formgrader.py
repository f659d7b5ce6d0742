"""What formgrader's *Autograde* takes for one student, as who clicks it sees it, in Chromium.

`python -m benchmarks.formgrader [--before COMMIT] [--rounds N] [--notebook NAME ...]`: starts
JupyterLab in a course, opens formgrader's list of submissions and clicks; prints the seconds from
the click to the box that says it is done. The first click is cold: TensorFlow is loaded. The others
are warm. With a commit, its tree takes turns with this one, in a JupyterLab of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from answers.answer_runner import ROOT, notebooks, read_answers
from benchmarks.grading import make_course
from benchmarks.hub import checked_out
from tools.chromium import launched
from tools.demo import environment
from tools.jupyter_server import served

STUDENT = "s000"


@contextlib.contextmanager
def formgrader(tree: Path, course: Path, browser: Browser) -> Iterator[Page]:
    """Formgrader's list of submissions in a copy of a course that a tree's engine grades."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        shutil.copytree(course, home / "course")
        (home / "course" / "nbgrader_config.py").write_text(
            f"path = {str(tree / 'nbgrader_config.py')!r}\n"
            "exec(open(path).read(), globals() | {'__file__': path})\n"
        )
        env = environment() | {
            "HOME": name, "PYTHONPATH": str(tree), "XDG_RUNTIME_DIR": name,
            "JUPYTER_CONFIG_DIR": f"{name}/config", "JUPYTER_DATA_DIR": f"{name}/data",
        }  # fmt: skip
        command = [sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1"]
        with served(command, home / "course", env, token="lab") as address:
            page = browser.new_page()
            page.set_default_timeout(60_000)
            page.goto(f"{address}/lab?token=lab", wait_until="commit")  # which signs in
            page.goto(f"{address}/formgrader/manage_submissions/module7")
            page.wait_for_selector("td.autograde a")
            yield page


def click(page: Page) -> float:
    """Press *Autograde*. Returns the seconds until it is said to be done."""
    row = page.locator("tr", has=page.locator(f"td:text-is('{STUDENT}')"))
    started = time.perf_counter()
    row.locator("td.autograde a").click()
    box = page.locator(".modal-dialog")
    box.wait_for()
    seconds = time.perf_counter() - started
    said = box.inner_text()
    if "Successfully autograded" not in said:
        raise RuntimeError(said)
    box.locator(".modal-footer button").click()
    box.wait_for(state="detached")
    row.locator("td.autograde a").wait_for()
    return seconds


def main() -> int:
    """Take turns, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", metavar="COMMIT", help="compare with this commit's engine")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--notebook", action="append", help="hand in these notebooks alone")
    options = parser.parse_args()
    read_answers()
    took: dict[str, list[float]] = {}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="formgrader-")))
        make_course(folder, 1, options.notebook or notebooks())
        browser = stack.enter_context(launched())
        trees = {"now": ROOT}
        if options.before:
            trees = {"before": stack.enter_context(checked_out(options.before)), **trees}
        pages = {
            name: stack.enter_context(formgrader(tree, folder, browser))
            for name, tree in trees.items()
        }
        for number in range(options.rounds):
            for name, page in pages.items():
                took.setdefault(name, []).append(click(page))
                print(f"{number + 1} {name:7} {took[name][-1]:6.2f} s", flush=True)
    for name, (cold, *warm) in took.items():
        print(f"{name:7} cold {cold:.2f} s, warm {statistics.median(warm):.2f} s (median)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
