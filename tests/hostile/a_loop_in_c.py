"""Never comes back from one instruction: a regular expression, and a sum of endless zeros."""

from tests.hostile.case import HONEST, Case

CASE = Case(
    cells={
        "answer": "import itertools, re\nre.fullmatch('(a|aa|a?a)+', 'a' * 60 + 'b')\n"
        "sum(itertools.repeat(0))\n" + HONEST["answer"]
    },
    lost={"test_answer"},
)
