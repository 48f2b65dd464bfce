"""What holds back the entries of the pack's past bulletins in a fresh newsroom, by kind.

python tools/measure_bulletin_concerns.py [-v]: with -v each concern with its entry and words.
Figures for docs/quality.md.
"""

# ruff: noqa: PLC0415

import os
import sys
import tempfile
from collections import Counter


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["DALEL_HOME"] = home
        measure(is_told="-v" in sys.argv[1:])


def measure(*, is_told: bool) -> None:
    from dalel.cli.command_context import command_context

    command_context()
    from dalel.newsroom.incidents.models import ConcernRow, IncidentRow

    held = ConcernRow.objects.filter(weight="error", state="open", incident__isnull=False)
    rows = list(held.select_related("incident").order_by("incident__number", "rule", "language"))
    if is_told:
        for row in rows:
            words = f"{row.language or '-'} {row.field or '-'}: {row.excerpt[:80]}"
            print(f"{row.incident} {row.rule} {words} {dict(row.values)}")
    for rule, count in Counter(row.rule for row in rows).most_common():
        print(f"{rule:24}{count:4}")
    entries = len({row.incident_id for row in rows})
    print(f"{len(rows)} in {entries} of {IncidentRow.objects.count()} entries")


if __name__ == "__main__":
    main()
