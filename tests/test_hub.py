"""The hub in Chromium, from the first click to the grade: what `make hub` starts, real accounts.

Screenshots of each step are kept in .build/screenshots/hub.
"""

import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import TimeoutError, expect

from answers.answer_runner import ROOT, read_answers
from deploy.jupyterhub import tryout
from tests import chromium
from tests.contract import EXERCISES

PICTURES = ROOT / ".build" / "screenshots" / "hub"
LACKING = tryout.missing() or chromium.MISSING
pytestmark = [
    pytest.mark.skipif(bool(LACKING) and not os.environ.get("CI"), reason=str(LACKING)),
]
SECOND = 1000  # Playwright counts milliseconds
# Nothing is waited for but what is to be seen; this is when it will not come any more.
PATIENCE = 300
expect.set_options(timeout=PATIENCE * SECOND)
BOOK = "2_make_steps"
RIGHT = {
    name: next(answer for answer in read_answers(BOOK, name) if answer.right)
    for name in ("makeSteps", "count_steps", "make_pairs")
}
WRONG = next(
    a for a in read_answers(BOOK, "makeSteps") if a.title == "the last segment is forgotten"
)
WRITTEN = "Order matters where the past decides what comes next."


def four_free_ports():
    """The first of four ports in a row that nobody listens on."""
    for first in range(18000, 28000, 10):
        try:
            for port in range(first, first + 4):
                with socket.socket() as free:
                    free.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first
    raise RuntimeError("no four free ports in a row")


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """The try-out, running: its address, passwords, folder, and a browser."""
    assert not LACKING, LACKING
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    print(f"\nScreenshots: {PICTURES}")
    folder = tmp_path_factory.mktemp("hub")
    port = four_free_ports()
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.jupyterhub.tryout", f"--port={port}", f"--folder={folder}"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    said = []
    for line in process.stdout:
        said.append(line)
        if "log is" in line:
            break
    passwords = dict(re.findall(r"^  (\w+) +(\w+) ", "".join(said), re.M))
    log = folder / "hub.log"
    assert passwords, log.read_text()[-3000:] if log.exists() else "the try-out did not start"
    while not (folder / "srv" / "jupyterhub" / "warm" / "socket").exists():
        assert process.poll() is None, log.read_text()[-3000:]
        time.sleep(0.2)
    with chromium.launched() as browser:
        yield SimpleNamespace(
            address=f"http://127.0.0.1:{port}", passwords=passwords, folder=folder,
            browser=browser, home=folder / "home", course=folder / "home" / "grader-rnn" / "rnn",
            exchange=folder / "srv" / "nbgrader" / "exchange" / "rnn", process=process,
        )  # fmt: skip
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def people(hub):
    """The sample accounts, each signed in in a browser of its own."""
    return {name: Person(hub, name) for name in hub.passwords}


