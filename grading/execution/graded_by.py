"""What has graded a notebook, as digests that are compared with those of what would now."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from grading.execution.files import AccompanyingFiles
from grading.process import ForkServer

PACKAGES = (
    "ipykernel", "ipython", "jupyter_client", "keras", "nbclient", "nbgrader", "numpy", "tensorflow"
)  # fmt: skip
# Of the engine, what has no part in running a submission.
APART = ("answers", "batch", "pages", "report")
WORDS = {
    "tests": "tests or points",
    "files": "files beside the notebooks",
    "settings": "settings",
    "engine": "the engine or a library",
}


@cache
def versions(all_of_it: bool = False) -> dict[str, str]:
    """What running a notebook depends on, by name: this engine, and libraries.

    all_of_it: the engine with what has no part in that.
    """
    engine = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*.py")):
        inner = path.relative_to(root)
        if all_of_it or inner.parts[0] not in APART:
            engine.update(str(inner).encode() + b"\0" + path.read_bytes())
    by_name = {
        "the grading engine": engine.hexdigest()[:12],
        "Python": ".".join(map(str, sys.version_info[:2])),
    }
    for name in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            by_name[name] = version(name)
    return by_name


def graded_by(
    tests: str, files: AccompanyingFiles, timeouts: Mapping[str, float | None], server: ForkServer
) -> dict[str, str]:
    """What grades a notebook. tests: the digest of the instructor's notebook, see
    grading.submission; files: those of the instructor's beside it; timeouts: Execute's, by name.
    """
    settings = [dict(timeouts), server.settings, server.environment]
    return {
        "tests": tests,
        "files": digest(files.digests),
        "settings": digest(settings),
        "engine": digest(versions()),
    }


def digest(told: Any) -> str:
    """A digest of what JSON can hold, whatever its order."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def what_changed(before: Any, now: Mapping[str, str]) -> list[str]:
    """In words, what grades a notebook now in another way than before. before may be malformed."""
    known = before if isinstance(before, dict) else {}
    return [words for part, words in WORDS.items() if known.get(part) != now[part]]
