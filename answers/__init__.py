"""The answer library: right and wrong answers to every exercise, and what grades them."""
