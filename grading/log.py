"""The log of a grading run: one JSON document a line, one line a notebook."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

from traitlets import Unicode
from traitlets.config import SingletonConfigurable


class RunLog(SingletonConfigurable):
    """Writes what became of each notebook. A run has one file; it is made with the first line."""

    folder = Unicode(
        "logs", help="Folder of the logs of grading runs, in the course folder; empty: no log."
    ).tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        stamp = time.strftime("%Y%m%dT%H%M%S")
        self.path = Path(self.folder).absolute() / f"autograde-{stamp}-{os.getpid()}.jsonl"

    def write(self, entry: dict[str, Any]) -> None:
        """Append one line."""
        if not self.folder:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")
