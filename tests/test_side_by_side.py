"""All answers on one page, the table of the class, and submissions that are alike."""

import csv
import http.cookiejar
import json
import re
import shutil
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from html import unescape
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Base, Gradebook
from nbgrader.coursedir import CourseDirectory
from tornado import web
from traitlets.config import Config

from grading.answers import formgrader as formgrader_pages
from grading.answers import groups, marks
from grading.answers.handlers import TEMPLATES
from grading.report import environment as page_of
from grading.report import forms, similar
from grading.report.findings import Findings
from grading.submission import not_handed_in
from tests import chromium
from tests.test_report import run
from tools import jupyter_server, sample_course
from tools.sample_course import environment, flags

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's queries

# -- a small class --------------------------------------------------------------------------------

ATTACK = "<script>hit()</script><img src=x onerror=hit()>"
WRITTEN = "Because $h_t$ decays."
CODE = {
    "ada": "def double(x):\n    return x + x",
    "ben": "def double(number):\n    # twice\n    return number + number",
    "cho": "def double(x):\n    return x * x",
    "dev": "def double(x):\n    return 2 * x",
    "eun": "raise NotImplementedError",
}
TEXTS = {"ada": WRITTEN, "ben": f"{WRITTEN}  \n", "cho": ATTACK, "dev": "Because.", "eun": ""}
LATE = "2026-01-03 03:04:05.000000 UTC"


def source():
    """The instructor's notebook, as submissions have it."""
    return [
        new_markdown_cell("### Double it", id="say"),
        new_code_cell("", id="double", metadata=flags("double", solution=True)),
        new_code_cell(
            "assert double(3) == 6",
            id="test_double",
            metadata=flags("test_double", grade=True, locked=True, points=2),
        ),
        new_markdown_cell("### Why?\n\n=== BEGIN MARK SCHEME ===\n\nDecay.", id="ask"),
        new_markdown_cell("", id="why", metadata=flags("why", grade=True, solution=True, points=3)),
    ]


