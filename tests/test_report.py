"""The instructor's report: its statistics, what it reads, what the page says, and how it shows."""

import csv
import json
import math
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
import sqlalchemy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from answers.answer_runner import ROOT
from grading.exercises import exercise_of
from grading.report import mistakes, read_gradebook, read_logs
from grading.report import statistics as items
from grading.report.application import ReportApp
from grading.report.page import printable
from tests import chromium

pytestmark = [
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # of nbgrader's own queries
]

# A shared machine may stall, and the first text costs seconds to make.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# -- a small class --------------------------------------------------------------------------------

# notebook -> solution cell -> test cell -> points; a written answer is its own test
EXERCISES = {
    "1_sums": {
        "add": {"test_add": 2, "test_add_other": 2},
        "add_all": {"test_add_all": 1},
        "written_why": {"written_why": 3},
    },
    "2_loops": {"count": {"test_count": 0, "test_count_other": 4}},
}
CAUSE = "add(1, {0}) is not right.\n  expected: 3\n  got:      {0}\n  Likely cause: "
# student -> what each test gave: points, or points and the message of a failed test
CLASS = {
    "ada": {"test_add": 2, "test_add_other": 2, "test_add_all": 1, "written_why": 3,
            "test_count": 0, "test_count_other": 4},
    "ben": {"test_add": (0, CAUSE.format(1) + "b is not added: use both."),
            "test_add_other": (0, "add is not right for large numbers.\n"
                               "  Likely cause: b is not added."),
            "test_add_all": 1, "written_why": None, "test_count": 0, "test_count_other": 4},
    "cho": {"test_add": (0, CAUSE.format(7) + "b is not added: use both."), "test_add_other": 2,
            "test_add_all": (0, "add_all should raise ValueError, because of no numbers. "
                             "It raised nothing and returned 0."),
            "written_why": 1, "test_count": 0,
            "test_count_other": (0, "count raised TimedOut: count ran for more than 10 s.")},
    "dev": {"test_add": 2, "test_add_other": (0, "add is not right for large numbers."),
            "test_add_all": 1, "written_why": 0},
}  # fmt: skip
HANDED_IN = [(student, book) for student in CLASS for book in EXERCISES][:-1]  # not dev's second


def make_course(root, students=CLASS, names=()):
    """A course folder with a graded assignment hw: gradebook, log, feedback pages."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "cs1") as gradebook:
        gradebook.add_assignment("hw")
        for book, exercises in EXERCISES.items():
            gradebook.add_notebook(book, "hw")
            for exercise, tests in exercises.items():
                gradebook.add_solution_cell(exercise, book, "hw")
                for test, points in tests.items():
                    kind = "markdown" if test == exercise else "code"
                    gradebook.add_grade_cell(test, book, "hw", max_score=points, cell_type=kind)
        for student, first, last in [*((student, None, None) for student in students), *names]:
            gradebook.update_or_create_student(student, first_name=first, last_name=last)
        for student, results in students.items():
            gradebook.add_submission("hw", student)
            for book, exercises in EXERCISES.items():
                for test in [test for tests in exercises.values() for test in tests]:
                    grade = gradebook.find_grade(test, book, "hw", student)
                    result = results.get(test, 0)
                    grade.auto_score = result[0] if isinstance(result, tuple) else result
                    grade.needs_manual_grade = result is None
        gradebook.db.commit()
    for student, results in students.items():
        for book in EXERCISES:
            if students is not CLASS or (student, book) in HANDED_IN:
                log(root, student, book, results)
                page = root / "feedback" / student / "hw" / f"{book}.html"
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text("what the student gets back")
    return root


def told(message):
    """A message and the cause that it names, as the log keeps them."""
    return message, message.partition("Likely cause: ")[2]


def log(root, student, book, results, run="20260101T120000-1", **more):
    """Append the line of a notebook to the log of a run."""
    tests = [test for tests in EXERCISES[book].values() for test in tests]
    failed = {test: results[test][1] for test in tests if isinstance(results.get(test), tuple)}
    ends = {test: "timed out" if "TimedOut" in said else "failed" for test, said in failed.items()}
    entry = {
        "student": student, "assignment": "hw", "notebook": book, "repaired": [],
        "outcomes": {test: ends.get(test, "passed") for test in tests if "written" not in test},
        "messages": failed, "fetched": {}, "wall": "namespaces",
        "causes": {test: cause for test, said in failed.items() if (cause := told(said)[1])},
        "seconds": {"kernel": 0.25, "tests": 1.5, "all": 2.0},
        "processes": {"student": {"peak": 12.5, "cpu": 0.2}, "referee": {"peak": 3.0, "cpu": 0.1}},
    } | more  # fmt: skip
    (root / "logs").mkdir(exist_ok=True)
    with (root / "logs" / f"autograde-{run}.jsonl").open("a") as file:
        file.write(json.dumps(entry) + "\n")


def run(root, *arguments):
    """Run the application in this process. Returns the page."""
    ReportApp.clear_instance()
    app = ReportApp()
    app.initialize([*arguments, f"--course-dir={root}"])
    app.start()
    return root / "report-hw.html"


def make_page(root, **options):
    """The page of a small class."""
    return run(make_course(root, **options), "hw")


class Page(HTMLParser):
    """What a page holds: rows of tables as text, headings, tags."""

    def __init__(self, path):
        super().__init__()
        self.rows, self.tags, self.headings, self.text = [], [], [], ""
        self.cell, self.heading = False, 0
        self.feed(path.read_text())
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.cell = True
        if re.fullmatch("h[1-6]", tag):
            self.heading = int(tag[1])
            self.headings.append((self.heading, ""))
        if tag not in ("a", "bdi", "i", "span", "wbr"):
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.cell = False
            self.rows[-1][-1] = " ".join(self.rows[-1][-1].split())
        if tag == f"h{self.heading}":
            self.heading = 0
        if tag == "style":
            self.text = ""

    def handle_data(self, data):
        self.text += data
        if self.cell:
            self.rows[-1][-1] += data
        if self.heading:
            self.headings[-1] = (self.heading, (self.headings[-1][1] + data).strip())

    def row(self, start, columns=0):
        """The cells of the only row, of so many columns, that starts with these words."""
        (row,) = [
            row
            for row in self.rows
            if re.match(rf"{re.escape(start)}(?!\w)", row[0]) and len(row) == (columns or len(row))
        ]
        return row

    def all(self, tag):
        """The attributes of all elements of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The page of a small class."""
    root = tmp_path_factory.mktemp("course")
    here = os.getcwd()
    os.chdir(root)  # nbgrader reads the configuration of the folder it runs in
    try:
        return make_page(root, names=[("eve", "Eve", "Late")])
    finally:
        os.chdir(here)


@pytest.fixture
def page(path):
    return Page(path)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """An empty course folder that is also the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# -- statistics -----------------------------------------------------------------------------------

