"""How nbgrader releases, grades and gives feedback in this course. See README.md."""

import sys
from pathlib import Path

# The grading engine and the course's own preprocessors lie beside this file.
if str(Path(__file__).parent) not in sys.path:
    sys.path.insert(0, str(Path(__file__).parent))

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.CourseDirectory.course_id = "rnn"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".DS_Store"]

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

# From the exchange, only what is a student's own: no links, and nothing in another's name.
c.ExchangeFactory.collect = "grading.exchange.Collect"

# Grading: each submission runs warm, in a sandbox, and is judged from outside it; see
# docs/grading.md. First it is mended from the instructor's notebook.
c.Autograde.exporter_class = "grading.execute.GradingExporter"
c.GradingExporter.optimistic_validation = True
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput",
    "grading.repair.Repair",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
]
c.Autograde.autograde_preprocessors = [
    "grading.execute.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "grading.record.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
# Seconds for a cell. An endless loop costs them once, not once for every test that calls it.
c.Execute.timeout = 10

# Pages that show submissions run no script of theirs.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = {
    "clean_html": "grading.html.safe",
    "highlight_code": "grading.html.Folding",
    "markdown2html": "grading.html.markdown",
    "strip_files_prefix": "grading.html.safe",
}

# Formgrader's page folds what JupyterLab folds, and has links to the answers to grade by hand.
c.HTMLExporter.template_file = str(Path(__file__).parent / "grading" / "formgrade.html.j2")

# Feedback shows a hidden test's message, not its source, and no marking scheme. Of cells that are
# folded in JupyterLab it shows the first line. Its contents are the exercises. It says what it was
# made from, so that no page that is outdated is handed out.
c.GenerateFeedback.exporter_class = "grading.pages.FeedbackPage"
c.FeedbackPage.template_file = str(Path(__file__).parent / "grading" / "feedback.html.j2")
# Not all cells are run, and tests not where the others are: the numbers would jump.
c.FeedbackPage.exclude_input_prompt = True
c.FeedbackPage.exclude_output_prompt = True
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "tools.preprocessors.FoldedCells",
    "grading.pages.Contents",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
