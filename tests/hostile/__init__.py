"""Hostile and broken submissions, one file each, graded in one run between honest ones.

Each file says what it attacks, hands something in, and names the test cells that it must lose.
"""
