"""The pages that nbgrader makes of a graded notebook: a student's feedback, and formgrader's."""

import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import strip_ansi
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config, PyFileConfigLoader

from answers.answer_runner import ROOT, notebooks, read_notebook
from grading.pages.contents import exercises
from grading.pages.freshness import NotebookGrades
from grading.pages.html import (
    TAGS,
    Folding,
    Kept,
    cleaned,
    coloured,
    markdown,
    mathml,
    safe,
    shown,
    with_formulas,
)
from tests import chromium

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's queries

HOSTILE = "<script>hit()</script>"
SOURCE = "# Visible test: of add.\nassert add(1, 2) == 3\n"
MESSAGE = "add(1, 2) is not right.\n  got: [" + "[0.6500000000000001]," * 99


def flags(name, **more):
    """The metadata of a cell that nbgrader knows."""
    known = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "task": False}
    return {"nbgrader": known | {"grade_id": name} | more}


def answer(name, source="def add(a, b):\n    return a", **more):
    return new_code_cell(source, metadata=flags(name, solution=True), **more)


def check(name, points, says=""):
    failed = [new_output("error", ename="NotRight", evalue=says, traceback=says.split("\n"))]
    told = flags(name, grade=True, locked=True, points=points, cell_type="code")
    told["jupyter"] = {"source_hidden": True}
    return new_code_cell(SOURCE, metadata=told, outputs=failed if says else [], execution_count=7)


