"""Shows pictures and pages of 30 MB each, and one of 200 MB, and updates them without end."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
from IPython.display import display, publish_display_data

for number in range(6):
    publish_display_data({"text/html": "<b>x</b>" * 4_000_000, "image/png": "A" * 1000})
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    says="more than 256 kilobytes of output",
)
