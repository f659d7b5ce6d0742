"""The log of grading runs: one JSON document a line, one line a notebook. See docs/log.md."""

from __future__ import annotations

import json
import os
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from traitlets import Unicode
from traitlets.config import SingletonConfigurable

from grading.outcomes import Outcome
from grading.walls import Wall

VERSION = 3  # of the log's format
NAMES = {"student", "assignment", "notebook"}  # fields that stay as they are
# What a terminal takes for orders: sequences that begin with ESC or CSI, strings for the terminal,
# other control characters, and those that turn the direction of a text.
ORDERS = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
JOINERS = "\u200c\u200d"  # part of Persian and Indic words, and of some pictures


def is_seen(char: str) -> bool:
    """Whether a character is one of a line of text: seen, a space, or what joins letters."""
    return char.isprintable() or char in JOINERS or unicodedata.category(char) == "Zs"


def shown(text: str, instead: str = "\N{REPLACEMENT CHARACTER}") -> str:
    """A text of unknown origin for a line on a terminal, or in a table. instead: of what is not
    seen.
    """
    return "".join(char if is_seen(char) else instead for char in text)


def plain(text: str) -> str:
    """A text without what a terminal takes for orders: colours, cursor movements, titles, bells."""
    return ORDERS.sub("", text)


@dataclass
class LogEntry:
    """What became of a notebook. docs/log.md says what each field holds."""

    student: str
    assignment: str
    notebook: str
    submitted: str = ""
    unreadable: str = ""
    repaired: list[str] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    fetched: dict[str, list[str]] = field(default_factory=dict)
    unguarded: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    processes: dict[str, dict[str, Any]] = field(default_factory=dict)
    graded_by: dict[str, str] = field(default_factory=dict)
    wall: Wall = Wall.NAMESPACES

    def to_json(self) -> str:
        """The entry as a line of the log."""
        told = {
            name: value if name in NAMES else _plain(value) for name, value in asdict(self).items()
        }
        return json.dumps({"version": VERSION, **told})

    @classmethod
    def from_json(cls, line: str) -> LogEntry:
        """The entry of a line, whatever else is in it. Raises ValueError if it is malformed."""
        try:
            told = json.loads(line)
            return cls(
                student=str(told["student"]),
                assignment=str(told["assignment"]),
                notebook=str(told["notebook"]),
                submitted=str(told.get("submitted") or ""),
                unreadable=str(told.get("unreadable") or ""),
                repaired=_texts(told.get("repaired")),
                outcomes={
                    str(test): Outcome.of(outcome) for test, outcome in told["outcomes"].items()
                },
                messages=_texts_by_name(told.get("messages")),
                causes=_texts_by_name(told.get("causes")),
                notes=_texts(told.get("notes")),
                fetched={str(k): _texts(names) for k, names in (told.get("fetched") or {}).items()},
                unguarded=_texts(told.get("unguarded")),
                seconds={str(k): float(v) for k, v in (told.get("seconds") or {}).items()},
                processes={
                    str(k): dict(report or {})
                    for k, report in (told.get("processes") or {}).items()
                },
                graded_by=_texts_by_name(told.get("graded_by")),
                wall=_wall(told),
            )
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise ValueError(f"not an entry of the log: {error!r}") from None

    @property
    def sandboxed(self) -> bool:
        """Whether the submission was walled in."""
        return self.wall is not Wall.NONE

    @property
    def peaks(self) -> dict[str, float]:
        """Megabytes that each process has used at most, of those of which it is known."""
        return {
            name: float(report["peak"])
            for name, report in self.processes.items()
            if report.get("peak") is not None
        }


def walls(entries: Iterable[LogEntry]) -> str:
    """Behind which walls notebooks ran, in words; how many behind each, if there are several."""
    return in_words(Counter(entry.wall for entry in entries))


def in_words(counted: Mapping[Wall, int]) -> str:
    """Walls, and how many notebooks ran behind each."""
    if len(counted) == 1:
        return next(iter(counted)).about
    return ", ".join(f"{wall.about}: {counted[wall]}" for wall in Wall if wall in counted)


def _wall(told: dict[str, Any]) -> Wall:
    """The wall of an entry; in version 2 there was one, and `sandboxed` said whether it stood."""
    default = Wall.NAMESPACES if told.get("sandboxed", True) else Wall.NONE
    return Wall(told.get("wall", default))


def _texts(items: Any) -> list[str]:
    return [plain(str(item)) for item in items or []]


def _texts_by_name(items: Any) -> dict[str, str]:
    return {str(name): plain(str(text)) for name, text in (items or {}).items()}


def _plain(value: Any) -> Any:
    """A value whose texts are plain, however deep they are in it."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return plain(value) if type(value) is str else value


class RunLog(SingletonConfigurable):
    """Writes what became of each notebook. A run has one file; it is made with the first line."""

    folder = Unicode(
        "logs", help="Folder of the logs of grading runs, in the course folder; empty: no log."
    ).tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        stamp = time.strftime("%Y%m%dT%H%M%S")
        self.path = Path(self.folder).absolute() / f"autograde-{stamp}-{os.getpid()}.jsonl"

    def write(self, entry: LogEntry) -> None:
        """Append one line."""
        if not self.folder:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(entry.to_json() + "\n")
