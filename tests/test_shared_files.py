"""Which of the files that a submission has written a test may read."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from grading.execution.session import GradingSession


@pytest.mark.parametrize(
    ("test", "helper", "travels"),
    [
        ("assert 'a' in open('out.txt').read()", "", True),
        ("assert yaml.safe_load(open('out.yaml'))", "import yaml", True),
        ("assert yaml.load(open('out.yaml'), Loader=yaml.Loader)", "", False),
        ("assert load(open('out.yaml'), Loader)", "from yaml import Loader, load", False),
        ("assert torch.load('out.bin')", "", False),
        (
            "assert loaded('out.dat')",
            "def loaded(name):\n    return pickle.load(open(name))",
            False,
        ),
        ("assert eval(open('out.txt').read())", "", False),
    ],
)
def test_no_file_of_a_submission_reaches_a_test_that_could_make_code_of_it(test, helper, travels):
    parts = [{"name": "helper", "source": helper, "kind": "plain", "theirs": []}]
    session = GradingSession(new_notebook(), None, {}, {"parts": parts})
    cell = new_code_cell(test, metadata={"nbgrader": {"grade_id": "test_it"}})
    assert ("files" in session.more(cell)) is travels
