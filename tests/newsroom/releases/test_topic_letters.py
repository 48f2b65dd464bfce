"""Do those who follow a topic get what belongs to it, once, and nothing else?"""

from datetime import timedelta

import pytest

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.message import Lane, MessageKind
from dalel.domain.notice import NoticeKind
from dalel.domain.states import IncidentState, VersionState
from dalel.domain.topic import Topic, TopicKind
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.models import CaseRow, DevelopmentRow, IncidentRow, TextVersionRow
from dalel.newsroom.releases.actions import notice_publication as noticing
from dalel.newsroom.releases.actions import outbox, subscribers
from dalel.newsroom.releases.actions.announce import keep_true
from dalel.newsroom.releases.actions.case_steps import public_steps
from dalel.newsroom.releases.models import MessageRow, SubscriberRow
from dalel.newsroom.releases.queries.topics import names_of, read_public
from dalel.pack import Pack
from mail_box import Box
from newsroom.channel_desk import FIRST, Desk, notice
from newsroom.releases.test_letters import body, opened
from released import announce, reader

pytestmark = pytest.mark.django_db

SECOND = "XT-2031-0002"
THIRD = "XT-2031-0003"
TITLES = {FIRST: "The Shore blocked", SECOND: "Data of the port", THIRD: "A court acquitted"}
CASE = Topic(kind=TopicKind.CASE, key="7")


def told(box: Box, place: int = -1) -> set[str]:
    """The entries in a letter, the same in both of its forms."""
    letter = opened(box, place)
    plain, rich = body(letter, "plain"), body(letter, "html")
    found = {number for number, title in TITLES.items() if title in plain}
    assert found == {number for number, title in TITLES.items() if title in rich}
    return found


def by_reader(box: Box) -> dict[str, list[set[str]]]:
    found: dict[str, list[set[str]]] = {}
    for place, letter in enumerate(box.letters):
        found.setdefault(letter[1][0].partition("@")[0], []).append(told(box, place))
    return found


def step(number: str, day: str, text: str) -> DevelopmentRow:
    """A later step that is public."""
    incident = IncidentRow.objects.get(number=number)
    row = DevelopmentRow(
        incident=incident,
        order=incident.developments.count() + 1,
        texts={"ru": f"по-русски {text}", "en": text},
    )
    row.date = PartialDate(iso=day, precision=Precision.DAY)
    row.save()
    return row


def case(*numbers: str) -> CaseRow:
    row = CaseRow.objects.create(names={"ru": "Дело берега", "en": "The matter of the shore"})
    CaseRow.objects.filter(pk=row.pk).update(number=7)
    row.incidents.set(IncidentRow.objects.filter(number__in=numbers))
    return row


def follow(desk: Desk, name: str) -> SubscriberRow:
    """Somebody asks for letters about the case, and presses the button."""
    key = subscribers.ask(f"{name}@reader.test", "en", desk.now, CASE)
    assert key is not None
    row = SubscriberRow.objects.get(pk=key)
    assert subscribers.confirm(row.secret, desk.clock(), public_steps(desk.pack, CASE))
    return row


def keep(desk: Desk, rounds: int = 4) -> None:
    """What a build does after somebody's act, and what goes out then."""
    desk.act().note("approved a development", FIRST)
    keep_true(desk.pack, desk.clock())
    desk.send(rounds)


@pytest.fixture
def sections(post_office: Desk) -> Desk:
    """The second entry stands in the second section, in the edition as in the record."""
    IncidentRow.objects.filter(number=SECOND).update(section=2)
    EditionRow.objects.get().entries.filter(incident__number=SECOND).update(section=2, order=1)
    return post_office


def test_who_follows_a_section_gets_its_entries_alone_and_nothing_without_any(
    sections: Desk, box: Box
) -> None:
    desk = sections
    reader("aigul", "en", desk.now, "section:2")
    reader("dana", "en", desk.now, "section:1")
    reader("erlan", "en", desk.now, "section:3")
    reader("foma", "en", desk.now, "place:XT-1")
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send(3)
    assert by_reader(box) == {"aigul": [{SECOND}], "dana": [{FIRST, THIRD}]}
    first = next(place for place, one in enumerate(box.letters) if "aigul" in one[1][0])
    letter = opened(box, first)
    name = desk.pack.codebook.section_by_number[2].labels["en"]
    assert str(letter["Subject"]).endswith(f": {name}")
    way_out = "https://desk.ozernia.test/letters/leave/secret-of-aigul-section-2/"
    assert str(letter["List-Unsubscribe"]).strip() == f"<{way_out}>"
    for kind in ("plain", "html"):
        text = body(letter, kind)
        assert f"You follow: {name}" in text
        assert "Opening." not in text


