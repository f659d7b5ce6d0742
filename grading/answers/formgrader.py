"""Formgrader's own pages: they say what fails, have a link to all answers, and run nothing that a
student, or who made a link, has put there.

By itself formgrader says nothing of a gradebook that fails: its pages load for ever. It opens files
that were handed in as pages of the server's own, writes names as they are into its pages, and takes
settings from whatever folder a link names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, PrefixLoader
from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from nbgrader.server_extensions.formgrader.base import BaseApiHandler, BaseHandler
from nbgrader.server_extensions.formgrader.handlers import FormgraderHandler, SubmissionFilesHandler
from tornado import web

from grading.answers.addresses import address
from grading.answers.handlers import TEMPLATES, said_by
from grading.command_errors import in_short, unread

# Formgrader's templates that have a list of its pages.
SIDEBARS = (
    "gradebook_base.tpl", "manage_assignments.tpl", "manage_students_base.tpl",
    "manage_submissions.tpl",
)  # fmt: skip
SETTINGS = ("nbgrader_config.py", "nbgrader_config.json")
# Of a file that was handed in, if it can be a page: it runs nothing and asks for nothing elsewhere.
NO_PAGE = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)


async def prepare(self: BaseHandler) -> Any:
    """Refuse where the course's settings were not read: formgrader's buttons go by others then."""
    if said := unread(self.settings["nbgrader_formgrader"].config):
        words = f"{said}. The server's log says why. Mend it, and start the server again."
        raise web.HTTPError(503, words)
    return await JupyterHandler.prepare(self)


_say_nothing = BaseHandler.write_error


def write_error(self: BaseHandler, status_code: int, **kwargs: Any) -> Any:
    """Say what is wrong with the gradebook, a file, a date or the settings."""
    error = kwargs.get("exc_info", (None, None))[1]
    if isinstance(error, web.HTTPError) and status_code == 503:
        words = said_by(error)
    else:
        words = in_short(error, self.db_url)
    if not words:
        return _say_nothing(self, status_code, **kwargs)
    self.settings["nbgrader_gradebook"] = None  # to be opened anew when it is mended
    self.set_status(503)
    if isinstance(self, BaseApiHandler):
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        return self.finish(words)
    return self.finish(self.render("failed.tpl", base_url=self.base_url, words=words))


def is_course(folder: Path, root: Path) -> bool:
    """Whether formgrader may take a folder's settings: one that JupyterLab shows, and in no course.
    What is handed in lies in a course's folder, and may bring settings, which are Python code.
    """
    folder, root = folder.resolve(), root.resolve()
    if not folder.is_relative_to(root):
        return False
    around = [above for above in folder.parents if above.is_relative_to(root)]
    return not any((above / name).exists() for above in around for name in (*SETTINGS, "submitted"))


_open = FormgraderHandler.get


@web.authenticated
def open_course(self: FormgraderHandler) -> Any:
    """Formgrader's first page, of the course in the folder that is asked for, if it is one's."""
    formgrader = self.settings["nbgrader_formgrader"]
    path = self.get_argument("path", "")
    if path and not is_course(Path(path), Path(formgrader.root_dir)):
        raise web.HTTPError(400, f"No course's folder, or one within a course's: {path}")
    return _open(self)


def set_extra_headers(self: SubmissionFilesHandler, path: str) -> None:
    """Show a file that was handed in, and run nothing of it. Browsers draw PDF by themselves."""
    if self.get_content_type() != "application/pdf":
        self.set_header("Content-Security-Policy", NO_PAGE)


def join(server: Any) -> None:
    """Give formgrader's pages words for what fails and a link to all answers, if it is enabled, and
    have them run nothing of others.
    """
    templates = server.web_app.settings.get("nbgrader_jinja2_env")
    if templates is None:
        return
    own = templates.loader
    ours = (TEMPLATES / "sidebar.tpl").read_text(encoding="utf-8")
    linked = {name: ours.replace("NAME", name) for name in SIDEBARS}
    for name in ("failed.tpl", "failures.js"):
        linked[name] = (TEMPLATES / name).read_text(encoding="utf-8")
    templates.autoescape = True
    templates.loader = ChoiceLoader([DictLoader(linked), PrefixLoader({"nbgrader": own}), own])
    exporter = server.web_app.settings["nbgrader_exporter"]
    exporter.register_filter("answers_page", _page_of)
    exporter.environment.globals["failures"] = Markup(linked["failures.js"])
    BaseHandler.prepare, BaseHandler.write_error = prepare, write_error
    FormgraderHandler.get = open_course
    SubmissionFilesHandler.set_extra_headers = set_extra_headers


def _page_of(name: str, resources: dict[str, Any]) -> str:
    """The address of the page of all answers like the one that formgrader shows."""
    return address(
        resources["base_url"], resources["assignment_id"], resources["notebook_id"], name
    )