def graded():
    """A notebook as grading leaves it."""
    setup = new_code_cell("# Set-up.\nsecret = 1", metadata=flags("setup", locked=True))
    setup.metadata["jupyter"] = {"source_hidden": True}
    extra = answer("extra", "extra = 1\n# which the student has folded")
    extra.metadata["jupyter"] = {"source_hidden": True}
    written = flags("written_why", grade=True, solution=True, points=3, cell_type="markdown")
    return new_notebook(
        cells=[
            setup,
            new_markdown_cell("| call | gives |\n|---|---|\n| `add(1, 2)` | 3 |"),
            new_markdown_cell("The state is\n\n$$h_t = 1 < 2$$\n\nwith $h_0$ = 0, price: $5."),
            answer("add", execution_count=4),
            check("test_add", 1, MESSAGE), check("test_add_other", 2),
            answer("add_all", f"# {HOSTILE}\nadd_all = 1"),
            check("test_add_all", 0), check("test_add_all_value", 1),
            extra, check("test_extra", 0),
            new_code_cell("show(add)", metadata={"tags": ["skip-execution"]}),
            new_code_cell("2", outputs=[new_output(
                "execute_result", data={"text/plain": "2"}, execution_count=9
            )], execution_count=9),
            new_markdown_cell("My answer. <img src='data:image/png,AA'>", metadata=written),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )  # fmt: skip


@pytest.fixture(scope="module")
def settings():
    return PyFileConfigLoader(str(ROOT / "nbgrader_config.py")).load_config()


@pytest.fixture(scope="module")
def feedback(settings, tmp_path_factory):
    """The path of a student's page, made as `nbgrader generate_feedback` makes it."""
    root = tmp_path_factory.mktemp("course")
    notebook = graded()
    path = root / "autograded" / "ada" / "hw" / "1_sums.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "cs1") as gradebook:
        gradebook.add_assignment("hw")
        gradebook.add_notebook("1_sums", "hw")
        for cell in notebook.cells:
            told = cell.metadata.get("nbgrader", {})
            if told.get("grade"):
                gradebook.add_grade_cell(
                    told["grade_id"], "1_sums", "hw",
                    max_score=told["points"], cell_type=told["cell_type"],
                )  # fmt: skip
            if told.get("solution"):
                gradebook.add_solution_cell(told["grade_id"], "1_sums", "hw")
        gradebook.add_student("ada")
        gradebook.add_submission("hw", "ada")
        earned = {"test_add": 0.5, "test_add_other": 2, "test_add_all_value": 0.5}
        for grade in gradebook.find_submission_notebook("1_sums", "hw", "ada").grades:
            grade.manual_score = earned.get(grade.cell.name)
            grade.needs_manual_grade = grade.cell.name == "written_why"
        gradebook.find_comment("add_all", "1_sums", "hw", "ada").manual_comment = "Well done."
        gradebook.db.commit()
    config = settings.copy()
    config.CourseDirectory.update(root=str(root), assignment_id="hw")
    GenerateFeedback(coursedir=CourseDirectory(config=config), config=config).start()
    return root / "feedback" / "ada" / "hw" / "1_sums.html"


@pytest.fixture(scope="module")
def formgrader(settings, tmp_path_factory):
    """The path of formgrader's page, made with the settings that formgrader adds."""
    config = settings.copy()
    config.merge(
        Config(HTMLExporter={
            "template_name": "formgrade", "extra_template_basedirs": [handlers.template_path],
        })
    )  # fmt: skip
    known = {"index": 0, "total": 1, "base_url": "", "submission_id": "1"}
    html, _ = HTMLExporter(config=config).from_notebook_node(graded(), resources=known)
    path = tmp_path_factory.mktemp("formgrader") / "page.html"
    path.write_text(html)
    return path


class Texts(HTMLParser):
    """The text of a page, links as [text](#anchor), and the anchors that there are."""

    def __init__(self, path):
        super().__init__()
        self.text, self.anchors, self.link = "", set(), ""
        self.feed(Path(path).read_text())
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.anchors |= {attrs.get("id"), attrs.get("name")}
        if tag == "a" and "href" in attrs:
            self.text, self.link = self.text + "[", attrs["href"]

    def handle_endtag(self, tag):
        if tag == "a" and self.link:
            self.text, self.link = f"{self.text}]({self.link})", ""

    def handle_data(self, data):
        self.text += data


def test_the_contents_of_feedback_are_the_exercises_with_the_points_of_all_their_tests(feedback):
    page = Texts(feedback)
    assert (
        "1_sums: 3 of 7 points so far; 3 wait for a person [add](#comment-add) 2.5 / 3 "
        "[add_all](#comment-add_all) 0.5 / 1, with a comment "
        "[written_why](#comment-written_why) waits for a person (3 points) What was lost "
    ) in page.text
    assert set(re.findall(r"\]\(#([\w-]+)\)", page.text)) <= page.anchors


def test_feedback_begins_with_what_was_lost_and_not_with_the_lecture(feedback):
    page = Texts(feedback)
    assert re.search(
        r"What was lost \[add\]\(#comment-add\) 2\.5 / 3 add\(1, 2\) is not right\. got: .*"
        r" \[add_all\]\(#comment-add_all\) 0\.5 / 1 Well done\. Your notebook # Set-up\.",
        page.text,
    )


def test_a_test_that_has_all_its_points_by_hand_says_nothing():
    told = NotebookGrades(0.0, {"test_add": (1.0, 1.0)}, frozenset(), {})
    [row] = exercises([answer("add"), check("test_add", 1, MESSAGE)], told)
    assert (row.said, row.lost) == ([], False)


def test_a_picture_without_a_description_gets_one(feedback):
    assert all(' alt="' in tag for tag in re.findall("<img[^>]*>", feedback.read_text()))
    assert "<img" in feedback.read_text()


def test_feedback_says_what_was_not_run_and_numbers_no_cells(feedback):
    text = Texts(feedback).text
    assert text.count("not run in grading") == 1
    assert "show(add) not run in grading" in text
    assert not re.search(r"\b(In|Out)\s?\[", text)


def test_feedback_shows_of_tests_their_first_line(feedback):
    page = feedback.read_text()
    assert "Visible test" in page
    assert "assert" not in page
    assert "secret" not in page
    assert "<details" not in page
    assert HOSTILE not in page


def test_formgrader_folds_what_jupyterlab_folds_and_shows_the_answers(formgrader):
    page = formgrader.read_text()
    folded = re.findall(r"<details>.*?</details>", page, re.S)
    assert len(folded) == 6  # the set-up and five tests
    assert "secret" in folded[0]
    assert all("<summary><code># Visible test: of add.</code></summary>" in t for t in folded[1:])
    rest = re.sub(r"<details>.*?</details>", "", page, flags=re.S)
    assert "secret" not in rest
    assert "return" in rest
    assert "which the student has folded" in rest
    assert HOSTILE not in page


def test_formgrader_has_a_link_to_each_answer_that_is_graded_by_hand(formgrader):
    page = Texts(formgrader)
    assert "To grade by hand: [written_why](#written_why) " in page.text
    assert "written_why" in page.anchors


def test_formgrader_draws_formulas_without_a_script_from_elsewhere(formgrader):
    page = formgrader.read_text()
    assert page.count("<math") == 2
    assert "$h_0$" not in page
    assert re.findall(r'src="https?://[^"]*"', page) == []
    # What its own script waits for before it takes keys.
    assert "MathJax = {Hub: {Startup: {signal: {Interest:" in page


@chromium.needed
@pytest.mark.parametrize("name", ["feedback", "formgrader"])
def test_tables_have_lines_and_messages_stay_in_their_box(request, browser, name):
    path = request.getfixturevalue(name)
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.route(re.compile("^https?:"), lambda route: route.abort())
    page.goto(path.as_uri(), wait_until="domcontentloaded")
    cell = page.locator("td").first
    style = "one => [getComputedStyle(one).paddingRight, getComputedStyle(one).borderBottom]"
    padding, border = cell.evaluate(style)
    assert float(padding.removesuffix("px")) > 6
    assert border.startswith("1px solid")
    box = page.locator(".output_error pre")
    assert "is not right.\n  got:" in box.inner_text()
    assert box.evaluate("one => one.scrollWidth <= one.clientWidth")
    page.close()


@chromium.needed
@pytest.mark.parametrize("kind", ["phone", "dark", "print"])
def test_a_students_page_fits_a_phone_follows_a_dark_scheme_and_wraps_code_in_print(
    feedback, browser, kind
):
    page = browser.new_page(
        viewport={"width": 360, "height": 700},
        color_scheme="light" if kind == "phone" else "dark",
    )
    page.emulate_media(media="print" if kind == "print" else "screen")
    page.goto(feedback.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    wraps = page.locator(".input_area pre").first.evaluate(
        "one => getComputedStyle(one).whiteSpace"
    )
    page.close()
    assert wide == 360
    assert (paper == "rgb(255, 255, 255)") == (kind != "dark")
    assert (wraps == "pre-wrap") == (kind == "print")


FORMULAS = [
    (name, formula)
    for name in notebooks()
    for cell in read_notebook(name).cells
    if cell.cell_type == "markdown"
    for formula in re.findall(
        r"(?<![$\\])\$\$?[^$`]+\$\$?", re.sub("```.*?```|`[^`]*`", "", cell.source)
    )
]


@pytest.mark.parametrize("name", notebooks())
def test_every_formula_of_the_course_is_mathml(name):
    formulas = [formula for notebook, formula in FORMULAS if notebook == name]
    assert [formula for formula in formulas if not mathml(formula)] == []
    assert len(FORMULAS) > 100


def test_a_formula_is_mathml_and_not_text_on_a_page(feedback):
    page = feedback.read_text()
    assert '<math display="block"><mrow><msub><mi>h</mi><mi>t</mi></msub>' in page
    assert "$h_t" not in page
    assert "price: $5" in page


def test_a_students_page_loads_nothing_from_elsewhere(feedback):
    page = feedback.read_text()
    assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//[^"' >]*""", page) == []


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:hit()}{x}", r"\text{<script>hit()</script>}", r"\style{color:red}{x}",
        r"\text{<!--><img src=x onerror=hit()>-->}",
        r"\text{<![CDATA[><img src=x onerror=hit()>]]>}",
        r"\text{<?x ><img src=x onerror=hit()>?>}", r"\text{</mtext></mrow></math><b>}", "{" * 900,
        "x" * 1001, r"\frac{1}{",
    ],
)  # fmt: skip
def test_a_formula_that_could_be_harmful_is_no_tag(tex):
    made = mathml(f"${tex}$")
    assert not re.search(r"<(?!/?m[a-z]+[ >])|hit\(\)>", made)


