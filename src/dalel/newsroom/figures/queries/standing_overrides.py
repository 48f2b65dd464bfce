"""Which decisions of editors stand above the rules: levels, sentences, the attention list."""

from collections.abc import Mapping

from dalel.domain.attention import Choice
from dalel.domain.count_board import Kind, Level, Period, Subject
from dalel.domain.measures import Overruled
from dalel.newsroom.figures.models import AttentionRow, LevelRow, SentencesRow

Place = tuple[Subject, Period]


def overruled() -> dict[Place, Overruled]:
    """The levels that editors set."""
    newest = {
        (row.kind, row.code, row.period): row
        for row in LevelRow.objects.select_related("member").order_by("time", "pk")
    }
    return {
        _place(*key): Overruled(
            level=Level(row.level), why=row.reason, member=str(row.member), time=row.time
        )
        for key, row in newest.items()
        if row.level
    }


def sentences() -> dict[Place, Mapping[str, str]]:
    """The sentences that stand, by language."""
    rows = SentencesRow.objects.order_by("time", "pk")
    newest = {_place(row.kind, row.code, row.period): row.texts for row in rows}
    return {place: texts for place, texts in newest.items() if texts}


def choices() -> dict[str, Choice]:
    """What stands chosen, by the line's key."""
    newest = dict(AttentionRow.objects.order_by("time", "pk").values_list("key", "choice"))
    return {key: Choice(choice) for key, choice in newest.items() if choice}


def _place(kind: str, code: str, period: str) -> Place:
    return Subject(kind=Kind(kind), code=code), Period.named(period)
