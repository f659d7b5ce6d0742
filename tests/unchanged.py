"""A plug-in: long tests of what seldom changes run again when it has changed, and not before.

A test file names the folders and files on which its outcome depends, beside itself and conftest.py:

    pytestmark = pytest.mark.depends_on("source", "answers", "requirements.lock")

When all its tests have passed, `passed.json` notes a digest of these files and of the Python that
ran them. While the digest is the same, in whichever clone, the file's tests are skipped. EVERY=1 in
the environment runs them all the same.

With `machine=True` the digest has the machine, too, as far as it decides which wall stands around a
submission and how it holds: the kernel's version, what it forbids, and who runs the tests.
"""

import hashlib
import json
import os
import platform
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from answers.answer_runner import ROOT
from grading.batch.machine import improvement
from grading.process import cgroups, landlock
from grading.writing import write_whole

PASSED = Path(__file__).with_name("passed.json")  # by test file, the digest with which it passed
EVERY = "EVERY"  # variable of the environment: whether to run what has passed, too
PROPERTY = "depends_on"  # of a report: test file, its digest, how many tests it has
MADE = {"__pycache__", ".ipynb_checkpoints", "node_modules"}  # folders that no outcome depends on


def files_of(names):
    """The files that are named, and those in folders that are named, in order."""
    files = set()
    for name in names:
        path = ROOT / name
        if not path.exists():
            raise pytest.UsageError(f"depends_on names {name}, which does not exist")
        inside = path.rglob("*") if path.is_dir() else [path]
        files |= {each for each in inside if each.is_file() and not MADE & set(each.parts)}
    return sorted(files)


def walls():
    """What of this machine decides which wall stands around a submission, and how it holds."""
    if sys.platform != "linux":
        return [sys.platform]
    is_root = os.geteuid() == 0
    return [
        platform.release(),
        is_root,
        landlock.version(),
        improvement(),
        sorted(cgroups.mounts()),
    ]


@cache
def digest(*names, machine=False):
    """What these files hold, what they are called, which Python reads them, and on what machine."""
    summary = hashlib.sha256(f"{sys.version_info[:2]} {platform.machine()}".encode())
    summary.update(repr(walls()).encode() if machine else b"")
    for file in files_of(names):
        summary.update(f"\0{file.relative_to(ROOT)}\0".encode())
        summary.update(hashlib.sha256(file.read_bytes()).digest())
    return summary.hexdigest()


def noted():
    """What passed.json says."""
    return json.loads(PASSED.read_text()) if PASSED.exists() else {}


class Unchanged:
    """Skips what has passed, and notes what passes now."""

    def __init__(self):
        self.passed = noted()
        self.found = {}  # by test file, its property, which all its tests share
        self.good = Counter()  # tests that passed, by test file
        self.bad = set()

    def pytest_itemcollected(self, item):
        """Give a test its mark, or its property."""
        depends = item.get_closest_marker("depends_on")
        if depends is None:
            return
        file = str(item.path.relative_to(ROOT))
        now = digest(file, "tests/conftest.py", *depends.args, **depends.kwargs)
        if self.passed.get(file) == now and not os.environ.get(EVERY):
            item.add_marker(
                pytest.mark.skip(reason=f"passed with the same files; {EVERY}=1 runs it")
            )
            return
        shared = self.found.setdefault(file, [file, now, 0])
        shared[2] += 1
        item.user_properties.append((PROPERTY, shared))

    def pytest_runtest_logreport(self, report):
        """Count what passed."""
        told = dict(report.user_properties).get(PROPERTY)
        if told and report.failed:
            self.bad.add(told[0])
        elif told and report.passed and report.when == "call":
            self.good[tuple(told)] += 1

    def pytest_sessionfinish(self, session):
        """Note the files of which all tests have passed; the process that has all reports does."""
        config = session.config
        if hasattr(config, "workerinput") or any("::" in name for name in config.args):
            return
        new = {
            file: now
            for (file, now, count), passed in self.good.items()
            if passed == count and file not in self.bad
        }
        if new:
            write_whole(PASSED, json.dumps(noted() | new, indent=1, sort_keys=True) + "\n")


def pytest_configure(config):
    """Plug it in."""
    config.pluginmanager.register(Unchanged())