few_numbers = st.lists(st.integers(-50, 50), min_size=1, max_size=12)


def test_the_figures_of_a_distribution_by_hand():
    summary = items.summary([4, 1, 3, 2])
    assert (summary.count, summary.mean, summary.least, summary.most) == (4, 2.5, 1, 4)
    assert (summary.lower, summary.median, summary.upper) == (1.75, 2.5, 3.25)
    assert items.summary([7]) == items.Summary(1, 7, 7, 7, 7, 7, 7)
    assert items.summary([]) is None


@untimed
@given(few_numbers, st.integers(0, 100))
def test_a_quantile_lies_between_the_two_values_that_surround_its_place(values, percent):
    ordered = sorted(values)
    place = Fraction(percent, 100) * (len(values) - 1)
    low = math.floor(place)
    high = min(low + 1, len(values) - 1)
    want = ordered[low] + (place - low) * (ordered[high] - ordered[low])
    assert items.quantile(values, percent / 100) == pytest.approx(float(want), abs=1e-9)


def pearson(own, other):
    """Pearson's correlation from its definition, in exact fractions but for the root."""
    n = len(own)
    a = [Fraction(x) - Fraction(sum(own), n) for x in own]
    b = [Fraction(y) - Fraction(sum(other), n) for y in other]
    squares = sum(x * x for x in a) * sum(y * y for y in b)
    return float(sum(x * y for x, y in zip(a, b, strict=True))) / math.sqrt(squares)


def test_a_discrimination_by_hand():
    # a leaves out the mean .5: ±.5; the rest 2, 1, 1, 0 its mean 1: 1, 0, 0, -1. 1 / sqrt(1 * 2).
    measured = items.discriminations({"a": [1, 1, 0, 0], "b": [2, 1, 1, 0]})
    assert measured == pytest.approx({"a": 1 / math.sqrt(2), "b": 1 / math.sqrt(2)})
    against = items.discriminations({"a": [0, 1, 2], "b": [5, 4, 3], "c": [5, 4, 3]})
    assert against["a"] == -1
    # The rest of b is a + c: 5, 5, 5.
    assert against["b"] is None


def test_an_exercise_is_not_compared_with_itself():
    """Item-total correlation would be near 1 here; the rest is unrelated."""
    measured = items.discriminations({"big": [9, 0, 9, 0], "small": [1, 1, 0, 0]})
    assert measured["big"] == pytest.approx(0)


@pytest.mark.parametrize(
    "points",
    [
        {"a": [1, 0], "b": [1, 0]},  # two students always lie on a line
        {"a": [1, 1, 1], "b": [0, 1, 2]},
        {"a": [0.1 + 0.2, 0.3, 0.3], "b": [0, 1, 2]},  # alike but for the arithmetic
        {"a": [0, 1, 2]},  # there is no rest
    ],
)
def test_a_discrimination_is_undefined_where_all_are_alike_or_too_few(points):
    assert items.discriminations(points)["a"] is None


tables = st.integers(3, 8).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 4), min_size=n, max_size=n), min_size=2, max_size=5)
)


@untimed
@given(tables, st.randoms())
def test_discriminations_are_pearsons_whatever_the_order_of_students(table, random):
    points = dict(enumerate(table))
    measured = items.discriminations(points)
    for name, own in points.items():
        totals = [sum(row) for row in zip(*table, strict=True)]
        rest = [total - score for total, score in zip(totals, own, strict=True)]
        if len(set(own)) == 1 or len(set(rest)) == 1:
            assert measured[name] is None
        else:
            assert measured[name] == pytest.approx(pearson(own, rest), abs=1e-9)
            assert -1 <= measured[name] <= 1
    order = list(range(len(table[0])))
    random.shuffle(order)
    again = items.discriminations({k: [row[i] for i in order] for k, row in points.items()})
    assert again == pytest.approx(measured)