# Resolved when the browser has drawn what was scrolled to.
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Person:
    """Somebody in front of a browser."""

    def __init__(self, hub, name):
        self.name, self.pictures, self.ran = name, 0, 0
        self.page = hub.browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.page.set_default_timeout(PATIENCE * SECOND)
        self.page.goto(hub.address)
        self.page.fill("#username_input", name)
        self.page.fill("#password_input", hub.passwords[name])
        self.page.click("#login_submit")
        self.page.wait_for_selector("#jp-main-dock-panel")
        self.picture("signed in")

    def picture(self, what, page=None):
        """Keep a screenshot."""
        self.pictures += 1
        path = PICTURES / f"{self.name} {self.pictures:02} {what}.png".replace(" ", "_")
        (page or self.page).screenshot(path=path)

    def menu(self):
        """What nbgrader's menu offers."""
        self.page.click(".lm-MenuBar-item:has-text('Nbgrader')")
        labels = self.page.locator(".lm-Menu-item:visible .lm-Menu-itemLabel")
        labels.filter(has_text="List").first.wait_for()
        entries = labels.all_inner_texts()
        self.page.keyboard.press("Escape")
        return [entry.strip() for entry in entries if entry.strip()]

    def choose(self, entry):
        """Choose an entry of nbgrader's menu."""
        self.page.click(".lm-MenuBar-item:has-text('Nbgrader')")
        self.page.click(f".lm-Menu-itemLabel:visible:has-text('{entry}')")

    def fetch(self):
        """Fetch the module in the assignment list."""
        self.choose("Assignment List")
        self.page.click("#released_assignments_list button:has-text('Fetch')")
        self.page.wait_for_selector("#fetched_assignments_list a:has-text('module7')")

    def open(self, book):
        """Open a notebook of the fetched module, and wait for its kernel."""
        self.choose("Assignment List")
        listed = self.page.locator("#nbgrader-rnn-module7")
        if not listed.locator(f"text={book}").is_visible():
            self.page.click("#fetched_assignments_list a:has-text('module7')")
        listed.locator(f"text={book}").click()
        self.page.wait_for_selector(f".lm-TabBar-tab.jp-mod-current:has-text('{book}')")
        self.shown()

    def shown(self):
        """Wait for the kernel of the notebook that is shown."""
        self.book = self.page.locator(".jp-NotebookPanel:visible")
        self.book.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()

    def cell(self, text):
        """The cell that holds a text, scrolled into view."""
        cell = self.book.locator(".jp-Cell", has_text=text).first
        scroller = self.book.locator(".jp-WindowedPanel-outer")
        scroller.evaluate("outer => outer.scrollTo(0, 0)")
        deadline = time.monotonic() + PATIENCE
        while not cell.is_visible():
            assert time.monotonic() < deadline, f"no cell with {text!r}"
            scroller.evaluate(
                "outer => outer.scrollTop + outer.clientHeight >= outer.scrollHeight - 2"
                " ? outer.scrollTo(0, 0) : outer.scrollBy(0, 500)"
            )
            self.page.evaluate(DRAWN)
        cell.scroll_into_view_if_needed()
        return cell

    def write(self, text, code):
        """Put code into the cell that holds a text."""
        self.cell(text).locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)

    def run(self, text):
        """Run the cell that holds a text, unfolded. Returns its output."""
        cell = self.cell(text)
        if cell.locator(".jp-InputPlaceholder").is_visible():
            cell.locator(".jp-Placeholder-content").click()
        prompt = cell.locator(".jp-InputArea-prompt")
        prompt.click()
        before = re.sub(r"\D", "", prompt.inner_text()) or "none"
        self.page.keyboard.press("Control+Enter")
        ended = re.compile(rf"\[(?!{before}\])\d+\]")
        expect(prompt).to_have_text(ended)
        outputs = cell.locator(".jp-OutputArea-output")
        if outputs.count():
            outputs.last.scroll_into_view_if_needed()
        return "\n".join(outputs.all_inner_texts())

    def explain(self, text):
        """Put text into the module's written answer in the notebook that is open."""
        cell = self.cell("YOUR ANSWER HERE")
        cell.locator(".jp-RenderedMarkdown").dblclick()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Control+Enter")
        self.book.locator(".jp-RenderedMarkdown", has_text=text).wait_for()

    def save(self):
        """Save the notebook, again if what its kernel says of itself came in meanwhile."""
        saved = self.page.locator(".lm-TabBar-tab.jp-mod-current:not(.jp-mod-dirty)")
        deadline = time.monotonic() + PATIENCE
        while True:
            self.page.keyboard.press("Control+s")
            try:
                saved.wait_for(timeout=5 * SECOND)
            except TimeoutError:
                if time.monotonic() > deadline:
                    self.picture("not saved")
                    raise
            else:
                return

    def validate(self):
        """Press Validate. Returns what it says."""
        self.book.locator(".validate-button").click()
        said = self.page.locator("#validation-message")
        said.wait_for()
        text = said.inner_text()
        self.picture("validated")
        self.page.click(".jp-Dialog button:has-text('OK')")
        return text

    def submit(self):
        """Submit the module in the assignment list."""
        self.choose("Assignment List")
        self.page.click("#fetched_assignments_list button:has-text('Submit')")
        self.page.wait_for_selector("#submitted_assignments_list .nested_list_item")
        self.picture("submitted")

    def feedback(self, book):
        """Fetch feedback, open the page of a notebook and return its text."""
        self.choose("Assignment List")
        submitted = self.page.locator("#submitted_assignments_list")
        if not submitted.locator("text=view feedback").is_visible():
            submitted.locator("button:has-text('Fetch Feedback')").click()
        submitted.locator("a:has-text('view feedback')").click()
        self.page.locator(f".jp-DirListing-item:has-text('{book}.html')").dblclick()
        shown = self.page.locator(".jp-HTMLViewer:visible").frame_locator("iframe").locator("body")
        expect(shown).to_contain_text(book)
        self.picture(f"feedback {book}")
        return shown.inner_text()

    def python(self, code):
        """Run code in a notebook of this person's own, in their server. Returns what it printed, as
        JSON.
        """
        if self.ran:
            self.page.click(".lm-TabBar-tab:has-text('Untitled.ipynb')")
        else:
            self.page.click(".lm-MenuBar-item:has-text('File')")
            self.page.hover(".lm-Menu-itemLabel:text-is('New')")
            self.page.click(".lm-Menu-itemLabel:text-is('Notebook')")
            self.page.click(".jp-Dialog button:has-text('Select')")
        self.shown()
        self.book.locator(".cm-content").first.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")
        self.ran += 1
        expect(self.book.locator(".jp-InputArea-prompt").first).to_have_text(f"[{self.ran}]:")
        return json.loads(self.book.locator(".jp-OutputArea-output").last.inner_text())


