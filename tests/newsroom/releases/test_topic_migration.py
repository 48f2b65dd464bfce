"""Do readers and messages of before stay when letters get topics?"""

from datetime import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = ("releases", "0001_initial")
AFTER = ("releases", "0002_topics")
FIRST, SECOND = "one", "another"


@pytest.mark.django_db(transaction=True)
def test_who_read_letters_before_reads_everything_and_may_follow_a_topic_beside_it(
    now: datetime,
) -> None:
    known = {"address": "dana@reader.test", "language": "ru", "asked": now}
    executor = MigrationExecutor(connection)
    executor.migrate([BEFORE])
    try:
        before = executor.loader.project_state([BEFORE]).apps
        reader = before.get_model("releases", "SubscriberRow").objects.create(
            **known, secret=FIRST, confirmed=now
        )
        message = {"lane": "mail", "deed": "post", "language": "ru", "state": "sent"}
        before.get_model("releases", "MessageRow").objects.create(
            key="k",
            kind="letter",
            subject="1",
            queued=now,
            not_before=now,
            recipient=reader,
            **message,
        )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate([AFTER])
    after = executor.loader.project_state([AFTER]).apps
    rows = after.get_model("releases", "SubscriberRow").objects
    assert rows.values_list("topic", "seen").get() == ("", [])
    rows.create(**known, topic="case:1", secret=SECOND)
    kept = after.get_model("releases", "MessageRow").objects.get()
    assert (kept.recipient_id, kept.entries) == (reader.pk, "")