def test_the_confidence_interval_by_hand():
    # atanh(0.5) = 0.5493; 1.96 / sqrt(28 - 3) = 0.392; tanh(0.1573) and tanh(0.9413)
    assert items.interval(0.5, 28) == pytest.approx((0.156, 0.736), abs=1e-3)
    assert items.interval(0.5, 3) is None


@untimed
@given(st.floats(-1, 1), st.integers(4, 500))
def test_the_confidence_interval_holds_the_correlation_and_shrinks(correlation, count):
    low, high = items.interval(correlation, count)
    assert -1 <= low <= correlation + 1e-5
    assert correlation - 1e-5 <= high <= 1
    narrow = items.interval(correlation, count * 4)
    assert narrow[1] - narrow[0] <= high - low + 1e-12


def test_words_of_what_to_look_at():
    assert items.advice(0.6, 0.4, 0.1) == []
    assert items.advice(0.95, 0.1, 0) == ["very easy", "low discrimination"]
    assert items.advice(0.2, -0.1, 0.5) == [
        "very hard", "often left out", "negative discrimination",
    ]  # fmt: skip
    assert items.advice(0.95, None, 0) == ["very easy"]


# -- mistakes -------------------------------------------------------------------------------------

LONG = """rnn_step(
    [ 1. , -2. ,  0.5],
    [[ 0.6, -0.3],
     [ 0.1,  0.8]], shape (2, 2)
) raised ValueError: matmul: size 3 is different from 2
  in rnn_step, line 4: return W @ x"""


@pytest.mark.parametrize(
    ("message", "text", "vague"),
    [
        (CAUSE.format(4) + "b is not added.", "b is not added.", False),
        ("f([1, 2], 3) is not right.\n  expected: 4\n  got:      5", "f is not right.", True),
        ("f is not right for one value.", "f is not right for one value.", True),
        (LONG, "rnn_step raised ValueError: matmul: size 3 is different from 2", False),
        ("f([1, 2]) changed its argument. Work on a copy: it is needed.",
         "f changed its argument. Work on a copy: it is needed.", False),
        ("f([0], 0) should raise ValueError, because of a zero. It raised nothing and returned 4.",
         "f should raise ValueError, because of a zero. It raised nothing.", False),
        ("f(\n    [[0.1, 0.2", "f is not right.", True),  # the log cut it off
        ("your code raised an exception here (its message is not shown)",
         "your code raised an exception here (its message is not shown)", True),
        ("", "no message", True),
    ],
)  # fmt: skip
def test_what_a_message_says(message, text, vague):
    mistake = mistakes.mistake(*told(message))
    assert (mistake.text, mistake.vague) == (text, vague)


@pytest.mark.parametrize(
    ("message", "other"),
    [
        # a visible and a hidden test
        (CAUSE.format(4) + "U is transposed: use U @ h.",
         "g is not right for 3 units.\n  Likely cause: U is transposed."),
        ("f raised TypeError for a large sum: 'NoneType' object is not callable",
         "f(3, [1, 2]) raised TypeError: 'NoneType' object is not callable"),
        # other values
        ("f(1) is not right.\n  Likely cause: the shape should be (3,), this one is (3, 3).",
         "f(2) is not right.\n  Likely cause: the shape should be (1,), this one is (1, 1)."),
        ("f raised IndexError: index 3 is out of bounds for axis 0 with size 3",
         "f raised IndexError: index 12 is out of bounds for axis 0 with size 9"),
        ("f raised KeyError: [1, [2, 3]]", "f raised KeyError: [4]"),
    ],
)  # fmt: skip
def test_messages_of_the_same_mistake(message, other):
    assert mistakes.mistake(*told(message)).key == mistakes.mistake(*told(other)).key


@pytest.mark.parametrize(
    ("message", "other"),
    [
        ("f(1) is not right.\n  Likely cause: U is transposed.",
         "f(1) is not right.\n  Likely cause: U is missing."),
        ("f raised TypeError: no", "f raised ValueError: no"),
        ("f should raise ValueError, because of a zero. It raised nothing.",
         "f should raise ValueError, because of a text. It raised nothing."),
        ("f(1) is not right.\n  Likely cause: the shape should be (3,), this one is (3, 3).",
         "f(1) is not right.\n  Likely cause: the shape should be (3,), this one is (3,)."),
        ("f raised NameError: name 'h_1' is not defined",
         "f raised NameError: name 'h_2' is not defined"),
    ],
)  # fmt: skip
def test_messages_of_other_mistakes(message, other):
    assert mistakes.mistake(*told(message)).key != mistakes.mistake(*told(other)).key


def test_the_words_that_it_looks_for_are_those_of_the_checks():
    checks = (ROOT / "tools" / "shared" / "setup.py").read_text()
    words = ["  Likely cause: {", " is not right.", " is not right for {", "} raised {",
             " should raise ValueError, because of {", "It {problem}", "raised nothing and",
             "} changed its argument"]  # fmt: skip
    assert [word for word in words if word not in checks] == []
    assert mistakes._UNSAID in (ROOT / "grading" / "worker" / "referee.py").read_text()


