"""A record that is public, with something of every kind that a member may try to change."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from channel_exports import RU, export, message
from dalel.domain.conduct import Basis, Person
from dalel.domain.conversation import ConversationWay
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.diary import DiaryKind
from dalel.domain.public_change import Attribute
from dalel.domain.saved_file import MachineReading
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import DiaryState, EditionState, IncidentState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import account_requests
from dalel.newsroom.accounts.models import Member, NewsroomRow
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.figures.queries.measures import measured
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import (
    cases,
    conversations,
    legal_advice,
    naming_decisions,
    parties,
    proposals,
    triage,
)
from dalel.newsroom.incidents.actions.conversations import ConversationNote
from dalel.newsroom.incidents.actions.story_decisions import By
from dalel.newsroom.incidents.models import (
    ChannelPostRow,
    CodesRow,
    DiaryRow,
    IncidentRow,
    InquiryRow,
    NamingDecision,
    ProposalRow,
    SavedFileRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.conversations import SealedSource
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.legal_advice import entries_in_work
from dalel.newsroom.incidents.queries.returned_sheets import offered
from dalel.newsroom.incidents.queries.saved_files import store
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.newsroom.incidents.queries.word_sheets import word_sheet_of
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.models import StoryRow
from dalel.pack import Pack
from dalel.publish.documents.word_sheet import word_sheet
from dalel.steps.archive.encrypted_backup import new_key
from dalel.steps.bulletins.sheet_reader import read_sheet
from newsroom.incidents.saved_pictures import noise, png
from newsroom.printed_bulletins import small
from returned_documents import Returned
from story_rows import story_of

ONE, TWO, THREE = "XT-2031-0001", "XT-2031-0003", "XT-2031-0005"
NAMES = {"ru": "Имя", "en": "Name"}


def names(word: str) -> dict[str, str]:
    return {language: f"{word} {language}" for language in NAMES}


def named(word: str) -> dict[str, str]:
    return {f"name-{language}": name for language, name in names(word).items()}


@dataclass(frozen=True, kw_only=True)
class World:
    """Keys of what there is; ``line`` is one of the attention list."""

    known: int
    asked: int
    apart: int
    outlet: int
    other_outlet: int
    case: int
    day: int
    shown_day: int
    letter: int
    conversation: int
    file: int
    unread: int
    burned: int
    told: int
    hidden: int
    uncovered: int
    waiting: int
    notice: str
    request: int
    line: str
    #: Stories: one of nobody, whose article is older, and one behind an entry that cites it.
    loose: str
    behind: str
    article: int
    attached: int
    second: Member


Form = tuple[str, Mapping[str, object]]


def public(pack: Pack) -> Snapshot:
    """All that the public reads and counts; what holds a release back is not among it."""
    return replace(measured(pack, take(pack, released=True)), held={})


def _unanswered(act: Act) -> int:
    """A letter whose deadline is over."""
    sent, due = ((act.time - timedelta(days=days)).date() for days in (20, 10))
    return InquiryRow.objects.create(
        incident=incident_row(ONE),
        whom="Суд",
        sent=sent,
        due=due,
        member=act.member,
        time=act.time,
    ).pk


def _burned(act: Act, reading: MachineReading, *, is_named: bool) -> int:
    """A file that was burned, and of which readers know or do not."""
    row = _saved(act, reading)
    SavedFileRow.objects.filter(pk=row.pk).update(burned=act.time, is_named=is_named)
    return row.pk


def _saved(act: Act, reading: MachineReading) -> SavedFileRow:
    """A file of one page with two boxes, of which one was uncovered."""
    picture = png(noise(30, 20))
    files = store()
    row = SavedFileRow.objects.create(
        incident=incident_row(ONE),
        name="scan.png",
        kind="png",
        size=len(picture),
        sha256=f"{reading:0<64}",
        original=files.put(b"sealed"),
        sealed_sha256=files.put(b"sealed"),
        chained=f"{reading:1<64}",
        member=act.member,
        time=act.time,
        reading=reading,
    )
    page = row.pages.create(
        number=1,
        width=30,
        height=20,
        working=files.put(files.seal(picture)),
        shown=files.put(files.seal(picture)),
    )
    for x, state, reason in ((1, "hidden", ""), (9, "shown", "Видно всем.")):
        page.masks.create(x=x, y=1, width=5, height=5, state=state, reason=reason)
    return row


def world(pack: Pack, now: datetime) -> World:
    """The bulletin of the invented country, released, with people, outlets, a case, days."""
    second = Member.objects.create_user("the-second", role=Role.EDITOR, reads=["ru", "en"])
    act = Act(member=second, time=now)
    _release(now)
    persons = [
        parties.keep_person(names(word), role="official", note="", act=act)
        for word in ("Известная", "Спрошенная", "Отдельная")
    ]
    row = incident_row(ONE)
    for key in persons[:2]:
        parties.mention(ONE, act, person=key)
    for word in ("Известная", "Отдельная"):
        known = Person(names=names(word), role="official", stage="none", public=True)
        naming_decisions.record_person(row, known, member=second, now=now)
    outlets = [
        parties.keep_outlet(names(word), host=host, source="", act=act)
        for word, host in (("Берег", "coast.test"), ("Мыс", "cape.test"))
    ]
    parties.mention(ONE, act, outlet=outlets[0])
    case = cases.put_in_case(ONE, None, act, names("Дело"))
    cases.relate(ONE, THREE, act)
    june = PartialDate(iso="2031-06-01", precision=Precision.DAY)
    cases.add_development(ONE, june, names("Шаг"), (), act)
    row.developments.update(approved_by=Member.objects.get(username="the-publisher"))
    cases.add_development(ONE, june, names("Второй шаг"), (), act)
    days = _days(row, second, now)
    told = Attribute(incident=ONE, actor="court", basis=Basis.JUDGMENT, by="Суд", on=None)
    account_requests.ask_role("the-reporter", Role.EDITOR, act)
    loose, behind, attached = _stories(row, act)
    NewsroomRow.objects.update_or_create(pk=1, defaults={"upload_keys": new_key()[1]})
    file = _saved(act, MachineReading.READ)
    masks = list(file.pages.get().masks.order_by("x").values_list("pk", flat=True))
    return World(
        loose=loose.key,
        behind=behind.key,
        article=behind.memberships.order_by("pk")[0].article_id,
        attached=attached,
        known=persons[0],
        asked=persons[1],
        apart=persons[2],
        outlet=outlets[0],
        other_outlet=outlets[1],
        case=case,
        day=days[0],
        shown_day=days[1],
        letter=_unanswered(act),
        conversation=own_conversation(act.member),
        file=file.pk,
        unread=_saved(act, MachineReading.WAITS).pk,
        burned=_burned(act, MachineReading.BY_HAND, is_named=False),
        told=_burned(act, MachineReading.FAILED, is_named=True),
        hidden=masks[0],
        uncovered=masks[1],
        waiting=proposals.propose(told, act),
        notice="",
        request=account_requests.waiting()[0].pk,
        line=_line(pack),
        second=second,
    )


def _stories(row: IncidentRow, act: Act) -> tuple[StoryRow, StoryRow, int]:
    """A story of nobody, and one that was put to a public entry, by two persons."""
    loose = story_of(["long-ago"], act.time - timedelta(days=40))
    behind = story_of(["first", "second"], act.time - timedelta(days=2))
    ArticleRow.objects.update(source=SourceRow.objects.get(key="lake"))
    decision = triage.attach(behind.key, row.number, By(member=act.member, time=act.time))
    agree_on_links(row)
    return loose, behind, decision.pk


def agree_on_links(row: IncidentRow) -> None:
    """The newest section, date and links of an incident are in force."""
    newest = row.frames.order_by("-number")[0]
    row.frames.filter(state=VersionState.APPROVED).update(state=VersionState.SUPERSEDED)
    row.frames.filter(pk=newest.pk).update(state=VersionState.APPROVED)


def _release(now: datetime) -> None:
    """All entries are public as they were imported; the first one is grave and has an actor."""
    TextVersionRow.objects.update(state=VersionState.APPROVED)
    for codes in CodesRow.objects.filter(incident__number=ONE):
        CodesRow.objects.filter(pk=codes.pk).update(state=VersionState.SUPERSEDED)
        codes.pk, codes.number, codes.state = None, codes.number + 1, VersionState.APPROVED
        codes.actors, codes.rights, codes.severity = ["court"], ["expression"], 5
        codes.save(force_insert=True)
    CodesRow.objects.filter(state=VersionState.DRAFT).update(state=VersionState.APPROVED)
    IncidentRow.objects.update(state=IncidentState.PUBLISHED)
    IntroductionRow.objects.update(state=VersionState.APPROVED)
    EditionRow.objects.update(state=EditionState.RELEASED, released=now)


def _days(row: IncidentRow, member: Member, now: datetime) -> list[int]:
    day = date(2040, 1, 1)
    kept = []
    for state, shown in ((DiaryState.PROPOSED, None), (DiaryState.CONFIRMED, day)):
        made = DiaryRow.objects.create(
            day=day,
            kind=DiaryKind.HEARING,
            words="Слушание",
            incident=row,
            state=state,
            time=now,
            member=member,
            public_day=shown,
            public_kind=DiaryKind.HEARING if shown else "",
        )
        kept.append(made.pk)
    return kept


def _line(pack: Pack) -> str:
    made = public(pack).measures
    return made.attention[0].key if made and made.attention else "severity:none"


def own_proposal(member: Member) -> int:
    """Something that this member proposed."""
    told = Attribute(incident=TWO, actor="court", basis=Basis.SIGNED, by="Сам", on=None)
    return proposals.propose(told, Act(member=member, time=datetime.now(UTC)))


def confirmed_request(member: Member, second: Member) -> int:
    """What this member asked for and another one confirmed."""
    now = datetime.now(UTC) - timedelta(minutes=1)
    account_requests.ask_role("the-other", Role.EDITOR, Act(member=member, time=now))
    asked = account_requests.waiting()
    key = next(one.pk for one in asked if one.by == member)
    account_requests.confirm(key, Act(member=second, time=now))
    return key


def own_conversation(member: Member) -> int:
    """The note of a conversation that this member wrote."""
    told = ConversationNote(
        held=date(2026, 5, 15),
        way=ConversationWay.PHONE,
        source=SealedSource(name="Пётр Озёров"),
        described={"ru": "сотрудник порта", "en": "a worker of the port"},
        words="Порт закрыли на рассвете.",
        language="ru",
    )
    return conversations.write(ONE, told, Act(member=member, time=datetime.now(UTC)), pack())


def asked_by(member: Member) -> str:
    """The number of an entry about which this member asked a lawyer."""
    legal_advice.ask_lawyer(TWO, "Можно ли?", Act(member=member, time=datetime.now(UTC)), UTC)
    return TWO


def read_by_lawyer(number: str) -> dict[str, int]:
    """The versions of an entry as the page about legal advice sends them."""
    row = incident_row(number)
    read = entries_in_work([row.pk])[row.pk].versions
    texts = {f"text-{language}": version for language, version in read.texts.items()}
    return {**texts, "codes": read.codes, "naming": read.naming}


_LEGAL = f"/incidents/{ONE}/legal/"
_FILES = f"/incidents/{ONE}/files/"
_LETTERS = f"/incidents/{ONE}/letters/"
_CONVERSATIONS = f"/incidents/{ONE}/conversations/"
_SPOKEN = {
    "form": "write",
    "held": "2026-05-15",
    "way": "phone",
    "name": "Иван Озёров",
    "described-ru": "сотрудник порта",
    "described-en": "a worker of the port",
    "words": "Порт закрыли.",
    "language": "ru",
    "may_quote": "yes",
}
_PEOPLE = f"/incidents/{ONE}/people/"
_TIES = f"/incidents/{ONE}/ties/"
_LINE = f"/incidents/{ONE}/timeline/"
_PLACE = {"kind": "right", "code": "expression", "period": "2031-Q2"}
_DAY = {"day": "2040-02-01", "kind": "hearing", "words": "Слушание"}


def printed_before() -> dict[str, str]:
    """A past bulletin as a browser sends it after it was looked at."""
    text = small(pack()).replace("bay.test", "reef.test")
    seen = hashlib.sha256(text.encode()).hexdigest()
    return {"text": text, "seen": seen, "start": "2026-01-01", "end": "2026-01-31"}


def channel_history() -> dict[str, Any]:
    """The export of a channel as a browser sends it after it was looked at."""
    content = export(message(1, RU))
    file = SimpleUploadedFile("result.json", content)
    seen = hashlib.sha256(content).hexdigest()
    return {"file": file, "seen": seen, "section": "1", "post": "1"}


def asked_link() -> dict[str, Any]:
    """A link of a post that waits for a word."""
    url, incident = "https://strait.test/asked", IncidentRow.objects.get(number=ONE)
    ChannelPostRow.objects.get_or_create(
        channel=1,
        number=1,
        defaults={"incident": incident, "asked": [url], "time": datetime.now(UTC)},
    )
    return {"link": f"{ONE} {url}"}


def corrected_sheet() -> dict[str, object]:
    """A sheet of an approved entry as it comes back: another title, and a comment."""
    back = Returned(word_sheet(word_sheet_of([ONE], languages=pack().languages, site="",
                                             heading=str, time=datetime.now(UTC))))  # fmt: skip
    back.type_over(0, 1, "Другой заголовок")
    back.comment(0, 1, "Замечание.")
    sheet = read_sheet(back.saved(), "a.docx")
    (entry,) = offered(sheet, pack().languages).entries
    keys = [*(one.key for one in entry.changes), *(one.key for one in entry.remarks)]
    return {"file": SimpleUploadedFile("a.docx", back.saved()), "take": keys}


#: Each act with data that is valid; ``None``: no member could do it now.
FORMS: Mapping[tuple[str, str], Callable[[World, Member], Form]] = {
    ("decide", "take"): lambda w, m: (f"/inbox/{w.loose}/take/", {}),
    ("decide", "attach"): lambda w, m: (f"/inbox/{w.loose}/attach/", {"incident": ONE}),
    ("decide", "later"): lambda w, m: (f"/inbox/{w.loose}/later/", {}),
    ("decide", "merge"): lambda w, m: (f"/inbox/{w.loose}/merge/", {"into": w.behind}),
    ("decide", "split"): lambda w, m: (f"/inbox/{w.behind}/split/", {"article": w.article}),
    ("undo", ""): lambda w, m: (f"/inbox/undo/{w.attached}/", {}),
    ("several-stories", ""): lambda w, m: (
        "/several/stories/",
        {"item": w.loose, "do": "later"},
    ),
    ("several-entries", ""): lambda w, m: ("/several/entries/", {"item": ONE, "do": "later"}),
    ("several-entries", "section"): lambda w, m: (
        "/several/entries/",
        {"item": [ONE, TWO], "do": "section:2"},
    ),
    ("write-diary", ""): lambda w, m: ("/diary/write/", _DAY | {"incident": ONE}),
    ("decide-diary", "confirm"): lambda w, m: (f"/diary/{w.day}/", _DAY | {"do": "confirm"}),
    ("decide-diary", "dismiss"): lambda w, m: (f"/diary/{w.shown_day}/", {"do": "dismiss"}),
    ("save-search", ""): lambda w, m: (
        "/searches/save/",
        {"room": "inbox", "query": "q=x", "name": "Берег"},
    ),
    ("handover", ""): lambda w, m: ("/handover/", {"text": "Завтра.", "seen": "0"}),
    ("add-links", ""): lambda w, m: ("/links/", {"agreed": "https://cape.test/added"}),
    ("link-keys", ""): lambda w, m: ("/account/tokens/", {"name": "телефон", "days": "30"}),
    ("add-links", "entry"): lambda w, m: (
        "/links/",
        {"agreed": "https://elsewhere.test/added", "to": ONE},
    ),
    ("entry-new", ""): lambda w, m: ("/incidents/new/", {"section": "1"}),
    ("incident-links", "cite"): lambda w, m: (
        f"/incidents/{ONE}/links/",
        {"url": "https://cape.test/new"},
    ),
    ("incident-remarks", ""): lambda w, m: (f"/incidents/{ONE}/remarks/", {"text": "Проверить."}),
    ("incident-timeline", "add"): lambda w, m: (
        _LINE,
        {"date": "2031-06-02", "text-ru": "Жалоба.", "text-en": "A complaint."},
    ),
    ("incident-timeline", "approve"): lambda w, m: (_LINE, {"approve": "2"}),
    ("incident-timeline", "drop"): lambda w, m: (_LINE, {"drop": "1"}),
    ("incident-people", "person"): lambda w, m: (_PEOPLE, {"form": "person", "key": w.apart}),
    ("incident-people", "part"): lambda w, m: (
        _PEOPLE,
        {"form": "person", "key": w.known, "part": "1"},
    ),
    ("name-meant", ""): lambda w, m: (
        f"/incidents/{ONE}/names/meant/",
        {"person": w.apart},
    ),
    ("incident-people", "name"): lambda w, m: (
        _PEOPLE,
        {"form": "name", "key": w.asked, "role": "official", "stage": "none"},
    ),
    ("person-answer", ""): lambda w, m: (
        f"/incidents/{ONE}/persons/",
        {"answer": "official"} | named("Лицо"),
    ),
    ("incident-people", "outlet"): lambda w, m: (
        _PEOPLE,
        {"form": "outlet", "host": "elsewhere.test"} | named("Новое издание"),
    ),
    ("incident-people", "outlet-part"): lambda w, m: (
        _PEOPLE,
        {"form": "outlet", "key": w.outlet, "part": "1"},
    ),
    ("incident-people", "attribution"): lambda w, m: (
        _PEOPLE,
        {"form": "attribution", "actor": "court", "basis": "admitted", "by": "Сам суд"},
    ),
    ("incident-people", "comment"): lambda w, m: (
        _PEOPLE,
        {"form": "comment", "whom": "Порт", "asked": "2031-06-01"},
    ),
    ("incident-people", "look"): lambda w, m: (_PEOPLE, {"form": "look", "note": "Сайт суда"}),
    ("incident-files", ""): lambda w, m: (
        _FILES,
        {"file": SimpleUploadedFile("a.png", png(noise(9, 9)))},
    ),
    ("incident-file", "boxes"): lambda w, m: (
        f"{_FILES}{w.file}/",
        {"form": "boxes", "page": 1, "new": "10 10 5 5"},
    ),
    ("incident-file", "uncover"): lambda w, m: (
        f"{_FILES}{w.file}/",
        {"form": "uncover", "mask": w.hidden, "reason": "Видно всем."},
    ),
    ("incident-file", "cover"): lambda w, m: (
        f"{_FILES}{w.file}/",
        {"form": "cover", "mask": w.uncovered},
    ),
    ("incident-file", "burn"): lambda w, m: (f"{_FILES}{w.file}/", {"form": "burn"}),
    ("incident-file", "text"): lambda w, m: (
        f"{_FILES}{w.file}/",
        {"form": "text", "seen": 0, "text": "Суд оштрафовал."},
    ),
    ("incident-file", "by-hand"): lambda w, m: (f"{_FILES}{w.unread}/", {"form": "by-hand"}),
    ("incident-file", "tell"): lambda w, m: (f"{_FILES}{w.burned}/", {"form": "tell"}),
    ("incident-file", "tell-no-more"): lambda w, m: (
        f"{_FILES}{w.told}/",
        {"form": "tell-no-more"},
    ),
    ("upload-key", "state"): lambda w, m: (
        "/newsroom/upload-key/",
        {"form": "state", "keys": new_key()[1]},
    ),
    ("upload-key", "make"): lambda w, m: ("/newsroom/upload-key/", {"form": "make"}),
    ("incident-letters", "send"): lambda w, m: (_LETTERS, {"form": "send", "whom": "Суд"}),
    ("incident-letters", "answer"): lambda w, m: (
        _LETTERS,
        {"form": "answer", "letter": w.letter, "answer": "Да.", "language": "ru"},
    ),
    ("incident-letters", "tell"): lambda w, m: (
        _LETTERS,
        {
            "form": "tell",
            "letter": w.letter,
            "called-kk": "Сот",
            "called-ru": "Суд",
            "called-en": "Court",
        },
    ),
    ("incident-letters", "silence"): lambda w, m: (
        _LETTERS,
        {"form": "silence", "letter": w.letter},
    ),
    ("incident-conversations", "write"): lambda w, m: (_CONVERSATIONS, _SPOKEN),
    ("incident-conversations", "look"): lambda w, m: (
        _CONVERSATIONS,
        {"form": "look", "note": own_conversation(m)},
    ),
    ("incident-conversations", "open"): lambda w, m: (
        _CONVERSATIONS,
        {"form": "open", "note": w.conversation, "reason": "Перезвонить"},
    ),
    ("incident-conversations", "withdraw"): lambda w, m: (
        _CONVERSATIONS,
        {"form": "withdraw", "note": own_conversation(m)},
    ),
    ("incident-legal", "ask"): lambda w, m: (
        _LEGAL,
        {"form": "ask", "outside": "on", "question": "Можно ли?"},
    ),
    ("incident-legal", "take-back"): lambda w, m: (
        f"/incidents/{asked_by(m)}/legal/",
        {"form": "take-back"},
    ),
    ("incident-overrule", "overrule"): lambda w, m: (
        f"/incidents/{(other := asked_by(w.second))}/legal/overrule/",
        {"form": "overrule", "reason": "Важно."} | read_by_lawyer(other),
    ),
    ("incident-people", "stage"): lambda w, m: (_PEOPLE, {"form": "look", "stage": "charge"}),
    ("incident-ties", "relate"): lambda w, m: (_TIES, {"other": TWO}),
    ("incident-ties", "part"): lambda w, m: (_TIES, {"other": THREE, "part": "1"}),
    ("incident-ties", "new-case"): lambda w, m: (_TIES, named("Другое дело")),
    ("incident-ties", "leave"): lambda w, m: (_TIES, {"leave": w.case}),
    ("person-change", ""): lambda w, m: (f"/people/person/{w.known}/change/", named("Иная")),
    ("outlet-change", ""): lambda w, m: (
        f"/people/outlet/{w.outlet}/change/",
        {"host": "elsewhere.test"} | named("Берег"),
    ),
    ("case-change", "name"): lambda w, m: (f"/cases/{w.case}/change/", named("Вина доказана")),
    ("case-change", "incident"): lambda w, m: (f"/cases/{w.case}/change/", {"incident": TWO}),
    ("measure-level", ""): lambda w, m: (
        "/measures/level/",
        _PLACE | {"level": "observed", "why": "Так."},
    ),
    ("measure-sentences", ""): lambda w, m: (
        "/measures/sentences/",
        _PLACE | {"ru": "Фраза.", "en": "A sentence."},
    ),
    ("measure-effect", ""): lambda w, m: (
        f"/incidents/{ONE}/effect/record/",
        {"people": "1500", "note": "Отчёт."},
    ),
    ("attention-choose", ""): lambda w, m: (
        "/measures/attention/choose/",
        {"key": w.line, "choice": "dismissed", "why": "Так."},
    ),
    ("proposal", "approve"): lambda w, m: (f"/proposals/{w.waiting}/", {"do": "approve"}),
    ("proposal", "refuse"): lambda w, m: (f"/proposals/{w.waiting}/", {"do": "refuse"}),
    ("proposal", "take-back"): lambda w, m: (
        f"/proposals/{own_proposal(m)}/",
        {"do": "take-back"},
    ),
    ("incident-notices", ""): lambda w, m: (
        f"/incidents/{ONE}/notices/",
        {"kind": "correction", "text-ru": "Исправлено.", "text-en": "Corrected."},
    ),
    ("channel-keep", ""): lambda w, m: ("/channel/keep/", channel_history()),
    ("channel-links", ""): lambda w, m: ("/channel/links/", asked_link()),
    ("word-keep", ""): lambda w, m: ("/word/keep/", corrected_sheet()),
    ("bulletin-keep", ""): lambda w, m: ("/editions/bulletin/keep/", printed_before()),
    ("edition-new", ""): lambda w, m: ("/editions/new/", {"month": "2026-06"}),
    ("doubles-draw", ""): lambda w, m: ("/newsroom/doubles/draw/", {"count": "1"}),
    ("newsroom-rules", ""): lambda w, m: ("/newsroom/rules/", {"role": ["editor"]}),
    ("invitations", ""): lambda w, m: (
        "/newsroom/invitations/",
        {"note": "новый", "role": "publisher", "reads": ["ru"]},
    ),
    ("member-change", ""): lambda w, m: (
        "/newsroom/members/the-other/change/",
        {"name": "Другой", "role": "publisher", "reads": ["ru"]},
    ),
    ("member-reset", ""): lambda w, m: ("/newsroom/members/the-publisher/reset/", {}),
    ("member-link", ""): lambda w, m: ("/newsroom/members/the-publisher/link/", {}),
    ("member-suspend", ""): lambda w, m: (
        "/newsroom/members/the-other/suspend/",
        {"reason": "Телефон"},
    ),
    ("member-vouch", ""): lambda w, m: ("/newsroom/members/the-brought/vouch/", {}),
    ("account-request", "stop"): lambda w, m: (
        f"/newsroom/requests/{w.request}/",
        {"do": "stop"},
    ),
    ("account-request", "confirm"): lambda w, m: (
        f"/newsroom/requests/{w.request}/",
        {"do": "confirm"},
    ),
    ("account-request", "carry-out"): lambda w, m: (
        f"/newsroom/requests/{confirmed_request(m, w.second)}/",
        {"do": "carry-out"},
    ),
    ("source-state", ""): lambda w, m: ("/sources/lake/state/", {"state": "paused"}),
}


def decisions() -> int:
    """How many changes were approved and made."""
    return ProposalRow.objects.filter(state="approved").count() + NamingDecision.objects.count()
