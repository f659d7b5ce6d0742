"""A stand-in for `google.colab`, which grading has not: whatever is asked of it does nothing.

A cell that mounts a drive or offers a file for download runs on, and what it defines counts.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

NAME = "google.colab"


class Nothing:
    """What does nothing, is empty and false, and gives itself for whatever it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Nothing:
        return self

    def __getitem__(self, key: Any) -> Nothing:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __enter__(self) -> Nothing:
        return self

    def __exit__(self, *args: Any) -> None:
        pass


class NoColab(ModuleType):
    """A module of Colab's in which every name is there."""

    __path__: list[str] = []  # noqa: RUF012

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()


class ColabFinder(MetaPathFinder, Loader):
    """Finds google.colab and what is in it, where nothing else has found it."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """The stand-in, for Colab's modules alone."""
        if name == NAME or name.startswith(f"{NAME}."):
            return ModuleSpec(name, self, is_package=True)
        if name == "google":  # where there is no other package of Google's
            return ModuleSpec(name, None, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty module of that name."""
        return NoColab(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def stand_in_for_colab() -> None:
    """Have imports from google.colab succeed from here on, without being asked for any."""
    sys.meta_path.append(ColabFinder())