def test_a_student_counts_once_for_each_mistake_and_vague_messages_only_alone():
    cause = "f(1) is not right.\n  Likely cause: b is missing: add it."
    again = "f is not right for zeros.\n  Likely cause: b is missing."
    error = "f should raise ValueError, because of x. It raised nothing."
    vague = "f is not right for zeros."
    groups = mistakes.tally(
        {
            student: [told(message) for message in messages]
            for student, messages in {
                "ada": [cause, again, error],
                "ben": [vague, error],
                "cho": [vague, vague],
                "dev": [cause],
            }.items()
        }
    )
    assert [(group.text, group.students) for group in groups] == [
        ("b is missing: add it.", ["ada", "dev"]),
        ("f should raise ValueError, because of x. It raised nothing.", ["ada", "ben"]),
        ("f is not right for zeros.", ["cho"]),
    ]
    assert [group.example for group in groups] == [cause, error, vague]


fragments = st.sampled_from(
    ["f(", ")", " is not right", ".", "\n", "  Likely cause: ", "[1, 2]", "-3.5e7", " raised ",
     "TypeError", " for ", ": ", " should raise ", "é", "\x00", "(its message is not shown)"]
)  # fmt: skip
said = st.one_of(st.text(max_size=60), st.lists(fragments, max_size=12).map("".join))


@untimed
@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.tuples(said, said), max_size=4)))
def test_whatever_is_said_nobody_is_lost_and_nobody_counted_twice(by_student):
    groups = mistakes.tally(by_student)
    for group in groups:
        assert len(set(group.students)) == len(group.students)
        assert group.text.strip()
        assert all(group.example in dict(by_student[student]) for student in group.students[:1])
    everybody = {student for group in groups for student in group.students}
    assert everybody == {student for student, messages in by_student.items() if messages}
    assert [len(group.students) for group in groups] == sorted(
        (len(group.students) for group in groups), reverse=True
    )


# -- reading --------------------------------------------------------------------------------------


def test_a_test_belongs_to_the_longest_name_that_fits():
    names = ["rnn", "rnn_step", "rnn_step_all"]
    assert exercise_of("test_rnn_step", names) == "rnn_step"
    assert exercise_of("test_rnn_step_other", names) == "rnn_step"
    assert exercise_of("test_rnn_step_all_other", names) == "rnn_step_all"
    assert exercise_of("test_rnn_stepping", names) == "rnn"
    assert exercise_of("test_alone", names) == "alone"


def test_the_gradebook_is_read_in_as_many_queries_for_many_as_for_few(course):
    def queries(folder, students):
        folder.mkdir()
        make_course(folder, students)
        seen = []
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "") as gradebook:
            listen = lambda *arguments: seen.append(arguments[2])
            sqlalchemy.event.listen(gradebook.engine, "before_cursor_execute", listen)
            grades = read_gradebook(gradebook, CourseDirectory(), "hw")
        assert len(grades.submitted) == len(students)
        return len(seen)

    many = {f"s{number}": CLASS["ben"] for number in range(8)}
    assert queries(course / "few", {"ada": CLASS["ada"]}) == queries(course / "many", many) <= 12


def test_the_newest_run_counts_and_broken_lines_are_counted(tmp_path):
    log(tmp_path, "ada", "1_sums", {}, run="20260102T080000-7", repaired=["new"])
    log(tmp_path, "ada", "1_sums", {}, run="20260101T090000-9", repaired=["old"])
    log(tmp_path, "ben", "1_sums", {}, run="20260101T090000-9", repaired=["first"])
    log(tmp_path, "ben", "1_sums", {}, run="20260101T090000-9", repaired=["last"])
    log(tmp_path, "eve", "1_sums", {}, run="20260101T090000-9", assignment="other")
    with (tmp_path / "logs" / "autograde-20260102T080000-7.jsonl").open("ab") as file:
        file.write(b'[1]\n{"assignment": "hw"}\n{"assignment": "hw", "stu\xff')
    logs = read_logs(tmp_path / "logs", "hw")
    assert {key: entry.repaired for key, entry in logs.entries.items()} == {
        ("ada", "1_sums"): ["new"], ("ben", "1_sums"): ["last"],
    }  # fmt: skip
    assert logs.broken == 3
    assert logs.runs == 2


# -- the page -------------------------------------------------------------------------------------


def test_it_says_who_and_what_is_open(page):
    assert page.headings[0] == (1, "hw: report for the instructor")
    assert "Course cs1" in page.text
    assert "5 students in the gradebook, 4 with a submission, 7 of 8 notebooks" in page.text
    assert "without a submission: 1" in page.text
    assert "Eve Late (eve)" in page.text
    assert "1 answer of 1 student to be graded by hand" in page.text
    (row,) = [row for row in page.rows if len(row) == 4 and row[1].startswith("written_why")]
    assert "ben" in row[1]
    assert row[2:] == ["3", "1"]


