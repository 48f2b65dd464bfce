"""How fast is the board of a long record, and what does one more entry cost?

python scripts/measure_board.py [ENTRIES]: figures for docs/performance.md; the seed is fixed.
"""

import random
import sys
import time
from datetime import date, timedelta

from dalel.domain.measuring import Counted, Period, Span
from dalel.pack.loading import default_folder, load
from dalel.steps.measure.board import Tally, board

AS_OF = date(2026, 1, 31)


def main(count: int) -> None:
    """Count invented entries of ten years, then one more."""
    pack = load(default_folder())
    book, draw = pack.codebook, random.Random(2026)  # noqa: S311 - invented entries
    rights = [right.code for right in book.rights]
    entries = []
    for number in range(count):
        day = date(2016, 1, 1) + timedelta(days=draw.randrange(3650))
        entries.append(
            Counted(
                number=f"XX-2016-{number:06}",
                section=draw.randint(1, len(book.sections)),
                period=Period.of(day, Span.MONTH),
                day=day,
                event_type=draw.choice(book.event_types).code,
                direction=draw.choice(book.directions).code,
                severity=draw.randint(1, 5),
                verification=draw.choice(book.verification).code,
                case_status=draw.choice(book.case_status).code,
                rights=tuple(draw.sample(rights, draw.randint(1, 3))),
            )
        )
    start = time.process_time()
    made = board(entries, pack.measures, AS_OF)
    print(f"{count} entries: {time.process_time() - start:.2f} s, {len(made.cells)} cells")
    tally = Tally(pack.measures, AS_OF)
    for entry in entries[:-1]:
        tally.add(entry)
    start = time.process_time()
    tally.add(entries[-1])
    touched = list(tally.cells_of(entries[-1]))
    print(f"one more: {1000 * (time.process_time() - start):.1f} ms, {len(touched)} cells")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
