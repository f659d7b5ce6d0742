"""Copy the release into the folder of a public git repository, if nothing secret is in it.

`python -m tools.publish FOLDER [--assignment NAME]`. It copies release/module7, or NAME's, and
nothing else, and only if it is what source/ makes now, without solutions, hidden tests and marking
schemes. Otherwise it says why not and changes nothing. It runs no git: look at what it copied, then
commit and push.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path, PurePosixPath

import nbformat
from traitlets.config.loader import PyFileConfigLoader

from grading.writing import write_whole
from tools.demo import ASSIGNMENT, ROOT
from tools.preprocessors import published_at
from tools.sample_course import run

# What nbgrader takes out of a cell, and what of it may never be seen.
MARKS = re.compile(r"(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)")
TAKEN_OUT = re.compile(
    r"(?:### BEGIN SOLUTION|### BEGIN HIDDEN TESTS|=== BEGIN MARK SCHEME ===)\n(.*?)\n\s*"
    r"(?:### END SOLUTION|### END HIDDEN TESTS|=== END MARK SCHEME ===)",
    re.S,
)


class RefusedError(Exception):
    """Nothing was published. The message says why, and what to do."""


def lines(text: str) -> set[str]:
    """The lines of a text that say something, without the blanks around them."""
    return {line.strip() for line in text.splitlines() if line.strip()}


def secret_lines(source: Path) -> set[str]:
    """The lines of the source notebooks that are in a solution, a hidden test, a marking scheme or
    a reference answer, and nowhere else in any of them."""
    secret, public = set(), set()
    for cell in [cell for path in source.glob("*.ipynb") for cell in nbformat.read(path, 4).cells]:
        flags = cell.metadata.get("nbgrader", {})
        if flags.get("grade") and flags.get("solution"):
            secret |= lines(cell.source)
            continue
        for region in TAKEN_OUT.findall(cell.source):
            secret |= lines(region)
        public |= lines(TAKEN_OUT.sub("", cell.source))
    return secret - public


def check_notebook(path: Path, secret: set[str]) -> None:
    """Raise RefusedError if a notebook has a mark of nbgrader, a secret line, or an output."""
    try:
        cells = nbformat.read(path, 4).cells
    except Exception as error:
        raise RefusedError(f"{path} cannot be read as a notebook: {error}") from None
    for cell in cells:
        if mark := MARKS.search(cell.source):
            raise RefusedError(
                f"{path}, cell {cell.get('id', '?')}, has “{mark[0]}”: this is what instructors "
                "write. Publish what `make release` makes, never source/."
            )
        if cell.get("outputs"):
            raise RefusedError(
                f"{path}, cell {cell.get('id', '?')}, has an output, which may show an answer. "
                "Run `make release`."
            )
        if shown := sorted(lines(cell.source) & secret):
            raise RefusedError(
                f"{path}, cell {cell.get('id', '?')}, has a line that is in source/ only in a "
                f"solution, a hidden test or a marking scheme: “{shown[0][:80]}”. Take it out of "
                "source/ where students see it, then run `make release`."
            )


def check_release(course: Path, assignment: str) -> list[Path]:
    """The files of an assignment's release, if they may be published. Raises RefusedError."""
    release, source = course / "release" / assignment, course / "source" / assignment
    files = sorted(release.rglob("*")) if release.is_dir() else []
    if not any(path.suffix == ".ipynb" for path in files):
        raise RefusedError(f"{release} has no notebooks. Run `make release` first.")
    secret = secret_lines(source)
    if not secret:
        raise RefusedError(f"{source} has no solutions: what is secret cannot be told.")
    for path in files:
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise RefusedError(f"{path} is a link or no file. Put the file itself there.")
        if path.suffix == ".ipynb":
            check_notebook(path, secret)
    files = [path for path in files if path.is_file()]
    kept = {path.relative_to(release): path.read_bytes() for path in files}
    made = make_release(course, assignment)
    differ = sorted(str(name) for name in kept.keys() | made if kept.get(name) != made.get(name))
    if differ:
        raise RefusedError(
            f"{release} is not what source/ makes now. It differs in: {', '.join(differ)}. "
            "Run `make release`, and look at the difference."
        )
    return files


