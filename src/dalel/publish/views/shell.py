"""The frame around every page: head, masthead and foot."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from dalel.publish.tree.build_tasks import File
from dalel.publish.views.advice_box import BoxView, box
from dalel.publish.views.dates import DateWording, wording
from dalel.publish.views.imprint import stated
from dalel.publish.views.record import IndexedSnapshot
from dalel.publish.views.render import render, words
from dalel.publish.views.structured import Structure, publisher

#: Links inside the site name the file: a folder's address opens nothing from a disk.
INDEX: Final = "index.html"
#: Stands for a page's path in a frame that is drawn once for many pages.
_PATH: Final = "@path@"
#: The folders that the main menu names, so that their own pages can say "you are here".
_MENU: Final = frozenset({"e/", "browse/", "data/", "m/", "about/", "search/"})


class Shell:
    """The frame of all pages of one language."""

    def __init__(self, record: IndexedSnapshot, wording: DateWording) -> None:
        self.record = record
        self.wording = wording
        profile = record.profile
        self._constant: dict[str, object] = {
            **words(wording),
            "languages": tuple(wordings(record)),
            "profile": profile,
            "site_title": profile.title[wording.language],
            "publisher": publisher(record, wording),
            "sections": [
                s for s in record.codebook.sections if f"s/{s.number}/" not in record.empty
            ],
            "empty": record.empty,
            "stated": tuple(stated(record, wording)),
            "preview": record.snapshot.preview,
            "is_measured": record.snapshot.measures is not None,
        }
        self._boxes: dict[str, BoxView | None] = {}
        self._frames: dict[tuple[str, str], tuple[str, ...]] = {}

    def page(
        self,
        template: str,
        path: str,
        *,
        title: str,
        description: str,
        structure: Structure | None = None,
        indexed: bool = True,
        **values: object,
    ) -> File:
        """A page of this language; ``path`` is its folder below the language's, with a slash."""
        place = f"{self.wording.language}/{path}"
        up = "../" * place.count("/")
        head, top, foot = (
            Markup(part.replace(_PATH, path))  # noqa: S704 - made by a template
            for part in self._frame(up, path if path in _MENU else "")
        )
        content = render(
            template,
            {
                **self._constant,
                "up": up,
                "path": path,
                "title": title,
                "description": description,
                "structure": structure,
                "indexed": indexed and not self.record.snapshot.preview,
                "canonical": self._absolute(place),
                "frame_head": head,
                "frame_top": top,
                "frame_foot": foot,
                **values,
            },
            self.wording.language,
        )
        return place + INDEX, content

    def plain(self, template: str, path: str, **values: object) -> File:
        """A file of this language without head, masthead and foot, named as its template."""
        place = f"{self.wording.language}/{path}{template}"
        address = self.record.profile.address
        values = {**self._constant, "address": address, **values}
        return place, render(template, values, self.wording.language)

    def advice(self, event_type: str) -> BoxView | None:
        """What those can do to whom such a thing happens, drawn up once a build."""
        if event_type not in self._boxes:
            self._boxes[event_type] = box(self.record.snapshot.advice, event_type, self.wording)
        return self._boxes[event_type]

    def _frame(self, up: str, here: str) -> tuple[str, ...]:
        """Links of the head, masthead and foot: the same for all pages at one depth."""
        frame = self._frames.get((up, here))
        if frame is None:
            values = {
                **self._constant,
                "up": up,
                "here": here,
                "path": _PATH,
                "canonical": self._absolute(f"{self.wording.language}/{_PATH}"),
                "alternates": tuple(self._alternates(up)),
            }
            names = ("frame_head.html", "frame_top.html", "frame_foot.html")
            frame = tuple(render(name, values, self.wording.language).decode() for name in names)
            self._frames[up, here] = frame
        return frame

    def _absolute(self, place: str) -> str | None:
        address = self.record.profile.address
        return address + place if address else None

    def _alternates(self, up: str) -> Iterator[tuple[str, str]]:
        """Language and address of this page in each language, absolute where that is possible."""
        for language in self.record.profile.languages:
            place = f"{language}/{_PATH}"
            yield language, self._absolute(place) or f"{up}{place}{INDEX}"
        yield "x-default", self._absolute("") or f"{up}{INDEX}"


def wordings(record: IndexedSnapshot) -> Iterator[DateWording]:
    """The wording of each publishing language."""
    return map(wording, record.profile.languages)
