"""Files from and to the browser."""

import os

import IPython


def download(filename):
    """Have the browser download a file. Where none looks on, nothing happens, and nothing says so.

    Raises FileNotFoundError.
    """
    if not os.path.exists(filename):
        raise FileNotFoundError(f"Cannot find file: {filename}")
    IPython.get_ipython().kernel.comm_manager.register_target("download_1", print)
    IPython.display.display(IPython.display.Javascript("async function download(...) { ... }"))
    IPython.display.display(IPython.display.Javascript(f"download('download_1', '{filename}')"))


def upload(target_dir=""):
    """Ask for files: without a browser it waits for ever, as eval_js does."""
    from google.colab import output

    return output.eval_js("google.colab._files._uploadFiles()")