def test_the_scores(page):
    # ada 12, ben 1 + 4 = 5, cho 2 + 1 = 3, dev 2 + 1 = 3
    (large, *small) = page.all("img")
    assert "4 scores for the whole assignment, out of 12 points" in large["alt"]
    assert "mean 5.8, median 4.0, quartiles 3.0 and 6.8, lowest 3.0, highest 12.0" in large["alt"]
    assert page.row("all")[2:] == ["5.8", "3.0", "4.0", "6.8", "4", "12"]
    # of the second notebook those who handed it in: ada 4, ben 4, cho 0
    assert "3 scores for 2_loops, out of 4 points: mean 2.7, median 4.0" in small[1]["alt"]
    assert all(image["src"].startswith("data:image/svg+xml;base64,") for image in page.all("img"))


def test_the_figures_of_each_exercise(page):
    def of(name):
        return page.row(name, 8)

    # add: shares 1, 0, .5, .5; of others, without the written answer, which waits: 5, 5, 0, 1
    strength = pearson([4, 0, 2, 2], [5, 5, 0, 1])
    assert of("add")[1:] == ["0.50", f"{strength:.2f}", "1", "2", "1", "0", "4"]
    # add_all: 1, 1, 0, 1 with 8, 4, 2, 2
    strength = pearson([1, 1, 0, 1], [8, 4, 2, 2])
    assert of("add_all")[1:] == ["0.75", f"{strength:.2f}", "3", "0", "1", "0", "1"]
    # count: dev did not hand the notebook in
    strength = pearson([4, 4, 0, 0], [5, 1, 2, 3])
    assert of("count")[1:] == ["0.50", f"{strength:.2f}", "2", "0", "1", "1", "4"]
    assert "low discrimination" in of("count")[0]
    # written_why waits for ben
    assert of("written_why")[1:] == ["-", "-", "1", "1", "1", "0", "3"]
    assert "1 to be graded" in of("written_why")[0]
    assert "A class of 4 is small" in page.text


def test_the_mistakes_and_who_made_them(page):
    def mistake(start):
        text, count = page.row(start)
        return text, int(count)

    text, count = mistake("b is not added: use both.")
    assert count == 2
    assert "ben" in text
    assert "cho" in text
    assert "dev" not in text
    unknown = "A wrong result whose cause no test names: add is not right for large numbers."
    assert mistake(unknown)[1] == 1  # dev; ben's says more
    assert mistake("add_all should raise ValueError, because of no numbers. It raised nothing.")
    assert "add: a test failed in 3 of 4 answers" in page.text
    assert "Most frequent mistake, 2 students: add, “b is not added: use both.”" in page.text


def test_submissions_that_need_a_person(course):
    make_course(course)
    log(course, "ada", "1_sums", CLASS["ada"], repaired=["The cell test_add was put back."])
    log(course, "ben", "1_sums", {}, unreadable="it is not JSON", wall="none")
    log(course, "cho", "1_sums", {}, notes=["The referee failed, this needs a person: KeyError"],
        outcomes={"test_add": "process ended", "test_add_other": "process ended",
                  "test_add_all": "cannot travel"})  # fmt: skip
    log(course, "dev", "1_sums", {}, outcomes={"test_add": "out of memory", "test_add_all": "odd"})
    page = Page(run(course, "hw"))
    titles = [text for level, text in page.headings if level == 3]
    assert titles[: titles.index("How to read it")] == [
        "To be graded by hand", "Not sandboxed: 1 student", "Could not be read: 1 student",
        "Notes of the grading engine: 1 student", "No result: 1 student",
        "Cannot travel: 1 student", "Process ended: 1 student", "Out of memory: 1 student",
        "Timed out: 1 student", "Repaired before grading: 1 student",
    ]  # fmt: skip
    for start, who in [
        ("it is not JSON in 1_sums", "ben"), ("not sandboxed in 1_sums", "ben"),
        ("The referee failed, this needs a person: KeyError in 1_sums", "cho"),
        ("add in 1_sums cho", "cho"), ("add in 1_sums dev", "dev"), ("count in 2_loops", "cho"),
        ("The cell test_add was put back.", "ada"),
    ]:  # fmt: skip
        assert page.row(start)[0].endswith(who)
        assert page.row(start)[1:] == ["1", "1"]


def test_a_mistake_is_told_apart_from_no_answer(course):
    silent = {"test_add": (0, "add is not written yet: its stub is still there.")}
    make_course(course, {"ada": CLASS["ada"], "ben": silent, "cho": silent})
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "") as gradebook:
        gradebook.find_comment("add", "1_sums", "hw", "ben").auto_comment = "No response."
        gradebook.db.commit()
    outcomes = dict.fromkeys(("test_add", "test_add_other"), "no answer")
    for student in ("ben", "cho"):
        log(course, student, "1_sums", silent, outcomes=outcomes)
    page = Page(run(course, "hw"))
    assert page.row("add", 8)[3:7] == ["1", "0", "0", "2"]
    assert "often left out" in page.row("add", 8)[0]
    assert page.row("Left as it was released.")[0].endswith("ben")
    assert page.row("No answer found, though the cell was changed")[0].endswith("cho")
    assert "not written yet" not in page.text


def autograded(root, student, book, **outputs):
    """An autograded notebook: for each answer the outputs of its cell."""
    path = root / "autograded" / student / "hw" / f"{book}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [
        {"metadata": {"nbgrader": {"grade_id": name, "solution": True}}, "outputs": outputs}
        for name, outputs in outputs.items()
    ]
    path.write_text(json.dumps({"cells": cells}))


