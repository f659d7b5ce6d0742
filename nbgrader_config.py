"""How nbgrader releases, grades and gives feedback in this course. See README.md."""

import sys
from pathlib import Path

# The grading engine and the course's own preprocessors lie beside this file.
if str(Path(__file__).parent) not in sys.path:
    sys.path.insert(0, str(Path(__file__).parent))

from grading import configure

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# Grading: each submission runs warm, in a sandbox, and is judged from outside it; see
# docs/grading.md.
configure(c)

c.CourseDirectory.course_id = "rnn"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".DS_Store"]

c.ClassAutograde.release_command = "make release"

# The release: what students get in place of a solution, and the link to Colab.
c.ClearSolutions.code_stub = {
    "python": '# YOUR CODE HERE\nraise NotImplementedError("write your code here")'
}
# Marking schemes stand in the locked question above a written answer, so that the answer's own
# cell holds nothing but the answer. nbgrader would have them in task cells only.
c.ClearMarkScheme.enforce_metadata = False
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "tools.preprocessors.OpenInColab",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
# Where release/ is published for Colab, as "owner/repository/blob/branch/folder". Unset, the
# notebooks have no link rather than a dead one.
# c.OpenInColab.github_path = "our-university/rnn-course/blob/main/module7"

# An LMS download: Canvas's or Moodle's archives, see docs/lms.md, or files that are named
# STUDENT_NOTEBOOK.ipynb, in archives or not, by the notebooks of the assignment.
c.ZipCollectApp.extractor_plugin = "lms.collect.LMSExtractor"
c.ZipCollectApp.collector_plugin = "lms.collect.LMSCollector"
# The zone of the times in archives and in Moodle's worksheet, which do not name it. Unset: UTC.
# c.LMSExtractor.timezone = "Asia/Singapore"

# nbgrader export: no 0 stands for a grade that is not there; see docs/lms.md.
c.ExportApp.plugin_class = "lms.export.CsvExporter"

# Seconds that TensorFlow stays in memory after a grading, so that the next one begins at once.
c.ForkServer.stay = 600

# Seconds for a cell. An endless loop costs them once, not once for every test that calls it.
c.Execute.timeout = 10