class Grader:
    """An instructor in formgrader, which the course list has opened."""

    def __init__(self, person):
        self.person = person
        person.choose("Course List")
        with person.page.expect_popup() as popup:
            person.page.click("#formgrader_list a:has-text('rnn')")
        person.picture("course list")
        self.page = popup.value
        self.page.set_default_timeout(PATIENCE * SECOND)
        self.frame = self.page.frame_locator("#formgrader-iframe iframe")
        self.frame.locator("td.name >> text=module7").wait_for()
        self.picture("formgrader")

    def picture(self, what):
        """Keep a screenshot."""
        self.person.picture(what, self.page)

    def press(self, button, success):
        """Press a button that starts something, and wait for its success."""
        button.click()
        box = self.frame.locator(".modal-dialog")
        expect(box).to_contain_text(success)
        self.picture(success)
        box.locator(".modal-footer button").click()
        box.wait_for(state="detached")

    def go(self, link, table):
        """Follow a link to a page, and wait for its table: until then the page before it is there,
        and may have a link of the same name.
        """
        ends = f"/formgrader/api/{table}"
        with self.page.expect_response(lambda answer: answer.url.endswith(ends) and answer.ok):
            self.frame.locator(link).first.click()

    def submissions(self):
        """Go to the submissions of the module."""
        if self.frame.locator("#notebook").first.is_visible():
            self.go("a:has-text('Manual Grading')", "assignments")
        self.go("a:has-text('Manage Assignments')", "assignments")
        self.go("td.num-submissions a", "submissions/module7")
        self.row("ada").wait_for()

    def row(self, student):
        """The row of a student among the submissions."""
        return self.frame.locator("tr", has=self.frame.locator(f"td:text-is('{student}')"))

    def open(self, book, name):
        """Open a submitted notebook for grading by hand."""
        self.go("a:has-text('Manual Grading')", "assignments")
        self.go("a:text-is('module7')", "notebooks/module7")
        self.go(f"a:text-is('{book}')", f"submitted_notebooks/module7/{book}")
        row = self.frame.locator("tr", has=self.frame.locator(f"a:text-is('{name}')"))
        row.locator(".glyphicon-eye-open").click()
        row.locator("a.name-shown").click()
        self.frame.locator("#notebook").first.wait_for()

    def points(self, cell, points):
        """Give points to a cell."""
        with self.page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.ok):
            self.frame.locator(f"[id='{cell}']").fill(str(points))
            self.page.keyboard.press("Tab")

    def comment(self, cell, text):
        """Comment a cell."""
        with self.page.expect_response(lambda answer: "/api/comment/" in answer.url and answer.ok):
            self.frame.locator(f"[id='{cell}-comment']").fill(text)
            self.page.keyboard.press("Tab")


