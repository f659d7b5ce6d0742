"""What the documents list is what there is: private names of other packages, settings."""

import importlib
import inspect
import re

import pytest

from answers.answer_runner import ROOT
from tools import private_names_table, settings_table
from tools.private_names_table import NAMES

OTHERS = (
    "nbgrader",
    "nbclient",
    "jupyter_client",
    "ipykernel",
    "IPython",
    "nbconvert",
    "keras",
    "pandas",
    "sys",
)
# Private to us, to Python, or traitlets' way to name a default.
OURS = re.compile(
    r"_key_of_stand_in|_exit|_getframe|_bootstrap|_built|_said|_fields|_field_defaults|_\w+_default|_\w+_validate|__\w+__"
)


def is_set_by(owner, attribute):
    """Whether the code of a class sets an attribute of its objects."""
    try:
        return f".{attribute}" in inspect.getsource(owner)
    except OSError:  # its code is not where it says
        return hasattr(owner(), attribute)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: f"{name.name}-{name.file}")
def test_the_package_still_has_it_and_its_test_is_there(name):
    kind, _, attribute = name.name.rpartition(".")
    module = importlib.import_module(name.owner)
    owner = getattr(module, kind) if kind else module
    assert hasattr(owner, attribute) or is_set_by(owner, attribute)
    assert (ROOT / name.test).exists()
    assert name.owner.split(".")[0] in OTHERS


@pytest.mark.parametrize(
    "tool", [private_names_table, settings_table], ids=lambda tool: tool.__name__
)
def test_the_tables_are_what_their_commands_write(tool):
    text = tool.PAGE.read_text()
    assert tool.page(text) == text, f"run python -m {tool.__name__}"


def test_every_setting_says_what_it_is():
    assert [name for _, name, trait in settings_table.traits() if len(str(trait.help)) < 20] == []


def test_no_private_name_of_an_object_of_another_package_is_missing():
    """What is called or overridden with a leading underscore and is defined nowhere by us."""
    text = {path: path.read_text() for path in (ROOT / "grading").rglob("*.py")}
    everything = "\n".join(text.values())
    ours = set(re.findall(r"(?:def|class) (_\w+)|^(_[A-Za-z]\w*)\b[^(\n]*=", everything, re.M))
    mine = {name for pair in ours for name in pair if name}
    listed = {name.name.split(".")[-1] for name in NAMES}
    used = set(re.findall(r"\w\.(_[a-z]\w+)", everything))
    used |= set(re.findall(r"super\(\)\.(_\w+)", everything))
    unlisted = {name for name in used - listed if not OURS.fullmatch(name)}
    assert {name for name in unlisted if name not in mine} == set()
