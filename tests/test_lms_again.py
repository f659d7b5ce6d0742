"""Collecting again: later downloads, runs that are repeated, times, and any archive at all."""

import json
import os
import sys
import tempfile
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.archives import Limits, read_folder
from lms.tables import harmless
from tests.lms import build, course
from tests.lms.cases import ADA, BEN, MOODLE_ADA, RNN, STEPS, WORKSHEET, A, B, C

SUBMITTED = Path("submitted") / "ada" / course.ASSIGNMENT


def state(root):
    """All that collecting wrote."""
    folders = ("submitted", f"downloaded/{course.ASSIGNMENT}")
    return {
        str(path.relative_to(root)): path.read_bytes()
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def stamp(root, student="ada"):
    """The time of a submission as nbgrader reads it, as text; None: it has none."""
    path = root / "submitted" / student / course.ASSIGNMENT / "timestamp.txt"
    return path.read_text() if path.exists() else None


def test_a_repeated_run_changes_nothing(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {"s.zip": {f"{ADA}_900_{STEPS}.ipynb": A, f"{ADA}_901_h.zip": {"x": b""}}})
    course.collect(tmp_path)
    before = state(tmp_path)
    course.collect(tmp_path, "--force")
    assert state(tmp_path) == before


def test_without_force_nbgrader_refuses_and_nothing_changes(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {"s.zip": {f"{ADA}_900_{STEPS}.ipynb": A}})
    course.collect(tmp_path)
    before = state(tmp_path)
    with pytest.raises(SystemExit):
        course.collect(tmp_path)
    assert state(tmp_path) == before


def test_a_second_download_with_a_later_try(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {"a.zip": {f"{ADA}_900_{STEPS}.ipynb": A, f"{ADA}_901_{RNN}.ipynb": B}})
    course.collect(tmp_path)
    assert stamp(tmp_path) == "2025-06-01 12:00:00"
    later = build.zipped({f"{ADA}_950_{STEPS}-1.ipynb": C}, build.LATER)
    build.write(archive, {"b.zip": later})
    course.collect(tmp_path, "--force")
    assert course.submitted(tmp_path) == {("ada", STEPS): C, ("ada", RNN): B}
    assert stamp(tmp_path) == "2025-06-03 12:00:00"


def test_a_second_download_alone_loses_nothing_of_the_first(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {"a.zip": {f"{ADA}_900_{STEPS}.ipynb": A, f"{ADA}_901_{RNN}.ipynb": B}})
    course.collect(tmp_path)
    (archive / "a.zip").unlink()
    build.write(archive, {"b.zip": build.zipped({f"{ADA}_950_{STEPS}-1.ipynb": C}, build.LATER)})
    course.collect(tmp_path, "--force")
    assert course.submitted(tmp_path) == {("ada", STEPS): C, ("ada", RNN): B}
    (kept,) = (row for row in course.table(tmp_path) if row["status"] == "kept")
    assert (kept["student"], kept["notebook"]) == ("ada", RNN)


def test_a_later_download_of_the_same_is_no_later_submission(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {"a.zip": {f"{ADA}_900_{STEPS}.ipynb": A}})
    course.collect(tmp_path)
    build.write(archive, {"b.zip": build.zipped({f"{ADA}_900_{STEPS}.ipynb": A}, build.LATER)})
    course.collect(tmp_path, "--force")
    assert stamp(tmp_path) == "2025-06-01 12:00:00"
    (archive / "a.zip").unlink()
    course.collect(tmp_path, "--force")
    assert stamp(tmp_path) == "2025-06-01 12:00:00"


def test_late_is_after_the_due_date_and_the_rest_before(tmp_path):
    archive = course.make(tmp_path, due=course.DUE)
    files = {f"lovelaceada_LATE_12345_900_{STEPS}.ipynb": A, f"{BEN}_901_{RNN}.ipynb": B}
    build.write(archive, {"s.zip": build.zipped(files, build.LATER)})
    course.collect(tmp_path)
    assert stamp(tmp_path) == "2025-06-02 00:00:01"
    assert stamp(tmp_path, "ben") == "2025-06-02 00:00:00"


def test_the_time_in_a_students_own_archive_is_not_believed(tmp_path):
    archive = course.make(tmp_path)
    inner = build.zipped({f"{RNN}.ipynb": A}, (2001, 1, 1, 0, 0, 0))
    build.write(archive, {"s.zip": {f"{ADA}_900_h.zip": inner}})
    course.collect(tmp_path)
    assert stamp(tmp_path) == "2025-06-01 12:00:00"


def test_moodles_worksheet_tells_the_time(tmp_path):
    archive = course.make(tmp_path, due=course.DUE)
    files = {
        f"{MOODLE_ADA}/{RNN}.ipynb": A,
        f"Wei Zhang_1234570_assignsubmission_file_/{RNN}.ipynb": B,
    }
    build.write(archive, {"m.zip": build.zipped(files, build.LATER), "w.csv": WORKSHEET})
    course.collect(tmp_path, "--LMSExtractor.timezone=Asia/Singapore")
    assert stamp(tmp_path) == "2025-06-01 02:05:00"
    assert stamp(tmp_path, "wei1") == "2025-06-03 13:30:00"


def test_each_submission_has_what_nbgraders_release_of_feedback_reads(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {"s.zip": {f"{ADA}_900_{STEPS}.ipynb": A}, f"ben_{RNN}.ipynb": B})
    course.collect(tmp_path)
    secrets = {}
    for student in ("ada", "ben"):
        assert stamp(tmp_path, student)
        path = tmp_path / "submitted" / student / course.ASSIGNMENT / "submission_secret.txt"
        secrets[student] = path.read_text()
    assert len(secrets["ada"]) == 128
    assert secrets["ada"] != secrets["ben"]


def test_a_change_that_no_time_shows_is_named(tmp_path, capsys):
    archive = course.make(tmp_path, due=course.DUE)
    first = {f"{ADA}_900_{STEPS}.ipynb": A}
    build.write(archive, {"a.zip": build.zipped(first, build.LATER)})
    course.collect(tmp_path)
    graded = tmp_path / "autograded" / "ada" / course.ASSIGNMENT
    graded.mkdir(parents=True)
    (graded / "timestamp.txt").write_text(stamp(tmp_path))
    second = {f"{ADA}_950_{STEPS}-1.ipynb": B}
    build.write(archive, {"b.zip": build.zipped(second, (2025, 6, 4, 0, 0, 0))})
    capsys.readouterr()
    course.collect(tmp_path, "--force")
    said = capsys.readouterr().out
    assert "\n  python -m grading autograde module7 --force --student ada\n" in said
    assert "\nand then: python -m grading feedback module7\n" in said


def test_collecting_says_who_has_not_handed_in(tmp_path, capsys):
    archive = course.make(tmp_path, due=course.DUE)
    build.write(archive, {"a.zip": build.zipped({f"{ADA}_900_{STEPS}.ipynb": A}, build.LATER)})
    course.collect(tmp_path)
    said = capsys.readouterr().out
    with course.gradebook(tmp_path) as gradebook:
        others = sorted(student.id for student in gradebook.students if student.id != "ada")
    assert f"Not handed in: {len(others)} of {len(others) + 1}\n" in said
    assert f"  {', '.join(others[:8])}" in said


def told(text, start="module7: "):
    """The summary, which comes last."""
    lines = text.rstrip().splitlines()
    return lines[next(number for number, line in enumerate(lines) if line.startswith(start)) :]


def test_the_summary_comes_last_and_is_short(tmp_path, capfd):
    class_of = {f"s{number}": ("", f"Name{number}", str(800 + number)) for number in range(60)}
    archive = course.make(tmp_path, class_of, due=course.DUE)
    files = {}
    for number in range(60):
        late = "_LATE" if number in (7, 8) else ""
        books = course.NOTEBOOKS if number < 45 else [RNN]
        for place, name in enumerate(books):
            end = " final.ipynb" if place else "-1.ipynb"
            files[f"name{number}{late}_{800 + number}_{number * 2 + place}_{name}{end}"] = A
    build.write(archive, {"s.zip": build.zipped(files)})
    for options in ([], ["--force"]):
        capfd.readouterr()
        with redirect_stdout(sys.stderr):  # where nbgrader's lines go
            course.collect(tmp_path, "--LMSExtractor.timezone=Asia/Singapore", *options)
        said = capfd.readouterr().err
        late = "late: counted as a second after the due date (2025-06-02 08:00:01 Asia/Singapore)"
        lines = told(said)
        assert lines == [
            "module7: 60 students; 105 taken, 1 opened",
            "  submitted 2025-06-01 12:00:00 Asia/Singapore to 2025-06-02 08:00:01 Asia/Singapore",
            "  all notebooks: 45 students",
            "  4_rnn: 15 students: s45, s46, s47, s48, s49, s50, s51, s52, s53, s54, and 5 more",
            *lines[4:15],
            f"  s7: {late}",
            f"  s8: {late}",
            f"Every file has a line in {tmp_path / 'downloaded' / 'module7' / 'collected.csv'}",
        ]
        assert lines[4].endswith("name0_800_1_4_rnn final.ipynb: named 4_rnn final.ipynb")
        assert lines[14] == "  taken: and 35 more"
        # And nbgrader says nothing of each file and student.
        assert len(said.splitlines()) < 30
    assert sum("late" in row["why"] for row in course.table(tmp_path)) == 4


def test_all_of_nbgraders_lines_come_if_asked(tmp_path, capsys):
    archive = course.make(tmp_path)
    build.write(archive, {"s.zip": {f"{ADA}_900_{STEPS}.ipynb": A}})
    assert "Copying from" in course.collect(tmp_path, "--debug")
    assert "Copying from" not in course.collect(tmp_path, "--force")


def test_late_by_the_worksheet_is_said_once(tmp_path, capsys):
    archive = course.make(tmp_path, due=course.DUE)
    files = {
        f"Wei Zhang_1234570_assignsubmission_file_/{name}.ipynb": B for name in course.NOTEBOOKS
    }
    build.write(archive, {"m.zip": files, "w.csv": WORKSHEET})
    course.collect(tmp_path)
    lines = told(capsys.readouterr().out)
    lines = [line for line in lines if line.startswith("  wei1")]
    assert lines == ["  wei1: late (2025-06-03 21:30:00 UTC)"]


def test_a_file_of_another_name_is_copied_in_and_its_upload_remembered(tmp_path, capsys):
    archive = course.make(tmp_path)
    build.write(archive, {"s.zip": {f"{ADA}_900_Untitled3.ipynb": A}})
    course.collect(tmp_path)
    said = capsys.readouterr().out
    assert "  left out: s.zip/lovelaceada_12345_900_Untitled3.ipynb: no notebook of this" in said
    assert f"copy it into {archive} as STUDENT_NOTEBOOK.ipynb, and collect again" in said
    build.write(archive, {f"ada_{RNN}.ipynb": A})
    course.collect(tmp_path, "--force")
    assert course.submitted(tmp_path) == {("ada", RNN): A}
    memory = json.loads((archive.parent / "collected.json").read_text())
    assert memory == {"ada": {"lms": "canvas", "prefix": f"{ADA}_900_", "notebooks": {}}}


def test_a_time_zone_that_is_none_is_named(tmp_path):
    archive = course.make(tmp_path)
    build.write(archive, {"s.zip": {f"{ADA}_900_{STEPS}.ipynb": A}})
    with pytest.raises(SystemExit):
        course.collect(tmp_path, "--LMSExtractor.timezone=Mars/North")
    assert not (tmp_path / "submitted").exists()


def test_without_a_gradebook_the_pattern_still_works(tmp_path):
    archive = course.make(tmp_path)
    (tmp_path / "gradebook.db").unlink()
    build.write(archive, {f"ada_{RNN}.ipynb": A, "s.zip": {f"{ADA}_900_{STEPS}.ipynb": B}})
    course.collect(tmp_path)
    assert course.submitted(tmp_path) == {("ada", RNN): A}
    assert not (tmp_path / "gradebook.db").exists()


def test_a_link_in_the_folder_is_refused(tmp_path):
    archive = course.make(tmp_path)
    (archive / f"ada_{RNN}.ipynb").symlink_to("/etc/passwd")
    os.mkfifo(archive / f"ben_{RNN}.ipynb")
    course.collect(tmp_path)
    assert {row["status"] for row in course.table(tmp_path)} == {"refused"}
    assert course.submitted(tmp_path) == {}


# Any archive

TOLD = """
lovelaceada_12345_900_2_make_steps.ipynb|lovelaceada_12345_950_2_make_steps-1.ipynb|=1+1|12_34_56|
2_make_steps.ipynb|Copy of 4_rnn.ipynb|Ada Lovelace_1234567_assignsubmission_file_|__MACOSX|a|é|..|
x.html|.DS_Store|anon_a1_9_x.ipynb|oneilben_LATE_12346_7_4_rnn.ipynb|_|4_rnn.ipynb
""".replace("\n", "").split("|")
letters = st.characters(exclude_characters="/\\\0", exclude_categories=["Cs", "Cc"])
words = st.sampled_from(TOLD) | st.text(letters, min_size=1, max_size=12)
names = st.lists(words, min_size=1, max_size=3).map("/".join)
contents = st.sampled_from([b"", A, B, b"x" * 2000])
packed = st.recursive(
    st.dictionaries(names, contents, max_size=5).map(build.zipped)
    | st.dictionaries(names, contents, max_size=3).map(build.tarred),
    lambda inner: st.dictionaries(
        names | names.map(lambda name: f"{name}.zip"), contents | inner, max_size=4
    ).map(build.zipped),
    max_leaves=4,
)


def members(folder):
    """All members, as the reader lists them where no size is too much; depth has its limit."""
    free = Limits(file=2**40, ratio=2**40)
    return sorted(
        (harmless(entry.path[0]), harmless("/".join(entry.path[1:])))
        for entry in read_folder(folder, free)
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
@given(files=st.dictionaries(st.sampled_from(["a.zip", "b.zip", "c.tgz"]), packed, max_size=3))
def test_every_member_of_any_archive_has_one_row(files):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        archive = course.make(root)
        build.write(archive, files)
        course.collect(root)
        rows = course.table(root)
        listed = sorted((row["archive"], row["member"]) for row in rows)
        assert listed == members(archive)
        # What is taken lies in submitted/, and nothing else does.
        taken = {(row["student"], row["notebook"]) for row in rows if row["status"] == "taken"}
        assert set(course.submitted(root)) == taken
        assert len(taken) == sum(row["status"] == "taken" for row in rows)
        assert all(row["why"] for row in rows if row["status"] not in ("taken",))


@settings(max_examples=150, deadline=None, database=None)
@given(
    data=packed,
    spoil=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, 400),
)
def test_no_damage_stops_the_reader_or_hides_the_archive(data, spoil, cut):
    broken = bytearray(data)
    for at, value in spoil:
        broken[at % len(broken)] = value
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "a.zip").write_bytes(broken[: len(broken) - cut] if cut < len(broken) else b"")
        (root / "b.zip").write_bytes(build.zipped({"honest.ipynb": A}))
        entries = list(read_folder(root, Limits()))
    whole = [entry for entry in entries if entry.path == ("a.zip",)]
    assert len(whole) == 1
    assert whole[0].kind in ("archive", "refused")
    assert [entry.data for entry in entries if entry.path == ("b.zip", "honest.ipynb")] == [A]


