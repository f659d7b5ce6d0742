"""Works out what the report says."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from grading.log import walls
from grading.outcomes import ADVICE, Outcome
from grading.report import similar
from grading.report import statistics as items
from grading.report.charts import distribution
from grading.report.forms import code_forms, words_form
from grading.report.mistakes import tally
from grading.report.results import (
    Answers,
    CourseFiles,
    Exercise,
    Grades,
    Logs,
    read_answers,
)

SLOWEST = 10
HARDEST = 3
EQUAL = 1e-9  # shares of points that differ by less are equal: sums of floats are not exact
SHOWN = 8  # mistakes of an exercise that are not folded away
UNFOLDED = 10  # notebooks that need a person for one reason, up to which all are named unfolded


class Findings:
    """Works out what the page says. start is the folder from which its links lead."""

    def __init__(self, grades: Grades, logs: Logs, files: CourseFiles, start: Path) -> None:
        self.grades, self.logs, self.files, self.start = grades, logs, files, start
        self.students = grades.submitted
        self.answers: dict[tuple[str, str], Answers] = {}  # those that were read
        self.silences: dict[tuple[str, str], set[str]] = {}  # those that were worked out
        mine = set(self.students)
        self.entries = {
            key: entry
            for key, entry in sorted(logs.entries.items())
            if key[0] in mine and key[1] in grades.notebooks
        }
        seen = {*files.submitted, *files.notebooks, *self.entries, *grades.touched}
        self.handed_in = {key for key in seen if key[0] in mine and key[1] in grades.notebooks}
        last = len(logs.order)
        grades.exercises.sort(
            key=lambda exercise: (
                exercise.notebook,
                min(logs.order.get((exercise.notebook, test), last) for test in exercise.tests),
                exercise.name,
            )
        )
        for exercise in grades.exercises:
            exercise.tests.sort(key=lambda test: logs.order.get((exercise.notebook, test), last))

    def people(self, keys: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
        """Students as the page shows them, in order: the name, and a link for each notebook."""
        people: dict[str, dict[str, Any]] = {}
        for student, notebook in sorted(keys):
            name = self.grades.roster.get(student, student)
            works = people.setdefault(student, {"name": name, "works": []})["works"]
            works.append(
                {"name": notebook, "href": self.files.link((student, notebook), self.start)}
            )
        return list(people.values())

    def who(self, students: Iterable[str], notebook: str) -> list[dict[str, Any]]:
        """Students as the page shows them where it speaks of one notebook."""
        return self.people((student, notebook) for student in students)

    def scores(self) -> dict[str, Any]:
        """The distribution of the scores: of the assignment, and of each notebook."""
        totals = dict.fromkeys(self.students, 0.0)
        of_notebook: dict[str, dict[str, float]] = {name: {} for name in self.grades.notebooks}
        for exercise in self.grades.exercises:
            sums = of_notebook[exercise.notebook]
            for student, points in exercise.earned.items():
                totals[student] += points
                if (student, exercise.notebook) in self.handed_in:
                    sums[student] = sums.get(student, 0.0) + points
        most = sum(self.grades.notebooks.values())
        return {
            "all": distribution(list(totals.values()), most, "the whole assignment", large=True),
            "notebooks": [
                {"name": name, **distribution(list(of_notebook[name].values()), points, name)}
                for name, points in self.grades.notebooks.items()
            ],
            "penalties": self.grades.penalties,
        }

    def stopped(self, exercise: Exercise, student: str) -> str:
        """The error with which an answer stopped; or nothing."""
        return self.answers_of(student, exercise.notebook).stops.get(exercise.name, "")

    def answers_of(self, student: str, notebook: str) -> Answers:
        """The answers of a student in a notebook."""
        key = (student, notebook)
        if key not in self.answers:
            path = self.files.notebooks.get(key)
            self.answers[key] = read_answers(path) if path else Answers()
        return self.answers[key]

    def silent(self, exercise: Exercise) -> set[str]:
        """The students who gave no answer to an exercise, or none that can be seen.

        Whose cell does not run has tried.
        """
        key = (exercise.notebook, exercise.name)
        if key in self.silences:
            return self.silences[key]
        silent = self.silences[key] = set()
        for student in self.students:
            entry = self.entries.get((student, exercise.notebook))
            said = [entry.outcomes.get(test) for test in exercise.tests] if entry else []
            if (
                student in exercise.unanswered
                or (student, exercise.notebook) not in self.handed_in
                or (entry is not None and entry.unreadable)
                or (
                    said
                    and all(outcome is Outcome.NO_ANSWER for outcome in said)
                    and not self.stopped(exercise, student)
                )
            ):
                silent.add(student)
        return silent

    def exercises(self) -> list[dict[str, Any]]:
        """The figures of each exercise that has points and no answer waiting for a person."""
        settled = [
            exercise
            for exercise in self.grades.exercises
            if exercise.points and not exercise.waiting
        ]
        strength = items.discriminations(
            {
                (exercise.notebook, exercise.name): [
                    exercise.earned.get(id_, 0.0) for id_ in self.students
                ]
                for exercise in settled
            }
        )
        rows = []
        for exercise in self.grades.exercises:
            silent = self.silent(exercise)
            row: dict[str, Any] = {
                "notebook": exercise.notebook,
                "name": exercise.name,
                "written": exercise.written,
                "points": exercise.points,
                "mean": None,
                "tried": None,
                "discrimination": strength.get((exercise.notebook, exercise.name)),
                "advice": [],
                **self.counts(exercise, silent),
            }
            if (exercise.notebook, exercise.name) in strength:
                row["mean"] = statistics.fmean(
                    exercise.earned.get(student, 0.0) / exercise.points for student in self.students
                )
                tried = [
                    exercise.earned.get(student, 0.0) / exercise.points
                    for student in self.students
                    if student not in silent
                ]
                row["tried"] = statistics.fmean(tried) if tried else None
                row["advice"] = items.advice(
                    row["mean"], row["discrimination"], row["silent"] / len(self.students)
                )
            row |= self.mistakes(exercise, silent)
            rows.append(row)
        return rows

    @staticmethod
    def hardest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows of exercises of whose points those who tried got the smallest share.

        At most HARDEST. Of a tie all are told or none, and none of which everybody who tried got
        everything.
        """
        told: list[dict[str, Any]] = []
        hard = [row for row in rows if row["tried"] is not None and row["tried"] < 1 - EQUAL]
        hard = sorted((row for row in hard if not row["written"]), key=lambda row: row["tried"])
        for row in hard:
            tie = [other for other in hard if abs(other["tried"] - row["tried"]) < EQUAL]
            if row not in told and len(told) + len(tie) > HARDEST:
                break
            told += [other for other in tie if other not in told]
        return told

    def counts(self, exercise: Exercise, silent: set[str]) -> dict[str, int]:
        """How many students got all points, some, none, wait for them, or gave no answer."""
        counts = dict.fromkeys(("full", "part", "none", "waiting", "silent"), 0)
        for student in self.students if exercise.points else ():
            earned = exercise.earned.get(student, 0.0)
            if student in exercise.waiting:
                counts["waiting"] += 1
            elif earned >= exercise.points:
                counts["full"] += 1
            elif earned > 0:
                counts["part"] += 1
            else:
                counts["silent" if student in silent else "none"] += 1
        return counts

    def unseen(self, exercise: Exercise, student: str) -> str:
        """The error of an answer that stopped before any test could see it; empty: none."""
        outcomes = self.entries[student, exercise.notebook].outcomes
        hidden = all(outcomes.get(test) is Outcome.NO_ANSWER for test in exercise.tests)
        return self.stopped(exercise, student) if hidden else ""

    def said(self, exercise: Exercise, student: str) -> list[tuple[str, str]] | None:
        """The message and the cause of each test that failed; None where no log tells of any."""
        entry = self.entries.get((student, exercise.notebook))
        if entry is None or exercise.written:
            return None
        # That a name is missing says less than why it is.
        if error := self.unseen(exercise, student):
            return [(f"The cell does not run: {error}", "")]
        failed = [test for test in exercise.tests if test in entry.messages]
        return [(entry.messages[test], entry.causes.get(test, "")) for test in failed]

    def mistakes(self, exercise: Exercise, silent: set[str]) -> dict[str, Any]:
        """What went wrong in an exercise, how often, and with whom."""
        book = exercise.notebook
        stopped = 0
        said = {}  # by the students whose answer the newest log tells of
        for student in set(self.students) - silent:
            if (told := self.said(exercise, student)) is not None:
                said[student] = told
                stopped += bool(self.unseen(exercise, student))
        unread = {student for student in silent if (student, book) not in self.handed_in}
        unread |= {
            id_ for (id_, name), entry in self.entries.items() if name == book and entry.unreadable
        }
        groups = [
            {
                "text": group.text,
                "vague": group.vague,
                "example": group.example,
                "who": self.who(group.students, book),
            }
            for group in tally(dict(sorted(said.items())))
        ]
        return {
            "heard": len(said),
            "failed": sum(map(bool, said.values())),
            "stopped": stopped,
            "mistakes": groups[:SHOWN],
            "rarer": groups[SHOWN:],
            "as_released": self.who(silent & exercise.unanswered, book),
            "unseen": self.who(silent - exercise.unanswered - unread, book),
        }

    def attention(self) -> list[dict[str, Any]]:
        """The submissions that need a person, by reason, the gravest first."""
        told = self.entries.items()
        reasons = [
            self.reason(
                "Not sandboxed",
                "These ran without walls around them: what they did to this machine is not known.",
                (("not sandboxed", key) for key, entry in told if not entry.sandboxed),
            ),
            self.reason(
                "Could not be read",
                "Graded as notebooks without answers. Ask for the file again.",
                ((entry.unreadable, key) for key, entry in told if entry.unreadable),
            ),
            self.reason(
                "Notes of the grading engine",
                "What happened on the way, in the engine's words.",
                ((note, key) for key, entry in told for note in entry.notes),
            ),
            self.reason(
                "In the student's process",
                "These tests ran among the student's code, as their tag student-process says: a "
                "submission can forge their points, as under stock nbgrader.",
                ((", ".join(entry.unguarded), key) for key, entry in told if entry.unguarded),
            ),
            *(
                self.reason(
                    str(outcome).capitalize(),
                    outcome.advice,
                    (
                        (", ".join(dict.fromkeys(self.owners(key[1], tests))), key)
                        for key, entry in told
                        if (tests := [t for t, what in entry.outcomes.items() if what == outcome])
                    ),
                )
                for outcome in ADVICE
            ),
            self.reason(
                "Flagged in formgrader",
                "Somebody who graded by hand has set a flag.",
                (("flagged", key) for key in sorted(self.grades.flagged)),
            ),
            self.reason(
                "Repaired before grading",
                "The file was not as handed out and was mended from the instructor's. Nothing is "
                "to be done unless the words name an answer that went missing.",
                ((note, key) for key, entry in told for note in entry.repaired),
            ),
        ]
        return [reason for reason in reasons if reason["rows"]]

    def reason(
        self, title: str, advice: str, told: Iterable[tuple[str, tuple[str, str]]]
    ) -> dict[str, Any]:
        """One reason why notebooks need a person. found has a text for each (student, notebook)."""
        groups: dict[str, set[tuple[str, str]]] = {}
        for text, key in told:
            groups.setdefault(text, set()).add(key)
        rows = []
        for text, keys in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
            books = {notebook for _, notebook in keys}
            rows.append(
                {
                    "text": text,
                    "who": self.people(keys),
                    "notebooks": len(keys),
                    "only": books.pop() if len(books) == 1 else "",
                }
            )
        every = set().union(*groups.values())
        return {
            "title": title,
            "advice": advice,
            "rows": rows,
            "students": len({student for student, _ in every}),
            "folded": len(every) > UNFOLDED,
        }

    def owners(self, notebook: str, tests: Iterable[str]) -> Iterator[str]:
        """The exercises to which tests belong."""
        owner = {
            test: exercise.name
            for exercise in self.grades.exercises
            if exercise.notebook == notebook
            for test in exercise.tests
        }
        for test in tests:
            yield owner.get(test, test)

    def similar(self) -> list[dict[str, Any]]:
        """The pairs of submissions that have more in common than others, for a person to judge."""
        texts: dict[tuple[str, str], dict[str, str]] = {}
        for exercise in self.grades.exercises:
            silent = self.silent(exercise)
            texts[exercise.notebook, exercise.name] = {
                student: text
                for student in self.students
                if student not in silent
                and (text := self.answers_of(student, exercise.notebook).texts.get(exercise.name))
            }
        written = {
            (exercise.notebook, exercise.name)
            for exercise in self.grades.exercises
            if exercise.written
        }
        code = code_forms(
            text for key, mine in texts.items() if key not in written for text in mine.values()
        )
        given = {
            key: {
                student: words_form(text).casefold() if key in written else code[text]
                for student, text in mine.items()
            }
            for key, mine in texts.items()
        }
        return [
            {
                "pair": pair,
                "who": self.people(
                    (student, notebook)
                    for student in pair.students
                    for notebook in {shared.notebook for shared in pair.uncommon}
                ),
            }
            for pair in similar.pairs(given)
        ]

    def open(self) -> dict[str, Any]:
        """The answers that wait for a grade by hand."""
        rows: list[dict[str, Any]] = [
            {
                "notebook": exercise.notebook,
                "text": exercise.name,
                "points": exercise.points,
                "who": self.who(exercise.waiting, exercise.notebook),
            }
            for exercise in self.grades.exercises
            if exercise.waiting
        ]
        return {
            "rows": rows,
            "answers": sum(len(row["who"]) for row in rows),
            "students": len({s for exercise in self.grades.exercises for s in exercise.waiting}),
        }

    def times(self) -> dict[str, Any] | None:
        """How long grading took, where, and how much memory; None where no log tells."""
        spent = {key: entry.seconds.get("all", 0.0) for key, entry in self.entries.items()}
        if not spent:
            return None
        phases: dict[str, float] = {}
        for entry in self.entries.values():
            known = {name: took for name, took in entry.seconds.items() if name != "all"}
            known["other"] = max(entry.seconds.get("all", 0.0) - sum(known.values()), 0.0)
            for name, took in known.items():
                phases[name] = phases.get(name, 0.0) + took
        total = sum(spent.values())
        slow = sorted(spent.items(), key=lambda item: -item[1])[:SLOWEST]
        peaks: dict[str, dict[str, Any]] = {}
        for process in sorted({name for entry in self.entries.values() for name in entry.peaks}):
            used = {k: e.peaks[process] for k, e in self.entries.items() if process in e.peaks}
            key = max(used, key=lambda key: used[key])
            peaks[process] = {
                "median": statistics.median(used.values()),
                "most": used[key],
                "notebook": key[1],
                "who": self.people([key]),
            }
        return {
            "count": len(spent),
            "total": total,
            "median": statistics.median(spent.values()),
            "late": items.quantile(list(spent.values()), 0.95),
            "phases": [
                {"name": name, "seconds": took, "share": took / total if total else 0.0}
                for name, took in sorted(phases.items(), key=lambda item: -item[1])
            ],
            "notebooks": [
                {
                    "name": name,
                    "count": len(some),
                    "total": sum(some),
                    "median": statistics.median(some),
                    "late": items.quantile(some, 0.95),
                }
                for name in self.grades.notebooks
                if (some := [took for (_, book), took in spent.items() if book == name])
            ],
            "slowest": [
                {
                    "who": self.people([key]),
                    "notebook": key[1],
                    "seconds": took,
                    "where": longest_phase(self.entries[key].seconds),
                }
                for key, took in slow
            ],
            "peaks": peaks,
            "walls": walls(self.entries.values()),
        }


def longest_phase(seconds: dict[str, float]) -> str:
    """The phase that took longest, and its seconds, as text."""
    phases = {name: took for name, took in seconds.items() if name != "all"}
    if not phases:
        return ""
    name = max(phases, key=lambda phase: phases[phase])
    return f"{name}, {phases[name]:.1f} s"
