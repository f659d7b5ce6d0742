"""What students bring from Colab: shell lines, installing, and packages that grading has not."""

import sys

import pytest

from grading.worker.shell import requirements, said_of
from tests.kinds_course import points, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
SOLUTION = "def double(x):\n    return 2 * x"
# The letters are those of tests.kinds_course: plain, solution, test.
CELLS = [("P", "import math"), ("S", SOLUTION), ("T", "assert double(3) == 6")]


def said(cell):
    """What a cell put out."""
    return "".join(output.get("text", "") for output in cell.outputs)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("!pip install -q numpy", "numpy "),
        ("!pip install -q 'numpy>=1' && echo after", "is there already\nafter"),
        ("%pip install --upgrade numpy", "is there already"),
        ("!python3 -m pip install numpy[all]==1.0 > /dev/null", "is there already"),
        ("!pip install no-such-thing numpy", "no-such-thing is not there, and nothing can be"),
        ("!pip install -r requirements.txt", "requirements.txt is not there"),
        ("!apt-get install -y graphviz", ""),
        ("!nvidia-smi", "not found"),
        ("!sleep 1000 &", "nothing can run in the background"),
        ("!ls -d /tmp", "/tmp\n"),
        ("where = '/tmp'\n!ls -d {where} $where", "/tmp\n/tmp\n"),
        ("files = !echo one\nassert files == ['one']", ""),
        ("%%bash\necho two", "two"),
        ("from google.colab import drive\ndrive.mount('/content/drive')", ""),
        ("from google.colab import files\nfor name in files.upload():\n    print(name)", ""),
        ("import google.colab.patches as p\np.cv2_imshow([1])", ""),
        ("from google.colab import data_table\ndata_table.enable_dataframe_formatter()", ""),
    ],
)
def test_such_a_line_above_an_answer_costs_nothing(engine, line, words):
    source = line + "\n" + SOLUTION if not line.startswith("%%") else SOLUTION
    book = run(engine, CELLS, {0: line, 1: source})
    assert points(book) == [1]
    assert words in said(book.cells[0])
    assert [output for output in book.cells[0].outputs if output.output_type == "error"] == []


@pytest.mark.parametrize("module", ["seaborn_of_colab", "sklearn_of_colab.linear_model"])
def test_an_import_that_fails_is_what_the_test_names(engine, module):
    book = run(engine, CELLS, {1: f"import {module}\n{SOLUTION}"})
    assert points(book) == [0]
    name = module.split(".")[0]
    assert book.cells[2].outputs[-1].evalue == (
        "the submission does not define `double`.\n"
        f"The cell that should define it stopped: ModuleNotFoundError: No module named '{name}'\n"
        f"`{name}` is not there when notebooks are graded: do without it, or ask for it."
    )
    assert f"Not installed for grading: {name}." in book.entry.notes
    assert f"No module named '{name}'" in book.entry.messages["T2"]


@pytest.mark.parametrize("source", ["1 / 0\n" + SOLUTION, "def double(x:\n    return x"])
def test_so_is_any_other_error_that_kept_an_answer_from_being_there(engine, source):
    book = run(engine, CELLS, {1: source})
    message = book.cells[2].outputs[-1].evalue
    assert message.startswith("the submission does not define `double`.\nThe cell that should")
    assert ("ZeroDivisionError" in message) == source.startswith("1")


def test_without_an_error_nothing_is_added(engine):
    book = run(engine, CELLS, {1: "doubble = 1"})
    assert book.cells[2].outputs[-1].evalue == "the submission does not define `double`."


def test_the_arguments_of_an_installation_are_read_as_pip_reads_them():
    assert requirements("-q --upgrade 'numpy>=1' -i URL -r more.txt") == ["numpy>=1", "more.txt"]
    assert said_of("numpy")[1]
    assert not said_of("git+ssh://host/x")[1]
    assert not said_of(".")[1]
