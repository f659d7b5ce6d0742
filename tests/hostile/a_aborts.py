"""Aborts, with a dump of its memory allowed, while a test waits for an answer."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "build": "import os, resource\n\n\ndef build(units):\n"
        "    try:\n        resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))\n"
        "    except ValueError:\n        pass\n    os.chdir('/')\n    os.abort()"
    },
    lost={"test_build", "test_build_hidden"},
    outcome={"test_build": "process ended"},
)
