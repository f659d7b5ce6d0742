"""The image: built without a network, and a class graded in it, and by its containers together."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import uuid

import pytest
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT
from tests import containers
from tests.containers import IMAGE, RESTRICTED
from tools import demo
from tools.local_cluster import tls_options

pytestmark = pytest.mark.depends_on(
    "deploy",
    "grading",
    "lms",
    "answers",
    "tools",
    "source/module7",
    "nbgrader_config.py",
    "tests/containers.py",
    "pyproject.toml",
    "requirements.lock",
)

NOTEBOOKS = ("2_make_steps", "4_rnn", "6_stacking")
STUDENTS = ("ada", "chloe", "dev", demo.BROKEN)
ALONE = ("run", "--rm", "--network", "none")
# What lies in the image and did not come with a package: notebooks, gradebooks, this repository.
FOREIGN = (
    r"exec 2>&-; find / -xdev -not -path '*/site-packages/*' -not -path '/etc/jupyterhub/*' "
    r"\( -name '*.ipynb' -o -name 'gradebook*' -o -name 'nbgrader_config.py'"
    r" -o -path '/opt/build/*' \) -print; "
    r"find / -xdev -path '*module7*' -print; true"  # a root without capabilities cannot enter all
)


@pytest.fixture(scope="module")
def ungraded(tmp_path_factory):
    """The demo's course with some of its notebooks and students, not graded."""
    course = tmp_path_factory.mktemp("image") / "course"
    shutil.copytree(ROOT / "source", course / "source")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for path in (course / "source" / demo.ASSIGNMENT).glob("*.ipynb"):
        if path.stem not in NOTEBOOKS:
            path.unlink()
    demo.run(course, "generate_assignment", demo.ASSIGNMENT, "--create")
    demo.hand_in(course)
    for folder in (course / "submitted").iterdir():
        if folder.name not in STUDENTS:
            shutil.rmtree(folder)
    return course


@pytest.fixture(scope="module")
def expected(ungraded, tmp_path_factory):
    """What this machine itself makes of it."""
    course = tmp_path_factory.mktemp("outside") / "course"
    shutil.copytree(ungraded, course)
    command = [sys.executable, "-m", "grading", "autograde", demo.ASSIGNMENT]
    done = subprocess.run(
        [*command, f"--CourseDirectory.root={course}"],
        cwd=ROOT, env=demo.environment(), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    scores = scores_of(course)
    assert len({score for score, _ in scores.values()}) > 2
    return scores


@pytest.fixture
def course(ungraded, tmp_path):
    """A copy of the course that belongs to the image's user."""
    shutil.copytree(ungraded, tmp_path / "course")
    containers.give(tmp_path / "course")
    return tmp_path / "course"


def scores_of(course):
    """Points of each cell, and whether it waits for a person."""
    scores = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(demo.ASSIGNMENT):
            for book in submission.notebooks:
                for grade in book.grades:
                    who = (submission.student_id, book.name, grade.cell.name)
                    scores[who] = (grade.auto_score, grade.needs_manual_grade)
    return scores


def walls_of(course):
    """The walls that stood, from the log."""
    lines = [line for path in (course / "logs").iterdir() for line in path.open()]
    assert len(lines) == len(NOTEBOOKS) * (len(STUDENTS) - 1) + 1
    return {json.loads(line)["wall"] for line in lines}


# A student's server in the image: its extension that validates, and whose the validator is.
SERVER = """
from jupyter_server.serverapp import ServerApp
app = ServerApp()
app.initialize(["--allow-root", "--no-browser", "--port=0", "--ServerApp.ip=127.0.0.1"])
from nbgrader.server_extensions.validate_assignment import handlers
rules = [rule for host in app.web_app.default_router.rules for rule in host.target.rules]
print(any("assignments/validate" in rule.matcher.regex.pattern for rule in rules
          if hasattr(rule.matcher, "regex")), handlers.Validator.__module__)
"""


def test_students_of_the_image_have_nbgraders_validate(tmp_path):
    """With what the Containerfile copies, where it copies it."""
    text = (ROOT / "deploy/image/Containerfile").read_text()
    for source, target in re.findall(r"^COPY (deploy/\S+) /(etc/\S+)$", text, re.M):
        shutil.copytree(ROOT / source, tmp_path / target)
    jupyter, home = tmp_path / "etc/jupyterhub/jupyter", tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", SERVER], cwd=home, capture_output=True, text=True,
        env=kept | {"HOME": str(home), "PYTHONPATH": "",
                    "JUPYTER_CONFIG_PATH": f"{jupyter}/student:{jupyter}/all"},
    )  # fmt: skip
    assert done.stdout.strip() == "True nbgrader.validator", done.stderr


