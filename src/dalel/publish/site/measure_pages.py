"""The pages of figures, and the conditions under which each is built again."""

from collections.abc import Callable, Iterator
from functools import partial

from dalel.publish.figures.page_views import Room
from dalel.publish.figures.views import within, years
from dalel.publish.tree.build_tasks import File, Work, digest
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.shell import Shell


def works(record: IndexedSnapshot, shells: list[Shell]) -> Iterator[Work]:
    """The pages of what is measured, where it was."""
    measures = record.snapshot.measures
    if measures is None:
        return
    rooms = [Room(shell, measures) for shell in shells]
    # A chart takes as long as a thousand pages: whoever reads the news does not wait for it.
    inputs = digest(record.everything, measures)
    for key, render in (
        ("m", Room.board),
        ("m/attention", Room.attention),
        ("m/threats", Room.threats),
        ("m/change", Room.change),
        ("m/official", Room.official),
        ("m/reliability", Room.reliability),
    ):
        yield Work(key=key, inputs=inputs, late=True, render=partial(_each, render, rooms))
    for subject, year in years(measures):
        cells = [measures.board.cell(subject, period) for period in within(measures, year)]
        shown = sorted({number for cell in cells for number in cell.numbers})
        titles = (record.by_number[number] for number in shown)
        yield Work(
            key=f"m/{subject.kind}/{subject.code}/{year.name}",
            late=True,
            inputs=record.inputs(titles, cells, measures.overruled, measures.sentences),
            render=partial(_each, partial(Room.subject, subject=subject, year=year), rooms),
        )


def _each(render: Callable[[Room], File], rooms: list[Room]) -> Iterator[File]:
    return (render(room) for room in rooms)