def error(kind, words):
    return {"output_type": "error", "ename": kind, "evalue": words}


def test_an_answer_that_does_not_run_is_wrong_and_not_left_out(course):
    silent = {"test_add": (0, "the submission does not define `add`.")}
    students = dict.fromkeys(("ben", "cho", "dev", "eve"), silent)
    make_course(course, {"ada": CLASS["ada"], **students})
    for student in students:
        outcomes = dict.fromkeys(("test_add", "test_add_other", "test_add_all"), "no answer")
        log(course, student, "1_sums", silent, outcomes=outcomes)
    wrong = error("SyntaxError", "'(' was never closed (line 3)")
    autograded(course, "ben", "1_sums", add=[{"output_type": "stream"}, wrong], add_all=[])
    autograded(course, "cho", "1_sums", add=[error("SyntaxError", wrong["evalue"][:-2] + "7)")])
    autograded(course, "dev", "1_sums", add=[error("NotImplementedError", "write your code here")])
    autograded(course, "eve", "1_sums", add="odd")
    page = Page(run(course, "hw"))
    assert page.row("add", 8)[3:7] == ["1", "0", "2", "2"]
    assert "2 do not run" in page.row("add", 8)[0]
    text, count = page.row("The cell does not run: SyntaxError: '(' was never closed (line")
    assert "ben, cho" in text
    assert count == "2"
    assert "does not define" not in page.text
    text, count = next(row for row in page.rows if row[0].startswith("No answer found"))
    assert "dev, eve" in text
    assert page.row("add_all", 8)[3:7] == ["1", "0", "0", "4"]


DUE = datetime(2026, 5, 1, 12)


