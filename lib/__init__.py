"""The reference solution, a module for each topic. NumPy first; what can takes batches."""
