"""Are drafts made unasked beside whatever watches the press of ``up --sample``?"""

from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.db import connections
from pytest_django import Settings

from dalel.cli.commands import sample
from dalel.domain.errors import DalelError
from dalel.newsroom.incidents.models import DraftRow
from dalel.pack import default_folder
from newsroom.work_room import room

pytestmark = pytest.mark.django_db(transaction=True)


class EndedError(DalelError):
    """The press was watched."""


def test_what_is_taken_is_drafted_while_the_sample_press_is_watched(
    settings: Settings, tiny_desk: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    number = room().number
    made: list[datetime | None] = []

    def watch_press(*_: object) -> None:
        until = monotonic() + 60
        while not made and monotonic() < until:
            sleep(0.1)
            made.extend(
                DraftRow.objects.filter(
                    story__incident__provisional=number, made__isnull=False
                ).values_list("made", flat=True)
            )
        raise EndedError

    monkeypatch.setattr(sample, "watch_press", watch_press)
    try:
        with pytest.raises(EndedError):
            sample.watch(port=1)
    finally:
        connections.close_all()
    assert made
