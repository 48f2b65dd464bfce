"""The ways by which a reader hears of new entries: by letter, and in the Telegram channel."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dalel.domain.topic import Topic
from dalel.publish.views.dates import DateWording
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.topics import topic_tag


@dataclass(frozen=True, kw_only=True)
class FollowView:
    """Where letters are asked for, and where posts stand; empty: there are none.

    Posts about a topic are those that bear its hashtag ``tag``.
    """

    letters: str
    channel: str
    tag: str


def follow_view(
    record: IndexedSnapshot, wording: DateWording, topic: Topic | None = None
) -> FollowView:
    """The ways to follow a topic; None: everything."""
    profile, language = record.profile, wording.language
    asked = {"language": language} | ({"topic": str(topic)} if topic else {})
    channel = profile.channels.get(language, "")
    tag = topic_tag(record, topic, wording) if topic and channel else ""
    posts = f"https://t.me/s/{channel}?q={quote(tag)}" if tag else f"https://t.me/{channel}"
    return FollowView(
        letters=f"{profile.letters}?{urlencode(asked, safe=':')}" if profile.letters else "",
        # Where a topic has no hashtag, nothing in the channel is about it alone.
        channel=posts if channel and (tag or topic is None) else "",
        tag=tag,
    )