def test_who_gets_the_whole_letter_gets_no_narrower_one_beside_it(sections: Desk, box: Box) -> None:
    desk = sections
    reader("dana", "en", desk.now)
    reader("dana", "en", desk.now, "section:2")
    reader("erlan", "ru", desk.now)
    reader("erlan", "en", desk.now, "section:2")
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send(3)
    sent = sorted(
        (one[1][0], opened(box, n)["Content-Language"]) for n, one in enumerate(box.letters)
    )
    assert sent == [
        ("dana@reader.test", "en"),
        ("erlan@reader.test", "en"),
        ("erlan@reader.test", "ru"),
    ]
    whole = next(n for n, one in enumerate(box.letters) if "dana" in one[1][0])
    assert told(box, whole) == {FIRST, SECOND, THIRD}
    assert "You follow: all entries" in body(opened(box, whole), "plain")


def test_a_topic_whose_entries_are_gone_sends_nothing(sections: Desk, box: Box) -> None:
    desk = sections
    reader("dana", "en", desk.now, "section:2")
    announce(desk.pack, desk.sender.voices, desk.now)
    why = notice(NoticeKind.RETRACTION, "no order was found")
    noticing.retract(SECOND, why, "for us alone", desk.site, act=desk.act(), pack=desk.pack)
    desk.send(3)
    assert box.letters == []
    assert not MessageRow.objects.filter(lane=Lane.MAIL).exists()


def test_a_correction_is_heard_by_whom_the_entry_was_told_and_a_retraction_too(
    sections: Desk, box: Box
) -> None:
    desk = sections
    case(FIRST)
    reader("dana", "en", desk.now, "case:7")
    reader("erlan", "en", desk.now, "section:2")
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send(3)
    assert by_reader(box) == {"dana": [{FIRST}], "erlan": [{SECOND}]}
    fixed = notice(NoticeKind.CORRECTION, "the sum was another")
    noticing.propose(FIRST, fixed, act=desk.act("editor", Role.EDITOR), pack=desk.pack)
    noticing.approve(FIRST, fixed.key, desk.site, act=desk.act(), pack=desk.pack, alone=False)
    desk.send(3)
    assert [letter[1] for letter in box.letters[2:]] == [["dana@reader.test"]]
    assert "the sum was another" in body(opened(box), "plain")
    # With its only entry the case leaves the site, and the reader still hears of it.
    why = notice(NoticeKind.RETRACTION, "no order was found")
    noticing.retract(FIRST, why, "for us alone", desk.site, act=desk.act(), pack=desk.pack)
    desk.send(3)
    assert [letter[1] for letter in box.letters[3:]] == [["dana@reader.test"]]
    assert "no order was found" in body(opened(box), "plain")
    assert "You follow" not in body(opened(box), "plain")


def test_a_new_step_of_a_case_is_told_once_and_old_ones_to_nobody(
    post_office: Desk, box: Box
) -> None:
    desk = post_office
    case(FIRST, SECOND)
    step(FIRST, "2031-05-20", "The court heard the sides.")
    follow(desk, "dana")
    keep(desk)
    assert box.letters == []
    step(FIRST, "2031-06-01", "The order was quashed.")
    late = follow(desk, "late")
    keep(desk)
    keep(desk)
    assert [letter[1] for letter in box.letters] == [["dana@reader.test"]]
    assert str(opened(box)["Subject"]).startswith("The matter of the shore: The Shore blocked")
    for kind in ("plain", "html"):
        text = body(opened(box), kind)
        assert "The order was quashed." in text
        assert "The court heard" not in text
        assert f"https://rights.ozernia.test/en/i/{FIRST}/" in text
        assert "https://rights.ozernia.test/en/c/7/" in text
        assert "/letters/leave/" in text
    # Another one of the same day, to both; then nothing is left to tell.
    step(FIRST, "2031-06-01", "The site opened again.")
    keep(desk)
    keep(desk)
    assert sorted(letter[1][0] for letter in box.letters[1:]) == [
        "dana@reader.test",
        "late@reader.test",
    ]
    assert "The site opened again." in body(opened(box), "plain")
    assert late.address == "late@reader.test"


def test_changed_words_of_a_step_are_no_new_step(post_office: Desk, box: Box) -> None:
    desk = post_office
    case(FIRST)
    row = step(FIRST, "2031-05-20", "The court heard the sides.")
    follow(desk, "dana")
    row.texts = {"ru": "[…]", "en": "[…] heard the sides."}
    row.save()
    keep(desk)
    assert box.letters == []


