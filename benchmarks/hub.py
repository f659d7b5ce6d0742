"""What one waits for on the hub: `python -m benchmarks.hub --before COMMIT`, as root.

Starts the try-out of this tree, and that of a commit beside it, in the same environment; then
takes turns: a student's sign-in up to the list of assignments in Chromium, *Validate* of a
notebook, and formgrader's *Autograde* of one notebook. Prints each number, medians and ratios.
Beside *Validate* stands the time of the cells themselves, in a process with the libraries loaded;
beside the sign-in a plain `jupyter lab` that runs already and asks nobody who they are, opened in
the same browser up to its launcher. Each of the two also in seconds of processor, of browser and
servers together, which other work on the machine hardly changes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
from playwright.sync_api import BrowserContext, Page

from answers.answer_runner import ROOT
from tools.chromium import launched
from tools.jupyter_server import served

BOOK = "2_make_steps"
WAITS = ("sign-in", "of processor", "Validate", "Autograde")
OWN_TIME = """
import contextlib, io, json, sys, time
import matplotlib, numpy, tensorflow, keras
matplotlib.use("agg")
cells = [c for c in json.load(open(sys.argv[1]))["cells"] if c["cell_type"] == "code"]
names = {"__name__": "__main__", "get_ipython": lambda: None}
start = time.perf_counter()
for cell in cells:
    with contextlib.suppress(BaseException), contextlib.redirect_stdout(io.StringIO()):
        exec("".join(cell["source"]), names)
print(time.perf_counter() - start, file=sys.__stdout__)
"""


@dataclass
class Hub:
    """A try-out that runs."""

    address: str
    passwords: dict[str, str]
    folder: Path


@contextlib.contextmanager
def running(tree: Path, port: int) -> Iterator[Hub]:
    """The try-out of a tree."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        process = subprocess.Popen(
            [sys.executable, "-m", "deploy.jupyterhub.tryout", f"--port={port}",
             f"--folder={folder}"],
            cwd=tree, env={"PATH": f"{Path(sys.executable).parent}:/usr/sbin:/usr/bin:/bin",
                           "PYTHONPATH": str(tree)},
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        try:
            said = ""
            for line in process.stdout:
                said += line
                if "log is" in line:
                    break
            if "log is" not in said:
                raise RuntimeError(f"the try-out of {tree} did not start")
            if (tree / "deploy" / "jupyterhub" / "warm").exists():
                while not (folder / "srv/jupyterhub/warm/socket").exists():
                    time.sleep(0.2)
            yield Hub(f"http://127.0.0.1:{port}", dict(re.findall(r"^  (\w+) +(\w+) ", said, re.M)),
                      folder)  # fmt: skip
        finally:
            process.terminate()
            process.wait()


class Person:
    """Somebody who has signed in."""

    def __init__(self, hub: Hub, page: Page, name: str, ready: str) -> None:
        """Sign in. waited: seconds from the click until something is to be seen; used: of
        processor."""
        self.hub, self.page, self.name = hub, page, name
        page.set_default_timeout(300_000)
        page.goto(hub.address)
        page.fill("#username_input", name)
        page.fill("#password_input", hub.passwords[name])
        start, before = time.perf_counter(), processor()
        page.click("#login_submit", no_wait_after=True)
        page.wait_for_selector(ready)
        self.waited, self.used = time.perf_counter() - start, spent(before)

    def post(self, place: str, data: dict[str, str]) -> dict:
        """Ask a server something as its pages do. Raises RuntimeError where it fails."""
        path = place.rsplit("/", 1)[0]
        cookies = [cookie for cookie in self.page.context.cookies(self.hub.address + path)
                   if cookie.get("name") == "_xsrf"]  # fmt: skip
        token = max(cookies, key=lambda cookie: len(cookie.get("path", "")))["value"]
        answer = self.page.request.post(
            self.hub.address + place, data=data, headers={"X-XSRFToken": token}, timeout=300_000
        )
        told = answer.json()
        if not answer.ok or not told.get("success"):
            raise RuntimeError(f"{place}: {answer.status} {json.dumps(told)[:500]}")
        return told

    def leave(self) -> None:
        """Stop the server."""
        self.page.goto(f"{self.hub.address}/hub/home")
        self.page.click("#stop")
        self.page.wait_for_selector("#start:has-text('Start My Server')")


def processor() -> dict[tuple[int, float], float]:
    """Seconds of processor that each process below this one has used."""
    used = {}
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            used[process.pid, process.create_time()] = times.user + times.system
    return used


def spent(before: dict[tuple[int, float], float]) -> float:
    """Seconds of processor that the processes below this one have used since."""
    return sum(used - before.get(process, 0) for process, used in processor().items())


