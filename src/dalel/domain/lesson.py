"""What do people's decisions teach a machine?"""

from dataclasses import dataclass
from typing import Any, Final

from dalel.domain.article import Article
from dalel.domain.deciding import NotOurs


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """An article as people judged it.

    ``section`` and ``event_type`` are None where it is not ours; the type also where no person has
    coded the incident yet: what the machine suggested itself teaches it nothing. ``story`` is the
    key of the story, whose articles tell of one happening; ``why`` says why it is not ours.
    """

    article: Article
    story: str
    is_relevant: bool
    section: int | None = None
    event_type: str | None = None
    why: NotOurs | None = None

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
        }


#: What an article that is not ours is about, as training articles call it.
_ABOUT: Final = {NotOurs.ABROAD: "foreign", NotOurs.ORDINARY_CRIME: "crime"}
