"""Count what an issue takes of two persons in a browser, and which planted errors they see.

    PYTHONPATH=tests python tools/count_acts.py [--stories 38]

A reporter and an editor play entries of the sample press at the desk (``newsroom.month_issue`` of
the tests, which keeps six within bounds). Told are acts, waits of more than a second, concerns that
held entries back, and how each of eight errors was shown (``newsroom.planted_errors``).
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_TEST = "tests/newsroom/incidents/views/test_month_issue.py"


def main() -> None:
    """Play, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=38)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dalel-acts-") as folder:
        file = Path(folder) / "figures.json"
        told = {"COUNTED_STORIES": str(asked.stories), "COUNTED_FIGURES": str(file)}
        command = [sys.executable, "-m", "pytest", "-q", "-m", "slow", _TEST]
        ended = subprocess.run(command, cwd=_ROOT, env=os.environ | told, check=False)  # noqa: S603 - ours
        if file.exists():
            sys.stdout.write(file.read_text("utf-8") + "\n")
    sys.exit(ended.returncode)


if __name__ == "__main__":
    main()