def write(path, code, text):
    """Write a notebook with these answers."""
    cells = source()
    cells[1].source, cells[4].source = code, text
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(new_notebook(cells=cells)))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A course folder with a graded assignment hw of two notebooks; fay has handed in nothing."""
    tmp_path = tmp_path_factory.mktemp("built")
    write(tmp_path / "source" / "hw" / "one.ipynb", "def double(x):\n    return 2 * x", "Decay.")
    (tmp_path / "logs").mkdir()
    log = (tmp_path / "logs" / "autograde-20260101T120000-1.jsonl").open("w")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "cs1") as gradebook, log:
        gradebook.add_assignment("hw", duedate="2026-01-02 03:04:05.000000 UTC")
        for book in ("one", "two"):
            gradebook.add_notebook(book, "hw")
            gradebook.add_solution_cell("double", book, "hw")
            gradebook.add_grade_cell("test_double", book, "hw", max_score=2, cell_type="code")
            gradebook.add_grade_cell("why", book, "hw", max_score=3, cell_type="markdown")
            gradebook.add_solution_cell("why", book, "hw")
        gradebook.add_student("fay", first_name="=Fay", last_name="Zhu")
        for student in CODE:
            gradebook.add_student(student)
            gradebook.add_submission("hw", student, timestamp=LATE if student == "ben" else None)
            write(tmp_path / "autograded" / student / "hw" / "one.ipynb", CODE[student],
                  TEXTS[student])  # fmt: skip
            passed = CODE[student].endswith(("x + x", "number", "2 * x"))
            grade = gradebook.find_grade("test_double", "one", "hw", student)
            grade.auto_score, grade.needs_manual_grade = 2.0 * passed, False
            why = gradebook.find_grade("why", "one", "hw", student)
            if not TEXTS[student]:
                why.auto_score, why.needs_manual_grade = 0.0, False
                gradebook.find_comment("why", "one", "hw", student).auto_comment = "No response."
            outcome = "passed" if passed else "failed" if student == "cho" else "no answer"
            says = "double(3) is not right.\n  Likely cause: it is squared. Add it."
            entry = {
                "student": student, "assignment": "hw", "notebook": "one",
                "outcomes": {"test_double": outcome},
                "messages": {} if passed else {"test_double": says},
                "causes": {} if passed else {"test_double": "it is squared. Add it."},
                "repaired": ["A cell was missing."] if student == "dev" else [],
            }  # fmt: skip
            log.write(json.dumps(entry) + "\n")
            for name in ("test_double", "why"):
                grade = gradebook.find_grade(name, "two", "hw", student)
                grade.auto_score, grade.needs_manual_grade = 0.0, False
        gradebook.db.commit()
    return tmp_path


@pytest.fixture
def course(built, tmp_path):
    """A copy of the course folder."""
    return shutil.copytree(built, tmp_path / "course")


def read(course, exercise="why"):
    """All answers to an exercise of the first notebook."""
    coursedir = CourseDirectory(config=Config(CourseDirectory={"root": str(course)}))
    return groups.read(coursedir, course / "logs", "hw", "one", exercise)


def rows_of(course):
    """The lines of the table as CSV, by student."""
    run(course, "hw")
    with (course / "report-hw-class.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


# -- the form of an answer ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "other"),
    [
        (CODE["ada"], CODE["ben"]),
        ('def f(a):\n    "Doc."\n    return a', "def g(b) -> int:\n\n    return (b)  # it"),
        ("import numpy as np\nnp.dot(1, 2)", "import numpy\nnumpy.dot(1, 2)"),
        ("n: int = 1\n%pip install keras", "k = 1\n!pip install -q keras"),
        ("not python,  at all", "not python, at all"),
    ],
)
def test_names_comments_and_layout_make_no_difference(code, other):
    form = forms.code_forms([code, other])
    assert form[code] == form[other]


@pytest.mark.parametrize(
    ("code", "other"),
    [
        (CODE["ada"], CODE["dev"]),
        ("def f(a, b):\n    return a - b", "def f(a, b):\n    return b - a"),
        ("np.dot(x, y)", "np.dot(y, x)"),
        ("x = 1", "x = 2"),
    ],
)
def test_what_is_computed_makes_a_difference(code, other):
    form = forms.code_forms([code, other])
    assert form[code] != form[other]


def test_texts_that_no_parser_likes_are_only_texts():
    hostile = [
        "(" * 3000, "-" * 20_000 + "1", "+".join("1" * 20_000), "lambda: " * 5000, "x = \0",
        "x = '\ud800'", "x" + ".a" * 20_000, "f" * 60_000, "[" * 2000,
    ]  # fmt: skip
    form = forms.code_forms([*hostile, CODE["ada"]])
    assert all(form[text] == forms.words_form(text) for text in hostile)
    assert form[CODE["ada"]] == "def v0(v1):\n    return v1 + v1"


def test_a_text_that_ends_the_parser_costs_no_other_its_form(tmp_path, monkeypatch):
    frail = tmp_path / "frail.py"
    frail.write_text(
        "import json, os, sys\nfor line in sys.stdin:\n    text = json.loads(line)\n"
        "    os._exit(9) if 'die' in text else print(json.dumps(text.upper()), flush=True)\n"
    )
    monkeypatch.setattr(forms, "PROCESS", frail)
    texts = ["first of these", "let it  die", "m: the last", "also die"]
    assert forms.code_forms(texts) == {
        "first of these": "FIRST OF THESE", "let it  die": "let it die",
        "m: the last": "M: THE LAST", "also die": "also die",
    }  # fmt: skip


def test_what_another_thread_forgets_is_known_all_the_same(monkeypatch):
    known = forms.code_forms([CODE["ada"]])
    ask = forms._asked
    monkeypatch.setattr(forms, "_asked", lambda texts: forms._known.clear() or ask(texts))
    assert forms.code_forms([CODE["ada"], "x = 1"]) == known | {"x = 1": "v0 = 1"}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Because $h_t$ decays.", "because  $h_t$\n\ndecays"),
        ("The gradient vanishes!", "the gradient Vanishes …"),
        ("**It decays.**", "**it decays**"),
        ("“It decays.”", "“It decays”."),
        ("caf\u00e9", "CAFE\u0301."),
        ("Stra\u00dfe", "STRASSE"),
        ("one\u00a0two", "one two?"),
    ],
)
def test_capitals_spaces_and_the_end_of_a_sentence_make_no_other_written_answer(text, other):
    assert forms.written_form(text) == forms.written_form(other)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("It is $H$.", "It is $h$."),
        ("Call `X`", "Call `x`"),
        ("It decays, slowly", "It decays slowly"),
        ("1.5", "15"),
        ("!", "?"),
        ("It is **a**", "It is a"),
        ("", "."),
    ],
)
def test_what_a_written_answer_says_makes_a_difference(text, other):
    assert forms.written_form(text) != forms.written_form(other)


def test_long_texts_have_a_form_at_once():
    for text in ("$" * 200_001, "`$" * 100_000, ". " * 100_000 + "x", "*." * 100_000):
        assert forms.written_form(text) is not None


def test_accents_that_nobody_writes_are_not_put_in_order():
    text = "a" + "\u0301\u0323" * 10**5
    assert forms.written_form(text) == text.casefold()
    assert forms.written_form("e\u0301t") == forms.written_form("\u00e9t")


# -- submissions that are alike -------------------------------------------------------------------


def class_of(number, copies=()):
    """Answers of many students to eight exercises, and pairs (copier, copied)."""
    given = {}
    for exercise in range(8):
        own = {f"s{who:02}": f"v{who * exercise % 5} + own_{who}_{exercise} * {who}"
               for who in range(number)}  # fmt: skip
        if exercise < 4:  # what everybody writes
            own = dict.fromkeys(own, f"def v0(v1):\n    return v1.sum({exercise})")
        for copier, copied in copies:
            own[copier] = own[copied]
        given["book", f"e{exercise}"] = own
    return given


def test_who_shares_several_uncommon_answers_is_told():
    (pair,) = similar.pairs(class_of(30, [("s05", "s11")]))
    assert pair.students == ("s05", "s11")
    assert (pair.both, pair.alike) == (8, 8)
    assert [shared.exercise for shared in pair.uncommon] == ["e4", "e5", "e6", "e7"]
    assert all(shared.equal and shared.alike == 2 and shared.of == 30 for shared in pair.uncommon)


def test_what_all_write_alike_tells_of_nobody():
    assert similar.pairs(class_of(30)) == []
    assert similar.pairs({("book", "e"): {"ada": "x", "ben": "x"}}) == []


def test_an_answer_counts_by_how_few_others_have_it():
    assert similar._Alike(["x + 1"] * 8).bits.tolist() == [[0]]
    assert similar._Alike(["x + 1"] * 2 + [f"y{n} * z" for n in range(6)]).bits[0, 0] == 2


def test_an_answer_with_a_line_more_is_nearly_equal():
    body = "\n".join(f"    v{n} = v{n + 1} * {n}" for n in range(20))
    near = similar._Alike([f"def f():\n{body}", f"def f():\n{body}\n    v99 = 0", "v1 + v2 * 3"])
    assert near.count.tolist() == [[2, 2, 0], [2, 2, 0], [0, 0, 1]]


# -- the table of the class -----------------------------------------------------------------------


def test_the_table_says_what_waits_and_what_is_missing_and_never_0_for_it(course):
    rows = rows_of(course)
    assert (rows["ada"]["one/double"], rows["ada"]["one/why"]) == ("2", "waiting")
    assert (rows["ada"]["one"], rows["ada"]["score"], rows["ada"]["so_far"]) == ("waiting", "", "2")
    assert (rows["eun"]["one/why"], rows["eun"]["score"]) == ("0", "0")
    assert {rows["ada"][name] for name in ("two", "two/double", "two/why")} == {"missing"}
    assert (rows["ada"]["missing"], rows["ada"]["waiting"]) == ("1", "1")
    fay = rows["fay"]
    assert {fay["one"], fay["two"], fay["one/why"]} == {"missing"}
    assert (fay["score"], fay["so_far"], fay["missing"]) == ("", "", "2")
    assert fay["first_name"] == "'=Fay"  # no formula of a spreadsheet


def test_the_table_has_each_name_in_one_line_and_turns_none_around(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        gradebook.update_or_create_student(
            "fay", first_name="=F\u202ea\ny\u2028", last_name="\u0646\u200c\u0647"
        )
    row = rows_of(course)["fay"]
    assert (row["first_name"], row["last_name"]) == (
        "'=F\ufffda\ufffdy\ufffd", "\u0646\u200c\u0647"
    )  # fmt: skip


def test_the_table_says_who_is_late_and_whose_file_was_mended(course):
    rows = rows_of(course)
    assert [name for name in rows if float(rows[name]["late_seconds"])] == ["ben"]
    assert [name for name in rows if rows[name]["repaired"]] == ["dev"]
    page = (course / "report-hw-class.html").read_text()
    assert "late, 1 day, 0:00:00" in page
    assert page.count('<span class="note">repaired</span>') == 1


def test_the_table_takes_a_penalty_off_and_nobody_has_less_than_nothing(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for student, off in (("eun", 1.0), ("dev", 1.5)):
            book = gradebook.find_submission_notebook("one", "hw", student)
            book.late_submission_penalty = off
        gradebook.find_grade("why", "one", "hw", "dev").needs_manual_grade = False
        gradebook.db.commit()
    rows = rows_of(course)
    assert (rows["eun"]["score"], rows["dev"]["score"], rows["dev"]["penalty"]) == (
        "0",
        "0.5",
        "1.5",
    )


@chromium.needed
def test_the_table_sorts_by_a_heading_with_the_one_script_that_it_names(course, browser):
    run(course, "hw")
    page = browser.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto((course / "report-hw-class.html").as_uri())
    names = "() => [...document.querySelector('tbody').rows].map(row => row.cells[0].innerText)"
    by_name = page.evaluate(names)
    page.click("#notebooks + .wide button:has-text('points')")
    by_points = page.evaluate(names)
    assert sorted(by_name) == sorted(by_points) != by_points
    assert by_points[-1].startswith("Zhu, =Fay")  # who has nothing comes last
    page.click("#notebooks + .wide button:has-text('student')")
    page.click("#notebooks + .wide button:has-text('student')")
    assert page.evaluate(names) == by_name
    assert errors == []
    page.close()


def test_the_hardest_are_of_those_who_tried_and_no_tie_is_cut():
    rows = [{"name": name, "tried": tried, "written": False} for name, tried in (
        ("a", 0.5), ("b", 0.2), ("c", 0.5), ("d", 0.5), ("e", None), ("f", 1.0))]  # fmt: skip
    assert [row["name"] for row in Findings.hardest(rows)] == ["b"]
    assert [row["name"] for row in Findings.hardest(rows[1:])] == ["b", "c", "d"]
    assert Findings.hardest(rows[4:]) == []


# -- who has not handed in ------------------------------------------------------------------------


def test_who_has_not_handed_in_is_named(course):
    for student, books in (("ada", ("one", "two", "three")), ("ben", ("two", "One"))):
        for book in books:
            write(course / "submitted" / student / "hw" / f"{book}.ipynb", "", "")
    told = {"root": str(course), "assignment_id": "hw"}
    coursedir = CourseDirectory(config=Config(CourseDirectory=told))
    lines = ["Not handed in: 4 of 6", "  cho, dev, eun, fay"]
    (course / "submitted" / "ben" / "hw" / "one\x1b[2J.py").touch()
    more = [
        "Handed in without some notebooks: 1", "  ben: without one; has One.ipynb, one?[2J.py",
        "  What has another name than a notebook counts for nothing until renamed.",
    ]  # fmt: skip
    assert not_handed_in(coursedir) == lines + more
    assert not_handed_in(coursedir, some_of_it=False) == lines
    coursedir.student_id = "ada"  # whoever asks for one student does not ask for the class
    assert not_handed_in(coursedir) == []
    none = CourseDirectory(config=Config(CourseDirectory=told | {"root": str(course / "none")}))
    assert not_handed_in(none) == []


def test_autograding_ends_with_who_has_not_handed_in(course):
    (course / "nbgrader_config.py").write_text(
        "from grading import configure\nc = get_config()\nconfigure(c)\n"
    )
    (course / "submitted").mkdir()
    done = sample_course.run(course, "-m", "grading", "autograde", "hw")
    assert "Not handed in: 6 of 6\n  ada, ben, cho, dev, eun, fay" in done.stdout


# -- the groups -----------------------------------------------------------------------------------


def test_equal_answers_stand_together_under_what_was_said_of_them(course):
    answers = read(course, "double")
    sections = [
        (title, [[member.student for member in group.members] for group in some])
        for title, some in answers.sections
    ]
    assert sections == [
        ("it is squared. Add it.", [["cho"]]),
        ("All tests passed", [["ada", "ben"], ["dev"]]),
        ("No answer", [["eun"]]),
    ]
    assert answers.missing == ["=Fay Zhu (fay)"]
    assert answers.solution == "def double(x):\n    return 2 * x"
    assert answers.sections[0][1][0].scores == [0.0]


def test_a_written_answer_is_shown_harmless_under_its_scheme(course):
    answers = read(course)
    members_of = {group.title: [m.student for m in group.members] for group in answers.groups[:1]}
    assert members_of == {"To be graded": ["ada", "ben"]}
    assert "<math" in answers.groups[0].example.html
    attack = next(group for group in answers.groups if group.example.text == ATTACK)
    assert "<script" not in attack.example.html
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", attack.example.html)
    assert "Decay." in answers.question
    assert "MARK SCHEME" not in answers.question
    assert answers.waiting == 4


def test_ways_to_write_the_same_stand_together_each_to_be_seen(course):
    write(course / "autograded" / "dev" / "hw" / "one.ipynb", CODE["dev"], "because $h_t$ DECAYS")
    group = next(group for group in read(course).groups if len(group.members) > 1)
    assert [[m.student for m in same] for same in group.variants] == [["ada", "ben"], ["dev"]]
    page = page_of(TEMPLATES).get_template("answers.html.j2")
    html = page.render(answers=read(course), place=lambda *_: "", base="", xsrf="", words="",
                       count=groups.count, as_text=marks.as_text)  # fmt: skip
    assert "2 ways to write it" in html
    assert "DECAYS" in html


def form_of(answers, **given):
    """What a browser sends back of the page; given: what was typed, by the student's group."""
    form = {"groups": " ".join(group.key for group in answers.groups)}
    for group in answers.groups:
        form[f"seen {group.key}"] = group.seen
        form[f"was {group.key}"] = group.comment
        for kind, shown in (("points", group.manual(0)), ("extra", group.extra(0))):
            form[f"{kind} {group.key} 0"] = form[f"was {kind} {group.key} 0"] = marks.as_text(shown)
        form[f"comment {group.key}"] = group.comment
        for student, typed in given.items():
            if student in [member.student for member in group.members]:
                form |= {f"{name} {group.key}{' 0' * (name in ('points', 'extra'))}": text
                         for name, text in typed.items()}  # fmt: skip
    return form


