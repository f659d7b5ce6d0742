"""Names a kernel that is a command, and a language that no page can colour: honest otherwise."""

from tests.hostile.case import MARK, Case

RUN = f"bash -c 'touch /tmp/{MARK} /var/tmp/{MARK}'"


def change(notebook):
    notebook.metadata["kernelspec"] = {
        "name": f"../../{RUN}\x1b[31m\n", "display_name": "<script>evil(80)</script>",
        "language": "bash", "argv": ["/bin/sh", "-c", RUN], "env": {"PATH": "/tmp"},
        "metadata": {"kernel_provisioner": {"provisioner_name": "local-provisioner"}},
    }  # fmt: skip
    notebook.metadata["language_info"] = {
        "name": RUN, "file_extension": f"/../../{MARK}", "nbconvert_exporter": "os.system",
        "pygments_lexer": "<script>evil(81)</script>", "codemirror_mode": {"name": [None]},
        "mimetype": 5, "version": {},
    }  # fmt: skip
    notebook.metadata["nbgrader"] = notebook.metadata["grading"] = {"repaired": 5, "outcomes": 7}
    notebook.metadata["title"] = notebook.metadata["authors"] = "</title><script>evil(82)</script>"


CASE = Case(change=change, says_not="<script>evil")
