"""The last cell says what is open, and on Colab offers the file; it never stands in the way."""

import json
import sys
import types

import nbformat
import pytest

from answers.answer_runner import ROOT, exercises, read_answers, read_notebook
from tools.demo import CLASS, fill_in
from tools.frontends import WRITERS, with_outputs

RELEASE = ROOT / "release" / "module7"
ADA, BEN = CLASS[:2]  # all right, nothing done
DOWNLOAD = "File → Download → Download .ipynb, and see that it is named {}.ipynb"


def handed_out(name):
    """The notebook as released."""
    return nbformat.read(RELEASE / f"{name}.ipynb", 4)


def session(name, done=None):
    """The names that a session has after the visible tests of done (default: all) passed."""
    answers = {each: object() for each in (exercises(name) if done is None else done)}
    checks = types.ModuleType("course_checks")
    checks.seen = dict(answers)
    sys.modules["course_checks"] = checks
    return answers


@pytest.fixture(autouse=True)
def no_checks(monkeypatch):
    """No set-up cell has run, and none is left behind."""
    monkeypatch.setitem(sys.modules, "course_checks", None)
    monkeypatch.delitem(sys.modules, "course_checks")


@pytest.fixture
def lab(tmp_path, monkeypatch, capsys):
    """Runs the last cell of a notebook in JupyterLab, beside the saved file. Returns its words."""
    monkeypatch.chdir(tmp_path)

    def run(name, text, names):
        if text is not None:
            (tmp_path / f"{name}.ipynb").write_text(text)
        exec(read_notebook(name).cells[-1].source, names)
        return capsys.readouterr().out

    return run


@pytest.fixture
def colab(tmp_path, monkeypatch, capsys):
    """Runs it on Colab, which answers with a reply or raises it. Returns words, downloads."""
    monkeypatch.chdir(tmp_path)

    def run(name, reply, names, download=lambda path: None):
        downloads = []

        def blocking_request(kind, request="", timeout_sec=5):
            assert kind == "get_ipynb"
            if isinstance(reply, Exception):
                raise reply
            return reply

        package = types.ModuleType("google.colab")
        package.files = types.SimpleNamespace(
            download=lambda path: (downloads.append(path), download(path))
        )
        package._message = types.SimpleNamespace(blocking_request=blocking_request)
        monkeypatch.setitem(sys.modules, "google.colab", package)
        exec(read_notebook(name).cells[-1].source, names)
        return capsys.readouterr().out, downloads

    return run


@pytest.mark.parametrize("program", list(WRITERS))
def test_all_done_leaves_nothing_open_whatever_saved_it(lab, program):
    text = WRITERS[program][0](fill_in(handed_out("4_rnn"), "4_rnn", ADA))
    count = len(exercises("4_rnn"))
    assert lab("4_rnn", text, session("4_rnn")).split("\n\n") == [
        f"4_rnn: {count} of {count} exercises pass their visible test.",
        "To hand in from JupyterLab or the hub: save, press Validate above the notebook, then\n"
        "open Nbgrader → Assignment List and press Submit beside module7.\n",
    ]


@pytest.mark.parametrize("program", ["jupyterlab", "colab", "deepnotebare"])
def test_nothing_done_names_every_exercise(lab, program):
    text = WRITERS[program][0](handed_out("5_lstm"))
    said = lab("5_lstm", text, session("5_lstm", []))
    count = len(exercises("5_lstm"))
    assert said.startswith(f"5_lstm: 0 of {count} exercises pass their visible test.\n")
    for name in exercises("5_lstm"):
        assert f"\n  {name}: not attempted: the stub is still there.\n" in said
    # Which cell is the written answer, only the marks tell.
    written = "written_carry: not attempted: the cell still says YOUR ANSWER HERE."
    assert (written in said) == (program != "deepnotebare")


def test_a_wrong_answer_is_attempted(lab):
    wrong = next(a for a in read_answers("2_make_steps", "count_steps") if not a.right)
    notebook = fill_in(handed_out("2_make_steps"), "2_make_steps", ADA)
    for cell in notebook.cells:
        if cell.id == "count_steps":
            cell.source = f"# YOUR CODE HERE\n{wrong.code}"
    names = session("2_make_steps", ["makeSteps", "make_pairs"])
    said = lab("2_make_steps", nbformat.writes(notebook), names)
    assert said.splitlines()[:3] == [
        "2_make_steps: 2 of 3 exercises pass their visible test.",
        "  count_steps: its visible test has not passed in this session. Run it, and read what "
        "it says.",
        "",
    ]