def when(course, **times):
    """Set when students handed in, in minutes after the due date, and their extension in hours."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "cs1") as gradebook:
        gradebook.find_assignment("hw").duedate = DUE
        for student, (minutes, hours) in times.items():
            submission = gradebook.find_submission("hw", student)
            submission.timestamp = DUE + timedelta(minutes=minutes)
            submission.extension = timedelta(hours=hours) if hours else None
        gradebook.db.commit()


def test_it_names_who_was_late(course):
    make_course(course, names=[("ben", "Ben", "Lang")])
    when(course, ada=(0, 0), ben=(1, 0), cho=(90, 2), dev=(90, 1))
    page = Page(run(course, "hw"))
    assert "Late Ben Lang (ben), dev Class" in page.text
    assert "Handed in 2026-05-01 12:00 to 2026-05-01 13:30 UTC" in page.text
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "cs1") as gradebook:
        late = {submission.student_id for submission in gradebook.assignment_submissions("hw")
                if submission.total_seconds_late > 0}  # fmt: skip
    assert late == {"ben", "dev"}


def test_an_extension_alone_is_no_submission(course):
    make_course(course)
    when(course, ben=(0, 0))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "cs1") as gradebook:
        gradebook.update_or_create_student("eve")
        gradebook.add_submission("hw", "eve", extension=timedelta(days=1))
    run(course, "hw")
    with (course / "report-hw-class.csv").open(newline="", encoding="utf-8-sig") as file:
        lines = {line["id"]: line for line in csv.DictReader(file)}
    assert (lines["eve"]["waiting"], lines["eve"]["missing"], lines["eve"]["score"]) == (
        "0",
        "2",
        "",
    )


def test_when_it_was_handed_in_is_not_said_where_all_times_are_one_moment(course):
    make_course(course)
    when(course, ada=(-5, 0), ben=(-5, 0), cho=(-5, 0), dev=(-5, 0))
    page = Page(run(course, "hw"))
    assert "Handed in 2026" not in page.text
    assert "Late" not in page.text


def test_it_says_of_whom_the_scores_are(course, path):
    assert "Half of the 4 who handed in lie between 3.0 and 6.8 of 12 points" in Page(path).text
    make_course(course)
    assert "Half of the class lies between 3.0 and 6.8" in Page(run(course, "hw")).text


def test_one_student_is_neither_a_half_nor_a_frequency(course):
    make_course(course, {"ben": CLASS["ben"]})
    page = Page(run(course, "hw"))
    assert "One student handed in: 5.0 of 12 points." in page.text
    assert "who handed in lie" not in page.text
    assert "Most frequent mistake" not in page.text
    assert page.row("b is not added: use both.")[1] == "1"


def test_times_and_memory(course):
    make_course(course)
    log(course, "dev", "2_loops", {}, seconds={"kernel": 1.0, "tests": 197.0, "all": 200.0},
        processes={"student": {"peak": 512.0}, "referee": None})  # fmt: skip
    page = Page(run(course, "hw"))
    # seven notebooks of 2 s and one of 200 s; the 95th of 100 lies at place 6.65: 2 + .65 * 198
    assert "8 notebooks took 3 min 34 s in all" in page.text
    assert "Half of them took less than 2.0 s, 95 of 100 less than 2 min 11 s." in page.text
    assert page.row("tests")[1:] == ["3 min 28 s", "97 %"]
    assert page.row("other")[1:] == ["3.8 s", "2 %"]
    assert next(row for row in page.rows if row[0] == "dev") == [
        "dev", "2_loops", "3 min 20 s", "tests, 197.0 s",
    ]  # fmt: skip
    (memory,) = [row for row in page.rows if row[0] == "student" and "512" in row]
    assert memory[1:] == ["12", "512", "dev, 2_loops"]


def test_links_are_relative_and_lead_to_what_there_is(course):
    make_course(course)
    (course / "feedback" / "ben" / "hw" / "1_sums.html").unlink()
    notebook = course / "autograded" / "ben" / "hw" / "1_sums.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.touch()
    away = course / "elsewhere" / "page.html"
    away.parent.mkdir()
    run(course, "hw", f"--to={away}")
    page = Page(away)
    links = {a["href"] for a in page.all("a") if not a["href"].startswith("#")}
    assert "../feedback/cho/hw/1_sums.html" in links
    assert "../autograded/ben/hw/1_sums.ipynb" in links
    assert [link for link in links if not (away.parent / unquote(link)).is_file()] == []


def test_its_structure_serves_those_who_cannot_see_it(page, path):
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(th.get("scope") in ("col", "row", "rowgroup") for th in page.all("th"))
    assert all(re.search(r"mean [\d.]+, median [\d.]+", img["alt"]) for img in page.all("img"))
    assert page.all("html") == [{"lang": "en"}]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")} <= set(ids)
    assert all(region["aria-label"] for region in page.all("div") if "role" in region)


def test_one_file_without_script_and_nothing_from_elsewhere(page, path):
    text = path.read_text()
    assert page.all("script") == page.all("link") == page.all("iframe") == []
    assert not re.search(r"\b(src|href)=\"(https?:)?//", text)
    assert "url(" not in text
    policy = next(meta for meta in page.all("meta") if "http-equiv" in meta)["content"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_without_logs_it_has_what_the_gradebook_knows(course, capsys):
    make_course(course)
    shutil.rmtree(course / "logs")
    page = Page(run(course, "hw"))
    assert "tells of hw: the report has what the gradebook knows" in capsys.readouterr().err
    assert "No log of a grading run tells of this assignment." in page.text
    assert page.row("all")[2:] == ["5.8", "3.0", "4.0", "6.8", "4", "12"]
    assert "1 answer of 1 student to be graded by hand" in page.text


# -- hostile text ---------------------------------------------------------------------------------

ATTACK = "<script>hit('script')</script><img src=x onerror=\"hit('img')\">"
NAMES = [
    ("eve", ATTACK, "\u202egnp.exe"),
    ("mal'\"><svg onload=hit('svg')>", None, None),
    ("javascript:hit('link')", "</title></style></details>", "{{ 7 * 191 }}"),
]
SAYINGS = [
    f"add raised ValueError: {ATTACK}",
    f"f(1) is not right.\n  Likely cause: </bdi></td>{ATTACK}",
    "add raised X: \x00\x1b[31m \ud800 &lt;b&gt; \u202e --> ]]> {{ 7 * 191 }} {% raw %}",
]


@pytest.fixture
def hostile(course):
    """The page of a class that attacks it."""
    students = {
        student: {"test_add": (0, said), "test_add_all": 1, "written_why": None}
        for (student, _, _), said in zip(NAMES, SAYINGS, strict=True)
    }
    # A student's folder cannot be named so that it leads elsewhere: these hold no slash.
    make_course(course, students, names=NAMES)
    for student in students:
        log(
            course, student, "2_loops", {}, repaired=[ATTACK], notes=[ATTACK], unreadable=ATTACK,
            outcomes={"test_count": f"odd {ATTACK}"}, seconds={ATTACK: 1.0, "all": 1.0},
        )  # fmt: skip
    return run(course, "hw")


def test_hostile_text_stays_text(hostile):
    page = Page(hostile)
    assert page.all("script") == page.all("svg") == []
    assert all(image["src"].startswith("data:image/svg+xml") for image in page.all("img"))
    assert [n for _, attributes in page.tags for n in attributes if n.startswith("on")] == []
    assert ATTACK in page.text
    assert "{{ 7 * 191 }}" in page.text
    assert "1337" not in page.text
    links = [a["href"] for a in page.all("a")]
    assert all(link.startswith(("#", "feedback/", "report-hw-class.html")) for link in links)
    assert any("javascript%3A" in link for link in links)
    assert not re.search("[\x00-\x08\x0b-\x1f]", hostile.read_text())


@untimed
@given(st.text(st.characters(), max_size=30))
def test_whatever_is_printed_can_be_written_and_keeps_what_can_be_seen(text):
    shown = printable(text)
    shown.encode()
    assert len(shown) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, shown, strict=True))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)


# -- in a browser ---------------------------------------------------------------------------------


@chromium.needed
@pytest.mark.parametrize("policy", [True, False], ids=["with its policy", "by escaping alone"])
def test_hostile_text_runs_nothing(browser, hostile, policy):
    context = browser.new_context(bypass_csp=not policy)
    page = context.new_page()
    asked, hits, problems = [], [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: hits.append(dialog.message))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.expose_function("hit", lambda what: hits.append(what))
    page.goto(hostile.as_uri())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    assert hits == problems == []
    page.locator("a", has_text="</title>").first.click()
    page.wait_for_load_state()
    assert "what the student gets back" in page.content()
    assert hits == problems == []
    local = [url for url in asked if not url.startswith(("file:", "data:image/svg+xml"))]
    assert local == []
    context.close()


@chromium.needed
def test_the_names_of_others_do_not_turn_the_text_around(browser, hostile):
    page = browser.new_page()
    page.goto(hostile.as_uri())
    names = page.locator("bdi", has_text="gnp.exe")
    assert names.count() > 0
    page.close()


@chromium.needed
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_fits_the_width_of_phones_and_desks(browser, path, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  for (const one of document.querySelectorAll('details')) one.open = true;
  return [...document.querySelectorAll('body *')]
    .filter((node) => [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((node) => {
      const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), node.outerHTML.slice(0, 80)];
    });
}"""