# What a student tries, in a kernel of their own server, to get at others' work: prints JSON.
SNOOP = """
import glob, json, os, subprocess
from pathlib import Path

def denied(action):
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "no"

exchange = Path("/srv/nbgrader/exchange/rnn")
find = "find /home /srv /var /etc ROOT SCRATCH".split()
def found(*test):
    command = [*find, "-name", "site-packages", "-prune", "-o", *test, "-print"]
    lines = subprocess.run(command, capture_output=True, text=True).stdout
    return lines.splitlines()

environments = []
for path in glob.glob("/proc/[0-9]*/environ"):
    if os.path.exists(path) and os.stat(path).st_uid != os.getuid():
        environments.append(denied(Path(path).read_bytes))
print(json.dumps({
    "me": os.getuid(),
    "homes": {home: denied(lambda: os.listdir(home)) for home in glob.glob("/home/*")},
    "inbound": denied(lambda: os.listdir(exchange / "inbound")),
    "feedback": denied(lambda: os.listdir(exchange / "feedback")),
    "hub": denied(lambda: os.listdir("/srv/jupyterhub")),
    "rename the course": denied(lambda: exchange.rename(exchange.parent / "mine")),
    "add an assignment": denied(lambda: (exchange / "outbound/mine").mkdir()),
    "environments": sorted(set(environments)),
    "readable of ada's": found("-user", "ada", "-readable"),
    "readable solutions": found("-path", "*source/module7*", "-readable"),
    "readable gradebooks": found("-name", "gradebook.db*", "-readable"),
    "readable submissions": [p for p in found("-name", "2_make_steps.ipynb", "-readable")
                             if "/home/ben/" not in p],
}))
""".replace("ROOT", str(ROOT))

# What a student does to have others' work graded as their own, or their own as others'. With it
# come two notebooks of the student's own, and an answer in one of them.
FORGE = """
import json, os, shutil
from pathlib import Path

inbound = Path("/srv/nbgrader/exchange/rnn/inbound")
def hand_in(name):
    folder = inbound / f"{name}+module7+2096-01-01 00:00:00.000000 UTC+forged"
    shutil.copytree(Path.home() / "module7", folder, ignore=shutil.ignore_patterns("[156]_*"))
    return folder

hand_in("ada")
folder = hand_in("ben")
for name, target in {
    "7_forecasting": "/home/grader-rnn/rnn/source/module7/7_forecasting.ipynb",
    "3_dot_products": "/home/grader-rnn/rnn/submitted/ada/module7/2_make_steps.ipynb",
}.items():
    (folder / f"{name}.ipynb").unlink()
    (folder / f"{name}.ipynb").symlink_to(target)
book = folder / "4_rnn.ipynb"
notebook = json.loads(book.read_text())
for cell in notebook["cells"]:
    if cell["id"] == "written_vanishing":
        cell["source"] = "WRITTEN"
book.write_text(json.dumps(notebook))
print(json.dumps("done"))
""".replace("WRITTEN", WRITTEN)

# What the token of this server may do, and what the hub answers to some questions.
ASK = """
import json, os, urllib.error, urllib.request

def ask(path):
    request = urllib.request.Request(os.environ["JUPYTERHUB_API_URL"] + path)
    request.add_header("Authorization", "token " + os.environ["JUPYTERHUB_API_TOKEN"])
    try:
        return json.load(urllib.request.urlopen(request))
    except urllib.error.HTTPError as error:
        return error.code

print(json.dumps({path: ask(path) for path in ASKED}))
"""