def test_a_step_that_was_dropped_before_its_letter_went_is_not_told(
    post_office: Desk, box: Box
) -> None:
    desk = post_office
    case(FIRST)
    follow(desk, "dana")
    row = step(FIRST, "2031-06-01", "The order was quashed.")
    keep_true(desk.pack, desk.clock())
    assert MessageRow.objects.get().kind == MessageKind.STEP
    row.delete()
    desk.send(3)
    assert box.letters == []
    assert not MessageRow.objects.exists()


def test_a_new_entry_of_a_case_is_told_where_no_edition_tells_it(
    post_office: Desk, box: Box
) -> None:
    desk = post_office
    matter = case(FIRST)
    follow(desk, "dana")
    # What an edition printed long ago comes into the case: its letter told it.
    matter.incidents.add(IncidentRow.objects.get(number=SECOND))
    keep(desk)
    assert box.letters == []
    urgent = IncidentRow.objects.create(
        number="XT-2031-0004", section=1, state=IncidentState.PUBLISHED, updated=desk.now
    )
    for language in ("ru", "en"):
        TextVersionRow.objects.create(
            incident=urgent,
            language=language,
            number=1,
            title="The Shore is down again",
            paragraphs=["Nobody reaches it."],
            time=desk.now,
            state=VersionState.APPROVED,
        )
    step("XT-2031-0004", "2031-06-01", "The ministry is silent.")
    matter.incidents.add(urgent)
    keep(desk)
    keep(desk)
    assert len(box.letters) == 1
    assert "Nobody reaches it." in body(opened(box), "plain")
    assert "Nobody reaches it." in body(opened(box), "html")
    # Who heard of an entry in such a letter hears of its retraction, too.
    why = notice(NoticeKind.RETRACTION, "it was another site")
    noticing.retract("XT-2031-0004", why, "for us alone", desk.site, act=desk.act(), pack=desk.pack)
    desk.send(3)
    assert "it was another site" in body(opened(box), "plain")


def test_a_case_follower_gets_the_edition_without_a_second_letter_about_its_entries(
    post_office: Desk, box: Box
) -> None:
    desk = post_office
    EditionRow.objects.get().entries.filter(incident__number=SECOND).delete()
    IncidentRow.objects.filter(number=SECOND).update(state=IncidentState.UNPUBLISHED)
    case(FIRST, SECOND)
    follow(desk, "dana")
    IncidentRow.objects.filter(number=SECOND).update(state=IncidentState.PUBLISHED)
    EditionRow.objects.get().entries.create(
        incident=IncidentRow.objects.get(number=SECOND), section=1, order=9
    )
    announce(desk.pack, desk.sender.voices, desk.now)
    keep(desk)
    assert by_reader(box) == {"dana": [{FIRST, SECOND}]}


def test_the_first_letter_names_the_topic_and_is_not_sent_about_what_is_gone(
    sections: Desk, box: Box
) -> None:
    desk = sections
    topics = [Topic(kind=TopicKind.SECTION, key="2"), CASE]
    for number, topic in enumerate(topics):
        outbox.queue(
            f"mail:en:confirmation:{number}",
            Lane.MAIL,
            MessageKind.CONFIRMATION,
            "",
            "en",
            now=desk.now,
            reader=subscribers.ask("dana@reader.test", "en", desk.now, topic),
        )
    desk.send(3)
    assert len(box.letters) == 1
    name = desk.pack.codebook.section_by_number[2].labels["en"]
    for kind in ("plain", "html"):
        assert name in body(opened(box), kind)


def test_nobody_is_buried_in_first_letters_about_many_topics(post_office: Desk) -> None:
    now = post_office.now
    topics = [Topic(kind=TopicKind.SECTION, key=str(number)) for number in range(1, 9)]
    asked = [subscribers.ask("dana@reader.test", "en", now, topic) for topic in topics]
    assert [one is not None for one in asked] == [True] * 5 + [False] * 3
    assert SubscriberRow.objects.count() == 5
    later = now + timedelta(hours=13)
    assert subscribers.ask("dana@reader.test", "en", later, topics[-1]) is not None


def test_each_topic_has_its_own_way_out(post_office: Desk) -> None:
    now = post_office.now
    one = reader("dana", "en", now, "section:1")
    reader("dana", "en", now, "section:2")
    assert subscribers.counts(["en"]) == {"en": 1}
    assert not subscribers.leave("nonsense")
    assert subscribers.leave(one.secret)
    assert [row.topic for row in SubscriberRow.objects.all()] == ["section:2"]


def test_regions_and_sections_are_called_as_in_the_pack(kz_pack: Pack) -> None:
    for written, name in (("place:KZ-75", "город Алматы"), ("section:5", "Судебные прецеденты")):
        topic = read_public(written, kz_pack)
        assert topic is not None
        names = names_of(topic, kz_pack)
        assert names is not None
        assert names["ru"] == name
