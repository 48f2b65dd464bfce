"""``python -m dalel`` is ``dalel``."""

from dalel.cli.main import main

if __name__ == "__main__":
    main()