def test_the_accounts_are_real_but_not_the_machines(hub):
    assert len({os.stat(hub.home / name).st_uid for name in hub.passwords}) == 3
    for name in hub.passwords:
        with pytest.raises(KeyError):
            pwd.getpwnam(name)


def test_servers_are_forked_warm_and_are_their_users_alone(people, hub):
    lines = [line.split(":") for line in (hub.folder / "etc" / "group").read_text().split()]
    for name in hub.passwords:
        user = os.stat(hub.home / name).st_uid
        mine = [process.pid for process in psutil.process_iter(["uids"])
                if process.info["uids"] and process.info["uids"].real == user]  # fmt: skip
        proc = [Path("/proc", str(pid)) for pid in mine]
        names = {(folder / "comm").read_text().strip() for folder in proc}
        assert {"jupyterhub-sing", "warm-kernels"} <= names
        groups = {int(id_) for group, _, id_, members in lines
                  if group == name or name in members.split(",")}  # fmt: skip
        for folder in proc:
            status = dict(re.findall(r"^(\w+):\t(.*)$", (folder / "status").read_text(), re.M))
            assert set(status["Uid"].split()) == {str(user)}
            assert {int(id_) for id_ in (status["Gid"] + " " + status["Groups"]).split()} == groups
            assert int(status["CapEff"], 16) == int(status["CapPrm"], 16) == 0
    log = (hub.folder / "hub.log").read_text()
    assert "starts cold" not in log
    assert "'/root" not in log  # the home of the process that they were forked from


def test_the_first_screen_is_nbgraders_list(people):
    first = {
        "ada": "#released_assignments_list button:has-text('Fetch')",
        "ira": "#formgrader_list",
    }
    for name, what in first.items():
        expect(people[name].page.locator(what).first).to_be_visible()
        people[name].picture("first screen")


def test_each_sees_what_they_need(people):
    assert people["ada"].menu() == ["Assignment List"]
    assert people["ben"].menu() == ["Assignment List"]
    assert people["ira"].menu() == ["Course List"]


def test_a_servers_token_may_do_what_nbgrader_asks_and_no_more(people):
    asked = ["/user", "/users", "/users/ada", "/users/ira", "/groups", "/services", "/proxy"]
    answers = people["ben"].python(ASK.replace("ASKED", str(asked)))
    own = answers.pop("/user")
    assert own["name"] == "ben"
    assert own["groups"] == ["nbgrader-rnn"]
    assert not {scope for scope in own["scopes"] if not scope.endswith(("=ben", "=ben/"))}
    assert {scope.split("!")[0] for scope in own["scopes"]} == {
        "access:servers", "read:users:activity", "read:users:groups", "read:users:name",
        "users:activity",
    }  # fmt: skip
    assert set(answers.values()) <= {403, 404}


def test_a_student_mends_an_answer_validates_and_submits(people):
    ada = people["ada"]
    ada.fetch()
    ada.picture("fetched")
    ada.open("1_independence")
    ada.explain(WRITTEN)
    ada.save()
    ada.open(BOOK)
    # On a slow machine Matplotlib says before that it makes its list of fonts.
    assert ada.run("@title Set-up").strip().splitlines()[-1].startswith("Python 3.")
    ada.run("@title Expected mistakes")
    ada.write("def makeSteps(", WRONG.code)
    ada.run("def makeSteps(")
    assert WRONG.says in ada.run("Visible test: the lecture's two tables")
    ada.picture("wrong answer")
    for name, answer in RIGHT.items():
        ada.write(f"def {name}(", answer.code)
        ada.run(f"def {name}(")
    assert "the visible test passes" in ada.run("Visible test: the lecture's two tables")
    ada.picture("mended")
    ada.save()
    assert "passes all the tests" in ada.validate()
    ada.submit()


def test_another_student_submits_something_else(people):
    ben = people["ben"]
    ben.fetch()
    ben.open(BOOK)
    ben.write("def makeSteps(", WRONG.code)
    ben.save()
    assert WRONG.says in ben.validate()
    ben.submit()


