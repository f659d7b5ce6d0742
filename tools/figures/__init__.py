"""The pictures of the notebooks: a module for each, and a function for each picture."""