def test_the_reader_lists_what_the_standard_library_lists(tmp_path):
    data = build.zipped(
        {"a/": b"", "a/b.ipynb": A, "c.zip": {"d": b"1"}, "e.tgz": build.tarred({"f": B})}
    )
    (tmp_path / "x.zip").write_bytes(data)
    assert members(tmp_path) == build.listing("x.zip", data)


def test_times_of_a_zip_are_read():
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.zip").write_bytes(build.zipped({"a": A}))
        (entry, _) = read_folder(Path(folder), Limits())
    assert entry.times[-1] == datetime(2025, 6, 1, 12)


# What a worksheet's dates say

SHEET = (
    "Identifier,Full name,Email address,Last modified (submission)\n"
    "Participant 1234567,Ada Lovelace,ada@example.org,{}\n"
    "Participant 1234570,Wei Zhang,wei1@example.org,{}\n"
)
DAYS = {
    "ISO": ("2025-06-01 10:05", "2025-06-03 21:30", []),
    "spelled out": ('"Sunday, 1 June 2025, 10:05 AM"', '"Tuesday, 3 June 2025, 9:30 PM"', []),
    "by weekday": ('"Sun, 01/06/2025 10:05"', '"Tue, 03/06/2025 21:30"', []),
    "by a setting": (
        "01/06/2025 10:05", "03/06/2025 21:30", ["--LMSExtractor.dayfirst=True"],
    ),
    "by a setting, American": (
        "06/01/2025 10:05", "06/03/2025 21:30", ["--LMSExtractor.dayfirst=False"],
    ),
    "mixed": ("2025-06-01T10:05", "3 June 2025 21:30", []),
}  # fmt: skip


