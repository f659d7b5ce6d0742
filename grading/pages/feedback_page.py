"""The page that a student gets back of a notebook, and the first page beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from pygments.formatters import HtmlFormatter
from traitlets import TraitError, Unicode, validate

from grading.command_errors import stop_if_unread
from grading.pages.first_page import first_page
from grading.pages.freshness import (
    FIRST,
    MARK,
    NotebookGrades,
    checksum,
    checksum_of_all,
    has_first,
    recorded,
)
from grading.pages.html import with_formulas

UNDESCRIBED = re.compile(r"<img(?![^>]*\salt=)")  # a picture without a description
ADDRESS = re.compile(r"(https?:|mailto:)\S+|")


class FeedbackPage(HTMLExporter):
    """nbconvert's exporter for c.GenerateFeedback.exporter_class.

    A class of its own, so that its settings are apart from those of formgrader's pages.
    """

    another_look = Unicode(
        "", help="What a student's pages say about how to ask for another look; empty: nothing."
    ).tag(config=True)
    another_look_address = Unicode(
        "", help="Where that leads: an address that begins with mailto: or https:."
    ).tag(config=True)
    # What recorded says of a class, where somebody has asked for all of it already.
    known: dict[str, dict[str, list[Any]]] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stop_if_unread(self)

    @validate("another_look_address")
    def _is_address(self, proposal: dict[str, Any]) -> str:
        if not ADDRESS.fullmatch(proposal["value"]):
            raise TraitError(
                f"c.FeedbackPage.another_look_address is {proposal['value']!r}: it must begin with "
                "mailto: or https:, and have no spaces"
            )
        return proposal["value"]

    def from_notebook_node(  # type: ignore[override]  # as HTMLExporter has it
        self, nb: NotebookNode, resources: Any = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of an autograded notebook. Raises MissingEntry if it is in no gradebook."""
        resources = self._init_resources(resources)
        here, file = resources["nbgrader"], resources["metadata"]
        # Before the page: of a grade that changes meanwhile, it is then known to be older.
        known = self.recorded(here)
        mine = known[here["notebook"]]
        folder = Path(file["path"])
        made_from = checksum(folder / f"{file['name']}.ipynb", mine)
        look = {"text": self.another_look, "address": self.another_look_address}
        several = has_first(known)
        resources |= {
            "grades": NotebookGrades.of(mine), "look": look, "colours": colours(),
            "first": FIRST if several else "",
        }  # fmt: skip
        if several:
            page = first_page(here["assignment"], folder, known, look)
            mark = MARK.format(checksum_of_all(folder, known))
            resources["outputs"] = {f"{FIRST}.html": (page + mark).encode()}
        self.register_filter("filter_data_type", WidgetsDataTypeFilter(
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        ))  # fmt: skip
        # HTMLExporter would parse the whole page once more, for pictures without a description.
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **more)
        page = UNDESCRIBED.sub('<img alt="a picture without a description"', with_formulas(page))
        return page + MARK.format(made_from), resources

    def recorded(self, here: Mapping[str, str]) -> dict[str, list[Any]]:
        """What the gradebook has of a student's notebooks, by name."""
        student, notebook = here["student"], here["notebook"]
        known = self.known
        if known is None:
            with Gradebook(here["db_url"]) as gradebook:
                known = recorded(gradebook, here["assignment"], [student])
        mine = known.get(student, {})
        if notebook not in mine:
            raise MissingEntry(f"the gradebook has no submission of {notebook} by {student}")
        return mine


@cache
def colours() -> str:
    """The style of code, on light and dark screens."""
    light = HtmlFormatter(style="default").get_token_style_defs(".highlight")
    dark = HtmlFormatter(style="github-dark").get_token_style_defs(".highlight")
    return "\n".join([*light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}"])