def test_validates_kernel_was_forked(people, hub):
    """Nothing else has imported Keras for ben, which leaves its settings in a home."""
    assert not (hub.home / "ben" / ".keras").exists()


def test_and_reads_nothing_of_the_first(people, hub):
    seen = people["ben"].python(SNOOP.replace("SCRATCH", str(hub.folder)))
    people["ben"].picture("snooping")
    me = os.stat(hub.home / "ben").st_uid
    assert seen.pop("me") == me != os.stat(hub.home / "ada").st_uid
    assert seen.pop("homes") == {
        "/home/ada": "PermissionError", "/home/ben": "no", "/home/ira": "PermissionError",
        "/home/grader-rnn": "PermissionError",
    }  # fmt: skip
    assert seen.pop("readable submissions") == [
        "/srv/nbgrader/exchange/rnn/outbound/module7/2_make_steps.ipynb"
    ]
    assert seen.pop("environments") == ["PermissionError"]
    for name in ("inbound", "feedback", "hub", "rename the course", "add an assignment"):
        assert seen.pop(name) == "PermissionError", name
    assert seen == {"readable of ada's": [], "readable solutions": [], "readable gradebooks": []}
    handed_in = {path.name.split("+")[0] for path in (hub.exchange / "inbound").iterdir()}
    assert handed_in == {"ada", "ben"}


def test_formgrader_is_closed_to_students(people, hub):
    page = people["ben"].page.context.new_page()
    answer = page.goto(f"{hub.address}/services/rnn/formgrader/manage_assignments")
    assert answer.status == 403
    people["ben"].picture("no formgrader", page)
    answer = page.goto(f"{hub.address}/services/rnn/grading/answers")
    assert answer.status == 403
    answer = page.goto(f"{hub.address}/user/ada/lab")
    assert answer.status in (403, 404)
    page.close()


def test_an_instructor_collects_only_what_is_each_students_own(people, hub):
    people["ben"].python(FORGE)
    ira = Grader(people["ira"])
    people["formgrader"] = ira
    ira.press(ira.frame.locator("td.collect a"), "Successfully collected")
    assert sorted(path.name for path in (hub.course / "submitted").iterdir()) == ["ada", "ben"]
    ada, ben = (hub.course / "submitted" / name / "module7" for name in ("ada", "ben"))
    assert (ada / f"{BOOK}.ipynb").read_bytes() == (
        hub.home / "ada" / "module7" / f"{BOOK}.ipynb"
    ).read_bytes()
    assert {path.stem for path in ada.glob("*.ipynb")} == set(EXERCISES)
    # Not the two that are links.
    assert {path.stem for path in ben.glob("*.ipynb")} == {BOOK, "4_rnn"}


def test_formgrader_autogrades_through_the_engine(people, hub):
    formgrader = people["formgrader"]
    formgrader.submissions()
    formgrader.press(formgrader.row("ada").locator("td.autograde a"), "Successfully autograded")
    formgrader.press(formgrader.row("ben").locator("td.autograde a"), "Successfully autograded")
    formgrader.picture("autograded")
    expect(formgrader.row("ada").locator("td.status")).to_have_text("needs manual grading")
    logs = (hub.course / "logs").glob("autograde-*.jsonl")
    lines = [json.loads(line) for log in logs for line in log.read_text().splitlines()]
    done = {(line["student"], line["notebook"]): line for line in lines}
    assert all(line["wall"] == "namespaces" for line in lines)
    assert set(done["ada", BOOK]["outcomes"].values()) == {"passed"}
    assert done["ben", BOOK]["outcomes"]["test_makeSteps"] == "failed"
    assert scores(hub, "ada", BOOK)["test_makeSteps_other"] == (2, None, None)
    assert scores(hub, "ben", BOOK)["test_makeSteps_other"] == (0, None, None)


