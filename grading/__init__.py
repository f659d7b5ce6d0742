"""How submissions are run: warm, sandboxed, refereed. See docs/grading.md."""
