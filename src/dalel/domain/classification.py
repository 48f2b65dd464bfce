"""What does the machine suggest about an article: is it ours, and which codes fit?"""

from dataclasses import dataclass

from dalel.domain.reason import Reason


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """A code of the codebook, how likely it is (0 to 1), and why; an editor decides."""

    code: str
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Classification:
    """Suggestions for one article, each variable with the likeliest code first.

    ``score`` is how likely it is that the article is ours. One that is not ours has no section and
    no suggestion. ``places`` are codes of the gazetteer, ``statutes`` provisions as facts cite
    them, ``severity`` has a level from 1 to 5 as its code. ``model`` names what judged.
    """

    relevant: bool
    score: float
    section: int | None
    event_types: tuple[Suggested, ...] = ()
    rights: tuple[Suggested, ...] = ()
    actors: tuple[Suggested, ...] = ()
    targets: tuple[Suggested, ...] = ()
    means: tuple[Suggested, ...] = ()
    platforms: tuple[Suggested, ...] = ()
    places: tuple[Suggested, ...] = ()
    statutes: tuple[Suggested, ...] = ()
    severity: Suggested | None = None
    verification: Suggested | None = None
    reasons: tuple[Reason, ...] = ()
    model: str
