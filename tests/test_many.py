"""A class at a time: the same grades as nbgrader's command, and nothing is lost on the way."""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import NbGraderException

from answers.answer_runner import ROOT
from benchmarks.kills import disturb
from grading.batch.certificates import write_certificates
from grading.batch.cluster import workers
from grading.execution import AccompanyingFiles, Job, JobRefused, execute, versions
from grading.process import linux
from tests.started import Started
from tools import sample_course
from tools.local_cluster import Cluster
from tools.sample_course import ASSIGNMENT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
STUDENTS = 4  # with each answer, and with a written one and without


@pytest.fixture(scope="module")
def ungraded(tmp_path_factory):
    """A course with a class, not graded."""
    course = tmp_path_factory.mktemp("many") / "course"
    sample_course.make(course, STUDENTS, more=sample_course.STAYS)
    return course


@pytest.fixture(scope="module")
def expected(ungraded, tmp_path_factory):
    """What nbgrader's own command makes of that class."""
    course = tmp_path_factory.mktemp("stock") / "course"
    shutil.copytree(ungraded, course)
    done = sample_course.run(course, "-m", "nbgrader", "autograde", ASSIGNMENT)
    assert done.returncode == 0, done.stderr
    return sample_course.snapshot(course)


@pytest.fixture
def course(ungraded, tmp_path):
    """A copy of the course, to be graded."""
    shutil.copytree(ungraded, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture(scope="module")
def done(ungraded, tmp_path_factory):
    """Such a copy, graded, and what the command said."""
    course = shutil.copytree(ungraded, tmp_path_factory.mktemp("done") / "course")
    return course, sample_course.grade(course, "--jobs", "2")


@pytest.fixture
def graded(done, tmp_path):
    """A copy of that."""
    return shutil.copytree(done[0], tmp_path / "graded")


@pytest.fixture
def alone(course):
    """That copy, whose fork server is one of its own for each run."""
    with open(course / "nbgrader_config.py", "a") as file:
        file.write("c.ForkServer.stay = 0\n")
    return course


def test_it_grades_as_nbgraders_command_does_to_the_last_byte(done, expected):
    course, done = done
    assert done.returncode == 0, done.stderr
    assert sample_course.snapshot(course) == expected
    assert expected["s000 one test_double"] == (1, None, False)
    assert expected["s001 one test_double_hidden"] == (0, None, False)
    assert f"Graded {2 * STUDENTS} notebooks of {STUDENTS} submissions" in done.stdout
    assert f"{2 * STUDENTS} of {2 * STUDENTS} notebooks" in done.stderr
    assert not (course / "autograded" / ".partial").exists()


def test_a_second_run_without_changes_starts_no_process_and_changes_nothing(graded):
    before, logs = sample_course.snapshot(graded), list((graded / "logs").iterdir())
    done = sample_course.grade(graded)
    assert done.returncode == 0
    assert f"Up to date already: {STUDENTS} submissions" in done.stdout
    assert sample_course.snapshot(graded) == before
    assert list((graded / "logs").iterdir()) == logs


def test_flags_mean_what_they_mean_for_nbgrader(course, expected):
    done = sample_course.grade(course, "--student", "s001", "--notebook", "one")
    assert done.returncode == 0, done.stderr
    files = [str(p.relative_to(course)) for p in (course / "autograded").rglob("*.ipynb")]
    assert files == ["autograded/s001/quick/one.ipynb"]
    sample_course.grade(course, "--student", "s001", "--notebook", "two")
    assert (course / "autograded/s001/quick/two.ipynb").exists()
    sample_course.grade(course)  # which takes the student for graded, as nbgrader does
    assert sample_course.snapshot(course).keys() == expected.keys()
    assert sample_course.grade(course, "--course-dir", str(course / "nowhere")).returncode == 1
    done = sample_course.run(course, "-m", "grading", "autograde")
    assert done.returncode == 1
    assert "Name one assignment" in done.stderr
    done = sample_course.run(course, "-m", "grading", "autograde", "quikc")
    assert done.returncode == 1
    assert "quick" in done.stderr


def test_force_grades_again_and_keeps_what_a_person_gave(graded):
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("written", "one", ASSIGNMENT, "s001")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        comment = gradebook.find_comment("written", "one", ASSIGNMENT, "s001")
        comment.manual_comment = "Why so?"
        gradebook.db.commit()
    path = graded / "submitted" / "s001" / ASSIGNMENT / "one.ipynb"
    notebook = nbformat.read(path, 4)
    next(cell for cell in notebook.cells if cell.id == "double").source = sample_course.ANSWERS[0]
    path.write_text(nbformat.writes(notebook))
    done = sample_course.grade(graded, "--force")
    assert done.returncode == 0, done.stderr
    snapshot = sample_course.snapshot(graded)
    assert snapshot["s001 one test_double_hidden"] == (2, None, False)
    assert snapshot["s001 one written"] == (None, 2.5, True)
    assert snapshot["s001 one # written"] == (None, "Why so?")


def test_a_newer_submission_is_graded_again_and_no_other(graded):
    folder = graded / "submitted" / "s002" / ASSIGNMENT
    (folder / "timestamp.txt").write_text("2026-01-03 00:00:00 UTC")
    done = sample_course.grade(graded)
    assert "Graded 2 notebooks of 1 submissions" in done.stdout
    assert f"Up to date already: {STUDENTS - 1} submissions" in done.stdout


def test_a_submission_that_changed_is_graded_again_whatever_its_time_says(graded):
    first, second = (
        graded / "submitted" / student / ASSIGNMENT / "one.ipynb" for student in ("s001", "s002")
    )
    assert sample_course.snapshot(graded)["s001 one test_double_hidden"] == (0, None, False)
    first.write_text(first.read_text().replace("x * x", "x + x"))
    second.touch()
    done = sample_course.grade(graded)
    assert "s001: changed since it was graded: one.ipynb" in done.stderr
    assert "Graded 2 notebooks of 1 submissions" in done.stdout
    assert sample_course.snapshot(graded)["s001 one test_double_hidden"] == (2, None, False)
    assert f"Up to date already: {STUDENTS} submissions" in sample_course.grade(graded).stdout


def test_a_notebook_that_is_taken_out_of_a_submission_keeps_no_points(graded):
    assert sample_course.snapshot(graded)["s000 two test_double"] == (0, None, False)
    assert sample_course.snapshot(graded)["s002 two test_double"] == (1, None, False)
    (graded / "submitted" / "s002" / ASSIGNMENT / "two.ipynb").unlink()
    done = sample_course.grade(graded)
    assert "s002: changed since it was graded: two.ipynb is not there any more" in done.stderr
    assert "s002: without two" in done.stdout
    after = sample_course.snapshot(graded)
    assert after["s002 two test_double"] == (0, None, False)
    assert f"autograded/s002/{ASSIGNMENT}/two.ipynb" not in after
    assert f"Up to date already: {STUDENTS} submissions" in sample_course.grade(graded).stdout


def test_the_summary_names_who_was_late_and_how_many_wait_for_a_person(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-02 03:03:05 UTC")
        gradebook.add_student("extended")  # who handed in nothing, and waits for nobody
    done = sample_course.run(course, "-m", "grading", "extend", ASSIGNMENT, "extended", "--days=1")
    assert (done.returncode, done.stderr) == (0, "")
    (course / "submitted" / "s000" / ASSIGNMENT / "timestamp.txt").write_text("2026-01-02")
    done = sample_course.grade(course, "--no-execute")
    assert f"Late: {STUDENTS - 1}\n  s001, 0:01:00\n" in done.stdout
    assert f"written answers to grade by hand: {STUDENTS // 2}" in done.stdout
    assert "late" not in done.stderr


def test_an_assignment_that_was_never_released_is_named_and_nothing_runs(course):
    (course / "gradebook.db").unlink()
    done = sample_course.grade(course)
    assert done.returncode == 1
    assert "knows no assignment quick yet. Release it first: make release" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (course / "autograded").exists()


def test_no_execute_runs_nothing(course):
    done = sample_course.grade(course, "--no-execute")
    assert done.returncode == 0, done.stderr
    entries = [json.loads(line) for path in (course / "logs").iterdir()
               for line in path.read_text().splitlines()]  # fmt: skip
    assert len(entries) == 2 * STUDENTS
    assert all(entry["outcomes"] == {} and entry["processes"] == {} for entry in entries)
    assert sample_course.snapshot(course)["s001 one test_double"] == (1, None, False)


@contextlib.contextmanager
def locked(course):
    """The gradebook, in the hands of another program."""
    sample_course.hurry(course)
    connection = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


@contextlib.contextmanager
def outdated(course):
    """The gradebook of an older nbgrader."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as connection:
        connection.execute("ALTER TABLE comment RENAME COLUMN auto_comment TO old_comment")
    yield
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as connection:
        connection.execute("ALTER TABLE comment RENAME COLUMN old_comment TO auto_comment")


def test_a_gradebook_that_cannot_be_written_ends_the_run_in_words(course, expected):
    for trouble, words in (
        (locked, "is locked: another program holds it"), (outdated, "nbgrader db upgrade"),
    ):  # fmt: skip
        with trouble(course):
            done = sample_course.grade(course, "--jobs", "1")
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert sample_course.grade(course).returncode == 0
    assert sample_course.snapshot(course) == expected


def test_one_who_cannot_be_graded_is_named_and_costs_nobody_else(course, expected):
    for path in (course / "submitted" / "s003" / ASSIGNMENT).glob("*.ipynb"):
        path.rename(path.with_name("unknown.ipynb"))
    done = sample_course.grade(course)
    assert done.returncode == 1
    assert "Not graded: s003" in done.stdout
    snapshot = sample_course.snapshot(course)
    others = {key: value for key, value in expected.items() if "s003" not in key}
    assert {key: snapshot.get(key) for key in others} == others
    assert not (course / "autograded" / "s003" / ASSIGNMENT).exists()


def test_a_name_that_no_gradebook_takes_and_a_page_of_ones_own_cost_nobody_else(course, expected):
    submitted = course / "submitted"
    shutil.copytree(submitted / "s000", os.fsdecode(os.fsencode(submitted) + b"/b\xff"))
    mine = submitted / "s003" / ASSIGNMENT
    (mine / "two.ipynb").unlink()
    for name in ("two.html", "start_here.html"):  # as the pages that s003 may get back
        (mine / name).write_text("<script>")
    done = sample_course.grade(course)
    assert done.returncode == 1
    assert "Not graded: b\\udcff: the folder's name is not in UTF-8: rename it\n" in done.stdout
    assert "Traceback" not in done.stderr
    snapshot = sample_course.snapshot(course)
    others = {key: value for key, value in expected.items() if "s003" not in key}
    assert {key: snapshot.get(key) for key in others} == others
    assert done.stderr.count("has the name of a feedback page: moved to") == 2
    assert not [*(course / "autograded").rglob("*.html")]


def test_a_second_run_started_by_mistake_is_refused(course, expected):
    first = Started(course, "-m", "grading", "autograde", ASSIGNMENT, "--jobs", "1",
                    "--student", "s000", "--log-level", "INFO")  # fmt: skip
    assert first.stderr is not None
    first.stderr.readline()  # it is at work
    while not (course / ".grading.lock").exists() or not (course / ".grading.lock").read_text():
        assert first.poll() is None
        time.sleep(0.01)
    first.send_signal(signal.SIGSTOP)
    second = sample_course.grade(course)
    first.send_signal(signal.SIGCONT)
    assert second.returncode == 1
    assert f'another run grades this course already ({{"process": {first.pid}' in second.stderr
    first.communicate()
    assert first.returncode == 0
    snapshot = sample_course.snapshot(course)
    graded = {path: made for path, made in expected.items() if "s000" in path}
    assert graded.items() <= snapshot.items()


@pytest.mark.parametrize(
    ("part", "lines"),
    [("command", 2), ("command", 14), ("fork server", 8), ("supervisor or process", 4)],
)
def test_killed_at_any_moment_and_started_again_it_ends_with_the_same(alone, expected, part, lines):
    disturb(alone, part, lines, random.Random(lines), Started)
    assert sample_course.snapshot(alone) == expected


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    """A course with a submission that waits for a program's end."""
    course = tmp_path_factory.mktemp("slow") / "course"
    sample_course.make(course, 1, first="import subprocess\nsubprocess.run(['sleep', '600'])\n")
    return course


def waiting(run):
    """The program that the submission waits for, when it is at work."""
    while True:
        assert run.poll() is None
        with contextlib.suppress(psutil.Error):
            for process in psutil.Process(run.pid).children(recursive=True):
                if process.name() == "sleep":
                    return process
        time.sleep(0.02)


@pytest.mark.parametrize("part", ["kernel", "referee"])
def test_a_submission_whose_process_is_killed_from_outside_is_run_again(slow, tmp_path, part):
    course = shutil.copytree(slow, tmp_path / "course")
    run = Started(course, "-m", "grading", "autograde", ASSIGNMENT, "--jobs", "1",
                  "--notebook", "one")  # fmt: skip
    program = waiting(run)
    kernel = program.parent()
    supervisors = sorted(
        kernel.parent().parent().children(), key=lambda child: (child.create_time(), child.pid)
    )  # in the order in which they were forked: a kernel's, then its referee's
    place = [supervisor.pid for supervisor in supervisors].index(kernel.parent().pid)
    while not (referees := supervisors[place + 1].children()):  # it may still be starting
        assert run.poll() is None
        time.sleep(0.02)
    (referee,) = referees
    (kernel if part == "kernel" else referee).kill()
    with contextlib.suppress(psutil.NoSuchProcess):
        program.kill()
    program.wait()
    waiting(run).kill()  # when it is run again
    _, said = run.communicate()
    assert run.returncode == 0, said
    assert "the processes of a submission were lost: it is run again" in said
    assert sample_course.snapshot(course)["s000 one test_double"] == (1, None, False)
    assert sample_course.snapshot(course)["s000 one test_double_hidden"] == (2, None, False)


RELEASE = ["nbgrader", "generate_assignment", ASSIGNMENT, "--force"]
AT_A_LOSS = {
    "the disk is full: make room": [
        ["grading", "feedback", ASSIGNMENT], ["nbgrader", "export"], RELEASE
    ],
    "can only be read": [
        ["grading", "autograde", ASSIGNMENT], ["grading", "report", ASSIGNMENT], RELEASE
    ],
}  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_a_full_disk_is_said_and_a_rerun_goes_on(ungraded, expected, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    linux.mount("none", str(disk), "tmpfs", options="size=8m")
    try:
        course = disk / "course"
        shutil.copytree(ungraded, course)
        filler = disk / "filler"
        filler.write_bytes(b"0" * (shutil.disk_usage(disk).free - 40_000))
        done = sample_course.grade(course)
        assert done.returncode == 1
        assert "the disk is full: make room" in done.stderr
        filler.unlink()
        done = sample_course.grade(course)
        assert done.returncode == 0, done.stderr
        assert sample_course.snapshot(course) == expected
        filler.write_bytes(bytes(shutil.disk_usage(disk).free))
        for words, commands in AT_A_LOSS.items():
            for command in commands:
                done = sample_course.run(course, "-m", *command)
                assert (done.returncode, words in done.stderr) == (1, True), (command, done.stderr)
                assert "Traceback" not in done.stderr, command
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    finally:
        linux.umount(str(disk))


def test_a_job_of_another_version_is_refused():
    made_by = versions() | {"the grading engine": "0123456789ab"}
    with pytest.raises(JobRefused, match="the grading engine 0123456789ab there"):
        execute(Job({}, "", AccompanyingFiles(), {}, made_by))


@pytest.fixture
def cluster(tmp_path):
    """A scheduler without workers."""
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.stop()


# What asks the gradebook for the assignment finds it on a worker, too.
ASKING = """
c.Autograde.sanitize_preprocessors += [
    "nbgrader.preprocessors.OverwriteKernelspec", "nbgrader.preprocessors.OverwriteCells",
]
"""


def pages(course):
    """The pages of feedback, which are taken away, by path."""
    contents = {
        str(path.relative_to(course)): path.read_bytes()
        for path in course.glob("feedback/*/*/*.html")
    }
    shutil.rmtree(course / "feedback")
    return contents


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """A folder for each part of a cluster."""
    folder = tmp_path_factory.mktemp("tls")
    done = sample_course.run(folder, "-m", "grading", "certificates", "certificates")
    assert done.returncode == 0, done.stderr
    return folder / "certificates"


class ForkedWorkers(Cluster):
    """A cluster whose workers are forked from a process that has imported the engine."""

    def start(self, name, *command, **options):
        if command[:2] != ("dask", "worker"):
            return super().start(name, *command, **options)
        (self.folder / name).mkdir()
        worker = Started(self.folder / name, "-m", *command, HOME=str(self.folder))
        self.processes.append(worker)
        return worker


@pytest.fixture(scope="module")
def tls_cluster(tmp_path_factory, certificates):
    """A scheduler that uses TLS."""
    cluster = ForkedWorkers(tmp_path_factory.mktemp("cluster"), certificates)
    yield cluster
    cluster.stop()


def test_over_tls_dasks_workers_do_all_alike_though_one_is_killed(
    tls_cluster, certificates, alone, expected
):
    course = alone
    with open(course / "nbgrader_config.py", "a") as file:
        file.write(ASKING)
    doomed, _ = tls_cluster.worker("doomed"), tls_cluster.worker("steady")
    there = ("--scheduler", tls_cluster.address, "--certificates", str(certificates / "grader"))
    run = Started(course, "-m", "grading", "autograde", ASSIGNMENT, *there)
    while not psutil.Process(doomed.pid).children():  # until it has a fork server: it is at work
        assert run.poll() is None
        time.sleep(0.02)
    doomed.kill()
    out, err = run.communicate()
    assert run.returncode == 0, err
    assert sample_course.snapshot(course) == expected
    assert f"Graded {2 * STUDENTS} notebooks" in out
    made = []
    for options in (there, ()):
        done = sample_course.run(course, "-m", "grading", "feedback", ASSIGNMENT, *options)
        assert done.returncode == 0, done.stderr
        assert f"Feedback written for {STUDENTS} submissions" in done.stdout
        made.append(pages(course))
    assert len(made[0]) == 3 * STUDENTS
    assert made[0] == made[1]


def test_a_worker_of_another_version_refuses_the_work_and_says_so(
    cluster, course, graded, tmp_path
):
    other = tmp_path / "other"
    shutil.copytree(ROOT / "grading", other / "grading")
    with open(other / "grading" / "wire" / "codec.py", "a") as file:
        file.write("# changed\n")
    cluster.worker("stranger", code=other)
    options = (ASSIGNMENT, "--scheduler", cluster.address)
    words = "not from the course's version, and refuses its work: the grading engine"
    done = sample_course.run(course, "-m", "grading", "autograde", *options)
    assert (done.returncode, words in done.stderr) == (1, True)
    assert not (course / "autograded").exists()
    done = sample_course.run(graded, "-m", "grading", "feedback", *options)
    assert (done.returncode, words in done.stderr) == (1, True)
    assert not (graded / "feedback").exists()


def test_a_scheduler_that_is_not_there_is_named(course):
    done = sample_course.grade(course, "--scheduler", "tcp://127.0.0.1:9",
                               "--ClassAutograde.scheduler_timeout=1")  # fmt: skip
    assert done.returncode == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr


@pytest.fixture
def strangers(certificates, tmp_path):
    """Folders of certificates that a scheduler must refuse, by why."""
    write_certificates(tmp_path / "strange", 1)
    shutil.copytree(tmp_path / "strange" / "grader", tmp_path / "mixed")
    shutil.copy(certificates / "grader" / "ca.pem", tmp_path / "mixed")
    return {"of another authority": tmp_path / "strange" / "grader",
            "of another authority, which knows ours": tmp_path / "mixed"}  # fmt: skip


def test_a_scheduler_that_uses_tls_refuses_strangers(tls_cluster, certificates, strangers):
    address = tls_cluster.address
    assert address.startswith("tls://")
    for wrong, folder in [
        (address.replace("tls://", "tcp://"), ""),
        (address, ""),
        *((address, str(folder)) for folder in strangers.values()),
    ]:
        with pytest.raises(NbGraderException, match="no Dask scheduler answers"):  # noqa: SIM117
            with workers(wrong, folder):
                pytest.fail(f"{wrong} let in {folder or 'a client without a certificate'}")
    host, port = address.removeprefix("tls://").split(":")
    bare = ssl.create_default_context(cafile=certificates / "grader" / "ca.pem")
    bare.check_hostname = False
    with socket.create_connection((host, int(port)), 30) as plain:  # noqa: SIM117
        with bare.wrap_socket(plain) as talk, pytest.raises(ssl.SSLError, match="REQUIRED"):
            talk.recv(1)


def test_a_certificate_serves_its_part_alone_and_only_its_owner_reads_it(certificates):
    """Whoever has the grader's folder cannot stand in for the scheduler or a worker."""
    for part, purposes in (("grader", ["client"]), ("worker", ["client", "server"]),
                           ("scheduler", ["client", "server"])):  # fmt: skip
        folder = certificates / part
        assert sorted(path.name for path in folder.iterdir()) == [
            "ca.pem", "certificate.pem", "key.pem",
        ]  # fmt: skip
        assert all(path.stat().st_mode & 0o077 == 0 for path in [folder, *folder.iterdir()])
        assert [
            purpose for purpose in ("client", "server") if shakes(certificates, part, purpose)
        ] == purposes


def shakes(certificates, part, purpose):
    """Whether a part of the cluster is taken for a client, or for a server."""
    other = "scheduler" if part != "scheduler" else "worker"
    server, client = (part, other) if purpose == "server" else (other, part)
    contexts = []
    for name, role in ((server, ssl.Purpose.CLIENT_AUTH), (client, ssl.Purpose.SERVER_AUTH)):
        folder = certificates / name
        context = ssl.create_default_context(role, cafile=folder / "ca.pem")
        context.check_hostname, context.verify_mode = False, ssl.CERT_REQUIRED
        context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
        contexts.append(context)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [
        contexts[0].wrap_bio(to_server, to_client, server_side=True),
        contexts[1].wrap_bio(to_client, to_server),
    ]
    with contextlib.suppress(ssl.SSLError):
        for _ in range(3):
            for end in reversed(ends):
                with contextlib.suppress(ssl.SSLWantReadError):
                    end.do_handshake()
        return True
    return False


@pytest.mark.parametrize(
    ("address", "spoil", "words"),
    [
        ("tcp://127.0.0.1:9", lambda folder: None, "give its address as tls://"),
        ("tls://127.0.0.1:9", lambda folder: shutil.rmtree(folder), "No such file"),
        ("tls://127.0.0.1:9", lambda folder: (folder / "key.pem").write_text("no"), "has no cert"),
    ],
)
def test_certificates_that_cannot_be_used_are_named(certificates, tmp_path, address, spoil, words):
    folder = tmp_path / "grader"
    shutil.copytree(certificates / "grader", folder)
    spoil(folder)
    with pytest.raises(NbGraderException, match=words), workers(address, str(folder)):
        pass


def test_certificates_are_never_written_over(certificates):
    before = (certificates / "grader" / "key.pem").read_bytes()
    done = sample_course.run(certificates, "-m", "grading", "certificates", ".")
    assert done.returncode == 1
    assert "is not empty: name a new folder" in done.stderr
    assert (certificates / "grader" / "key.pem").read_bytes() == before
