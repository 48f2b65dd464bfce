"""The record of a race: put back before each try, and told after it."""

import json
from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from dalel.newsroom.accounts.models import AuditRow, Member, SuspensionRow
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.models import PendingBuild
from dalel.newsroom.frame.own_apps import own_models
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import (
    CodesRow,
    ConcernDecisionRow,
    ConcernRow,
    DevelopmentRow,
    EditionEntryRow,
    IncidentRow,
    LinkRow,
    MetadataRow,
    NoticeRow,
    TextVersionRow,
)
from dalel.newsroom.releases.models import ReleaseRow
from dalel.newsroom.stories.models import DecisionRow, MembershipRow, StoryRow
from dalel.pack import Pack
from journey.race_scenes import Scene

#: What an outcome is told by: columns that say what stands, none that another order would change.
_TOLD: Final[tuple[tuple[type[Any], tuple[str, ...]], ...]] = (
    (IncidentRow, ("number", "state", "section", "date_iso", "related__number")),
    (TextVersionRow, ("incident__number", "language", "number", "state", "title", "author")),
    (CodesRow, ("incident__number", "number", "state", "severity", "author__username")),
    (MetadataRow, ("incident__number", "number", "state", "section", "links", "author__username")),
    (LinkRow, ("incident__number", "order", "canonical")),
    (DevelopmentRow, ("incident__number", "order", "approved_by__username")),
    (EditionRow, ("state", "scheduled", "scheduled_by__username", "embargo", "released")),
    (EditionEntryRow, ("incident__number", "section", "order")),
    (IntroductionRow, ("language", "number", "state")),
    (NoticeRow, ("incident__number", "kind", "approved_by__username")),
    (ConcernRow, ("incident__number", "rule", "language", "state")),
    (ConcernDecisionRow, ("state", "member__username")),
    (StoryRow, ("key", "state", "merged_into__key", "incident__number")),
    (MembershipRow, ("article__canonical", "story__key")),
    (DecisionRow, ("story__key", "kind", "other__key", "before", "undone")),
    (Member, ("username", "is_active")),
    (SuspensionRow, ("member__username", "by__username", "ended")),
    (PendingBuild, ("time",)),
    (ReleaseRow, ("time",)),
    (AuditRow, ("time", "member__username", "action", "subject", "detail")),
)


def standing() -> str:
    """What stands in the record."""
    told = [
        sorted(repr(row) for row in model.objects.order_by().values_list(*columns))
        for model, columns in _TOLD
    ]
    return json.dumps(told, ensure_ascii=False)


def acted_when_closed() -> list[str]:
    """What an account did after it was closed."""
    closed = AuditRow.objects.filter(action="suspended").order_by("pk").first()
    if closed is None:
        return []
    later = AuditRow.objects.filter(pk__gt=closed.pk, member__username=closed.subject)
    return [row.action for row in later]


class Kept:
    """The newsroom of a scene, made once and put back before each try."""

    def __init__(self, scene: Scene, pack: Pack) -> None:
        models = list(own_models())
        tables = [model._meta.db_table for model in models]  # noqa: SLF001
        with connection.cursor() as cursor:
            self._empty(cursor, tables)
            self.stage = scene.prepare(pack)
            for table in tables:
                cursor.execute(f"DROP TABLE IF EXISTS kept_{table}")
                cursor.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")  # noqa: S608
            self._tables = tables

    def put_back(self) -> None:
        with connection.cursor() as cursor:
            self._empty(cursor, self._tables)

    def _empty(self, cursor: Any, tables: Sequence[str]) -> None:
        """Everything goes, and what is kept comes back: references are not looked at meanwhile."""
        is_server = connection.vendor == "postgresql"
        off = "SET session_replication_role = replica" if is_server else "PRAGMA foreign_keys = 0"
        on = "SET session_replication_role = origin" if is_server else "PRAGMA foreign_keys = 1"
        cursor.execute(off)
        with writing():
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
                if hasattr(self, "_tables"):
                    cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608
        cursor.execute(on)