def give(course, answers, form):
    """Write what a form gives. Returns it."""
    given = marks.marks(answers, form)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        marks.write(gradebook, given)
    return given


def standing(course, student):
    """What the gradebook has for a written answer."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        grade = gradebook.find_grade("why", "one", "hw", student)
        comment = gradebook.find_comment("why", "one", "hw", student)
        return grade.manual_score, grade.needs_manual_grade, grade.score, comment.manual_comment


def test_a_group_gets_its_points_and_comment_in_one_step(course):
    answers = read(course)
    form = form_of(answers, ada={"points": "1,5", "comment": "Well put.\r\nGo on."})
    assert give(course, answers, form).answers == 2
    for student in ("ada", "ben"):
        assert standing(course, student) == (1.5, False, 1.5, "Well put.\nGo on.")
    assert standing(course, "dev") == (None, True, 0.0, None)
    again = read(course)
    assert (again.waiting, give(course, again, form_of(again)).answers) == (2, 0)
    give(course, again, form_of(again, ada={"points": "", "comment": ""}))
    assert standing(course, "ada") == (None, True, 0.0, None)


def test_all_that_are_ticked_get_the_same_and_an_own_field_counts_more(course):
    answers = read(course)
    form = form_of(answers, ada={"tick": "1"}, cho={"tick": "1", "points": "0"})
    assert give(course, answers, form | {"points": "2", "comment": "See the scheme."}).answers == 3
    assert standing(course, "ben") == (2.0, False, 2.0, "See the scheme.")
    assert standing(course, "cho") == (0.0, False, 0.0, "See the scheme.")
    assert standing(course, "dev") == (None, True, 0.0, None)


def test_points_that_a_person_must_look_at_again_are_not_taken_for_given(course):
    answers = read(course)
    give(course, answers, form_of(answers, dev={"points": "2"}))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        gradebook.find_grade("why", "one", "hw", "dev").needs_manual_grade = True
        gradebook.db.commit()
    again = read(course)
    group = next(group for group in again.groups if group.members[0].student == "dev")
    assert (group.manual(0), group.waiting) == (None, 1)


@pytest.mark.parametrize("typed", ["much", "-1", "3.5", "nan", "inf"])
def test_what_is_not_points_is_refused_and_nothing_is_written(course, typed):
    answers = read(course)
    form = form_of(answers, ada={"points": typed}, dev={"points": "1"})
    with pytest.raises(marks.BadMarksError):
        give(course, answers, form)
    assert standing(course, "dev") == (None, True, 0.0, None)


def test_a_group_that_is_named_twice_gets_its_points_once(course):
    answers = read(course)
    form = form_of(answers, dev={"points": "1"})
    given = give(course, answers, form | {"groups": " ".join(2 * form["groups"].split())})
    assert given.answers == 1
    assert standing(course, "dev")[0] == 1


def test_no_two_groups_are_called_alike():
    keys = {groups.Group("To be graded", form).key for form in ("\ud800", "\udc00", "?")}
    assert {len(key) for key in keys} == {32}  # 64 bits are found twice by who tries
    assert len(keys) == 3


@chromium.needed
@pytest.mark.parametrize("exercise", ["why", "double"])
def test_no_answer_or_name_makes_the_page_wider(course, browser, exercise):
    long = "x" * 5000
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        gradebook.update_or_create_student("cho", first_name=long)
    write(course / "autograded" / "cho" / "hw" / "one.ipynb", long, long)
    (course / "logs" / "autograde-20260101T120000-1.jsonl").write_text(json.dumps({
        "student": "cho", "assignment": "hw", "notebook": "one",
        "outcomes": {"test_double": "failed"}, "messages": {"test_double": long},
    }))  # fmt: skip
    html = page_of(TEMPLATES).get_template("answers.html.j2").render(
        base="", place=lambda *names: "/".join(names), answers=read(course, exercise), words="",
        lost=[], as_text=marks.as_text, count=groups.count, xsrf="",
    )  # fmt: skip
    (course / "page.html").write_text(html)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((course / "page.html").as_uri())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    page.close()


def test_what_has_changed_meanwhile_is_left_alone_and_told(course):
    old = read(course)
    give(course, old, form_of(old, ada={"points": "3"}))  # by another grader
    write(course / "autograded" / "dev" / "hw" / "one.ipynb", CODE["dev"], "Another text.")
    now = read(course)
    typed = form_of(old, ada={"points": "0"}, dev={"points": "1"}, cho={"points": "1"})
    given = give(course, now, typed)
    assert (given.answers, given.outdated) == (1, 2)
    assert standing(course, "ada")[0] == 3
    assert standing(course, "dev")[0] is None
    assert standing(course, "cho")[0] == 1


def test_a_comment_of_another_grader_is_not_written_over(course):
    old = read(course)
    give(course, old, form_of(old, cho={"comment": "Mine."}))
    given = give(course, read(course), form_of(old, cho={"comment": "Another."}))
    assert (given.answers, given.outdated) == (0, 1)
    assert standing(course, "cho")[3] == "Mine."


def test_of_two_graders_who_save_at_once_the_second_is_told(course):
    """Both have read the same; no comment of the first is lost without a word."""
    answers = read(course)
    first = marks.marks(answers, form_of(answers, ada={"points": "3", "comment": "Mine."}))
    second = marks.marks(answers, form_of(answers, ada={"comment": "Another."}))
    third = marks.marks(answers, form_of(answers, dev={"points": "1"}, ben={"points": "1"}))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        marks.write(gradebook, first)
    for late in (second, third):
        with (
            Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook,
            pytest.raises(marks.ChangedError),
        ):
            marks.write(gradebook, late)
    assert standing(course, "ben") == (3.0, False, 3.0, "Mine.")
    assert standing(course, "dev")[0] is None  # all of a form or nothing


def test_extra_credit_is_given_and_stays(course):
    answers = read(course)
    give(course, answers, form_of(answers, ada={"points": "3", "extra": "0,5"}))
    assert standing(course, "ben") == (3.0, False, 3.5, None)
    again = read(course)
    group = next(group for group in again.groups if group.members[0].student == "ada")
    assert (group.scores, group.extra(0)) == ([3.5], 0.5)
    give(course, again, form_of(again, ada={"points": "2"}))
    assert standing(course, "ada")[2] == 2.5
    again = read(course)
    give(course, again, form_of(again, ada={"extra": ""}))
    assert standing(course, "ada")[2] == 2.0
    with pytest.raises(marks.BadMarksError, match="beyond is extra credit"):
        give(course, again, form_of(again, ada={"points": "4"}))


def test_points_above_the_most_that_formgrader_left_are_shown_and_left(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        gradebook.find_grade("why", "one", "hw", "dev").manual_score = 7.0
        gradebook.find_grade("why", "one", "hw", "dev").needs_manual_grade = False
        gradebook.db.commit()
    answers = read(course)
    give(course, answers, form_of(answers, dev={"comment": "Great."}))
    assert standing(course, "dev") == (7.0, False, 7.0, "Great.")


def test_an_exercise_of_no_points_takes_extra_credit(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", course_id="") as gradebook:
        gradebook.find_grade_cell("why", "one", "hw").max_score = 0
        gradebook.db.commit()
    answers = read(course)
    give(course, answers, form_of(answers, dev={"points": "0", "extra": "1"}))
    assert standing(course, "dev")[2] == 1.0


# -- served ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def served(built, tmp_path_factory):
    """The command's server on a copy of the course, and somebody who is signed in to it."""
    course = shutil.copytree(built, tmp_path_factory.mktemp("served") / "course")
    home = course / "home"
    home.mkdir()
    config = "from grading import configure\nc = get_config()\nconfigure(c)\n"
    (course / "nbgrader_config.py").write_text(config)
    command = [sys.executable, "-m", "grading", "answers", "hw", "--"]
    env = environment() | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home)}
    jar = http.cookiejar.CookieJar()
    with jupyter_server.served(command, course, env, token="secret") as address:
        yield SimpleNamespace(
            address=address,
            course=course,
            page=f"{address}/grading/answers/hw/one/why",
            open=urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open,
        )


