"""Small newsrooms in which acts are raced."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from dalel.domain.concern import Weight
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Codes, IncidentText, Link
from dalel.domain.notice import NoticeKind
from dalel.domain.states import ConcernState, EditionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import cases, cited_links, texts
from dalel.newsroom.incidents.actions import codes as coding
from dalel.newsroom.incidents.models import ConcernRow, IncidentRow
from dalel.newsroom.releases.actions import editions, notices, release_record
from dalel.pack import Pack
from story_rows import kept_article, story_of

NOW: Final = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
TINY: Final = Path(__file__).parents[1] / "packs" / "tiny"
#: Where a build would go, if it were not stubbed.
OUT: Final = Path("nowhere")
FIRST, SECOND = "XT-2031-0001", "XT-2031-0002"
NOTICE: Final = UUID(int=1)
LANGUAGES: Final = ("ru", "en")
SAID: Final = {"ru": "Сайт не открывается", "en": "The site does not open"}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What the acts of a scene are about."""

    pack: Pack
    stories: tuple[str, ...] = ()
    concern: str = ""
    #: The version of the text that whoever edits has seen.
    seen: int = 1


def by(name: str, minutes: int = 0) -> Act:
    return Act(member=Member.objects.get(username=name), time=NOW + timedelta(minutes=minutes))


def text(language: str, more: str = "") -> IncidentText:
    said = f"{SAID[language]}{more}"
    return IncidentText(language=language, title=said, paragraphs=(f"{said}.",))


def codes(severity: int = 2) -> Codes:
    return Codes(
        codebook_version="1",
        event_type="blocking",
        direction="restricts",
        severity=severity,
        severity_reason="",
        case_status="none",
        verification="V2",
    )


def cast() -> None:
    roles = {"aliya": Role.REPORTER, "saule": Role.EDITOR, "dana": Role.EDITOR}
    roles |= {"marat": Role.PUBLISHER, "olga": Role.PUBLISHER, "timur": Role.ADMINISTRATOR}
    for name, role in roles.items():
        Member.objects.create_user(name, role=role, reads=list(LANGUAGES))


def entry(place: int) -> str:
    """An incident, approved in every language."""
    aliya = by("aliya")
    number = texts.open_incident(1, "XT", aliya).number
    day = PartialDate(iso="2031-05-30", precision=Precision.DAY)
    coding.place(number, 1, day, act=aliya)
    # Nothing is approved without something kept behind it.
    url = kept_article(f"cited-{place}", NOW).canonical
    cited_links.cite(
        number,
        Link(printed=url, url=url, canonical=url, host="lake.test", source=None, language="ru"),
        aliya,
    )
    for language in LANGUAGES:
        texts.save_text(number, text(language), seen=0, act=aliya)
    texts.save_codes(number, codes(), seen=0, act=aliya)
    texts.send_to_review(number, aliya)
    for language in LANGUAGES:
        number = texts.approve(number, language, 1, act=by("saule"), prefix="XT").number
    return number


def edition() -> None:
    editions.open_edition(date(2031, 5, 1), date(2031, 5, 31), by("saule"))
    for number in (FIRST, SECOND):
        editions.add(1, number, by("saule"))
    for language in LANGUAGES:
        editions.save_introduction(1, language, SAID[language], seen=0, act=by("aliya"))
        editions.approve_introduction(1, language, 1, act=by("saule"))
    editions.set_state(1, EditionState.FROZEN, by("saule"))


def ready(pack: Pack) -> Stage:
    """A frozen edition that lacks nothing; one open question was waived."""
    cast()
    for place in (1, 2):
        entry(place)
    edition()
    key = doubt(ConcernState.WAIVED)
    return Stage(pack=pack, concern=key)


def doubt(state: ConcernState) -> str:
    row = ConcernRow.objects.create(
        key="of-a-person",
        incident=IncidentRow.objects.get(number=FIRST),
        rule="asked",
        weight=Weight.ERROR,
        state=state,
    )
    return row.key


def reviewed(pack: Pack) -> Stage:
    """A newer version of a text waits for approval, and so does a development."""
    stage = ready(pack)
    texts.save_text(FIRST, text("ru", " вторую неделю"), seen=1, act=by("aliya"))
    texts.save_text(FIRST, text("en", " for two weeks"), seen=1, act=by("aliya"))
    texts.save_codes(FIRST, codes(3), seen=1, act=by("aliya"))
    texts.send_to_review(FIRST, by("aliya"))
    texts.approve(FIRST, "en", 2, act=by("saule"), prefix="XT")
    cases.add_development(
        FIRST,
        PartialDate(iso="2031-06-01", precision=Precision.DAY),
        {language: SAID[language] for language in LANGUAGES},
        (),
        by("aliya"),
    )
    return replace(stage, seen=2)


def public(pack: Pack) -> Stage:
    """The edition is released, and a correction waits for a second person."""
    stage = ready(pack)
    release_record.release(1, LANGUAGES, by("marat"))
    notices.propose(FIRST, correction(), LANGUAGES, by("aliya"))
    texts.save_text(FIRST, text("ru", " вторую неделю"), seen=1, act=by("aliya"))
    texts.send_to_review(FIRST, by("aliya"))
    return replace(stage, seen=2)


def correction(key: UUID = NOTICE) -> notices.NewNotice:
    return notices.NewNotice(key=key, kind=NoticeKind.CORRECTION, texts=dict(SAID), by={})


def retraction() -> notices.NewNotice:
    return notices.NewNotice(key=UUID(int=2), kind=NoticeKind.RETRACTION, texts=dict(SAID), by={})


def inbox(pack: Pack) -> Stage:
    """Two stories that nobody has decided about, and an incident."""
    cast()
    entry(1)
    told = tuple(
        story_of([f"{name}-{count}" for count in (1, 2)], NOW).key for name in ("wave", "tide")
    )
    return Stage(pack=pack, stories=told)
