"""The pages, served by Jupyter's server: its sign-in, its cookies, its check of a form's origin.

They stand on formgrader's own handlers, so that both have one course folder and one gradebook.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from jupyter_server.utils import url_path_join
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.server_extensions.formgrader.base import BaseHandler, check_notebook_dir
from sqlalchemy.exc import SQLAlchemyError
from tornado import httputil, web

from grading.answers import groups, marks
from grading.answers.addresses import PLACE, address
from grading.gradebook_check import trouble
from grading.log import RunLog
from grading.report import environment

TEMPLATES = Path(__file__).parent / "templates"
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
Result = TypeVar("Result")


class Handler(BaseHandler):
    """What the pages have in common. They run no script, and load nothing."""

    @property
    def content_security_policy(self) -> str:
        """The policy of the pages, whatever the server's other pages have."""
        return POLICY

    @property
    def base_url(self) -> str:
        """The server's address as Jupyter has it, for its cookie; formgrader's has no slash."""
        return str(self.settings["base_url"])

    def prepare(self) -> Any:
        """Refuse where formgrader is not there: its course and its gradebook are used."""
        if "nbgrader_formgrader" not in self.settings:
            raise web.HTTPError(404, "Formgrader is not enabled in this server.")
        return super().prepare()

    async def found(self, work: Callable[[], Result]) -> Result:
        """The result of work, done beside the server's loop; its errors in the server's words."""
        try:
            return await asyncio.get_running_loop().run_in_executor(None, work)
        except MissingEntry as error:
            raise web.HTTPError(404, str(error)) from None
        except SQLAlchemyError as error:
            raise web.HTTPError(503, trouble(error, self.db_url)) from None

    @property
    def logs(self) -> Path | None:
        """The folder of the logs of grading runs."""
        folder = RunLog(parent=self.settings["nbgrader_formgrader"]).folder
        return Path(self.coursedir.root) / folder if folder else None

    def show(self, template: str, **values: Any) -> None:
        """Write a page."""
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Cache-Control", "no-store")
        made = environment(TEMPLATES).get_template(template)
        self.finish(made.render(base=self.base_url.rstrip("/"), place=self.place, **values))

    def place(self, *names: str) -> str:
        """The address of the page of an assignment, or of a notebook and an exercise in it."""
        return address(self.base_url.rstrip("/"), *names)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what is wrong in a line."""
        error = kwargs.get("exc_info", (None, None))[1]
        words = said_by(error) if isinstance(error, web.HTTPError) else ""
        self.show(
            "error.html.j2",
            status=status_code,
            words=words or httputil.responses.get(status_code, ""),
        )


def said_by(error: web.HTTPError) -> str:
    """What an error says; Tornado keeps a pattern, and what fits into it."""
    return (error.log_message or "") % error.args


class AssignmentsHandler(Handler):
    """The assignments that somebody has handed in."""

    @web.authenticated
    @check_notebook_dir
    async def get(self) -> None:
        """The list; if it is of one, that one."""

        def names() -> list[str]:
            with Gradebook(self.db_url, course_id="") as gradebook:
                return sorted(
                    assignment.name
                    for assignment in gradebook.assignments
                    if assignment.num_submissions
                )

        known = await self.found(names)
        if len(known) == 1:
            self.redirect(self.place(known[0]))
        else:
            self.show("assignments.html.j2", names=known)


class ExercisesHandler(Handler):
    """The exercises of an assignment."""

    @web.authenticated
    @check_notebook_dir
    async def get(self, assignment: str) -> None:
        """The list, with what waits."""

        logs = self.logs

        def rows() -> list[dict[str, Any]]:
            with Gradebook(self.coursedir.db_url, course_id="") as gradebook:
                findings = groups.find(gradebook, self.coursedir, logs, assignment)
                return [
                    {
                        "notebook": exercise.notebook,
                        "name": exercise.name,
                        "written": exercise.written,
                        "points": exercise.points,
                        "waiting": len(exercise.waiting),
                        "answers": sum(
                            (student, exercise.notebook) in findings.handed_in
                            for student in findings.students
                        ),
                    }
                    for exercise in findings.grades.exercises
                ]

        self.show("exercises.html.j2", assignment=assignment, rows=await self.found(rows))


class AnswersHandler(Handler):
    """All answers to an exercise, and the form that grades them."""

    @web.authenticated
    @check_notebook_dir
    async def get(self, assignment: str, notebook: str, exercise: str) -> None:
        """The page."""
        saved = self.get_query_argument("saved", "")
        words = f"Written to the gradebook: {saved} answers." if saved.isdecimal() else ""
        self.page(await self.answers(assignment, notebook, exercise), words)

    @web.authenticated
    @check_notebook_dir
    async def post(self, assignment: str, notebook: str, exercise: str) -> None:
        """Give the points and comments of the form. Of answers that changed meanwhile, none."""
        answers = await self.answers(assignment, notebook, exercise)
        form = {name: self.get_body_argument(name, strip=False) for name in
                self.request.body_arguments}  # fmt: skip
        try:
            given = marks.marks(answers, form)
        except marks.BadMarksError as error:
            self.set_status(400)
            self.page(answers, f"Nothing was written: {error} Go back to what you typed.")
            return

        def write() -> None:
            with Gradebook(self.db_url, course_id="") as gradebook:
                marks.write(gradebook, given)

        try:
            await self.found(write)
        except marks.ChangedError:
            self.set_status(409)
            self.page(
                await self.answers(assignment, notebook, exercise),
                "Nothing was written: another grader saved at the same time. Look at the answers, "
                "go back to what you typed, and save again.",
            )
            return
        if (shared := self.settings["nbgrader_gradebook"]) is not None:
            shared.db.expire_all()  # formgrader's own is to read it anew
        self.log.info(
            "%s, %s, %s: %s graded %d answers on one page",
            assignment, notebook, exercise, self.current_user.username, given.answers,
        )  # fmt: skip
        if given.outdated:
            self.set_status(409)
            self.page(
                await self.answers(assignment, notebook, exercise),
                f"Written: {given.answers} answers. Not written: {given.outdated} groups, whose "
                "answers or points have changed since you opened the page. Look at them again. "
                "You had typed:",
                [str(typed) for typed in given.lost],
            )
        else:
            here = self.place(assignment, notebook, exercise)
            self.redirect(f"{here}?saved={given.answers}", status=303)

    async def answers(self, assignment: str, notebook: str, exercise: str) -> groups.Answers:
        """All answers as they are now."""
        return await self.found(
            lambda: groups.read(self.coursedir, self.logs, assignment, notebook, exercise)
        )

    def page(self, answers: groups.Answers, words: str, lost: Sequence[str] = ()) -> None:
        """Write the page, with words about what was done, and what was typed in vain."""
        self.show(
            "answers.html.j2",
            answers=answers,
            words=words,
            lost=lost,
            as_text=marks.as_text,
            count=groups.count,
            xsrf=self.xsrf_token.decode(),
        )


def load(server: Any) -> None:
    """Add the pages to Jupyter's server."""
    name = "([^/]+)"
    places = [
        (rf"/{PLACE}/?", AssignmentsHandler),
        (rf"/{PLACE}/{name}/?", ExercisesHandler),
        (rf"/{PLACE}/{name}/{name}/{name}/?", AnswersHandler),
    ]
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(
        ".*$", [(url_path_join(base, place), handler) for place, handler in places]
    )
