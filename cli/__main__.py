"""``python -m cli`` is ``thidua``."""

from cli.app import main

if __name__ == "__main__":
    main()
