"""`python -m intervue`."""

from intervue.cli import main

if __name__ == "__main__":
    main()
