"""The pictures of the notebooks: a module for each, a function for each picture, its alt text the docstring."""
