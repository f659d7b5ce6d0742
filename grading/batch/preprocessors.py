"""nbgrader's preprocessors, as a configuration has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from traitlets.utils.importstring import import_item


def classes_of(preprocessors: Iterable[Any]) -> tuple[type, ...]:
    """Preprocessors that a configuration names, or has."""
    return tuple(
        preprocessor if isinstance(preprocessor, type) else import_item(preprocessor)
        for preprocessor in preprocessors
    )
