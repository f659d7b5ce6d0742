"""JupyterLab as `make lab` starts it, in a browser: a student's first screen, and formgrader."""

import shutil

import pytest

from answers.answer_runner import ROOT
from tests import chromium, commands
from tests.contract import EXERCISES
from tools.demo import environment
from tools.jupyter_server import served

pytestmark = chromium.needed


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab that runs in a copy of the course."""
    home = tmp_path_factory.mktemp("home")
    course = home / "course"
    course.mkdir()
    for name in ("source", "release", "tools", "nbgrader_config.py"):
        path = ROOT / name
        (shutil.copytree if path.is_dir() else shutil.copy)(path, course / name)
    env = environment() | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data"),
    }  # fmt: skip
    release = ["-m", "nbgrader", "generate_assignment", "module7", "--create", "--force"]
    assert commands.python(course, *release, environment=env).returncode == 0
    # Its pages have the application as `jupyterapp`, so that one of them opens all notebooks.
    command = ["jupyter", "lab", "--ip=127.0.0.1", "--LabApp.expose_app_in_browser=True"]
    with served(command, course, env, token="lab") as address:
        yield address


@pytest.fixture(scope="module")
def window(lab, browser):
    """JupyterLab in a window of the size of a small laptop, with one document at a time."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(60_000)
    page.goto(f"{lab}/doc?token=lab")
    page.wait_for_function("window.jupyterapp")
    page.evaluate("jupyterapp.restored.then(() => null)")
    yield page
    page.close()


@pytest.fixture
def opened(window):
    """Opens a notebook of the release there. Returns the page."""

    def opens(name):
        path = f"release/module7/{name}.ipynb"
        window.evaluate("path => jupyterapp.commands.execute('docmanager:open', {path})", path)
        window.wait_for_selector(".jp-Notebook .jp-RenderedMarkdown h1")
        return window

    yield opens
    window.evaluate("[...jupyterapp.shell.widgets('main')].forEach(shown => shown.dispose())")


@pytest.mark.parametrize("name", list(EXERCISES))
def test_pictures_show_before_anything_has_run(opened, name):
    page = opened(name)
    pictures = (ROOT / "release" / "module7" / f"{name}.ipynb").read_text().count("base64,")
    assert pictures
    seen = set()
    for _ in range(60):  # JupyterLab renders what is scrolled into view
        for image in page.query_selector_all(".jp-RenderedMarkdown img"):
            if image.evaluate("image => image.complete && image.naturalWidth > 100"):
                seen.add(image.get_attribute("alt"))
        if len(seen) == pictures:
            break
        page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollBy(0, 700)")
        page.wait_for_timeout(60)
    assert len(seen) == pictures
    assert page.query_selector_all(".jp-OutputArea-output img, .jp-RenderedText") == []


def test_the_set_up_cell_prints_one_line_and_no_noise(opened):
    page = opened("2_make_steps")
    page.wait_for_selector(".jp-CodeCell")
    page.wait_for_selector("text=/\\| Idle$/")
    page.locator(".jp-Cell").nth(1).click()
    page.keyboard.press("Shift+Enter")
    output = page.locator(".jp-Cell").nth(1).locator(".jp-OutputArea-output")
    output.wait_for()
    # The prompt has a number when the cell is done, and the kernel is idle after its last word.
    page.wait_for_selector(".jp-Cell:nth-of-type(2) .jp-InputPrompt >> text=/\\[1\\]/")
    page.wait_for_selector("text=/\\| Idle$/")
    assert output.count() == 1
    assert output.inner_text().strip().startswith("Python 3.")
    assert len(output.inner_text().strip().splitlines()) == 1


def test_formgrader_lists_the_assignment(lab, browser):
    page = browser.new_page()
    page.goto(f"{lab}/formgrader/manage_assignments?token=lab")
    page.wait_for_selector("td.name >> text=module7")
    assert page.locator("td.name").all_inner_texts() == ["module7"]
