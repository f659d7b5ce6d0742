"""A stand-in for Colab's package: what the hand-in cell and students use, failing as it fails.

It speaks the real one's protocol. A request goes out beside the cell's outputs; the browser answers
on the channel of `input()`, or says nothing.
"""

from google.colab import drive, files, output

__all__ = ["drive", "files", "output"]
