"""Lessons for the classifier: articles with the judgements that people made on them."""

from dataclasses import dataclass
from typing import Any, Final

from dalel.domain.article import Article
from dalel.domain.incident import Codes
from dalel.domain.story_decision import NotOurs


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """An article as people judged it.

    ``section`` and ``codes`` are None where it is not ours; the codes also where no person has
    coded the incident yet: what the machine suggested itself teaches it nothing. ``story`` is the
    key of the story, whose articles tell of one happening; ``why`` says why it is not ours.
    """

    article: Article
    story: str
    is_relevant: bool
    section: int | None = None
    codes: Codes | None = None
    why: NotOurs | None = None

    @property
    def event_type(self) -> str | None:
        """The event type that a person gave it."""
        return self.codes.event_type if self.codes else None

    def record(self) -> dict[str, Any]:
        """The lesson as a line of training articles."""
        return {
            "id": self.article.id,
            "lang": self.article.language,
            "title": self.article.title,
            "text": self.article.text,
            "event": self.story,
            "relevant": self.is_relevant,
            "section": self.section,
            "event_type": self.event_type,
            "other": _ABOUT.get(self.why) if self.why else None,
            **(_told(self.codes) if self.codes else {}),
        }


def _told(codes: Codes) -> dict[str, Any]:
    """The codes beside the event type, under the names that suggestions have."""
    lists = ("rights", "actors", "targets", "means", "platforms", "places", "statutes")
    return {name: list(getattr(codes, name)) for name in lists} | {
        "severity": codes.severity,
        "verification": codes.verification,
    }


#: What an article that is not ours is about, as training articles call it.
_ABOUT: Final = {NotOurs.ABROAD: "foreign", NotOurs.ORDINARY_CRIME: "crime"}
