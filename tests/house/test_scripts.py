"""Do the scripts of the project say each thing once?"""

from collections import defaultdict
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "tools"
#: So many lines in a row that two scripts have in common are one too many.
_RUN = 5


def test_no_script_repeats_lines_of_another() -> None:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for script in sorted(TOOLS.glob("*.sh")):
        lines = [line.strip() for line in script.read_text().splitlines() if line.strip()]
        for at in range(len(lines) - _RUN + 1):
            found[tuple(lines[at : at + _RUN])].add(script.name)
    assert [names for names in found.values() if len(names) > 1] == []
