"""Withdraws names, passages and addresses from everything that is public or kept."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dalel.domain.errors import DalelError
from dalel.domain.incident import Incident
from dalel.domain.message import MessageKind
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import MessageState
from dalel.domain.withdrawal import MARKUP, SHORTEST, finder
from dalel.language.name_forms import forms
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.incidents.actions import withdrawn_words
from dalel.newsroom.incidents.queries.snapshot import has_released, take
from dalel.newsroom.incidents.queries.withdrawn_words import names_on_record
from dalel.newsroom.releases.actions.build_site import Later, SiteBuilder, purge
from dalel.newsroom.releases.actions.release import renew
from dalel.newsroom.releases.queries import messages
from dalel.pack import Pack
from dalel.publish.messages import NOTICE_MARK
from dalel.publish.tree.word_survey import FileKind, Holding, holdings


@dataclass(frozen=True, kw_only=True)
class WordCount:
    """How often words stand in one entry, by language; other places of it count as ``beside``."""

    number: str
    texts: Mapping[str, int]
    beside: int


@dataclass(frozen=True, kw_only=True)
class Survey:
    """Where words stand in what is public, kept or can be put up again.

    ``elsewhere`` counts introductions, cases and lists; ``files`` the files of the public folder
    of each kind, and how often the words stand in them; ``drawn`` the pictures and PDF that lie
    beside such files and are made of the same texts: they cannot be searched. ``kept`` are the
    releases that hold them, ``preview`` the files of the preview. ``posts`` are messages in
    channels about these entries, ``letters`` those that were sent and cannot be called back.
    """

    entries: tuple[WordCount, ...]
    elsewhere: int
    files: Mapping[FileKind, tuple[int, int]]
    drawn: tuple[str, ...]
    kept: Mapping[str, int]
    preview: int
    posts: int
    letters: int

    @property
    def is_anywhere(self) -> bool:
        """Whether they stand in any file or text at all."""
        return bool(self.entries or self.elsewhere or self.files or self.kept or self.preview)


@dataclass(frozen=True, kw_only=True)
class Purged:
    """What a withdrawal did: releases rewritten, pages made, messages that change.

    ``pages`` is None where the builder was asked to make the site anew, which shows the words until
    then. ``left`` is how many files still hold them when all was done. ``trouble`` is why the site
    could not be made anew: then it still shows them.
    """

    kept: int
    pages: int | None
    posts: int
    left: int
    trouble: DalelError | None = None


def survey(words: Collection[str], pack: Pack, out: SiteBuilder) -> Survey:
    """Look where words stand, before they are withdrawn; nothing is changed or written down.

    :raises TooShortError: when the words would take too much with them.
    """
    wanted = withdrawn_words.meant(words)
    finds = finder(wanted)
    snapshot = take(pack, released=has_released())
    entries = tuple(
        one for incident in snapshot.incidents if (one := _standing(incident, finds)) is not None
    )
    written = finder(wanted, MARKUP)
    found = list(holdings([out.site], written))
    kept = {
        Path(one.path).parts[1]: one.count
        for one in holdings([out.shelf.folder], written)
        if one.path.endswith("snapshot.json")
    }
    numbers = {one.number for one in entries}
    return Survey(
        entries=entries,
        elsewhere=len(finds.findall(repr(_beside_entries(snapshot)))),
        files=_by_kind(found),
        drawn=tuple(sorted({path for one in found for path in one.beside})),
        kept=kept,
        preview=sum(1 for _ in holdings([out.preview], written)),
        posts=sum(_is_about(one.kind, one.subject, numbers) for one in messages.posts()),
        letters=messages.letters().get(MessageState.SENT, 0) if numbers else 0,
    )


def akin(words: Collection[str], pack: Pack) -> Mapping[str, bool]:
    """Other forms of names among these words, as they stand in what is public.

    True: it is the whole name in another case, script or language, or a part of it that stands
    only where the whole name does; false: a part that others may bear, too.
    """
    wanted = withdrawn_words.meant(words)
    called = [*wanted, *_in_other_languages(wanted, pack.languages)]
    finds = finder(wanted)
    whole = {one for one in called if not finds.search(one) and len(one) >= SHORTEST}
    theirs: set[str] = set()
    parts: dict[str, set[str]] = {}
    for incident in take(pack, released=has_released()).incidents:
        for text in incident.texts.values():
            said = f"{text.title or ''}\n{text.summary}"
            for form, is_whole in forms(said, text.language, called):
                if is_whole:
                    whole |= {form} if not finds.search(form) else set()
                    theirs.add(incident.number)
                else:
                    parts.setdefault(form, set()).add(incident.number)
    alone = {part: numbers <= theirs for part, numbers in parts.items() if not finds.search(part)}
    return {**dict.fromkeys(sorted(whole), True), **dict(sorted(alone.items()))}


def withdraw_words(
    words: Collection[str], reason: str, pack: Pack, out: SiteBuilder | Later, *, act: Act
) -> Purged:
    """Withdraw names, passages or addresses everywhere, and build the site without them.

    Kept releases and the preview are cleared first, then messages in channels are set right.
    Nothing else is checked: an open question about another entry must not keep this one from
    disappearing.

    :raises TooShortError: when the words would take too much with them.
    :raises RepeatedWordsError: when the reason repeats them.
    """
    wanted = withdrawn_words.meant(words)
    withdrawn_words.withdraw(wanted, reason, act)
    queued = len(messages.changes())
    if isinstance(out, Later):
        # First, so that a build that runs gives way and lets go of what is cleared then.
        renew(pack, out, now=act.time, is_urgent=True)
        posts = len(messages.changes()) - queued
        return Purged(kept=purge(out.press), pages=None, posts=posts, left=0)
    kept = purge(out)
    trouble: DalelError | None = None
    pages: int | None = 0
    try:
        report = renew(pack, out, now=act.time)
        pages = report.pages if report else None
    except DalelError as error:
        trouble = error
    return Purged(
        kept=kept,
        pages=pages,
        posts=len(messages.changes()) - queued,
        left=count_files(wanted, out),
        trouble=trouble,
    )


def count_files(words: tuple[str, ...], out: SiteBuilder) -> int:
    """How many files that are public, kept or can be put up again hold words."""
    written = finder(words, MARKUP)
    return sum(1 for _ in holdings([out.site, out.shelf.folder, out.preview], written))


def _standing(incident: Incident, finds: re.Pattern[str]) -> WordCount | None:
    """How often the words stand in an entry; None where they do not."""
    texts = {
        language: count
        for language, text in incident.texts.items()
        if (count := len(finds.findall(f"{text.title or ''}\n{text.summary}")))
    }
    told = (incident.links, incident.developments, incident.notices, incident.proofs)
    beside = len(finds.findall(repr(told)))
    if not texts and not beside:
        return None
    return WordCount(number=incident.number, texts=texts, beside=beside)


def _beside_entries(snapshot: Snapshot) -> object:
    """What people wrote beside entries; the snapshot's pack stays out of it."""
    return (snapshot.editions, snapshot.matters, snapshot.outlets, snapshot.persons)


def _by_kind(found: Collection[Holding]) -> dict[FileKind, tuple[int, int]]:
    return {
        kind: (len(counts), sum(counts))
        for kind in FileKind
        if (counts := [one.count for one in found if one.kind is kind])
    }


def _is_about(kind: MessageKind, subject: str, numbers: Collection[str]) -> bool:
    if kind is MessageKind.DIGEST:
        return bool(numbers)
    return subject.partition(NOTICE_MARK)[0] in numbers


def _in_other_languages(words: Collection[str], languages: Collection[str]) -> Iterator[str]:
    """The names by which somebody on record is called elsewhere, where one of them is meant."""
    low = {one.casefold() for one in words}
    for names in names_on_record():
        if low & {name.casefold() for name in names.values()}:
            yield from (names[one] for one in languages if names.get(one))
