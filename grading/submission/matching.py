"""Which submitted cell is which of the instructor's, in the order of trust."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils

from grading.submission.regions import without_regions

ALIKE = 0.6  # share of lines, or of characters where there are few, that makes a text an edit
FEW = 400  # characters
BINDING = re.compile(
    r"^(?:(?:async +)?def|class) +(\w+)|^([^\W\d][\w, ]*+)(?::[^=\n]*+)?=(?!=)", re.MULTILINE
)


def _normal(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _defined(source: str) -> frozenset[str]:
    """The names that functions, classes and assignments at the top level of source bind."""
    # Not by ast.parse, which some texts crash, and with it the grading of everybody.
    bindings = BINDING.findall(source)
    names = (part for name, targets in bindings for part in [name, *targets.split(",")])
    return frozenset(name.strip() for name in names) - {""}


class SubmittedCell:
    """A cell with what matching looks at."""

    def __init__(self, node: NotebookNode, hidden: Iterable[tuple[str, str]] = ()) -> None:
        self.node = node
        self.kind: str = node.cell_type
        self.full = _normal(node.source)
        self.text = _normal(without_regions(node.source, hidden)) if hidden else self.full
        flags = node.metadata.get("nbgrader")
        self.flags: dict[str, Any] = flags if isinstance(flags, dict) else {}
        grade_id = self.flags.get("grade_id")
        self.grade_id = grade_id if isinstance(grade_id, str) else ""

    @cached_property
    def lines(self) -> Counter[str]:
        return Counter(line.strip() for line in self.text.splitlines() if line.strip())

    @cached_property
    def names(self) -> frozenset[str]:
        return _defined(self.text) if self.kind == "code" else frozenset()

    def shared(self, other: SubmittedCell) -> float:
        """The share of lines that two cells have in common, 0 to 1."""
        total = self.lines.total() + other.lines.total()
        return 2 * (self.lines & other.lines).total() / total if total else 0


def marks_of(cell: SubmittedCell) -> dict[str, Any]:
    """What nbgrader goes by in a cell's metadata."""
    flags = (utils.is_grade, utils.is_solution, utils.is_locked, utils.is_task)
    marks: dict[str, Any] = {flag.__name__[3:]: bool(flag(cell.node)) for flag in flags}
    marks["grade_id"] = cell.grade_id
    if marks["grade"] or marks["task"]:
        try:
            marks["points"] = float(cell.flags.get("points"))  # type: ignore[arg-type]
        except (TypeError, ValueError):
            marks["points"] = None
    return marks


class WantedCell(SubmittedCell):
    """A cell of the instructor's. Its text is what students got."""

    def __init__(self, node: NotebookNode, number: int, hidden: Iterable[tuple[str, str]]) -> None:
        super().__init__(node, hidden)
        self.id: str = node.get("id") or f"cell-{number}"
        self.answer = bool(self.flags and utils.is_solution(node))
        self.by_hand = self.answer and bool(utils.is_grade(node))
        self.locked = not self.answer and any(
            self.flags.get(flag) for flag in ("grade", "locked", "task")
        )
        self.graded = self.answer or self.locked
        self.skipped = "skip-execution" in node.metadata.get("tags", [])

    @cached_property
    def names(self) -> frozenset[str]:
        if self.kind != "code" or not self.answer:
            return super().names
        return _defined(self.text) or frozenset({self.grade_id})

    def __str__(self) -> str:
        first = self.text.partition("\n")[0]
        return self.grade_id if self.graded else f'"{first[:40]}"'

    def holds(self, other: SubmittedCell) -> bool:
        """Whether other has the text of this cell, as released or in full."""
        return other.text in (self.text, self.full)