def make_release(course: Path, assignment: str) -> dict[Path, bytes]:
    """What the course's source/ and settings make now, by name. Nothing of the course changes."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "source").symlink_to(course / "source")
        root = f"--CourseDirectory.root={scratch}"
        done = run(course, "-m", "nbgrader", "generate_assignment", assignment, "--create", root)
        if done.returncode:
            raise RefusedError(f"source/ does not make a release:\n{done.stdout}{done.stderr}")
        made = Path(scratch) / "release" / assignment
        return {p.relative_to(made): p.read_bytes() for p in made.rglob("*") if p.is_file()}


def check_folder(course: Path, folder: Path) -> None:
    """Raise RefusedError if folder is not a repository of its own, or shows a solution already."""
    if not (folder / ".git").exists():
        raise RefusedError(f"{folder} is not the top of a git repository. Clone the public one.")
    if folder == course or course in folder.parents or folder in course.parents:
        raise RefusedError(
            f"{folder} and the course's own folder lie in one another. The course's repository "
            "holds every solution: publish from another one."
        )
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or ".git" in path.relative_to(folder).parts:
            continue
        if mark := MARKS.search(path.read_text(errors="replace")):
            raise RefusedError(
                f"{path} is there already and has “{mark[0]}”. Take it out of {folder}, and "
                "out of its history if it was pushed."
            )


def github_path(course: Path, assignment: str) -> str:
    """Where c.OpenInColab.github_path of the course has an assignment, empty if it is not set."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    return published_at(str(config.get("OpenInColab", {}).get("github_path", "")), assignment)


def publish(course: Path, folder: Path, assignment: str) -> Path:
    """Copy an assignment's release into folder. Returns the copies' folder. Raises RefusedError."""
    check_folder(course, folder)
    # "owner/repository/blob/branch/folder": the links lead where the files lie.
    parts = PurePosixPath(
        github_path(course, assignment) or f"owner/repository/blob/main/{assignment}"
    ).parts
    if len(parts) < 4 or parts[2] != "blob" or ".." in parts:
        raise RefusedError(
            f"c.OpenInColab.github_path is {'/'.join(parts)!r}, and should be "
            "'owner/repository/blob/branch/folder'."
        )
    target = folder.joinpath(*parts[4:])
    if folder not in [target.resolve(), *target.resolve().parents]:
        raise RefusedError(f"{target} leads out of {folder}. Remove the link.")
    release = course / "release" / assignment
    files = check_release(course, assignment)
    for path in files:
        copy = target / path.relative_to(release)
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_whole(copy, path.read_bytes())
    return target


def main(arguments: list[str] | None = None) -> int:
    """Publish, or say why not."""
    parser = argparse.ArgumentParser(prog="python -m tools.publish", description=__doc__)
    parser.add_argument("folder", type=Path, help="the public repository, cloned")
    parser.add_argument("--course", type=Path, default=ROOT, help="default: this repository")
    parser.add_argument("--assignment", default=ASSIGNMENT, help=f"default: {ASSIGNMENT}")
    options = parser.parse_args(arguments)
    course, folder = options.course.resolve(), options.folder.resolve()
    assignment = options.assignment
    try:
        target = publish(course, folder, assignment)
    except RefusedError as reason:
        print(f"Nothing was published. {reason}", file=sys.stderr)
        return 1
    names = {path.name for path in (course / "release" / assignment).glob("*.ipynb")}
    left = sorted(path.name for path in target.glob("*.ipynb") if path.name not in names)
    print(f"Copied {len(names)} notebooks to {target}.")
    if left:
        print(f"Not of this release, and left as they are: {', '.join(left)}.")
    if path := github_path(course, assignment):
        print(f"Their links open https://colab.research.google.com/github/{path}/NAME.ipynb")
    else:
        print("They have no link to Colab: c.OpenInColab.github_path is not set.")
    print(f"Next: git -C {folder} add --all, commit, push.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
