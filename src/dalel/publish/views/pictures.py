"""The view of an entry's pictures in one language."""

from dataclasses import dataclass

from dalel.domain.incident import Incident
from dalel.domain.picture import PictureFile
from dalel.publish.views.render import clean


@dataclass(frozen=True, kw_only=True)
class PictureView:
    """A picture as a page shows it; paths stand below the site's folder."""

    path: str
    width: int
    height: int
    small_path: str
    small_width: int
    alt: str
    credit: str


def picture_views(incident: Incident, language: str) -> tuple[PictureView, ...]:
    """The pictures that tell in a language what is to be seen."""
    return tuple(
        PictureView(
            path=picture_path(one.large),
            width=one.large.width,
            height=one.large.height,
            small_path=picture_path(one.small),
            small_width=one.small.width,
            alt=clean(one.alt[language]),
            credit=clean(one.credit.get(language, "")),
        )
        for one in incident.pictures
        if one.alt.get(language)
    )


def picture_path(file: PictureFile) -> str:
    """Where a picture stands below the site's folder."""
    return f"pictures/{file.name[:16]}.jpg"
