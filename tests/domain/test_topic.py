"""Is a topic read only as it is printed?"""

import pytest

from dalel.domain.topic import LONGEST_TOPIC, NoTopicError, Topic, TopicKind


@pytest.mark.parametrize(
    ("written", "kind", "key"),
    [
        ("section:2", TopicKind.SECTION, "2"),
        ("place:KZ-75", TopicKind.PLACE, "KZ-75"),
        ("place:KZ", TopicKind.PLACE, "KZ"),
        ("case:17", TopicKind.CASE, "17"),
    ],
)
def test_what_is_printed_is_read(written: str, kind: TopicKind, key: str) -> None:
    found = Topic.read(written)
    assert found == Topic(kind=kind, key=key)
    assert str(found) == written


def test_nothing_stands_for_everything() -> None:
    assert Topic.read("") is None


@pytest.mark.parametrize(
    "written",
    [
        "section",
        "section:",
        "section:0",
        "section:02",
        "section:-1",
        "section:2 ",
        " section:2",
        "section:2\n",
        "Section:2",
        "section:٢",
        "case:1:2",
        "case:x",
        "case:1234567890",
        "place:",
        "place:KZ-",
        "place:../KZ",
        f"place:{'K' * 33}",
        "person:1",
        ":2",
    ],
)
def test_what_is_written_otherwise_is_refused(written: str) -> None:
    with pytest.raises(NoTopicError):
        Topic.read(written)


def test_the_longest_topic_has_room() -> None:
    assert len(str(Topic(kind=TopicKind.PLACE, key="K" * 32))) <= LONGEST_TOPIC
