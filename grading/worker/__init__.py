"""What runs in a submission's two processes: the student's kernel, and the referee."""

# The modules whose main each kind of process runs; they are imported in the fork server alone.
MAINS = {"kernel": "grading.worker.kernel", "referee": "grading.worker.referee"}
# What these import when they are at work.
LATE = ("ipykernel.debugger", "sqlite3", "grading.wire.models")
CHANNELS = ("shell", "stdin", "control", "iopub", "hb")  # of Jupyter's protocol, in order
STOPPED = "The cell was stopped after line {}."  # as a traceback of an interrupt says

__all__ = ["CHANNELS", "LATE", "MAINS", "STOPPED"]