def with_sheet(root, first, second, *options):
    archive = course.make(root, due=course.DUE)
    files = {
        f"{MOODLE_ADA}/{RNN}.ipynb": A,
        f"Wei Zhang_1234570_assignsubmission_file_/{RNN}.ipynb": B,
    }
    sheet = SHEET.format(first, second).encode()
    build.write(archive, {"m.zip": build.zipped(files, build.LATER), "w.csv": sheet})
    course.collect(root, *options)


@pytest.mark.parametrize(("first", "second", "options"), DAYS.values(), ids=DAYS)
def test_a_worksheets_time_is_read_in_one_way(tmp_path, first, second, options):
    with_sheet(tmp_path, first, second, *options)
    assert stamp(tmp_path) == "2025-06-01 10:05:00"
    assert stamp(tmp_path, "wei1") == "2025-06-03 21:30:00"


def test_one_date_tells_the_order_of_the_others(tmp_path):
    with_sheet(tmp_path, "01/06/2025 10:05", "13/06/2025 21:30")
    assert stamp(tmp_path) == "2025-06-01 10:05:00"
    assert stamp(tmp_path, "wei1") == "2025-06-13 21:30:00"


def test_a_date_of_two_ways_is_named_and_makes_nobody_late(tmp_path, capsys):
    with_sheet(tmp_path, "01/06/2025 10:05", "03/06/2025 21:30")
    assert stamp(tmp_path, "wei1") == "2025-06-02 00:00:00"
    said = capsys.readouterr().out
    assert (
        "  wei1: the worksheet's time '03/06/2025 21:30' may be 6 March 2025 or 3 June 2025: say"
        " which by c.LMSExtractor.dayfirst" in said
    )


