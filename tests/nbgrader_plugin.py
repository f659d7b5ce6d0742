"""A plug-in for nbgrader's own tests: the engine's class where it stands in for nbgrader's."""

import nbgrader.preprocessors

from grading.batch import SaveGrades

nbgrader.preprocessors.SaveAutoGrades = SaveGrades