def fields(html):
    """What a browser would send back of a page of which nothing was changed."""
    made = {}
    for tag in re.findall(r"<input [^>]*>", html):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if told["type"] in ("hidden", "text") or " checked" in tag:
            made[told["name"]] = told.get("value", "")
    return made


def status(call):
    """The status of an answer that is an error, and its text."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        call()
    return caught.value.code, caught.value.read().decode()


def test_the_page_is_for_who_is_signed_in_and_its_form_from_itself_alone(served):
    stranger = urllib.request.urlopen(served.page, timeout=60)
    assert "/login" in stranger.geturl()
    first = served.open(f"{served.page}?token=secret", timeout=60)
    policy = first.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    html = first.read().decode()
    assert ATTACK not in html
    assert "2 students" in html

    served.open(f"{served.address}/formgrader/gradebook", timeout=60).close()  # the cookie does it
    form = fields(html)
    key = read(served.course).groups[0].key
    form[f"points {key} 0"] = "2.5"
    send = lambda form, **headers: served.open(
        urllib.request.Request(served.page, urllib.parse.urlencode(form).encode(), headers),
        timeout=60,
    )
    without = {name: value for name, value in form.items() if name != "_xsrf"}
    assert status(lambda: send(without))[0] == 403
    assert status(lambda: send(form, Origin="http://elsewhere.example"))[0] in (403, 404)
    assert standing(served.course, "ada")[0] is None

    assert "Written to the gradebook: 2 answers." in send(form).read().decode()
    assert standing(served.course, "ben") == (2.5, False, 2.5, None)
    form[f"comment {key}"] = "<i>Well</i></textarea><script>hit()</script>"
    code, words = status(lambda: send(form))  # the page as it was before
    assert (code, "Not written: 1 groups" in words) == (409, True)
    assert "&lt;i&gt;Well&lt;/i&gt;&lt;/textarea&gt;&lt;script&gt;" in words  # what was typed
    assert "<script" not in words
    form = fields(served.open(served.page).read().decode())
    form |= {name: "9" for name in form if name.startswith("points ")}
    code, words = status(lambda: send(form))
    assert (code, "9 is not from 0 to 3 points" in words) == (400, True)
    code, words = status(lambda: served.open(f"{served.page}_50%25"))
    assert (code, "no exercise why_50% in one of hw" in words) == (404, True)

    sidebar = served.open(f"{served.address}/formgrader/manage_assignments").read().decode()
    assert '<a href="/grading/answers">' in sidebar
    link = re.search(r"/formgrader/submissions/\w+/", html)[0]
    formgrader = served.open(served.address + link).read().decode()
    assert '<a href="/grading/answers/hw/one/why">all answers</a>' in formgrader
    assert "cdnjs" not in formgrader


def test_it_writes_what_formgrader_writes(served):
    """The same points and comment by formgrader's own handlers, and by the page."""
    html = served.open(f"{served.page}?token=secret", timeout=60).read().decode()
    with Gradebook(f"sqlite:///{served.course / 'gradebook.db'}", course_id="") as gradebook:
        grade = gradebook.find_grade("why", "one", "hw", "cho").id
        comment = gradebook.find_comment("why", "one", "hw", "cho").id
    for place, told in (
        (f"grade/{grade}", {"manual_score": 2, "extra_credit": None}),
        (f"comment/{comment}", {"manual_comment": "Fine."}),
    ):
        served.open(
            urllib.request.Request(
                f"{served.address}/formgrader/api/{place}", json.dumps(told).encode(),
                {"X-XSRFToken": fields(html)["_xsrf"]}, method="PUT",
            )
        ).close()  # fmt: skip
    answers = read(served.course)
    give(served.course, answers, form_of(answers, dev={"points": "2", "comment": "Fine."}))
    assert standing(served.course, "dev") == standing(served.course, "cho")
    assert standing(served.course, "dev") == (2.0, False, 2.0, "Fine.")


