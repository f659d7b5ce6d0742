"""The exporters of `nbgrader export --exporter=lms.export.CanvasExporter`, by that name."""

from lms.canvas import CanvasExporter
from lms.moodle import MoodleExporter, MoodleWorksheetExporter

__all__ = ["CanvasExporter", "MoodleExporter", "MoodleWorksheetExporter"]
