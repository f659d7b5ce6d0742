"""What nbgrader does for this course beyond its own preprocessors. Named in nbgrader_config.py."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

COLAB = "https://colab.research.google.com/github"
MARKER = "<!-- open-in-colab -->"


def published_at(github_path: str, assignment: str) -> str:
    """Where a setting of OpenInColab.github_path has an assignment."""
    return github_path.strip("/").replace("{assignment}", assignment)


class OpenInColab(NbGraderPreprocessor):
    """Put an *Open in Colab* link where a notebook's header has the marker, or drop the marker."""

    github_path = Unicode(
        "",
        help="Where the released notebooks are published: owner/repository/blob/branch/folder, in"
        " which {assignment} stands for the assignment's name. Empty: no link.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the marker in every Markdown cell of nb."""
        link = ""
        if self.github_path:
            assignment = resources.get("nbgrader", {}).get("assignment", "")
            path = published_at(self.github_path, assignment)
            url = f"{COLAB}/{path}/{resources['unique_key']}.ipynb"
            link = f"[Open in Colab]({url})"
        for cell in nb.cells:
            if cell.cell_type == "markdown" and MARKER in cell.source:
                cell.source = cell.source.replace(MARKER, link).rstrip()
        return nb, resources
