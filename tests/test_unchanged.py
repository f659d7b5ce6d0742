"""Long tests run again when what they depend on has changed, and a test reads no more than that."""

import importlib
import json
import platform
import re
from pathlib import Path

import grimp
import pytest

from answers.answer_runner import ROOT
from tests import unchanged

MARK = 'pytestmark = pytest.mark.depends_on("inputs")'
TESTS = f"""
import pytest
{MARK}
@pytest.mark.parametrize("number", [1, 2])
def test_it(number): assert number < 3
def test_more(): pass
"""
DEPENDING = [
    path for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if re.search(r"^pytestmark = (pytest\.mark\.depends_on\(|DEPENDS$)", path.read_text(), re.M)
]  # fmt: skip


@pytest.fixture
def repository(pytester, monkeypatch):
    """A repository with one test file that depends on a folder."""
    monkeypatch.setattr(unchanged, "ROOT", pytester.path)
    monkeypatch.setattr(unchanged, "PASSED", pytester.path / "passed.json")
    monkeypatch.delenv(unchanged.EVERY, raising=False)
    pytester.makeini("[pytest]\nmarkers = depends_on(names): files\n")
    pytester.mkdir("inputs").joinpath("data").write_text("one")
    pytester.mkdir("tests").joinpath("conftest.py").touch()
    pytester.path.joinpath("tests", "test_long.py").write_text(TESTS)
    return pytester


def outcomes(repository, *arguments):
    """How many tests passed, were skipped and failed."""
    unchanged.digest.cache_clear()
    run = repository.inline_run(
        "-p", "no:cacheprovider", *arguments, plugins=[unchanged.Unchanged()]
    )
    return [len(group) for group in run.listoutcomes()]


def test_what_has_passed_is_skipped_until_what_it_depends_on_changes(repository, monkeypatch):
    assert outcomes(repository) == [3, 0, 0]
    assert list(json.loads((repository.path / "passed.json").read_text())) == ["tests/test_long.py"]
    assert outcomes(repository) == [0, 3, 0]
    monkeypatch.setenv(unchanged.EVERY, "1")
    assert outcomes(repository) == [3, 0, 0]
    monkeypatch.delenv(unchanged.EVERY)
    (repository.path / "inputs" / "data").rename(repository.path / "inputs" / "renamed")
    assert outcomes(repository) == [3, 0, 0]


@pytest.mark.parametrize("changed", ["inputs/data", "inputs/new", "tests/conftest.py"])
def test_each_file_counts(repository, changed):
    assert outcomes(repository) == [3, 0, 0]
    (repository.path / changed).write_text("# another")
    assert outcomes(repository) == [3, 0, 0]
    assert outcomes(repository) == [0, 3, 0]


@pytest.mark.parametrize(("says", "again"), [('"inputs"', 0), ('"inputs", machine=True', 3)])
@pytest.mark.parametrize("what", ["kernel", "root", "landlock", "forbidden", "cgroups"])
def test_another_machine_counts_where_a_file_says_so(repository, monkeypatch, says, again, what):
    path = repository.path / "tests" / "test_long.py"
    path.write_text(TESTS.replace('"inputs"', says))
    assert outcomes(repository) == [3, 0, 0]
    assert outcomes(repository) == [0, 3, 0]
    whose, name, other = {
        "kernel": (platform, "release", "9.9"),
        "root": (unchanged.os, "geteuid", int(unchanged.os.geteuid() == 0)),
        "landlock": (unchanged.landlock, "version", 99),
        "forbidden": (unchanged, "improvement", "sysctl"),
        "cgroups": (unchanged.cgroups, "mounts", {"another": None}),
    }[what]
    monkeypatch.setattr(whose, name, lambda: other)
    assert outcomes(repository) == [again, 3 - again, 0]


@pytest.mark.parametrize(
    "chosen", [("-k", "test_more"), ("tests/test_long.py::test_more",), ("-m", "not depends_on")]
)
def test_a_part_that_passes_is_not_noted(repository, chosen):
    outcomes(repository, *chosen)
    assert not (repository.path / "passed.json").exists()


@pytest.mark.parametrize(
    "line", ["    assert number < 2", "    if number == 2: pytest.skip()", "    pytest.fail()"]
)
def test_a_file_with_a_test_that_does_not_pass_is_not_noted(repository, line):
    path = repository.path / "tests" / "test_long.py"
    path.write_text(TESTS.replace("number < 3", f"True\n{line}"))
    outcomes(repository)
    assert not (repository.path / "passed.json").exists()


def test_an_error_when_all_has_passed_counts(repository):
    fixture = "@pytest.fixture(autouse=True, scope='module')\ndef last():\n    yield\n    1 / 0\n"
    (repository.path / "tests" / "conftest.py").write_text(f"import pytest\n{fixture}")
    outcomes(repository)
    assert not (repository.path / "passed.json").exists()


def test_a_misspelt_name_ends_the_run(repository):
    path = repository.path / "tests" / "test_long.py"
    path.write_text(TESTS.replace("inputs", "inptus"))
    run = repository.runpytest("-p", "no:cacheprovider", plugins=[unchanged.Unchanged()])
    assert run.ret == pytest.ExitCode.USAGE_ERROR
    run.stderr.fnmatch_lines(["*depends_on names inptus, which does not exist*"])


def names_of(path):
    """What a test file depends on, as it says."""
    return importlib.import_module(f"tests.{path.stem}").pytestmark.args


@pytest.fixture(scope="module")
def imports():
    """Who imports whom, in this repository."""
    packages = ("grading", "lms", "tools", "tests", "answers", "lib", "deploy", "benchmarks")
    return grimp.build_graph(*packages, cache_dir=None)


@pytest.mark.parametrize("path", DEPENDING, ids=lambda path: path.stem)
def test_a_file_names_all_that_it_imports(path, imports):
    told = unchanged.files_of(["tests/__init__.py", *names_of(path)])
    module = f"tests.{path.stem}"
    read = imports.find_upstream_modules(module)
    assert read
    files = {ROOT.joinpath(*name.split(".")).with_suffix(".py") for name in read}
    files = {each if each.exists() else each.with_suffix("") / "__init__.py" for each in files}
    assert files - set(told) == set()


def test_what_is_noted_is_about_files_that_name_something():
    assert set(unchanged.noted()) <= {f"tests/{path.name}" for path in DEPENDING}
    assert len(DEPENDING) == 14
