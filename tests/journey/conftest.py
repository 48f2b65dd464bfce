"""The walk that the tests of this folder look back on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.models import (
    ArticleLifeRow,
    ArticleRow,
    ArticleVersionRow,
    CaptureRow,
    FindingRow,
)
from dalel.newsroom.sources.models import OutageRow
from dalel.newsroom.worker.actions.passes import PassReport
from journey.press_walk import Walk, walk_in
from own_transaction import of_the_test

Counts = dict[str, int]
_KINDS = (FindingRow, CaptureRow, ArticleRow, ArticleVersionRow, ArticleLifeRow, OutageRow)


@dataclass(frozen=True, kw_only=True)
class Walked:
    """A first pass, a second one at once, and one an hour later with all articles watched."""

    walk: Walk
    first: PassReport
    second: PassReport
    later: PassReport
    after_first: Counts
    after_second: Counts


@pytest.fixture(scope="module")
def walked(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walked]:
    with django_db_blocker.unblock(), of_the_test():
        with walk_in(tmp_path_factory.mktemp("press")) as walk:
            first = walk.run()
            after_first = counts()
            walk.clock.move(timedelta(minutes=1))
            second = walk.run()
            after_second = counts()
            articles.watch(ArticleRow.objects.all(), "a story")
            walk.clock.move(timedelta(hours=1))
            later = walk.run()
            yield Walked(
                walk=walk,
                first=first,
                second=second,
                later=later,
                after_first=after_first,
                after_second=after_second,
            )
        transaction.set_rollback(True)
    connection.close()


def counts() -> Counts:
    return {kind.__name__: kind.objects.count() for kind in _KINDS}
