"""The table of settings in docs/settings.md, from the traits themselves.

`python -m tools.settings_table` writes the table; a test compares it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from traitlets import HasTraits, TraitType

from tools.generated import filled

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "settings.md"
BEGIN = "<!-- settings: python -m tools.settings_table -->"
# The classes, and of those that are nbgrader's the settings that matter here; empty: all its own.
CLASSES: dict[str, tuple[str, ...]] = {
    "grading.execution.Execute": ("timeout", "repeat_timeout", "grace"),
    "grading.process.Sandbox": (),
    "grading.process.ForkServer": (),
    "grading.execution.GradingExporter": ("max_bytes",),
    "grading.batch.ClassAutograde": (
        "jobs",
        "scheduler",
        "certificates",
        "scheduler_timeout",
        "regrade",
        "release_command",
    ),
    "grading.batch.ClassFeedback": ("jobs", "scheduler", "certificates", "scheduler_timeout"),
    "grading.batch.check.CheckApp": ("jobs", "write_tags"),
    "grading.pages.FeedbackPage": ("another_look", "another_look_address"),
    "grading.log.RunLog": (),
    "grading.report.application.ReportApp": ("to",),
    "tools.preprocessors.OpenInColab": ("github_path",),
}


def traits() -> list[tuple[type[HasTraits], str, TraitType]]:
    """Every setting: its class, its name and its trait."""
    settings = []
    for path, names in CLASSES.items():
        module, _, kind = path.rpartition(".")
        owner: type[HasTraits] = getattr(import_module(module), kind)
        known = owner.class_traits(config=True)
        wanted = names or sorted(owner.class_own_traits(config=True))
        settings += [(owner, name, known[name]) for name in wanted]
    return settings


def table() -> str:
    """The table, in Markdown."""
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    for owner, name, trait in traits():
        words = " ".join(str(trait.help).split()).replace("|", "\\|")
        rows.append(f"| `c.{owner.__name__}.{name}` | {default(name, trait)} | {words} |")
    return "\n".join(rows)


def default(name: str, trait: TraitType) -> str:
    """The default of a setting as the table shows it; what depends on the machine, in words."""
    if name == "jobs":
        return "processors"
    value = repr(trait.default())
    return f"`{value}`" if len(value) < 60 and "\n" not in value else "see `--help-all`"


def page(text: str) -> str:
    """The page with the table as it must be."""
    return filled(text, BEGIN, table())


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text()))