def test_a_roster_kept_tells_teams_and_no_numbers_or_times(tmp_path):
    archive = course.make(tmp_path, due=course.DUE)
    (tmp_path / "downloaded" / "canvas.csv").write_text(
        'Student,ID,SIS Login ID,Section\n"Lovelace, Ada",12345,ada,A\n'
    )
    (tmp_path / "downloaded" / "moodle.csv").write_text(
        "Identifier,Full name,Email address,Group,Last modified (submission)\n"
        'Participant 9,Wei Zhang,wei1@example.org,The Austins,"Sunday, 1 May 2025, 10:05 AM"\n'
        'Participant 8,Zoë Nobody,zoe@example.org,-,"Sunday, 1 May 2025, 10:05 AM"\n'
    )
    build.write(archive, {
        "s.zip": build.zipped({f"lovelaceada_LATE_12345_900_{STEPS}.ipynb": A}, build.LATER),
        "m.zip": {f"The Austins_8_assignsubmission_file/{RNN}.ipynb": B},
    })  # fmt: skip
    course.collect(tmp_path)
    assert course.submitted(tmp_path) == {("ada", STEPS): A, ("wei1", RNN): B}
    assert (stamp(tmp_path), stamp(tmp_path, "wei1")) == (
        "2025-06-02 00:00:01", "2025-06-01 12:00:00"
    )  # fmt: skip


