# @title Before you hand in: run this cell. { display-mode: "form" }
# It says what is still open. On Colab it also offers the file to hand in.
import builtins
import types

NOTEBOOK = ""
EXERCISES: tuple = ()
WRITTEN: tuple = ()
STUB = 'raise NotImplementedError("write your code here")'


def look(notebook_names, NOTEBOOK, EXERCISES, WRITTEN, STUB):
    """Say what is open, and on Colab offer the file. notebook_names: the names of its cells."""
    import json
    import re
    import sys
    from pathlib import Path

    LARGE = 200_000  # characters of one output; larger ones are left out of the file to download

    try:
        from google.colab import files

        on_colab = True
    except Exception:
        on_colab = False

    def read_this_notebook():
        """The notebook as the browser has it (Colab) or as it was last saved beside this session.

        None if neither can be had.
        """
        try:
            if on_colab:
                from google.colab import _message

                answer = _message.blocking_request("get_ipynb", request="", timeout_sec=20)
                notebook = answer["ipynb"]
            else:
                notebook = json.loads(Path(f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8"))
            return notebook if notebook["cells"] else None
        except (
            Exception
        ):  # Colab does not promise an answer: no reply is None, a refusal an exception
            return None

    def text_of(cell):
        """The source of a cell, which a file may hold as one text or as a list of lines."""
        return "".join(cell.get("source", ""))

    def marked(cell, name):
        """True if the cell is called name: by nbgrader's mark, or by its id."""
        metadata = cell.get("metadata", {})
        marks = (metadata.get("nbgrader", {}).get("grade_id"), metadata.get("id"), cell.get("id"))
        return name in marks

    def is_answer(cell, name):
        """True if a code cell is the answer to the exercise called name, or its stub."""
        defines = rf"^(def|class) +{name}\b|^{name} *(:|=(?!=))|^# Assign .*\b{name}\b"
        return marked(cell, name) or re.search(defines, text_of(cell), re.M)

    def what_is_open(name, cells):
        """What is still to be done about an exercise, in words. cells may be None: not known."""
        seen = getattr(sys.modules.get("course_checks"), "seen", {})
        if cells is not None:
            code = [cell for cell in cells if cell.get("cell_type") == "code"]
            answers = [text_of(cell) for cell in code if is_answer(cell, name)]
            if not answers:
                return f"its answer cell is missing. Define {name} in a new cell: grading finds it."
            test = f'passed("{name}")'
            if not any(marked(cell, f"test_{name}") or test in text_of(cell) for cell in code):
                return "its visible test is missing. Grading puts it back; here it cannot be run."
            if name not in seen and all(STUB in text for text in answers):
                return "not attempted: the stub is still there."
        if name not in seen:
            return "its visible test has not passed in this session. Run it, and read what it says."
        if seen[name] is not notebook_names.get(name):
            return "it has run again since its visible test passed. Run the test once more."
        return None

    def check_before_handing_in(notebook):
        """Print what is still open."""
        cells = None if notebook is None else notebook.get("cells", [])
        remarks = {name: what_is_open(name, cells) for name in EXERCISES}
        has_marks = any("nbgrader" in cell.get("metadata", {}) for cell in cells or ())
        for name in WRITTEN if has_marks else ():
            answers = [text_of(cell) for cell in cells or () if marked(cell, name)]
            if not answers:
                remarks[name] = "its cell is missing. Get it from a fresh copy of the notebook."
            elif "YOUR ANSWER HERE" in "".join(answers):
                remarks[name] = "not attempted: the cell still says YOUR ANSWER HERE."
        still = {name: words for name, words in remarks.items() if words}
        right = sum(remarks[name] is None for name in EXERCISES)
        print(f"{NOTEBOOK}: {right} of {len(EXERCISES)} exercises pass their visible test.")
        for name, words in still.items():
            print(f"  {name}: {words}")
        if "course_checks" not in sys.modules:
            print(
                "  The set-up cell has not run in this session: run everything from the top first."
            )
        if cells is None:
            print("  Unfinished and missing cells cannot be told: the notebook could not be read.")

    def offer_download(notebook):
        """On Colab: save the notebook under its name, without large outputs, and offer the file."""
        by_hand = (
            f"choose File → Download → Download .ipynb, and see that it is named {NOTEBOOK}.ipynb"
        )
        if notebook is None:
            print(f"\nColab did not hand the notebook over. To hand in, {by_hand}.")
            return
        left_out = 0
        notebook.get("metadata", {}).pop("widgets", None)
        for cell in notebook.get("cells", []):
            if "outputs" in cell:
                small = [output for output in cell["outputs"] if len(json.dumps(output)) <= LARGE]
                left_out += len(cell["outputs"]) - len(small)
                cell["outputs"] = small
        try:
            path = Path(f"{NOTEBOOK}.ipynb")
            path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), encoding="utf-8")
            files.download(str(path))
        except Exception as problem:  # whatever Colab or the browser does not allow
            print(f"\nThe download could not be offered ({problem}). To hand in, {by_hand}.")
            return
        without = f", without {left_out} large output{'s'[: left_out - 1]}" if left_out else ""
        print(f"\nSaved as {path}{without}.")
        print("Your browser downloads it, or asks whether it may: allow it.")
        print(f"If nothing comes, {by_hand}. Then upload the file where your course collects it.")

    this_notebook = read_this_notebook()
    check_before_handing_in(this_notebook)
    if not on_colab:
        print(
            "\nTo hand in from JupyterLab or the hub: save, press Validate above the notebook, then"
        )
        print("open Nbgrader → Assignment List and press Submit beside {assignment}.")
    else:
        offer_download(this_notebook)


# Over names of its own, as the checks: a cell may have given `sum` or `print` another meaning.
alone = types.FunctionType(look.__code__, {"__builtins__": builtins})
alone(globals(), NOTEBOOK, EXERCISES, WRITTEN, STUB)
