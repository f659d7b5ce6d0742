"""What keeps the notebooks clean, draws their pictures, and shows the course at work."""