@contextlib.contextmanager
def plain_lab() -> Iterator[str]:
    """JupyterLab alone, of the same environment. Yields its address."""
    with tempfile.TemporaryDirectory() as home:
        env = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": home}
        command = [sys.executable, "-m", "jupyterlab"]
        with served(command, Path(home), env, token="") as address:
            yield f"{address}/lab"


def opened(address: str, context: BrowserContext) -> dict[str, float]:
    """What JupyterLab alone takes to open."""
    page = context.new_page()
    page.set_default_timeout(300_000)
    start, before = time.perf_counter(), processor()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".jp-Launcher-sectionTitle")
    took = {"sign-in": time.perf_counter() - start, "of processor": spent(before)}
    context.close()
    return took


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def a_round(hub: Hub, context: Callable[[], BrowserContext]) -> dict[str, float]:
    """What ada waits for."""
    fetch = "#released_assignments_list, #fetched_assignments_list"
    ada = Person(hub, context().new_page(), "ada", f":is({fetch}) >> text=module7")
    mine = f"/user/{ada.name}"
    told = {"assignment_id": "module7", "course_id": "rnn"}
    ada.post(f"{mine}/assignments/fetch", told)
    took = {"sign-in": ada.waited, "of processor": ada.used}
    path = {"path": f"module7/{BOOK}.ipynb"}
    took["Validate"] = seconds(lambda: ada.post(f"{mine}/assignments/validate", path))
    ada.post(f"{mine}/assignments/submit", told)
    ada.leave()
    return took


def graded(hub: Hub, context: Callable[[], BrowserContext], rounds: int) -> list[float]:
    """What ira waits for in formgrader: Autograde for ada, again and again."""
    ira = Person(hub, context().new_page(), "ira", "#formgrader_list")
    ira.page.goto(f"{hub.address}/services/rnn/formgrader/manage_assignments")
    place = "/services/rnn/formgrader/api"
    ira.post(f"{place}/assignment/module7/collect", {})
    again = f"{place}/submission/module7/ada/autograde"
    return [seconds(lambda: ira.post(quote(again), {})) for _ in range(rounds)]


def main() -> None:
    """Take turns, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", metavar="COMMIT", help="compare with this commit's hub")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=23000)
    options = parser.parse_args()
    took: dict[str, dict[str, list[float]]] = {}
    alone: dict[str, list[float]] = {}
    own: list[float] = []
    with contextlib.ExitStack() as stack:
        browser = stack.enter_context(launched())
        lab = stack.enter_context(plain_lab())
        trees = {"after": ROOT}
        if options.before:
            trees = {"before": stack.enter_context(checked_out(options.before)), **trees}
        hubs = {
            name: stack.enter_context(running(tree, options.port + 10 * number))
            for number, (name, tree) in enumerate(trees.items())
        }
        for number in range(options.rounds):
            for name, hub in hubs.items():
                for wait, time_ in a_round(hub, browser.new_context).items():
                    took.setdefault(wait, {}).setdefault(name, []).append(time_)
                    print(f"{number + 1} {name:7} {wait:12} {time_:6.1f} s", flush=True)
            for wait, time_ in opened(lab, browser.new_context()).items():
                alone.setdefault(wait, []).append(time_)
                print(f"{number + 1} alone   {wait:12} {time_:6.1f} s", flush=True)
            own.append(own_time(next(iter(hubs.values()))))
        for name, hub in hubs.items():
            took.setdefault("Autograde", {})[name] = graded(hub, browser.new_context,
                                                            options.rounds)  # fmt: skip
    print(f"\n{'seconds (median)':18}" + "".join(f"{name:>9}" for name in hubs))
    for wait in WAITS:
        medians = {name: statistics.median(times) for name, times in took[wait].items()}
        line = f"{wait:18}" + "".join(f"{medians[name]:9.1f}" for name in hubs)
        if options.before:
            line += f"   {medians['before'] / medians['after']:.1f} times faster"
        if wait in alone:
            line += f"   JupyterLab alone: {statistics.median(alone[wait]):.1f}"
        print(line)
    print(f"the cells alone   {statistics.median(own):9.1f}")


def own_time(hub: Hub) -> float:
    """Seconds of the notebook's cells in a process that has the libraries."""
    path = hub.folder / "home" / "ada" / "module7" / f"{BOOK}.ipynb"
    done = subprocess.run(
        [sys.executable, "-c", OWN_TIME, path], cwd="/", capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


@contextlib.contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """The tree of a commit, with this tree's proxy."""
    with tempfile.TemporaryDirectory() as name:
        archive = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE
        )
        subprocess.run(["tar", "-x", "-C", name], input=archive.stdout, check=True)
        modules = Path("deploy", "jupyterhub", "node_modules")
        Path(name, modules).symlink_to((ROOT / modules).resolve())
        yield Path(name)


if __name__ == "__main__":
    main()