def test_hand_grading_works_over_what_the_engine_wrote(people, hub):
    formgrader = people["formgrader"]
    formgrader.open("1_independence", "Lovelace, Ada")
    expect(formgrader.frame.locator("#notebook").first).to_contain_text(WRITTEN)
    formgrader.points("written_independence", 1.5)
    formgrader.comment("written_independence", "Well put. An example would help.")
    formgrader.picture("a written answer")
    formgrader.open(BOOK, "Okri, Ben")
    expect(formgrader.frame.locator("#notebook").first).to_contain_text(WRONG.says)
    formgrader.points("test_makeSteps_other", 1)
    formgrader.comment("makeSteps", "Nearly: see where the last segment ends.")
    formgrader.picture("an output of the engine")
    assert scores(hub, "ben", BOOK)["test_makeSteps_other"] == (0, 1, None)
    assert scores(hub, "ada", "1_independence")["written_independence"] == (None, 1.5, None)


def test_all_answers_are_graded_on_one_page_beside_formgrader(people, hub):
    page = people["ira"].page.context.new_page()
    place = "grading/answers/module7/4_rnn/written_vanishing"
    page.goto(f"{hub.address}/services/rnn/{place}")
    expect(page.locator(".question math").first).to_be_visible()
    for points, article in (
        ("0", page.locator("article", has_not_text=WRITTEN)),
        ("1", page.locator("article", has_text=WRITTEN)),
    ):
        article.locator(".choices span").get_by_text(points, exact=True).click()
    page.click("button:has-text('Save')")
    expect(page.locator(".done")).to_contain_text("Written to the gradebook")
    people["ira"].picture("answers side by side", page)
    given = [scores(hub, name, "4_rnn")["written_vanishing"] for name in ("ada", "ben")]
    assert [by_hand for _, by_hand, _ in given] == [0, 1]
    page.close()


def test_regrading_keeps_grades_given_by_hand(people, hub):
    formgrader = people["formgrader"]
    before = comments(hub, "ben")
    formgrader.submissions()
    formgrader.press(formgrader.row("ben").locator("td.autograde a"), "Successfully autograded")
    # nbgrader asks whether the points given by hand still hold.
    expect(formgrader.row("ben").locator("td.status")).to_have_text("needs manual grading")
    assert scores(hub, "ben", BOOK)["test_makeSteps_other"] == (0, 1, None)
    assert scores(hub, "ben", "4_rnn")["written_vanishing"] == (None, 1, None)
    assert comments(hub, "ben") == before
    assert "Nearly: see where the last segment ends." in before
    formgrader.picture("regraded")


def test_feedback_reaches_each_student_and_no_other(people, hub):
    formgrader = people["formgrader"]
    for name in ("ada", "ben"):
        row = formgrader.row(name)
        formgrader.press(row.locator("td.generate-feedback a"), "Successfully generated")
        formgrader.press(row.locator("td.release-feedback a"), "Successfully released")
    read = people["ada"].feedback("1_independence")
    assert "Well put. An example would help." in read
    assert "1.5" in read
    assert people["ada"].feedback(BOOK).count("Likely cause") == 0
    pages = set((hub.exchange / "feedback").iterdir())
    assert len(pages) == 11  # seven of ada's, the two that ben handed in, and a first page each
    assert list((hub.home / "ada" / "module7" / "feedback").glob("*/start_here.html"))
    seen = people["ben"].python(SNOOP.replace("SCRATCH", str(hub.folder)))
    assert seen["feedback"] == "PermissionError"
    assert seen["readable of ada's"] == []


def scores(hub, student, book):
    """(autograded, by hand, extra) points of each cell, from the gradebook."""
    with Gradebook(f"sqlite:///{hub.course / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(book, "module7", student).grades
        return {g.cell.name: (g.auto_score, g.manual_score, g.extra_credit) for g in grades}


def comments(hub, student):
    """All comments that a person wrote on a student's module."""
    with Gradebook(f"sqlite:///{hub.course / 'gradebook.db'}") as gradebook:
        books = gradebook.find_submission("module7", student).notebooks
        return [c.manual_comment for book in books for c in book.comments if c.manual_comment]