# -- formgrader's own pages where the gradebook fails ----------------------------------------------

BAD_BOOKS = {
    "damaged": (None, "is damaged"),
    "another program's": (
        [f"DROP TABLE {table}" for table in reversed(Base.metadata.sorted_tables)]
        + ["CREATE TABLE bookmarks (id)"], "is another program's",
    ),
    "older": (["ALTER TABLE student DROP COLUMN lms_user_id"], "run `nbgrader db upgrade`"),
    "without a table": (["DROP TABLE grade"], "has no table grade"),
}  # fmt: skip


@contextmanager
def spoilt(course, kind):
    """The gradebook of a course, which fails in this way until the end of the block."""
    book = course / "gradebook.db"
    whole = book.read_bytes()
    statements = BAD_BOOKS[kind][0]
    if statements is None:
        book.write_bytes(b"no gradebook " * 400)
    else:
        with closing(sqlite3.connect(book)) as opened:
            opened.executescript(";".join(statements))
    try:
        yield
    finally:
        book.write_bytes(whole)


@pytest.mark.parametrize("kind", BAD_BOOKS)
def test_formgrader_says_what_is_wrong_with_the_gradebook(served, kind):
    served.open(f"{served.page}?token=secret", timeout=60).close()
    api = f"{served.address}/formgrader/api"
    with Gradebook(f"sqlite:///{served.course / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook("one", "hw", "ada").id
    pages = (
        f"{api}/assignments", f"{api}/students", f"{api}/submissions/hw", f"{api}/notebooks/hw",
        f"{api}/grades?submission_id={submission}",
        f"{served.address}/formgrader/submissions/{submission}/",
    )  # fmt: skip
    with spoilt(served.course, kind):
        for page in pages:
            code, words = status(lambda page=page: served.open(page, timeout=60))
            told = BAD_BOOKS[kind][1] in unescape(words)
            assert (code, told) == (503, True), (page, words)
            assert "Traceback" not in words
    for page in pages:  # it is mended
        assert served.open(page, timeout=60).status == 200, page


@chromium.needed
def test_a_page_of_formgraders_that_cannot_load_says_why(served, browser):
    page = browser.new_page()
    page.goto(f"{served.page}?token=secret")
    for name in ("manage_assignments", "manage_students", "gradebook", "manage_submissions/hw",
                 "gradebook/hw", "manage_students/ada"):  # fmt: skip
        with spoilt(served.course, "without a table"):
            page.goto(f"{served.address}/formgrader/{name}")
            page.get_by_role("alert").get_by_text("has no table grade").wait_for()
            assert page.get_by_text("Loading").count() == 0, name
        page.reload()
        page.get_by_role("gridcell").first.wait_for()
        assert page.get_by_role("alert").count() == 0
    page.close()


@chromium.needed
def test_points_that_cannot_be_saved_say_so_until_they_are(served, browser):
    page = browser.new_page()
    page.goto(f"{served.page}?token=secret")
    with Gradebook(f"sqlite:///{served.course / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook("one", "hw", "ada").id
    with page.expect_response(lambda answer: "/api/comments" in answer.url and answer.ok):
        page.goto(f"{served.address}/formgrader/submissions/{submission}/")
    said = page.get_by_role("alert").filter(has_text="Not saved: ")
    for field, value in (("input.score", "1"), ("textarea.comment", "Why so?")):
        with spoilt(served.course, "damaged"):
            page.locator(field).last.fill(value)
            page.keyboard.press("Tab")
            said.filter(has_text="is damaged").wait_for()
        page.locator(field).last.fill(value + value)
        page.keyboard.press("Tab")
        said.wait_for(state="detached")
    page.close()


def test_a_locked_gradebook_and_a_date_that_is_none_are_said(served):
    html = served.open(f"{served.page}?token=secret", timeout=60).read().decode()

    def due(date):
        told = {"duedate_notimezone": date, "duedate_timezone": "+0000"}
        request = urllib.request.Request(
            f"{served.address}/formgrader/api/assignment/hw", json.dumps(told).encode(),
            {"X-XSRFToken": fields(html)["_xsrf"]}, method="PUT",
        )  # fmt: skip
        return served.open(request, timeout=60)

    code, words = status(lambda: due("01/02/2027 12:00"))
    assert (code, "may be 2 January 2027 or 1 February 2027" in words) == (503, True), words
    with closing(sqlite3.connect(served.course / "gradebook.db", isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        code, words = status(lambda: due("2027-03-01 12:00"))
    assert (code, "is locked: another program holds it" in words) == (503, True), words
    assert due("2027-03-01 12:00").status == 200


def test_formgrader_refuses_where_the_settings_were_not_read():
    for config, refused in (
        ({"CourseConfiguration": {"is_in": "nbgrader_config.py"}}, True),
        ({"CourseConfiguration": {"is_in": "nbgrader_config.py", "read": True}}, False),
        ({}, False),
    ):
        app = SimpleNamespace(config=Config(config))
        handler = formgrader_pages.prepare(SimpleNamespace(settings={"nbgrader_formgrader": app}))
        with pytest.raises(web.HTTPError if refused else AttributeError) as caught:
            handler.send(None)
        assert ("was not read up to configure(c)" in str(caught.value)) == refused


# -- what others have put where formgrader's pages show it -----------------------------------------


def test_a_file_that_was_handed_in_runs_nothing(served):
    folder = served.course / "autograded" / "ada" / "hw"
    served.open(f"{served.page}?token=secret", timeout=60).close()
    with Gradebook(f"sqlite:///{served.course / 'gradebook.db'}") as gradebook:
        submission = gradebook.find_submission_notebook("one", "hw", "ada").id
    for name, runs_in_a_page in {
        "a.html": True, "a.xhtml": True, "a.svg": True, "a.xml": True, "a": True, "a.pdf": False,
    }.items():  # fmt: skip
        (folder / name).write_text(f"<html>{ATTACK}</html>")
        shown = served.open(f"{served.address}/formgrader/submissions/{submission}/{name}")
        policy = shown.headers["Content-Security-Policy"]
        assert ("default-src 'none'" in policy) == runs_in_a_page, name
        assert "script-src" not in policy
        assert shown.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "place",
    ["manage_submissions/{}", "gradebook/{}", "gradebook/{}/{}", "manage_students/{}",
     "manage_students/{}/{}"],
)  # fmt: skip
def test_no_link_to_a_page_of_formgraders_brings_a_script(served, place):
    served.open(f"{served.page}?token=secret", timeout=60).close()
    for text in ("</script><script>hit()</script>", '";hit();//', "<img src=x onerror=hit()>"):
        link = place.replace("{}", urllib.parse.quote(text, safe=""))
        html = served.open(f"{served.address}/formgrader/{link}").read().decode()
        assert text not in html
        assert "hit()" in html


def test_a_name_brings_no_script_into_the_page_to_grade_by_hand(served):
    served.open(f"{served.page}?token=secret", timeout=60).close()
    names = {"first_name": "</a><script>first()</script>", "last_name": "<img src=x onerror=hit()>"}
    with Gradebook(f"sqlite:///{served.course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_student("ada", **names)
        page = gradebook.find_submission_notebook("one", "hw", "ada").id
    html = served.open(f"{served.address}/formgrader/submissions/{page}/").read().decode()
    assert not any(name in html for name in names.values())
    assert "&lt;script&gt;first()" in html


def test_formgrader_takes_no_settings_that_were_handed_in(served, tmp_path):
    """Settings are Python code, and a link in an answer is enough to have them read."""
    served.open(f"{served.page}?token=secret", timeout=60).close()
    ran = tmp_path / "ran"
    handed_in = served.course / "submitted" / "ada" / "hw"
    of_another = served.course / "other" / "submitted" / "ben" / "hw"
    for folder in (handed_in, of_another, tmp_path):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "nbgrader_config.py").write_text(f"open({str(ran)!r}, 'w').close()\n")
    places = ["submitted/ada/hw", str(handed_in), "home/../submitted/ada/hw", str(of_another),
              str(tmp_path), "/", str(served.course / "submitted")]  # fmt: skip
    for place in places:
        link = f"{served.address}/formgrader?path={urllib.parse.quote(place)}"
        code, words = status(lambda link=link: served.open(link, timeout=60))
        assert (code, ran.exists()) == (400, False), place
        assert "No course" in unescape(words)
    course = urllib.parse.quote(str(served.course))
    assert served.open(f"{served.address}/formgrader?path={course}", timeout=60).status == 200


def test_a_course_lies_where_jupyterlab_shows_it_and_in_no_other(tmp_path):
    (tmp_path / "one" / "submitted" / "ada").mkdir(parents=True)
    (tmp_path / "two" / "hw").mkdir(parents=True)
    (tmp_path / "two" / "nbgrader_config.py").touch()
    (tmp_path / "link").symlink_to(tmp_path / "two" / "hw")
    told = {
        name: formgrader_pages.is_course(tmp_path / name, tmp_path)
        for name in ("", "one", "two", "three", "one/submitted/ada", "two/hw", "link", "..")
    }
    assert [name for name, right in told.items() if right] == ["", "one", "two", "three"]
