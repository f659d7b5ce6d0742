"""What a calibration has found, in lines of text: what differs, why, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grading.batch.calibration import Comparison
from grading.outcomes import Outcome
from grading.submission import STUDENT_PROCESS


@dataclass(frozen=True)
class Reason:
    """Why a test finds something else here, and how it could be worded so that it needs no tag.

    said: in its error; does: in its text; both as regular expressions. why: empty if the error
    says it all.
    """

    how: str
    why: str = ""
    said: str = ""
    does: str = ""

    def holds(self, said: str, text: str) -> bool:
        """Whether it is the reason of a test with this text that ended with this error."""
        is_said = not self.said or re.search(self.said, said)
        return bool(is_said and (not self.does or re.search(self.does, text)))


MADE_UP = r"tempfile|mkdtemp|tmp_path|gettempdir|uuid|TemporaryDirectory"
CLASSES = r"list|dict|set|tuple|str|int|float|Exception|Enum|[A-Za-z_]+\.[A-Za-z_.]+"
ASK = "ask for a number, a text, a list or an array of it, which a function of the answer returns"
# The first that holds is told: what an error names itself, then what a test does.
REASONS = (
    Reason("have it look at less at once: a part of the value, its size or a sum",
           said=r"MB (cannot travel )?at once|(parts|numbers) cannot travel|nested more"),
    Reason("have the test itself make the object, by calling its class; and where the test is "
           "hidden, compare what its attributes or methods return (numbers, text, lists)",
           said="cannot be compared, computed with or searched"),
    Reason("put the derived class into the answer's cell, or test the answer's own class",
           said="is derived from a class of the student's"),
    Reason("pass an object of a class that is derived from no type of data, or a function, data, "
           "or a Mock of unittest.mock", said="which stays with the test"),
    Reason("have the answer be an array of numbers, or a list", said="an array of objects"),
    Reason("import the module in the test, or in a locked cell", said="the module "),
    Reason("pass the function that makes the coroutine, and have the answer call it",
           "A coroutine of the test's stays with the test", said="can't be used in 'await'"),
    Reason("have the answer make the object, or pass a Mock of unittest.mock",
           "An object of the test's that can be called goes to the answer as a function, without "
           "its attributes", said="'function' object has no attribute"),
    Reason("have the answer return a number or raise an exception of its own instead",
           "An exception that would end a process (KeyboardInterrupt; of an async function "
           "SystemExit) arrives as RuntimeError", said="SystemExit|KeyboardInterrupt"),
    Reason("ask `inspect.signature` or `inspect.getsource`, or call the function with something "
           "that only the wanted way survives", "It looks into what a function is made of; here "
           "it has the stand-in that calls the answer's, which tells the names and numbers of its "
           "code and what its closure holds",
           does="__code__|__closure__|__globals__|getclosurevars|co_\\w+|import dis\\b|dis\\."),
    Reason(ASK, said="Tests get numbers|not asked for"),
    Reason("have a function of the answer return it", "It reads the annotations of the notebook "
           "itself, which are in the student's process", does=r"(?<![\w.])__annotations__"),
    Reason("pass the path itself to the answer, with the ending of a file of data (.csv, .txt), or "
           "write the file's name out in the test",
           "It makes up the path of a file when it runs; such a file is at both ends only if a "
           "call of the answer has its path, and it is text, a picture or an array",
           does=MADE_UP),
    Reason("have the answer read the database and return its rows",
           "A database that the answer has written stays in the student's process",
           said="no such table|unable to open database", does="sqlite|connect|read_sql"),
    Reason("put the file beside the notebook in source/, so that it is there on both sides; what "
           "an answer writes is there if it is text, a picture or an .npy array",
           "The file is not beside the tests", said="ModuleNotFoundError|FileNotFoundError"),
    Reason("pass the folder to the answer, or name the files, and open each", "It looks through a "
           "folder; what an answer has written is here only in a folder that a call of it was "
           "given, or under a name that is written out in the test",
           does=r"\b(r?glob|listdir|scandir|iterdir|walk)\("),
    Reason("ask for `plt.gca()` after the answer has drawn, or have the answer return its axes",
           "It draws with pyplot itself; what the answer draws is in the figures of the student's "
           "process", does=r"(plt|pyplot)\.\w+\("),
    Reason("have the answer print or return it", "It asks what the answer has done to logging, "
           "which is in the student's process; what an answer logs while a test listens arrives",
           does="caplog|logging\\."),
    Reason("ask objects of the class for what they have and do", "It looks into how a class is "
           "made; here it has a stand-in for the class, which tells its names, bases and "
           "parameters",
           does=r"__mro__|\.mro\(|__subclasses__|__dict__|\bvars\(|getattr_static|__base__|__new__"
                r"|type\(\w+\) (is|==|!=)|__init_subclass__|__class_getitem__"),
    Reason("ask for what its objects can do", "It asks whether a class of the answer's is derived "
           "from one of Python's or of a library's; its stand-in here is not",
           does=rf"(isinstance|issubclass)\([^()]*(\([^()]*\)[^()]*)*, *\(?({CLASSES})\b"),
    Reason("compare what the two give when they are called, or what they hold", "It asks whether "
           "two things are one and the same; what comes from the answer is a copy or a stand-in "
           "here", does=r"\bis (not )?(?!None\b|True\b|False\b|not\b)\w|\bid\("),
    Reason("have it yield or return what it has changed", "What a test passes to a generator or a "
           "`with` of the answer's is changed here later only if it is a small list, dict, set or "
           "array",
           does=r"\bwith \w+(\.\w+)*\([^)]*\w|\bnext\("),
    Reason("seed again before each draw, or draw before the answer is called",
           "Random numbers that the test draws itself go on as if the answer had drawn none",
           does=r"random|\brng\b"),
    Reason("allow each call of an answer a millisecond more", "It measures time, and a call of an "
           "answer takes longer here", does=r"perf_counter|timeit|time\.time|monotonic"),
    Reason("compare sizes by `len`, or what it returns", "It asks how a thing lies in memory, "
           "which is that of its stand-in here",
           does="getsizeof|getrefcount|tracemalloc|weakref|\\bgc\\."),
    Reason("call the answer's functions instead", "It runs another program, which sees nothing of "
           "the answer", does=r"subprocess|os\.system|popen|(?m:^\s*[!%])"),
    Reason("name each name that it needs", "It looks through the names of the notebook, of which "
           "here are those that a test names", does=r"globals\(|locals\(|\bdir\(\)|get_ipython"),
    Reason("call the answer in the test itself, not in a cell between",
           said="between tests, nobody answers"),
    Reason(ASK, said="has no attribute"),
)  # fmt: skip
UNKNOWN = Reason("have it use only what the answer's functions return")


def lines_about(assignment: str, comparisons: Sequence[Comparison]) -> list[str]:
    """What was found of an assignment."""
    notebooks = {comparison.notebook for comparison in comparisons}
    lines = [
        f"{assignment}: {len(comparisons)} tests in {len(notebooks)} notebooks. "
        f"The instructor's solutions have stock nbgrader's points in "
        f"{sum(comparison.equal for comparison in comparisons)}."
    ]
    for title, told in (
        ("To do", _to_do(comparisons)),
        ("Own solutions without all points, under stock nbgrader too", _wrong(comparisons)),
        ("More points here", _more(comparisons)),
        ("The untouched release", _empty(comparisons)),
        (
            "Run in the student's process, as forgeable as under stock nbgrader",
            _unguarded(comparisons),
        ),
    ):
        if said := [*told]:
            lines += [f"{title}: {len(said)}", *(f"  {line}" for line in said)]
    return lines


def _name(comparison: Comparison) -> str:
    return f"{comparison.notebook}, {comparison.test}"


def _to_do(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        if comparison.open:
            yield (
                f"{_name(comparison)}: {comparison.here.points:g} of the "
                f"{comparison.stock.points:g} points that stock nbgrader gives. "
                f"{why(comparison)} {advice(comparison)}"
            )
        elif comparison.tag and not comparison.written:
            yield (
                f"{_name(comparison)}: a test that needs the tag {STUDENT_PROCESS} uses what "
                "this one binds, or the other way round: tag both."
            )


def reason(comparison: Comparison) -> Reason:
    """The reason why the instructor's own solution lost points."""
    said, text = comparison.here.said, comparison.text
    return next((reason for reason in REASONS if reason.holds(said, text)), UNKNOWN)