def test_the_image_has_locked_packages_and_nothing_of_the_course(podman):
    lock = set(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "requirements.lock").read_text(), re.M))
    listed = podman(
        *ALONE, IMAGE, "python", "-c",
        "from importlib.metadata import distributions as all\n"
        "for one in all(): print(one.metadata['Name'], one.version)",
    )  # fmt: skip
    installed = {tuple(line.split()) for line in listed.splitlines()}
    installed = {(re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in installed}
    assert {name for name, version in installed - lock} == {"rnn-course"}
    assert {"tensorflow", "nbgrader", "distributed", "jupyterhub"} < {name for name, _ in installed}
    assert podman(*ALONE, "--user", "0", IMAGE, "sh", "-c", FOREIGN) == ""


def test_an_ordinary_user_without_a_capability_has_the_second_wall(podman):
    said = podman(
        *ALONE, IMAGE, "sh", "-c", "id -u; grep CapEff /proc/self/status; python -m grading check"
    )
    assert said.startswith(f"{containers.ORDINARY}\nCapEff:\t0000000000000000\n")
    assert "Wall: the second wall (Landlock)" in said
    assert "An honest and a hostile notebook were graded: both as they must be" in said


def test_a_class_is_graded_in_a_container_as_outside(podman, course, expected):
    said = podman(*ALONE, "--volume", f"{course}:/course", "--workdir", "/course", IMAGE,
                  "python", "-m", "grading", "autograde", demo.ASSIGNMENT)  # fmt: skip
    assert "Behind the second wall (Landlock)" in said
    assert scores_of(course) == expected
    assert walls_of(course) == {"landlock"}


@pytest.fixture
def certificates(tmp_path):
    """A folder for each part of the cluster, which the image's user can read."""
    return containers.certificates(tmp_path / "certificates")


@pytest.fixture
def cluster(podman, certificates):
    """Names of containers on a network of their own: a scheduler, and two workers that join it."""
    network = f"grading-{uuid.uuid4().hex[:8]}"
    names = {part: f"{network}-{part}" for part in ("scheduler", "doomed", "steady")}
    tls = tls_options("/certificates")
    podman("network", "create", "--internal", network)
    try:
        for part, name in names.items():
            role = "scheduler" if part == "scheduler" else "worker"
            command = {
                "scheduler": ("--protocol", "tls", "--no-dashboard", "--no-jupyter"),
                "worker": (f"tls://{names['scheduler']}:8786", "--nthreads", "1", "--no-nanny",
                           "--no-dashboard", "--memory-limit", "0", "--local-directory", "/tmp"),
            }[role]  # fmt: skip
            podman("run", "--detach", "--name", name, "--network", network, *RESTRICTED,
                   "--volume", f"{certificates / role}:/certificates:ro", IMAGE,
                   "dask", role, *command, *tls)  # fmt: skip
        yield {"network": network, "address": f"tls://{names['scheduler']}:8786"} | names
    finally:
        for name in names.values():
            podman.start("podman", "rm", "--force", "--time", "0", name).communicate()
        podman.start("podman", "network", "rm", "--force", network).communicate()


def processes(podman, name):
    """How many processes a container has; 0 if it does not run."""
    top = podman.start("podman", "top", name, "pid")
    said, _ = top.communicate()
    return len(said.splitlines()) - 1 if top.returncode == 0 else 0


def test_containers_grade_a_class_over_tls_though_one_is_killed(
    podman,
    cluster,
    certificates,
    course,
    expected,
):
    grader = ("podman", "run", "--rm", "--network", cluster["network"],
              "--volume", f"{course}:/course", "--workdir", "/course",
              "--volume", f"{certificates / 'grader'}:/certificates:ro", IMAGE,
              "python", "-m", "grading", "autograde", demo.ASSIGNMENT)  # fmt: skip
    for wrong in (cluster["address"], cluster["address"].replace("tls://", "tcp://")):
        refused = podman.start(*grader, "--scheduler", wrong)
        said, _ = refused.communicate()
        assert refused.returncode == 1
        assert f"no Dask scheduler answers at {wrong}" in said
    run = podman.start(
        *grader, "--scheduler", cluster["address"], "--certificates", "/certificates"
    )
    while processes(podman, cluster["doomed"]) < 4:  # until submissions run in it
        assert run.poll() is None, run.communicate()
        time.sleep(0.2)
    podman("kill", cluster["doomed"])
    said, _ = run.communicate()
    assert run.returncode == 0, said
    assert scores_of(course) == expected
    assert walls_of(course) == {"landlock"}
    left = podman("exec", "--user", "0", cluster["steady"], "sh", "-c", FOREIGN)
    assert left == ""