@given(st.text(alphabet="\\{}<>/!-[]?&;'\"=abhimrtx_^ ", max_size=60))
def test_whatever_stands_in_a_formula_no_tag_comes_out_but_mathmls(tex):
    tags = re.findall(r"<[^>]*>?", mathml(f"$\\text{{{tex}}}$") + mathml(f"${tex}$"))
    assert all(re.fullmatch(r"</?m[a-z]+( [a-z]+=\"[^\"<>]*\")*>", tag) for tag in tags)


SAFE = {
    "<script>hit()</script>": "&lt;script&gt;hit()&lt;/script&gt;",
    "<scr<script>ipt>hit()</script>": "&lt;scr&lt;script&gt;ipt&gt;hit()&lt;/script&gt;",
    "<IMG SRC=x ONERROR=hit()>": '<img src="x">',
    '<a href="javascript:hit()">x</a>': "<a>x</a>",
    '<a href="jav&#x09;ascript:hit()">x</a>': "<a>x</a>",
    '<a href=" data:text/html,hit()">x</a>': "<a>x</a>",
    '<img src="data:image/svg+xml,hit()">': "<img>",
    '<img src=" data:image/png;base64,AA==" alt="one">': (
        '<img src=" data:image/png;base64,AA==" alt="one">'
    ),
    "<svg><script>hit()</script></svg>": (
        "&lt;svg&gt;&lt;script&gt;hit()&lt;/script&gt;&lt;/svg&gt;"
    ),
    '<p style="color:red;position:fixed;background:url(//x.org)">x</p>': (
        '<p style="color:red">x</p>'
    ),
    "<iframe src=x></iframe>": "&lt;iframe src=x&gt;&lt;/iframe&gt;",
    '<noscript><p title="</noscript><img src=x onerror=hit()>">': (
        '&lt;noscript&gt;<p title="&lt;/noscript&gt;&lt;img src=x onerror=hit()&gt;"></p>'
    ),
    "<textarea><b>x</textarea>": "&lt;textarea&gt;<b>x&lt;/textarea&gt;</b>",
    "<!-- <b> --><b>x": "<b>x</b>",
    "</div></body><i>x": "&lt;/body&gt;<i>x</i>",
    '<a name="top">x</a>': "<a>x</a>",
    "a<b and c>d, List<int>, 1 < 2, <3, x<y": (
        "a<b>d, List&lt;int&gt;, 1 &lt; 2, &lt;3, x&lt;y</b>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SAFE)
def test_what_is_not_known_to_be_harmless_is_text_or_gone(text):
    assert safe(text) == SAFE[text]


def test_no_text_has_a_name_or_a_look_of_the_pages_own():
    text = '<p id="test_double" class="panel k alert score">x</p><a href="#test_double">y</a>'
    assert safe(text) == (
        '<p id="in-test_double" class="k alert">x</p><a href="#in-test_double">y</a>'
    )
    assert "class" not in safe('<p class="panel-heading btn">x</p>')


@given(st.text(alphabet="<>/!-[]?&;'\"= abdeimnoprstv:()`\\\n\t\x00", max_size=80))
def test_no_script_comes_out_of_whatever_goes_in(text):
    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag in TAGS
            assert not [name for name, _ in attrs if name.startswith("on")]

    Tags().feed(safe(text))


def test_what_is_kept_of_rendered_texts_has_a_limit(monkeypatch):
    monkeypatch.setattr("grading.pages.html.KEPT", 10)
    made = []
    kept = Kept(lambda text: made.append(text) or text)
    assert [kept(text) for text in ("aa", "bb", "aa", "cc", "aa", "bb")] == [
        "aa", "bb", "aa", "cc", "aa", "bb"
    ]  # fmt: skip
    assert made == ["aa", "bb", "cc", "bb"]
    assert kept.size <= 10


def test_what_two_threads_render_at_once_is_kept_and_counted_once():
    meanwhile = []
    kept = Kept(lambda text: (meanwhile or meanwhile.append(1) or kept(text)) and 9 * text)
    assert kept("aa") == 9 * "aa"
    assert kept.size == len(9 * "aa") + len("aa")


@pytest.mark.parametrize(
    "text",
    ["[" * 10**5, "[x](" * 10**5, "<![CDATA[" * 10**5, "![" * 10**5, "a\n-\n" * 10**5,
     "# a\n" * 10**5],
)  # fmt: skip
def test_markdown_that_would_keep_all_others_waiting_is_shown_as_it_is(text):
    page = shown(text)
    assert page == f"<pre>{escape(text)}</pre>"
    assert safe(page) == page


def test_a_page_has_so_much_markdown_and_no_more():
    context = {"resources": {}}  # as a template's
    text = "[" * 3000  # each of these could be
    pages = [markdown(context, text) for _ in range(20)]
    assert not pages[0].startswith("<pre>")
    assert pages[-1].startswith("<pre>")
    assert markdown({}, "*x*").strip() == "<p><em>x</em></p>"


@pytest.mark.parametrize("text", ["\x1b[31mx" * 10**6, "\x1b[" + "1;" * 10**6 + "m<b>"])
def test_colours_that_would_keep_all_others_waiting_are_left_out(text):
    assert coloured({}, text) == escape(strip_ansi(text))
    assert 'class="ansi-red-fg"' in coloured({}, "\x1b[31mx\x1b[m" * 1000)


def test_a_page_has_so_many_colours_attributes_and_formulas_and_no_more():
    context = {"resources": {}}
    colours = [coloured(context, "\x1b[31mx" * 10**4) for _ in range(30)]
    assert "<span" in colours[0]
    assert "<span" not in colours[-1]
    tags = [cleaned(context, f"<b {'a ' * 15_000}>x</b>") for _ in range(30)]
    assert tags[-1].startswith("<pre>")
    assert cleaned({}, f"<b {'a ' * 15_000}>x</b>") == "<b>x</b>"
    drawn = with_formulas('<span class="tex">$x$</span>' * 10**5)
    assert drawn.startswith("<math")
    assert drawn.endswith("</span>")


@pytest.mark.parametrize("between", [" ", "/", "\n", "=''", "='<span'", '=">"'])
def test_a_tag_of_more_attributes_than_anybody_writes_is_shown_as_it_is(between):
    text = f"<b {between.join(f'a{n}' for n in range(60_000))}>x</b>"
    assert safe(text) == f"<pre>{escape(text)}</pre>"


def test_a_picture_is_no_attribute_and_code_in_colours_is_not_weighed():
    picture = f'<img src="data:image/png;base64,{"a/b+" * 10**5}">'
    assert safe(picture) == picture
    code = Folding(pygments_lexer="ipython3")("x = 1\n" * 20_000, metadata=flags("x", locked=True))
    assert "&lt;" not in cleaned({}, code)


def test_code_in_a_text_has_colours_in_languages_that_take_no_time():
    assert "<span" in shown("```python\nx = 1\n```")
    assert "<span" not in shown("```ragel\nx = 1\n```")
    assert "<span" not in shown(f"```python\n{'x = 1 ' * 2000}\n```")


@pytest.mark.parametrize(
    "place",
    ["/hub/logout", "//x.org/a", "https://x.org/a", "../a", "a/../../b", "%2e%2e/a", "./a", "\\a",
     "?a", ".\t./a", " /a", "blob:a", "a/.b"],
)  # fmt: skip
def test_no_text_asks_for_what_is_elsewhere(place):
    assert safe(f'<img src="{place}">') == "<img>"


def test_a_picture_beside_the_page_is_shown_and_one_elsewhere_a_link():
    assert '<img src="images/my%20chart.png"' in shown("![x](images/my%20chart.png)")
    assert shown("![x](https://x.org/a.png)").strip() == (
        '<p><a href="https://x.org/a.png">x</a></p>'
    )
    assert ">picture</a>" in shown("![](http://x.org/a.png)")


def test_no_text_covers_what_stands_beside_it():
    style = "height:0;line-height:0;font:99px/0 serif;margin:-9px;position:fixed"
    assert safe(f'<p style="{style};color:red">x</p>') == '<p style="color:red">x</p>'


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<DL><dd>", "<table><b>", "</i>", "<p"])
def test_html_with_tags_without_end_is_shown_as_it_is(tag):
    assert safe(tag * 10**5) == f"<pre>{escape(tag * 10**5)}</pre>"
    assert "&lt;" not in safe("<b>x</b>" * 2000)
    assert "&lt;" not in safe("<span>x</span>" * 10**4)


def test_code_longer_than_anybody_writes_has_no_colours_but_the_instructors():
    folding = Folding(pygments_lexer="ipython3")
    long = "a." * 6000 + "a"
    assert "<span" not in folding(long)
    locked = {"nbgrader": {"locked": True, "solution": False}}
    assert "<span" in folding("x = 1\n" * 3000, metadata=locked)
    assert "<span" in folding("x = 1")