class Matching:
    """Finds for each of the instructor's cells the submitted one, in the order of trust.

    matched holds the number of the submitted cell by the number of the wanted one, free the numbers
    of the submitted cells that are none of the instructor's. handed_out tells of a cell whether
    students were given it so, in this release or an older one.

    Where the cell for an answer is as handed out, pasted holds the answer that stands in cells of
    the student's own, and elsewhere the number of the wanted cell whose answer has this one, too.
    """

    def __init__(
        self,
        wanted: list[WantedCell],
        given: list[SubmittedCell],
        handed_out: Callable[[SubmittedCell], bool] = lambda cell: False,
    ) -> None:
        self.wanted, self.given = wanted, given
        self.handed_out = handed_out
        self.matched: dict[int, int] = {}
        self.free = list(range(len(given)))
        self.stubs = {cell.text for cell in wanted if cell.answer and cell.text}
        self.texts = {cell.text for cell in wanted}
        self.asked = frozenset[str]().union(*(cell.names for cell in wanted if cell.answer))
        ids = {cell.id: number for number, cell in enumerate(wanted)}
        names = {cell.grade_id: number for number, cell in enumerate(wanted) if cell.graded}
        self.claims = [
            [
                number
                for number in (ids.get(str(cell.node.get("id"))), names.get(cell.grade_id))
                if number is not None
            ]
            for cell in given
        ]
        self.own: dict[int, int] = {}  # cells of the student's own that were taken, and for which
        self.by_claim(0)  # by its id, or by its grade_id if it has no id of the instructor's
        self.by_claim(1)  # by its grade_id, if the id came to nothing
        self.by_text()
        self.by_names()
        self.by_stub()
        self.by_likeness()
        self.by_place()
        self.pasted: dict[int, SubmittedCell] = {}
        self.elsewhere: dict[int, int] = {}
        self.by_paste()

    def missing(self) -> Iterator[tuple[int, WantedCell]]:
        """The wanted cells that are not found yet."""
        for number, cell in enumerate(self.wanted):
            if number not in self.matched:
                yield number, cell

    def cell(self, number: int) -> SubmittedCell | None:
        """The submitted cell that is the wanted one of that number."""
        if number in self.pasted:
            return self.pasted[number]
        return self.given[self.matched[number]] if number in self.matched else None

    def take(self, number: int, which: int | None) -> None:
        if which is not None:
            self.matched[number] = which
            self.free.remove(which)

    def by_claim(self, rank: int) -> None:
        claimants = defaultdict(list)
        for which in self.free:
            for number in self.claims[which][rank : rank + 1]:
                claimants[number].append(which)
        for number, cell in self.missing():
            self.take(number, self.best(cell, claimants[number]))

    def best(self, cell: WantedCell, claimants: list[int]) -> int | None:
        """The submitted cell, of those that claim to be cell, that is it.

        Of several answers the last one that defines what is asked for: as in a kernel, the last
        word counts.
        """
        if not cell.answer:
            same = [
                which
                for which in claimants
                if self.handed_out(self.given[which]) or self.fits(cell, self.given[which])
            ]
            return next((g for g in same if cell.holds(self.given[g])), same[0] if same else None)
        done = [g for g in claimants if self.given[g].text and not cell.holds(self.given[g])]
        done = [g for g in done if self.given[g].kind == cell.kind] or done
        done = [g for g in done if cell.names and cell.names <= self.given[g].names] or done
        return done[-1] if done else next(iter(claimants), None)

    def fits(self, cell: WantedCell, other: SubmittedCell) -> bool:
        """Whether other is a cell that is no answer, or merely an edit of it.

        Not if the edit is where somebody answered: that is to be kept, and run.
        """
        if not cell.locked and cell.kind != other.kind:
            return False
        if cell.holds(other):
            return True
        if (other.names - cell.names) & self.asked:
            return False
        if cell.shared(other) >= ALIKE:
            return True
        if len(cell.text) + len(other.text) >= 2 * FEW:
            return False  # not even a matcher is made: of a text of megabytes that takes seconds
        matcher = SequenceMatcher(None, cell.text, other.text, autojunk=False)
        return matcher.ratio() >= ALIKE

    def by_text(self) -> None:
        """Cells that are no answers, by the text as released."""
        having = defaultdict(list)
        for which in self.free:
            having[self.given[which].kind, self.given[which].text].append(which)
        for number, cell in self.missing():
            if not cell.answer and cell.text:
                same = having[cell.kind, cell.text] or having[cell.kind, cell.full]
                self.take(number, same.pop(0) if same else None)

    def by_names(self) -> None:
        """Answers, by the names that the stub defines, if just one cell defines them."""
        for number, cell in self.missing():
            if cell.answer and cell.kind == "code":
                defining = [which for which in self.free if self.defines(which, cell)]
                if len(defining) == 1:
                    self.own[defining[0]] = number
                    self.take(number, defining[0])

    def defines(self, which: int, cell: WantedCell) -> bool:
        """Whether a submitted cell defines what an answer is to define, and is no stub."""
        return self.given[which].text not in self.stubs and cell.names <= self.given[which].names

    def by_stub(self) -> None:
        """Unanswered answers, by the stub, if there are as many as there should be."""
        wanted, given = defaultdict(list), defaultdict(list)
        for number, cell in self.missing():
            if cell.answer and cell.text:
                wanted[cell.kind, cell.text].append(number)
        for which in self.free:
            given[self.given[which].kind, self.given[which].text].append(which)
        for key, numbers in wanted.items():
            if len(numbers) == len(given[key]):
                for number, which in zip(numbers, given[key], strict=True):
                    self.take(number, which)

    def by_likeness(self) -> None:
        """Cells that are no answers, by the lines they share with the text as released."""
        for number, cell in self.missing():
            if cell.answer:
                continue
            alike = [
                which
                for which in self.free
                if self.given[which].kind == cell.kind
                and cell.shared(self.given[which]) >= ALIKE
                and self.fits(cell, self.given[which])
            ]
            closest = max(alike, key=lambda g: cell.shared(self.given[g]), default=None)
            self.take(number, closest)

    def by_place(self) -> None:
        """Answers, by where they stand, if as many cells are to be told apart there as are there.

        Cells that claim to be another, and empty ones, do not count.
        """
        ends = {-1: -1, len(self.wanted): len(self.given)}
        places = ends | self.matched
        for before, after in pairwise(sorted(places)):
            if before in ends and after in ends:
                continue
            for kind in ("code", "markdown"):
                between = range(before + 1, after)
                numbers = [number for number in between if self.wanted[number].kind == kind]
                here = [
                    which
                    for which in self.free
                    if places[before] < which < places[after]
                    and self.given[which].kind == kind
                    and self.given[which].text
                    and not self.claims[which]
                ]
                if len(numbers) == len(here):
                    for number, which in zip(numbers, here, strict=True):
                        if self.wanted[number].answer:
                            self.take(number, which)

    def by_paste(self) -> None:
        """Answers in cells of the student's own, while the cell for them is as handed out."""
        places = sorted(self.matched.values())
        for number, cell in enumerate(self.wanted):
            if not (
                cell.answer
                and number in self.matched
                and cell.holds(self.given[self.matched[number]])
            ):
                continue
            if cell.kind == "code":
                self.paste_code(number, cell)
            else:
                self.paste_text(number, places)

    def paste_code(self, number: int, cell: WantedCell) -> None:
        """Take the last of the cells that define what is asked for. It may have several answers."""
        defining = [
            which
            for which in sorted({*self.free, *self.own})
            if self.defines(which, cell) and (which in self.own or not self.claims[which])
        ]
        if not defining:
            return
        which = defining[-1]
        first = self.own.setdefault(which, number)
        if first < number:
            self.elsewhere[number] = first
            return
        self.pasted[number] = self.given[which]
        if first > number:  # it is to run before the tests of both
            self.own[which], self.elsewhere[first] = number, number
        else:
            self.free.remove(which)

    def paste_text(self, number: int, places: list[int]) -> None:
        """Take the texts between the cell for a written answer and the next of the instructor's."""
        start = self.matched[number]
        end = next((place for place in places if place > start), len(self.given))
        below = [
            which
            for which in self.free
            if start < which < end
            and self.given[which].kind == "markdown"
            and self.given[which].text
            and self.given[which].text not in self.texts
        ]
        if below:
            nodes = [self.given[which].node for which in below]
            node = deepcopy(nodes[0])
            node.source = "\n\n".join(cell.source for cell in nodes)
            attached = {k: v for cell in nodes for k, v in cell.get("attachments", {}).items()}
            if attached:
                node.attachments = attached
            self.pasted[number] = SubmittedCell(node)
            self.free = [which for which in self.free if which not in below]