def test_a_member_of_a_team_has_the_members_own_time(tmp_path):
    archive = course.make(tmp_path, due=course.DUE)
    sheet = (
        "Identifier,Full name,Email address,Group,Last modified (submission)\n"
        "Participant 12,Ada Lovelace,ada@example.org,A,2025-05-01 10:00\n"
        "Participant 13,Ben O'Neil,ben@example.org,B,2025-05-02 10:00\n"
    )
    files = {f"{team}_assignsubmission_file/{RNN}.ipynb": A for team in ("A_13", "B_12")}
    build.write(archive, {"m.zip": build.zipped(files), "w.csv": sheet.encode()})
    course.collect(tmp_path)
    assert (stamp(tmp_path), stamp(tmp_path, "ben")) == (
        "2025-05-01 10:00:00", "2025-05-02 10:00:00"
    )  # fmt: skip


# Another assignment, whose notebooks have names of their own


@pytest.mark.parametrize("where", ["release", "source", "gradebook"])
def test_a_second_assignment_is_collected_by_its_own_notebooks(tmp_path, where):
    course.make(tmp_path)
    books = ["warm-up", "Part B", "rnn"]
    if where == "gradebook":
        with course.gradebook(tmp_path) as book:
            book.add_assignment("quiz1")
            for name in books:
                book.add_notebook(name, "quiz1")
    else:
        for name in books:
            path = tmp_path / where / "quiz1" / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}")
    archive = tmp_path / "downloaded" / "quiz1" / "archive"
    build.write(archive, {
        "ada_warm-up.ipynb": A, "ada_Part B (1).ipynb": B, "ada_4_rnn.ipynb": C,
        "s.zip": {f"{BEN}_901_rnn-1.ipynb": A, f"{BEN}_902_2_make_steps.ipynb": B,
                  f"{BEN}_903_part_b.ipynb": C},
        "zoe_rnn_rnn.ipynb": A,
    })  # fmt: skip
    course.collect(tmp_path, "quiz1")
    taken = {
        (path.parts[-3], path.stem) for path in (tmp_path / "submitted").glob("*/quiz1/*.ipynb")
    }
    # A file of ada_4_rnn is one of a student called ada_4, whom nobody knows.
    assert taken == {
        ("ada", "warm-up"), ("ada", "Part B"), ("ben", "rnn"), ("ben", "Part B"), ("zoe", "rnn"),
        ("ada_4", "rnn"),
    }  # fmt: skip


