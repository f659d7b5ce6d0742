"""The files that say what to install agree, and what grading makes cannot be committed."""

import json
import re
import shutil
import subprocess
import tomllib

import pytest

from answers.answer_runner import ROOT
from deploy.jupyterhub import prepare

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = (ROOT / "requirements.lock").read_text()


EXTRAS = PROJECT["project"]["optional-dependencies"].values()
REQUIRED = [*PROJECT["project"]["dependencies"], *(name for extra in EXTRAS for name in extra)]


def bounds(requirement):
    """('numpy', {'>=1.26'}) for 'numpy>=1.26'."""
    name, rest = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?(.*)", requirement).groups()
    return name.lower().replace("_", "-"), set(filter(None, rest.split(",")))


def test_conda_and_pip_install_the_same():
    text = (ROOT / "environment.yml").read_text()
    conda = dict(bounds(line) for line in re.findall(r"^ +- ([\w.-]+[<>=].*)$", text, re.M))
    assert conda.pop("python") == bounds("python" + PROJECT["project"]["requires-python"])[1]
    assert conda == dict(map(bounds, REQUIRED))


def test_the_lock_has_a_version_in_bounds_for_each_requirement():
    locked = dict(re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.M))
    wanted = REQUIRED + PROJECT["dependency-groups"]["dev"]
    for name, limits in map(bounds, wanted):
        version = [int(part) for part in re.findall(r"\d+", locked[name])]
        for limit in limits:
            sign, number = re.fullmatch(r"(>=|<)([\d.]+)", limit).groups()
            other = [int(part) for part in number.split(".")]
            assert version >= other if sign == ">=" else version < other, name


def test_every_locked_package_has_hashes_and_the_lock_has_no_address():
    packages = re.findall(
        r"^[\w.-]+==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64} ?\\?\n)+)", LOCK, re.M
    )
    assert len(packages) == len(re.findall(r"^[\w.-]+==", LOCK, re.M)) > 100
    assert not re.search(r"://|--index|--find-links|@ ", LOCK)


def test_the_lock_leaves_out_what_makes_every_jupyter_command_slow():
    assert re.findall(r"^rfc3987-syntax==.*", LOCK, re.M) == [
        r"rfc3987-syntax==1.1.0 ; sys_platform == 'never' " + "\\"
    ]


def ignored(path):
    command = ["git", "check-ignore", "--quiet", "--no-index", path]
    return subprocess.run(command, cwd=ROOT).returncode == 0


@pytest.mark.parametrize(
    "path",
    [
        "submitted/ada/module7/4_rnn.ipynb", "autograded/ada/module7/4_rnn.ipynb",
        "feedback/ada/module7/4_rnn.html", "downloaded/module7/archive/all.zip", "gradebook.db",
        "gradebook.db-journal", "grades.csv", "students.csv", ".demo/gradebook.db", ".grading.lock",
    ],
)  # fmt: skip
def test_git_ignores_what_grading_makes(path):
    assert ignored(path)


@pytest.mark.parametrize(
    "path", ["lib/rnn.py", "release/module7/4_rnn.ipynb", "source/module7/4_rnn.ipynb"]
)
def test_git_keeps_what_the_course_is(path):
    assert not ignored(path)


def tracked():
    """The files that git has, by name."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout
    return listed.splitlines()


def test_a_hubs_course_is_what_git_keeps_and_nothing_that_it_ignores(tmp_path):
    patterns = re.findall(r"^[^#!\n].*$", (ROOT / ".gitignore").read_text(), re.M)
    made = [f"{pattern.strip('/').replace('*', 'x')}/made" for pattern in patterns]
    for name in (*tracked(), *made):
        path = tmp_path / "clone" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    ignore = prepare.not_copied()
    copy = shutil.copytree(tmp_path / "clone", tmp_path / "copy", ignore=ignore)
    copied = {str(path.relative_to(copy)) for path in copy.rglob("*") if path.is_file()}
    left = {name for name in tracked() if name.startswith(("autograded/", "release/"))}
    assert copied == set(tracked()) - left


def test_no_file_names_this_machine_or_a_package_host():
    host = "|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "/work" + "/", "/root" + "/"])
    for name in tracked():
        path = ROOT / name
        if path.exists():
            match = re.search(host, path.read_text(errors="replace"))
            assert not match, f"{name}: {match}"


def test_the_hubs_proxy_is_locked_with_hashes_and_no_address_of_a_registry():
    lock = json.loads((ROOT / "deploy" / "jupyterhub" / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert "node_modules/configurable-http-proxy" in packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())
