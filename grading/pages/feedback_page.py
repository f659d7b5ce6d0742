"""The page that a student gets back: nbgrader's, told by exercise, and with its origin in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from grading.pages.freshness import MARK, checksum, recorded, waiting
from grading.pages.html import with_formulas, without_mathjax

# Where nbgrader's page has the score of a cell. No text of a submission may have a name.
SCORE = r'(<a name="{}"></a>\s*<div class="panel-heading">.{{0,300}}?)Score: [\d.]+ / ([\d.]+)'


class FeedbackPage(HTMLExporter):
    """nbconvert's page with the checksum: c.GenerateFeedback.exporter_class.

    A class of its own, so that its settings are apart from those of formgrader's pages.
    """

    def from_notebook_node(  # type: ignore[override]  # as HTMLExporter has it
        self, nb: NotebookNode, resources: Any = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of an autograded notebook."""
        here, file = resources["nbgrader"], resources["metadata"]
        student, notebook = here["student"], here["notebook"]
        # Before the page: of a grade that changes meanwhile, it is then known to be older.
        with Gradebook(here["db_url"]) as gradebook:
            known = recorded(gradebook, here["assignment"], student, notebook)
            resources["waiting"] = waiting(gradebook, here["assignment"], student, notebook)
        made_from = checksum(
            Path(file["path"]) / f"{file['name']}.ipynb", known.get((student, notebook))
        )
        page, resources = super().from_notebook_node(nb, resources, **more)
        page = with_formulas(without_mathjax(page))
        for name in resources["waiting"]:
            page = re.sub(SCORE.format(re.escape(name)), r"\1Waits for a person (\2 points)", page,
                          count=1, flags=re.S)  # fmt: skip
        return page + MARK.format(made_from), resources
