"""The page that a student gets back: nbgrader's, told by exercise, and with its origin in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from grading.pages.freshness import MARK, NotebookGrades, checksum, recorded
from grading.pages.html import with_formulas

# The script that nbgrader's page loads from elsewhere, for formulas.
MATHJAX = re.compile(r"<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->", re.S)


# Where nbgrader's page has the score of a cell. No text of a submission may have a name.
SCORE = r'(<a name="{}"></a>\s*<div class="panel-heading">.{{0,300}}?)Score: [\d.]+ / ([\d.]+)'


class FeedbackPage(HTMLExporter):
    """nbconvert's page with the checksum: c.GenerateFeedback.exporter_class.

    A class of its own, so that its settings are apart from those of formgrader's pages.
    """

    # What recorded says of a class, where somebody has asked for all of it already.
    known: dict[tuple[str, str], list[Any]] | None = None

    def from_notebook_node(  # type: ignore[override]  # as HTMLExporter has it
        self, nb: NotebookNode, resources: Any = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of an autograded notebook. Raises MissingEntry if it is in no gradebook."""
        resources = self._init_resources(resources)
        here, file = resources["nbgrader"], resources["metadata"]
        # Before the page: of a grade that changes meanwhile, it is then known to be older.
        known = self.recorded(here)
        resources["grades"] = NotebookGrades.of(known)
        made_from = checksum(Path(file["path"]) / f"{file['name']}.ipynb", known)
        self.register_filter("filter_data_type", WidgetsDataTypeFilter(
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        ))  # fmt: skip
        # HTMLExporter would parse the whole page once more, for pictures without a description.
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **more)
        page = with_formulas(MATHJAX.sub("", page))
        for name in resources["waiting"]:
            page = re.sub(SCORE.format(re.escape(name)), r"\1Waits for a person (\2 points)", page,
                          count=1, flags=re.S)  # fmt: skip
        return page + MARK.format(made_from), resources

    def recorded(self, here: dict[str, str]) -> list[Any]:
        """What the gradebook has of a notebook; see grading.pages.freshness."""
        student, notebook = here["student"], here["notebook"]
        known = self.known
        if known is None:
            with Gradebook(here["db_url"]) as gradebook:
                known = recorded(gradebook, here["assignment"], student, notebook)
        if (student, notebook) not in known:
            raise MissingEntry(f"the gradebook has no submission of {notebook} by {student}")
        return known[student, notebook]