def test_without_any_notebook_known_the_reason_is_said(tmp_path):
    course.make(tmp_path)
    build.write(tmp_path / "downloaded" / "quiz1" / "archive", {"ada_quiz.ipynb": A})
    assert "notebooks are not known" in course.collect(tmp_path, "quiz1")


# People who left


def test_who_left_the_gradebook_is_named_and_stays_out(tmp_path, capsys):
    archive = course.make(tmp_path)
    files = {f"{ADA}_900_{RNN}.ipynb": A, f"{BEN}_901_{RNN}.ipynb": B}
    build.write(archive, {"s.zip": files})
    course.collect(tmp_path)
    assert "not in the gradebook" not in capsys.readouterr().out
    with course.gradebook(tmp_path) as book:
        book.remove_student("ben")
    course.collect(tmp_path, "--force")
    said = capsys.readouterr().out
    assert "\nIn submitted/ and not in the gradebook: ben. " in said
    assert "no student of the gradebook is oneilben, id 12346" in said
    with course.gradebook(tmp_path) as book:
        assert "ben" not in {student.id for student in book.students}


def test_a_course_folder_with_brackets_is_a_folder_as_any(tmp_path):
    root = tmp_path / "rnn [2025]*"
    root.mkdir()
    archive = course.make(root)
    build.write(archive, {"a.zip": {f"{ADA}_900_{STEPS}.ipynb": A}})
    course.collect(root)
    build.write(archive, {"b.zip": build.zipped({f"{ADA}_901_{RNN}.ipynb": B}, build.LATER)})
    (archive / "a.zip").unlink()
    course.collect(root, "--force")
    assert course.submitted(root) == {("ada", STEPS): A, ("ada", RNN): B}