def why(comparison: Comparison) -> str:
    """Why the instructor's own solution lost points, in a sentence or two."""
    said = comparison.here.said or "it gave no result"
    if known := reason(comparison).why:
        return f"{known}: {_sentence(said)}"
    if comparison.here.outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.NO_ANSWER):
        return f"Its test found something else than in one process: {_sentence(said)}"
    return f"{str(comparison.here.outcome).capitalize()}: {_sentence(said)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def advice(comparison: Comparison) -> str:
    """What to do about it, in a sentence."""
    how = reason(comparison).how
    if comparison.tag and comparison.settled:
        return f"Reword it: {how}. Or tag the cell {STUDENT_PROCESS} (--write-tags)."
    return f"Reword it: {how}. The tag {STUDENT_PROCESS} does not help."


def _wrong(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        here, stock = comparison.here, comparison.stock
        if stock.points < comparison.most and not here.points > stock.points:
            name, most = _name(comparison), comparison.most
            yield f"{name}: {stock.points:g} of {most:g}. {stock.said}".rstrip()


def _more(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        here, stock = comparison.here, comparison.stock
        if here.points > stock.points:
            yield (
                f"{_name(comparison)}: {here.points:g}, {stock.points:g} under stock nbgrader. "
                f"{stock.said}"
            ).rstrip()


def _empty(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        here, stock = comparison.empty_here.points, comparison.empty_stock.points
        if here != stock:
            yield (
                f"{_name(comparison)}: {here:g} points without an answer, {stock:g} under stock "
                f"nbgrader. {comparison.empty_here.said or comparison.empty_stock.said}"
            ).rstrip()
        elif here > 0:
            yield f"{_name(comparison)}: {here:g} of {comparison.most:g} points without an answer."


def _unguarded(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        if comparison.tagged or comparison.written:
            yield _name(comparison) + (
                ": the tag was written into the source" if comparison.written else ""
            )