@chromium.needed
def test_all_text_has_the_contrast_that_wcag_asks_for(browser, path):
    page = browser.new_page()
    page.goto(path.as_uri())
    contrasts = page.evaluate(CONTRAST)
    assert len(contrasts) > 100
    assert [(ratio, node) for ratio, node in contrasts if ratio < 4.5] == []
    page.close()


@chromium.needed
def test_the_parts_of_a_bar_differ_in_grey(browser, path):
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.locator("tr:has(.bar .waiting) .tag", has_text="1 to be graded").count() == 1
    patterns = page.evaluate(
        """() => ['none', 'waiting', 'silent'].map((kind) =>
          getComputedStyle(document.querySelector(`.bar .${kind}`)).backgroundImage)"""
    )
    assert len(set(patterns)) == 3
    greys = page.evaluate(
        """() => ['full', 'part', 'none'].map((kind) => {
          const colour = getComputedStyle(document.querySelector(`.bar .${kind}`)).backgroundColor;
          const [r, g, b] = colour.match(/[\\d.]+/g).map(Number);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        })"""
    )
    assert greys[1] - greys[0] > 50
    assert greys[2] - greys[1] > 40
    page.close()


@chromium.needed
def test_it_prints_without_what_paper_cannot_use(browser, path):
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("summary").first.is_visible()
    folded = page.locator("table.mistakes details").first
    folded.evaluate("one => { one.open = true }")
    assert folded.locator("pre").is_visible()  # what was unfolded is printed
    assert page.locator("#exercises").evaluate("one => getComputedStyle(one).breakBefore") == "page"
    bar = page.locator(".bar").first
    assert bar.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 5 <= pages <= 8
    page.close()


# -- the command ----------------------------------------------------------------------------------


def fails(capsys, root, *arguments):
    """Run the application where it must fail. Returns what it says."""
    with pytest.raises(SystemExit) as ended:
        run(root, *arguments)
    assert ended.value.code == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    return told.err


def test_it_prints_the_paths_alone(course):
    make_course(course)
    done = subprocess.run(
        [sys.executable, "-m", "grading", "report", "hw", f"--course-dir={course}"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names = ("report-hw.html", "report-hw-class.html", "report-hw-class.csv")
    assert done.stdout == "".join(f"{course / name}\n" for name in names)
    assert "Warning" not in done.stderr


def test_options_and_configuration_are_nbgraders(course, capsys):
    elsewhere = course / "there"
    elsewhere.mkdir()
    make_course(elsewhere)
    (elsewhere / "gradebook.db").rename(course / "other.db")
    (course / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.db_url = 'sqlite:///{course / 'other.db'}'\n"
        "c.CourseDirectory.assignment_id = 'hw'\nc.ReportApp.to = 'mine.html'\n"
    )
    run(elsewhere)
    assert capsys.readouterr().out.startswith(f"{course / 'mine.html'}\n")
    assert "cannot both be specified" in fails(capsys, elsewhere, "hw")
    (course / "nbgrader_config.py").unlink()
    run(elsewhere, "--assignment=hw", f"--db=sqlite:///{course / 'other.db'}", "--to=its.html")
    assert (course / "its.html").exists()


def test_what_is_not_there_is_said_in_words(course, capsys):
    assert "There is no gradebook" in fails(capsys, course, "hw")
    assert list(course.iterdir()) == []  # none was made on the way
    make_course(course, students={})
    assert "no assignment 'hv' in the gradebook. It has: hw." in fails(capsys, course, "hv")
    assert "no submissions of hw. Grade them first: nbgrader autograde hw" in fails(
        capsys, course, "hw"
    )
    assert "An assignment id must be specified" in fails(capsys, course)
    assert "Only one argument" in fails(capsys, course, "hw", "two")
    (course / "gradebook.db").write_text("no database, but long enough to be looked into" * 9)
    assert "is damaged" in fails(capsys, course, "hw")


def test_an_old_page_stays_whole_if_the_new_one_cannot_be_written(course, capsys, monkeypatch):
    path = make_page(course)
    path.write_text("the old page")
    before = sorted(course.iterdir())
    capsys.readouterr()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "was not written" in fails(capsys, course, "hw")
    assert path.read_text() == "the old page"
    assert sorted(course.iterdir()) == before
    monkeypatch.undo()
    monkeypatch.chdir(course)
    assert "was not written" in fails(capsys, course, "hw", "--to=no/such/folder.html")


def test_the_gradebook_is_left_as_it_was(course):
    make_course(course)

    def dump():
        with sqlite3.connect(course / "gradebook.db") as connection:
            return list(connection.iterdump())

    before = dump()
    run(course, "hw")
    assert dump() == before
