"""What channels and letters would say of an edition, composed without sending or drawing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dalel.domain.errors import NotFoundError
from dalel.domain.message import Letter, MessageKind
from dalel.newsroom.incidents.queries.snapshot import edition_alone
from dalel.pack import Pack
from dalel.publish.messages import MeasuredPost, edition_letter, measured
from dalel.publish.views.dates import wording
from dalel.publish.views.imprint import PREVIEW
from dalel.publish.views.record import IndexedSnapshot

#: Stands for the address of a site that has none yet (RFC 2606).
STAND_IN: Final = "https://example.org/"
#: Some mail programs cut what is longer: Gmail at 102 KB.
LONGEST_LETTER: Final = 102 * 1024


@dataclass(frozen=True, kw_only=True)
class EntryPosts:
    """The posts about one entry by language; where nothing is said any more there are none."""

    number: str
    section: int
    posts: Mapping[str, MeasuredPost]


@dataclass(frozen=True, kw_only=True)
class EditionWords:
    """All that would be said of an edition, in the order in which it goes out.

    ``warning`` is put before what is copied, by language; empty where all of it is approved.
    ``sizes`` are those of the letters as HTML, in bytes.
    """

    entries: tuple[EntryPosts, ...]
    digests: Mapping[str, MeasuredPost]
    letters: Mapping[str, Letter]
    sizes: Mapping[str, int]
    warning: Mapping[str, str]
    has_address: bool


def edition_words(number: int, pack: Pack, door: str) -> EditionWords:
    """What would be said of an edition as it stands now; ``door`` is where readers end letters.

    :raises NotFoundError: when there is no edition of this number.
    """
    snapshot = edition_alone(pack, number)
    if not snapshot.editions:
        raise NotFoundError(f"There is no edition {number}.")
    has_address = bool(snapshot.profile.address)
    if not has_address:
        snapshot = replace(snapshot, profile=replace(snapshot.profile, address=STAND_IN))
    record, edition = IndexedSnapshot(snapshot, "/"), snapshot.editions[0]
    words = {language: wording(language) for language in pack.languages}
    entries = []
    for section in record.codebook.sections:
        for incident in record.printed(edition, section.number):
            made = {
                language: measured(record, MessageKind.INCIDENT, incident.number, spoken)
                for language, spoken in words.items()
            }
            posts = {language: post for language, post in made.items() if post is not None}
            one = EntryPosts(number=incident.number, section=section.number, posts=posts)
            entries.append(one)
    digests = {
        language: measured(record, MessageKind.DIGEST, str(number), spoken)
        for language, spoken in words.items()
    }
    leave = f"{door or STAND_IN.rstrip('/')}/letters/leave/…/"
    letters = {
        language: edition_letter(record, number, spoken, leave)
        for language, spoken in words.items()
    }
    told = {language: one for language, one in letters.items() if one is not None}
    return EditionWords(
        entries=tuple(entries),
        digests={language: one for language, one in digests.items() if one is not None},
        letters=told,
        sizes={language: len(one.html.encode()) for language, one in told.items()},
        warning={
            language: spoken.words.gettext(PREVIEW) if snapshot.preview else ""
            for language, spoken in words.items()
        },
        has_address=has_address,
    )
