"""An honest submission that shows a hundred small things in one cell, and prints as many."""

from tests.hostile.case import Case

MANY = """
from IPython.display import display
for number in range(100):
    display(number)
    print(number, flush=True)
"""
CASE = Case(first=MANY, last=MANY, says="<pre>99\\n")
