"""The tests, and the answer library that they grade."""
