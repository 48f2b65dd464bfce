"""Is every floor covered by tests as far as it must be?"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Final

from coverage import Coverage

#: Least branch coverage in per cent, by folder below src/dalel; "" is the whole.
FLOORS: Final = {"domain": 100.0, "language": 95.0, "steps": 95.0, "": 90.0}


def _measured() -> dict[str, dict[str, int]]:
    coverage = Coverage()
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        coverage.json_report(outfile=str(report))
        files = json.loads(report.read_text())["files"]
    return {name: file["summary"] for name, file in files.items()}


def _share(summaries: list[dict[str, int]]) -> float:
    covered = sum(s["covered_lines"] + s["covered_branches"] for s in summaries)
    whole = sum(s["num_statements"] + s["num_branches"] for s in summaries)
    return 100.0 * covered / whole if whole else 100.0


def main() -> int:
    """Print each floor's figure; 1 when one is too low."""
    measured = _measured()
    failed = False
    for floor, least in FLOORS.items():
        folder = f"src/dalel/{floor}/" if floor else "src/dalel/"
        inside = {name: summary for name, summary in measured.items() if name.startswith(folder)}
        share = _share(list(inside.values()))
        # Nothing measured is not all covered: another tree was tested than this one.
        low = share < least or not inside
        failed |= low
        sys.stdout.write(
            f"{floor or 'all':10} {share:6.2f} % of {least:.0f} %{'  TOO LOW' * low}\n"
        )
        for name, summary in sorted(inside.items()):
            if low and _share([summary]) < least:
                sys.stdout.write(f"    {name}: {_share([summary]):.1f} %\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