def test_missing_cells_are_named(lab):
    notebook = fill_in(handed_out("1_independence"), "1_independence", ADA)
    gone = ("predict_next", "test_persistence_mae", "written_independence")
    notebook.cells = [cell for cell in notebook.cells if cell.id not in gone]
    said = lab("1_independence", nbformat.writes(notebook), session("1_independence"))
    assert "1_independence: 3 of 5 exercises" in said
    assert "predict_next: its answer cell is missing. Define predict_next in a new cell" in said
    assert "persistence_mae: its visible test is missing." in said
    assert "written_independence: its cell is missing." in said


def test_an_answer_in_a_new_cell_is_not_missing(lab):
    notebook = fill_in(handed_out("2_make_steps"), "2_make_steps", ADA)
    for number, cell in enumerate(notebook.cells):
        if cell.id == "makeSteps":
            new = nbformat.v4.new_code_cell(cell.source, id="new")
            notebook.cells[number] = new
    said = lab("2_make_steps", nbformat.writes(notebook), session("2_make_steps"))
    assert "3 of 3" in said


def test_an_answer_that_ran_again_after_its_test_is_to_be_tested_again(lab):
    notebook = fill_in(handed_out("2_make_steps"), "2_make_steps", ADA)
    names = session("2_make_steps") | {"makeSteps": object()}
    said = lab("2_make_steps", nbformat.writes(notebook), names)
    assert "makeSteps: it has run again since its visible test passed. Run the test once" in said


@pytest.mark.parametrize("text", [None, "", "not a notebook", "[]"])
def test_without_the_file_it_tells_what_the_session_knows(lab, text):
    said = lab("2_make_steps", text, session("2_make_steps", ["count_steps"]))
    assert said.startswith("2_make_steps: 1 of 3 exercises pass their visible test.\n")
    assert "makeSteps: its visible test has not passed in this session." in said
    assert "cannot be told: the notebook could not be read." in said


def test_without_the_set_up_it_says_so(lab):
    said = lab("3_dot_products", nbformat.writes(handed_out("3_dot_products")), {})
    assert "The set-up cell has not run in this session" in said


def test_it_reads_no_name_that_a_student_may_have_bound(lab):
    notebook = fill_in(handed_out("2_make_steps"), "2_make_steps", ADA)
    names = session("2_make_steps")
    mine = ("sum", "print", "len", "any", "open", "json", "re", "Path", "files", "text_of", "sys")
    said = lab("2_make_steps", nbformat.writes(notebook), names | dict.fromkeys(mine, 3))
    assert said.startswith("2_make_steps: 3 of 3 exercises pass")


def test_on_colab_it_saves_under_the_right_name_and_leaves_large_outputs_out(colab, tmp_path):
    notebook = with_outputs(fill_in(handed_out("6_stacking"), "6_stacking", ADA))
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    large = nbformat.v4.new_output("stream", text="x" * 300_000)
    code[3].outputs = [nbformat.v4.new_output("stream", text="small"), large]
    reply = {"ipynb": json.loads(WRITERS["colab"][0](notebook))}
    said, downloads = colab("6_stacking", reply, session("6_stacking"))
    assert downloads == ["6_stacking.ipynb"]
    assert "5 of 5 exercises" in said
    assert "Saved as 6_stacking.ipynb, without 1 large output." in said
    assert DOWNLOAD.format("6_stacking") in said
    saved = nbformat.read(tmp_path / "6_stacking.ipynb", 4)
    nbformat.validate(saved)
    assert "widgets" not in saved.metadata
    assert [cell.source for cell in saved.cells] == [cell.source for cell in notebook.cells]
    kept = [cell for cell in saved.cells if cell.cell_type == "code"]
    assert [output.text for output in kept[3].outputs] == ["small"]
    assert [len(c.outputs) for c in kept[4:]] == [len(c.outputs) for c in code[4:]]
    assert (tmp_path / "6_stacking.ipynb").stat().st_size < 300_000


@pytest.mark.parametrize("reply", [None, {}, {"error": "no"}, RuntimeError("no"), OSError()])
def test_where_colab_gives_no_notebook_it_says_what_to_do(colab, tmp_path, reply):
    said, downloads = colab("2_make_steps", reply, session("2_make_steps", ["makeSteps"]))
    assert "1 of 3 exercises" in said
    assert "Colab did not hand the notebook over. To hand in, choose " in said
    assert DOWNLOAD.format("2_make_steps") in said
    assert downloads == []
    assert list(tmp_path.iterdir()) == []


def test_where_colab_allows_no_download_it_says_what_to_do(colab):
    def refuse(path):
        raise NotImplementedError("no downloads here")

    reply = {"ipynb": json.loads(WRITERS["colab"][0](handed_out("2_make_steps")))}
    said, _ = colab("2_make_steps", reply, session("2_make_steps", []), refuse)
    assert "The download could not be offered (no downloads here)." in said
    assert DOWNLOAD.format("2_make_steps") in said
