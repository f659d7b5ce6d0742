"""What runs where: which cells an answer needs that are not run for it, and whose a name is.

All of it follows from the instructor's cells, the released text and the names that the instructor's
own solution binds; of a submission it asks only which names its cells read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from grading.names import Names, names_of

# What finds a name by its text; and what runs a text that has names in it.
LOOKS = {"globals", "locals", "vars", "dir", "get_ipython", "__main__"}
RUNS = {"eval", "exec"}


@dataclass
class PlannedCell:
    """A code cell of a submission, as the plan sees it. runs: whether it runs among the student's.

    supplied: what could be run for it if not (the visible part of a test, a skipped cell).
    """

    names: Names
    runs: bool
    supplied: str = ""


def supplied(cells: Sequence[PlannedCell]) -> set[int]:
    """The places of the cells that are to be run among the student's though they usually are not.

    They bind a name that a later cell of the student's reads, or another one of them. Of several
    cells that bind a name, the last above counts, as in a notebook that is run from top to bottom.
    """
    wanted: set[int] = set()
    binders: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        for name in cell.names.binds:
            if _counts(cells, binders, place, name):
                binders.setdefault(name, []).append(place)
    waiting = [place for place, cell in enumerate(cells) if cell.runs]
    while waiting:
        place = waiting.pop()
        for name in cells[place].names.needs:
            last = max((b for b in binders.get(name, ()) if b < place), default=-1)
            if last >= 0 and not cells[last].runs and last not in wanted:
                wanted.add(last)
                waiting.append(last)
    return wanted


def _counts(
    cells: Sequence[PlannedCell], binders: dict[str, list[int]], place: int, name: str
) -> bool:
    """Whether a cell is one that gives a name its value: not if it imports again what is there."""
    cell = cells[place]
    if cell.runs:
        return True
    if not cell.supplied:
        return False
    return name not in cell.names.imports or not any(cells[b].runs for b in binders.get(name, ()))


@dataclass
class Part:
    """A code cell of the instructor's notebook.

    kind: "locked", "test", "solution" or "plain". source: of a plain cell its released text, of a
    solution what is released of it apart from the answer. theirs: names that the answer binds.
    """

    kind: str
    name: str = ""
    source: str = ""
    theirs: frozenset[str] = frozenset()

    @cached_property
    def binds(self) -> frozenset[str]:
        """The names that it binds, or its answer does."""
        return self.theirs | names_of(self.source).binds


@dataclass
class Needs:
    """What a trusted cell needs from elsewhere.

    first: places of the instructor's parts to be run before it, in order. theirs: names that are
    the student's here though a trusted cell above has bound them.
    """

    first: list[int] = field(default_factory=list)
    theirs: set[str] = field(default_factory=set)


def needs_of(parts: Sequence[Part], place: int, later: frozenset[str]) -> Needs:
    """What the trusted cell at a place needs. later: names that functions above it read."""
    needs = Needs()
    names = names_of(parts[place].source)
    waiting = [(place, names.needs | named_in_words(names) | later)]
    done: set[int] = set()
    while waiting:
        here, wanted = waiting.pop()
        for name in wanted:
            binder = last_binder(parts, here, name)
            if binder is None:
                continue
            part = parts[binder]
            if part.kind == "solution" and name not in names_of(part.source).binds:
                needs.theirs.add(name)
                continue
            for cell in (binder, *changers(parts, binder, here, name)):
                if parts[cell].kind in ("plain", "solution") and cell not in done:
                    done.add(cell)
                    waiting.append((cell, names_of(parts[cell].source).needs))
    needs.first = sorted(done)
    return needs


def named_in_words(names: Names) -> set[str]:
    """What a cell may name by its texts: "total" in globals(), patch("__main__.helper")."""
    looks = names.reads & LOOKS or "__main__" in names.words | names.modules
    prefix = "__main__."
    named = {word.removeprefix(prefix) for word in names.words if looks or word.startswith(prefix)}
    if names.reads & RUNS:
        named = named.union(*(names_of(word).needs for word in names.words))
    return named | (names.attributes if "__main__" in names.modules else set())


def last_binder(parts: Sequence[Part], before: int, name: str) -> int | None:
    """The place of the last part before a place that binds a name, None if there is none."""
    return next((b for b in range(before - 1, -1, -1) if name in parts[b].binds), None)


def changers(parts: Sequence[Part], after: int, before: int, name: str) -> list[int]:
    """The places of the plain cells in between that change what a name is bound to."""
    return [
        place for place in range(after + 1, before)
        if parts[place].kind == "plain" and name in names_of(parts[place].source).changes
    ]  # fmt: skip


def pushed(parts: Sequence[Part], place: int, reads: frozenset[str]) -> list[str]:
    """The names that functions of the instructor's answers read, and that this test or one above
    has set: the student's functions are to see what the test has made of them.
    """
    if parts[place].kind != "test":
        return []
    names = names_of(parts[place].source)
    patched = named_in_words(names)
    set_here = {
        name
        for name in reads
        if (binder := last_binder(parts, place + 1, name)) is not None
        and parts[binder].kind == "test"
    }
    return sorted((patched | set_here) & reads)
