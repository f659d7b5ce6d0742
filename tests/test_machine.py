"""What this machine can do for grading: what the check finds, says, and proves."""

import subprocess
import sys
from pathlib import Path

import pytest
from traitlets.config import Config

from answers.answer_runner import ROOT
from grading.batch import machine
from grading.process import ForkServer
from grading.walls import Wall

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")


def test_the_check_says_what_wall_there_is_and_proves_it():
    done = subprocess.run(
        [sys.executable, "-m", "grading", "check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Wall: the first wall (namespaces)" in done.stdout
    assert "both as they must be" in done.stdout
    assert "Control groups: " in done.stdout


def test_the_hostile_notebook_of_the_proof_gets_through_where_there_is_no_wall():
    config = Config({"Sandbox": {"unprotected": True, "wall": "landlock"},
                     "ForkServer": {"preload": [], "rehearsal": "", "warm_up": ""}})  # fmt: skip
    server = ForkServer(config=config)
    server.settings["wall"] = "none"
    server.wait()
    try:
        assert server.wall is Wall.NONE
        (said,) = machine.prove(server, config)
    finally:
        server.stop()
    assert "a file of the grader's, the folder of it, writing beside it" in said
    assert "a server of this machine, a socket of the grader's" in said
    assert "signals to the grader" in said


@pytest.mark.parametrize(("forbidding", "command"), machine.FORBIDDING.values())
def test_what_forbids_namespaces_leads_to_the_command_that_allows_them(
    monkeypatch, tmp_path, forbidding, command
):
    knob = tmp_path / "knob"
    monkeypatch.setattr(machine, "FORBIDDING", {str(knob): (forbidding, command)})
    assert machine.improvement() == machine.CONTAINER
    knob.write_text(f"{forbidding}\n")
    assert machine.improvement() == command
    knob.write_text("7\n")
    assert machine.improvement() == machine.CONTAINER


def test_the_profile_that_the_check_names_is_there():
    profile = Path(ROOT / "deploy" / "apparmor" / "grading").read_text()
    assert "userns," in profile
    assert "profile grading " in profile


def test_findings_in_words():
    findings = machine.MachineFindings(
        Wall.LANDLOCK,
        "no namespaces",
        "sudo x",
        4,
        9000,
        2048,
        4,
        ["the hostile notebook reached: x"],
    )
    assert not findings.good
    said = "\n".join(findings.lines())
    for words in ("the second wall", "no namespaces", "sudo x", "9000 MB", "4 notebooks at a time",
                  "the hostile notebook reached: x"):  # fmt: skip
        assert words in said
    assert "groups" not in said
    findings.no_groups = "c.Sandbox.cgroups is off"
    assert "so a supervisor looks: c.Sandbox.cgroups is off" in "\n".join(findings.lines())
    findings.groups = "version 2 (memory)"
    assert "Control groups: version 2 (memory): the kernel holds" in "\n".join(findings.lines())
