"""A student's feedback pages as a function of values, so that they can be made anywhere."""

from __future__ import annotations

import pickle
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbgrader
from nbconvert.exporters import Exporter
from traitlets.config import Config

import grading
from grading.execution import check_versions

# Where the engine and nbgrader lie: in the configuration are paths of their templates.
ROOTS = tuple(str(Path(package.__file__ or "").parent) for package in (grading, nbgrader))
_of_thread = threading.local()  # the exporter that a thread has made, and what of


@dataclass(frozen=True)
class PageMaker:
    """What is the same for a class. roots: ROOTS there."""

    kind: type[Exporter]
    preprocessors: tuple[type, ...]
    config: Config
    made_by: dict[str, str]
    roots: tuple[str, ...] = ROOTS

    def exporter(self) -> Any:
        """An exporter with this configuration."""
        made: Any = self.kind(config=Config(moved(self.config, self.roots)))
        for preprocessor in self.preprocessors:
            made.register_preprocessor(preprocessor)
        return made


@dataclass(frozen=True)
class StudentFiles:
    """What a student's pages are made of. notebooks: by name; known: see grading.pages.recorded.

    resources: nbgrader's, by notebook; maker: a PageMaker, packed.
    """

    notebooks: dict[str, bytes]
    known: dict[str, dict[str, list[Any]]]
    resources: dict[str, dict[str, Any]]
    maker: bytes


# Of a notebook: its page, and what else is to be written beside it, by name.
Page = tuple[str, dict[str, bytes]]


def make_pages(files: StudentFiles) -> dict[str, Page]:
    """The pages of a student's notebooks, by name. Raises JobRefused as grading.execution does."""
    if getattr(_of_thread, "maker", None) != files.maker:
        maker: PageMaker = pickle.loads(files.maker)  # the grader's, which a worker trusts
        check_versions(maker.made_by, all_of_it=True)
        _of_thread.exporter, _of_thread.maker = maker.exporter(), files.maker
    exporter = _of_thread.exporter
    exporter.known = files.known
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        for name, data in files.notebooks.items():
            Path(folder, f"{name}.ipynb").write_bytes(data)
        pages = {}
        for name in files.resources:
            path = Path(folder, f"{name}.ipynb")
            page, made = exporter.from_filename(str(path), resources=files.resources[name])
            pages[name] = (page, dict(made.get("outputs") or {}))
    return pages


def moved(told: Any, roots: Sequence[str]) -> Any:
    """A configuration with the paths that it has on this machine. roots: ROOTS on the other."""
    if isinstance(told, dict):
        return {key: moved(value, roots) for key, value in told.items()}
    if isinstance(told, list | tuple):
        return type(told)(moved(value, roots) for value in told)
    for there, here in zip(roots, ROOTS, strict=True):
        if isinstance(told, str) and (told == there or told.startswith(f"{there}/")):
            return here + told.removeprefix(there)
    return told
