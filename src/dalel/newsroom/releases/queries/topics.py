"""What the public pages may call a topic."""

from dalel.domain.codebook import Labels
from dalel.domain.topic import NoTopicError, Topic, TopicKind
from dalel.newsroom.incidents.queries.snapshot import public_case
from dalel.pack import Pack


def read_public(written: str, pack: Pack) -> Topic | None:
    """The public topic that is written in an address; None where nothing is: everything.

    :raises NoTopicError: when it is none, or none that the public may know of; nobody is told
        which of both.
    """
    topic = Topic.read(written)
    if topic is not None and names_of(topic, pack) is None:
        raise NoTopicError
    return topic


def names_of(topic: Topic, pack: Pack) -> Labels | None:
    """What a topic is called by language; None where the public may not know of it."""
    match topic.kind:
        case TopicKind.SECTION:
            section = pack.codebook.section_by_number.get(topic.number)
            return section.labels if section else None
        case TopicKind.PLACE:
            return next((one.labels for one in pack.regions if one.code == topic.key), None)
        case TopicKind.CASE:
            matter = public_case(topic.number)
            return matter.names if matter else None
