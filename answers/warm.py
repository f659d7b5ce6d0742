"""What answer_runner's fork server imports once, so that no run of a notebook waits for it.

Importing is all it does: a process that has run a TensorFlow operation cannot be forked safely.
"""

import gc
import os

gc.disable()  # what is imported stays

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # as the grading engine has it
os.environ["MPLBACKEND"] = "Agg"

# TensorFlow writes start-up notes from C++ to file descriptor 2.
_kept, _nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
os.dup2(_nowhere, 2)
try:
    import keras  # noqa: F401
    import matplotlib.pyplot  # noqa: F401
    import statsmodels.api  # noqa: F401
    import tensorflow  # noqa: F401

    import answers.answer_runner  # noqa: F401
finally:
    os.dup2(_kept, 2)
    os.close(_kept)
    os.close(_nowhere)
    gc.freeze()  # so that no run looks through it, and copies it
    gc.enable()
