"""`python -m answers.clauses [NOTEBOOK]`: is every demand of every exercise tested?

answers/NOTEBOOK/clauses.json lists what the statements and docstrings of a notebook demand. An
entry is a clause: {"exercise", "clause": its sentence as it stands there, "test": the grade_id of a
cell that checks it, "wrong": the title of a wrong answer that breaks it}; or it says that a
sentence demands nothing: {"exercise", "explains": the sentence}. A sentence may be listed in part.
Worked examples, which stand in tables, need no entry.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from dataclasses import dataclass

from answers.answer_runner import (
    ANSWERS,
    Runner,
    exercises,
    notebooks,
    owners,
    read_answers,
    read_notebook,
    tests_for,
)

# What begins a new piece of text: an empty line, an item, a row, a heading, an argument.
BLOCKS = re.compile(
    r"\n\s*\n|\n(?=\s*[-*|#] ?)|\n(?=\s*(?:Returns|Raises|Arguments)\b)|\n(?=\s*\w+(?:, \w+)*: )"
)
NO_SENTENCE = re.compile(r"[#|<!]|```|(Arguments|Returns|Raises)[^:]*:$")


@dataclass(frozen=True)
class Clause:
    """A demand of an exercise, the test that checks it, and a wrong answer that breaks it."""

    exercise: str
    clause: str
    test: str
    wrong: str


def read_entries(notebook: str) -> tuple[list[Clause], list[tuple[str, str]]]:
    """The clauses of a notebook, and its sentences that explain: exercise, sentence."""
    path = ANSWERS / notebook / "clauses.json"
    entries = json.loads(path.read_text()) if path.exists() else []
    explains = [(entry["exercise"], entry["explains"]) for entry in entries if "explains" in entry]
    return [Clause(**entry) for entry in entries if "explains" not in entry], explains


def statement(notebook: str, exercise: str) -> tuple[str, str]:
    """The text of an exercise's statement, and its docstring, or the comments where it has none."""
    cells = {cell.id: cell.source for cell in read_notebook(notebook).cells}
    function = ast.parse(cells[exercise]).body[0]
    if isinstance(function, (ast.FunctionDef, ast.ClassDef)):
        kept = ast.get_docstring(function) or ""
    else:
        stub = cells[exercise].split("### BEGIN SOLUTION")[0]
        kept = "\n".join(line.lstrip("# ") for line in stub.splitlines() if line.startswith("#"))
    heading = f"### Exercise: `{exercise}` ("
    text = next(source for source in cells.values() if heading in source)
    return text[text.index(heading) :], kept


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown cell or a docstring; an item of a list is one too."""
    parts: list[str] = []
    for block in BLOCKS.split(text):
        block = " ".join(block.split())
        if block and not NO_SENTENCE.match(block):
            parts += re.split(r"(?<=[.?])\s+(?=[A-Z`*$])", block)
    return [part for part in parts if re.search(r"\w", part)]


def plain(text: str) -> str:
    """Text to compare by: one space between words."""
    return " ".join(text.split())


def unlisted(notebook: str) -> list[tuple[str, str]]:
    """Exercise and sentence of what neither is listed as a clause nor explains."""
    clauses, explains = read_entries(notebook)
    missing = []
    for exercise in exercises(notebook):
        listed = [plain(clause.clause) for clause in clauses if clause.exercise == exercise]
        listed += [plain(text) for name, text in explains if name == exercise]
        stated = [text for part in statement(notebook, exercise) for text in sentences(part)]
        for sentence in stated:
            if not any(text in sentence or sentence in text for text in listed):
                missing.append((exercise, sentence))  # noqa: PERF401
    return missing


def misplaced(notebook: str) -> list[str]:
    """What is wrong with the list itself: sentences, tests or answers that there are not."""
    clauses, explains = read_entries(notebook)
    answers = read_answers(notebook)
    wrong = {(answer.exercise, answer.title) for answer in answers if not answer.right}
    problems = []
    for exercise, text in [(clause.exercise, clause.clause) for clause in clauses] + explains:
        if exercise not in exercises(notebook):
            problems.append(f"there is no exercise {exercise}")
        elif not any(plain(text) in plain(part) for part in statement(notebook, exercise)):
            problems.append(f"{exercise}: the statement has no such sentence: {text}")
    for clause in clauses:
        if owners(notebook).get(clause.test) != clause.exercise:
            problems.append(f"{clause.exercise}: {clause.test} is no test of it")
        if (clause.exercise, clause.wrong) not in wrong:
            problems.append(f"{clause.exercise}: the library has no wrong answer {clause.wrong!r}")
    return problems


def unchecked(notebook: str, runner: Runner) -> tuple[list[str], int]:
    """Clauses whose test passes their wrong answer; how many have one that no other test fails."""
    clauses = read_entries(notebook)[0]
    code = {(answer.exercise, answer.title): answer.code for answer in read_answers(notebook)}
    problems, alone = [], 0
    for exercise in dict.fromkeys(clause.exercise for clause in clauses):
        titles = sorted({clause.wrong for clause in clauses if clause.exercise == exercise})
        titles = [title for title in titles if (exercise, title) in code]
        replaced = [{exercise: code[exercise, title]} for title in titles]
        tests = tests_for(notebook, exercise)
        outcomes = dict(zip(titles, runner.run_all(notebook, replaced, tests=tests), strict=True))
        for clause in clauses:
            if clause.exercise == exercise and clause.wrong in outcomes:
                failed = outcomes[clause.wrong].failed
                own = {test for test in failed if owners(notebook)[test] == exercise}
                alone += own == {clause.test}
                if clause.test not in failed:
                    what = f"{clause.test} passes {clause.wrong!r} ({clause.clause})"
                    problems.append(f"{exercise}: {what}")
    return problems, alone


def main() -> int:
    """Print the table and what is wrong; exit with 1 if anything is."""
    runner, bad = Runner(), 0
    print(f"{'notebook':16} {'clauses':>7} {'one test alone':>14} {'explains':>8} {'unlisted':>8}")
    for notebook in notebooks():
        if sys.argv[1:] and notebook not in sys.argv[1:]:
            continue
        clauses, explains = read_entries(notebook)
        open_ones = unlisted(notebook)
        problems, alone = unchecked(notebook, runner)
        problems = misplaced(notebook) + problems
        print(f"{notebook:16} {len(clauses):7} {alone:14} {len(explains):8} {len(open_ones):8}")
        for exercise, sentence in open_ones:
            print(f"    not listed: {exercise}: {sentence}")
        for problem in problems:
            print(f"    {problem}")
        bad += len(open_ones) + len(problems)
    runner.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
