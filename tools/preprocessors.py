"""What nbgrader does for this course beyond its own preprocessors. Named in nbgrader_config.py."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Unicode

COLAB = "https://colab.research.google.com/github"
MARKER = "<!-- open-in-colab -->"


class OpenInColab(NbGraderPreprocessor):
    """Put an *Open in Colab* link where a notebook's header has the marker, or drop the marker."""

    github_path = Unicode(
        "",
        help="Where the released notebooks are published: owner/repository/blob/branch/folder. "
        "Empty: no link.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the marker in every Markdown cell of nb."""
        link = ""
        if self.github_path:
            url = f"{COLAB}/{self.github_path.strip('/')}/{resources['unique_key']}.ipynb"
            link = f"[Open in Colab]({url})"
        for cell in nb.cells:
            if cell.cell_type == "markdown" and MARKER in cell.source:
                cell.source = cell.source.replace(MARKER, link).rstrip()
        return nb, resources


class FoldedCells(NbGraderPreprocessor):
    """Show of a test, and of any folded cell, its first line, and of its error the message.

    A traceback would quote the source: of a hidden test, for one.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Cut the source to its first line, and tracebacks to the message."""
        is_test = is_grade(cell) and not is_solution(cell)
        if not is_test and not cell.metadata.get("jupyter", {}).get("source_hidden"):
            return cell, resources
        first, _, rest = cell.source.partition("\n")
        cell.source = f"{first} ..." if rest else first
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename != "NotRight":
                output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources
