"""Links beside the notebook, to what a grader may read, for its code to read the copies."""

import nbformat

from tests.hostile.case import Case

LINKS = {"keys": "../../../keys.txt", "book": "../../../gradebook.db", "all": "../../..",
         "source.py": "../../../source/trials/trial.ipynb", "root": "/", "self": ".",
         "env": "/proc/self/environ", "nowhere": "/nowhere", "loop": "loop"}  # fmt: skip
READ = """
import os
for folder, folders, files in os.walk('/tmp', followlinks=True):
    for name in files[:1000]:
        try:
            with open(os.path.join(folder, name), errors='replace') as file:
                text = file.read(10**6)
        except OSError:
            continue
        if 'wall-of' + '-the' in text:
            print(name, text[:5000])
    if folder.count('/') > 6:
        folders.clear()
"""


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)


CASE = Case(first=READ, hand_in=hand_in)
