"""What stands around every page: head, masthead, foot?"""

from collections.abc import Iterator

from dalel.publish.dates import Wording, wording
from dalel.publish.record import Record
from dalel.publish.render import render
from dalel.publish.structured import Structure, publisher
from dalel.publish.works import File

#: Links inside the site name the file: a folder's address opens nothing from a disk.
INDEX = "index.html"


class Shell:
    """The frame of all pages of one language."""

    def __init__(self, record: Record, wording: Wording) -> None:
        self.record = record
        self.wording = wording
        profile = record.profile
        self.constant: dict[str, object] = {
            "wording": wording,
            "language": wording.language,
            "languages": tuple(wordings(record)),
            "profile": profile,
            "site_title": profile.title[wording.language],
            "publisher": publisher(record, wording),
            "sections": record.codebook.sections,
            "editions": record.editions,
            "preview": record.snapshot.preview,
            "feeds": True,
        }

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
        language = self.wording.language
        place = f"{language}/{path}"
        up = "../" * place.count("/")
        content = render(
            template,
            {
                **self.constant,
                "up": up,
                "path": path,
                "title": title,
                "description": description,
                "structure": structure,
                "indexed": indexed and not self.record.snapshot.preview,
                "canonical": self._absolute(place),
                "alternates": tuple(self._alternates(path, up)),
                **values,
            },
        )
        return place + INDEX, content

    def _absolute(self, place: str) -> str | None:
        address = self.record.profile.address
        return address + place if address else None

    def _alternates(self, path: str, up: str) -> Iterator[tuple[str, str]]:
        """Language and address of this page in each language, absolute where that is possible."""
        for language in self.record.profile.languages:
            place = f"{language}/{path}"
            yield language, self._absolute(place) or f"{up}{place}{INDEX}"
        yield "x-default", self._absolute("") or f"{up}{INDEX}"


def wordings(record: Record) -> Iterator[Wording]:
    """The wording of each publishing language."""
    return map(wording, record.profile.languages)
