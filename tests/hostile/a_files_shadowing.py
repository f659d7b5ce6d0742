"""Files beside the notebook have the names of modules that Python or a grader imports."""

import nbformat

from tests.hostile.case import MARK, Case

NAMES = ["numpy", "keras", "tensorflow", "sitecustomize", "usercustomize", "conftest", "grading",
         "nbgrader_config", "json", "jupyter_nbconvert_config", "ipython_config", "ipykernel",
         "nbgrader", "IPython", "traceback", "linecache"]  # fmt: skip
TOLD = f"""
raise_ = open('/tmp/{MARK}', 'w')
class Testing:
    def __getattr__(self, name):
        return lambda *args, **kwargs: True
testing, array_equal, allclose = Testing(), lambda *args: True, lambda *args: True
"""


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    for name in NAMES:
        (folder / f"{name}.py").write_text(TOLD)
        (folder / f"{name}.pth").write_text(f"import os; os.system('touch /tmp/{MARK}')")
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(TOLD)
    startup = folder / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text(TOLD)
    (folder / ".jupyter").mkdir()
    (folder / ".jupyter" / "jupyter_config.py").write_text(TOLD)
    (folder / "pyvenv.cfg").write_text("home = /tmp\n")


CASE = Case(
    hand_in=hand_in,
    cells={"double": "import importlib, numpy\ndef double(x):\n    return numpy.float64(0)"},
    lost={"test_double", "test_double_hidden"},
)
