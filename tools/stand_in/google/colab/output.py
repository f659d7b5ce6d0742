"""JavaScript in the outputs of cells."""

from google.colab import _message


def eval_js(script, ignore_result=False, timeout_sec=None):
    """Run JavaScript in the browser and wait for its value, for ever if no time is given."""
    number = _message.send_request("cell_javascript_eval", {"script": script})
    return None if ignore_result else _message.read_reply(number, timeout_sec)
