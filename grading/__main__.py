"""`python -m grading COMMAND`; see `--help`."""

from grading.applications import main

if __name__ == "__main__":
    main()
