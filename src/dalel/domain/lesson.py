"""What do people's decisions teach a machine?"""

from dataclasses import dataclass

from dalel.domain.article import Article


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """An article as people judged it.

    ``section`` and ``event_type`` are None where it is not ours, or where no person has coded the
    incident yet: what the machine suggested itself teaches it nothing.
    """

    article: Article
    is_relevant: bool
    section: int | None = None
    event_type: str | None = None
