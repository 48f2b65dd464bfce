"""Is only what people approved remembered, found again, and forgotten where it must be?"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from lxml import etree

from dalel.domain.errors import NotFoundError
from dalel.domain.incident import IncidentText
from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import language_agreement, sentence_memory, texts
from dalel.newsroom.incidents.actions.import_bulletin import import_bulletin
from dalel.newsroom.incidents.actions.sentence_memory import SentenceFileError, import_sentences
from dalel.newsroom.incidents.actions.withdrawn_words import withdraw
from dalel.newsroom.incidents.models import (
    IncidentRow,
    NamingDecision,
    PairOrigin,
    SentencePairRow,
)
from dalel.newsroom.incidents.queries import translation_memory
from dalel.newsroom.incidents.queries.hidden_names import hidden_names
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.sentence_memory import (
    NearWording,
    nearest,
    page_of,
)
from dalel.newsroom.releases.actions import release_record
from dalel.newsroom.worker.actions.scheduler import tend
from dalel.pack import Pack

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
BOTH = ("kk", "ru")
KK = "Алматы соты блогер Айдос Сарымовқа 78 640 теңге айыппұл салды."
RU = "Суд Алматы оштрафовал блогера Айдоса Сарымова на 78 640 тенге."
NEW_KK = "Алматы соты редакцияға 43 252 теңге айыппұл салды."
DTD = Path(__file__).parents[2] / "data" / "tmx14.dtd"
HEAD = '<tmx version="1.4"><header srclang="kk"/><body>'


@dataclass
class Cast:
    """A reporter who writes, an editor, a publisher; each acts a minute after the act before."""

    members: dict[Role, Member]
    minutes: Iterator[int]

    def act(self, role: Role) -> Act:
        return Act(member=self.members[role], time=NOW + timedelta(minutes=next(self.minutes)))

    def write(self, number: str, language: str, *sentences: str, seen: int = 0) -> None:
        """A new version of a text, sent to review."""
        text = IncidentText(language=language, title=None, paragraphs=(" ".join(sentences),))
        texts.save_text(number, text, seen=seen, act=self.act(Role.REPORTER))
        texts.send_to_review(number, self.act(Role.REPORTER))

    def approve(self, number: str, language: str, version: int = 1) -> None:
        texts.approve(number, language, version, act=self.act(Role.EDITOR), prefix="KZ")

    def incident(self, kk: str = KK, ru: str = RU) -> IncidentRow:
        """An incident whose texts are approved in both languages."""
        row = texts.open_incident(1, "KZ", self.act(Role.REPORTER))
        self.write(row.number, "kk", kk)
        self.write(row.number, "ru", ru)
        self.approve(row.number, "kk")
        row.refresh_from_db()
        self.approve(row.number, "ru")
        return incident_row(row.number)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(
        members={
            role: Member.objects.create_user(f"the-{role}", role=role, reads=list(BOTH))
            for role in (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)
        },
        minutes=count(),
    )


def unit(kk: str, ru: str) -> str:
    return (
        f'<tu><tuv xml:lang="kk"><seg>{kk}</seg></tuv><tuv xml:lang="ru"><seg>{ru}</seg></tuv></tu>'
    )


def file(*units: str) -> bytes:
    return f"{HEAD}{''.join(units)}</body></tmx>".encode()


def asked(pack: Pack, text: str = NEW_KK, here: int | None = None) -> tuple[NearWording, ...]:
    return nearest(text, "kk", BOTH, hidden=hidden_names(pack.naming), here=here)


def hide(incident: IncidentRow, member: Member, *, role: str = "private", stage: str) -> None:
    NamingDecision.objects.create(
        incident=incident, member=member, time=NOW, role=role, stage=stage,
        names={"kk": "Айдос Сарымов", "ru": "Айдос Сарымов"},
    )  # fmt: skip


def hiding(pack: Pack) -> dict[str, str]:
    """A role and a stage in which the pack's rule hides a name."""
    return next(
        {"role": one.role, "stage": one.stage}
        for one in pack.naming.standings()
        if pack.naming.decide(one).form == "role_only" and not one.public and not one.consent
    )


def test_an_approved_pair_is_offered_with_its_place_and_what_differs(
    cast: Cast, kz_pack: Pack
) -> None:
    incident = cast.incident()
    (offer,) = asked(kz_pack)
    assert offer.other == RU
    assert offer.percent == 60
    assert offer.place.number == incident.number
    assert offer.place.origin is PairOrigin.APPROVED
    assert ("number", "78 640") in [(one.kind, one.text) for one in offer.said]
    assert ("number", "78 640") in [(one.kind, one.text) for one in offer.other_said]


def test_the_best_match_comes_first_and_no_more_than_five(cast: Cast, kz_pack: Pack) -> None:
    words = ("Кеше", "Бүгін", "Ертең", "Биыл", "Былтыр")
    units = [unit(f"{word} {NEW_KK}", f"{word} вариант") for word in words]
    import_sentences(file(*units, unit(NEW_KK, "Дәл өзі")), "a.tmx", BOTH, NOW)
    cast.incident()
    offers = asked(kz_pack)
    assert len(offers) == 5
    assert offers[0].percent == 100
    assert [one.percent for one in offers] == sorted((one.percent for one in offers), reverse=True)


def test_no_draft_is_learnt(cast: Cast, kz_pack: Pack) -> None:
    row = texts.open_incident(1, "KZ", cast.act(Role.REPORTER))
    cast.write(row.number, "kk", KK)
    cast.write(row.number, "ru", RU)
    sentence_memory.remember(row)
    assert sentence_memory.catch_up() == 0
    cast.approve(row.number, "kk")
    row.refresh_from_db()
    assert SentencePairRow.objects.count() == 0
    cast.approve(row.number, "ru")
    assert [one.other for one in asked(kz_pack)] == [RU]


def test_what_was_corrected_takes_the_place_of_what_it_corrects(cast: Cast, kz_pack: Pack) -> None:
    incident = cast.incident()
    cast.write(incident.number, "kk", KK.replace("78 640", "87 640"), seen=1)
    # A draft changes nothing; approved it leaves the other language behind, and no pair agrees.
    assert [one.other for one in asked(kz_pack)] == [RU]
    cast.write(incident.number, "ru", RU.replace("78 640", "87 640"), seen=1)
    language_agreement.confirm(
        incident.number, "kk", member=cast.members[Role.EDITOR], now=cast.act(Role.EDITOR).time
    )
    cast.approve(incident.number, "kk", 2)
    cast.approve(incident.number, "ru", 2)
    assert [one.other for one in asked(kz_pack)] == [RU.replace("78 640", "87 640")]


def test_a_text_does_not_offer_itself(cast: Cast, kz_pack: Pack) -> None:
    incident = cast.incident()
    assert asked(kz_pack, KK, here=incident.pk) == ()
    assert [one.percent for one in asked(kz_pack, KK)] == [100]


def test_a_printed_bulletin_is_remembered_as_one(kz_pack: Pack, tmp_path: Path, db: None) -> None:
    for language, said in (("kk", KK), ("ru", RU)):
        first, *headings = (one.labels[language] for one in kz_pack.codebook.sections)
        (tmp_path / f"{language}.txt").write_text(
            "\n\n".join([first, said, "https://tau.test/one", *headings]) + "\n", "utf-8"
        )
    for _ in range(2):
        import_bulletin(
            tmp_path / "kk.txt", pack=kz_pack, now=NOW, language="kk", pair_with=tmp_path / "ru.txt"
        )
    assert [(one.origin, one.first, one.second) for one in SentencePairRow.objects.all()] == [
        (PairOrigin.BULLETIN, KK, RU)
    ]


def test_what_was_approved_before_there_was_a_memory_is_learnt_by_the_worker(
    cast: Cast, kz_pack: Pack, tmp_path: Path
) -> None:
    cast.incident()
    SentencePairRow.objects.all().delete()
    tend(kz_pack, tmp_path / "site", now=NOW)
    assert [one.other for one in asked(kz_pack)] == [RU]
    assert sentence_memory.catch_up() == 0


def test_a_file_is_taken_once_and_tells_what_it_left_out(cast: Cast, kz_pack: Pack) -> None:
    cast.incident()
    content = file(
        unit(KK, RU), unit("Сайт ашылмады.", "Сайт не открылся."),
        unit("Сайт ашылмады.", "Сайт не открылся."), unit("", "Пусто."),
        '<tu><tuv xml:lang="en"><seg>Site</seg></tuv><tuv xml:lang="ru"><seg>Сайт</seg></tuv></tu>',
    )  # fmt: skip
    act = cast.act(Role.EDITOR)
    report = import_sentences(content, "../../лес/a.tmx", BOTH, NOW, act)
    assert (report.file, report.added, report.known) == ("a.tmx", 1, 2)
    assert (report.other, report.empty, report.barred) == (1, 1, 0)
    again = import_sentences(content, "a.tmx", BOTH, NOW)
    assert (again.added, again.known) == (0, 3)
    assert AuditRow.objects.filter(action="imported sentences", subject="a.tmx").count() == 1
    assert SentencePairRow.objects.filter(origin=PairOrigin.FILE).count() == 1


def test_a_broken_file_changes_nothing_and_says_where(db: None) -> None:
    with pytest.raises(SentenceFileError) as refused:
        import_sentences(file(unit(KK, RU))[:-20], "a.tmx", BOTH, NOW)
    assert (refused.value.reason, refused.value.line) == ("not XML", 1)
    assert SentencePairRow.objects.count() == 0


def test_the_memory_goes_out_as_the_dtd_says_and_comes_back(cast: Cast, kz_pack: Pack) -> None:
    incident = cast.incident()
    import_sentences(file(unit("Сайт ашылмады.", "Сайт не открылся.")), "a.tmx", BOTH, NOW)
    written = b"".join(
        sentence_memory.export_sentences(hidden_names(kz_pack.naming), "kk", "1.0", NOW)
    )
    root = etree.fromstring(written)
    dtd = etree.DTD(io.BytesIO(DTD.read_bytes()))
    assert dtd.validate(root), dtd.error_log
    assert [one.text for one in root.iter("prop")] == [incident.number, "a.tmx"]
    SentencePairRow.objects.all().delete()
    assert import_sentences(written, "b.tmx", BOTH, NOW).added == 2


def test_withdrawn_words_leave_the_memory_in_every_form_and_never_come_back(
    cast: Cast, kz_pack: Pack
) -> None:
    incident = cast.incident(f"{KK} Сарымов шағым түсірді.", f"{RU} Сарымов подал жалобу.")
    other = unit("Айдос пен Сарымовтың өзге ісі бар.", "Есть другое дело.")
    named = unit("Айдос Сарымовтың сөзі.", "Слова Айдоса Сарымова.")
    import_sentences(file(other, named), "a.tmx", BOTH, NOW)
    assert SentencePairRow.objects.count() == 4
    withdraw(["Айдос Сарымов"], "сот шешімі", cast.act(Role.PUBLISHER))
    # A part of the name alone goes only where the whole name stands beside it.
    assert [one.first for one in SentencePairRow.objects.all()] == [
        "Айдос пен Сарымовтың өзге ісі бар."
    ]
    assert import_sentences(file(named), "b.tmx", BOTH, NOW).barred == 1
    sentence_memory.remember(incident)
    assert not any("Айдос Сарымов" in row.first for row in incident.pairs.all())


def test_passages_leave_the_memory_too(cast: Cast) -> None:
    cast.incident()
    withdraw(["78 640 тенге"], "ошибка", cast.act(Role.PUBLISHER))
    assert SentencePairRow.objects.count() == 0


@pytest.mark.parametrize("state", [IncidentState.WITHDRAWN, IncidentState.RETRACTED])
def test_what_came_from_an_incident_goes_with_it(
    cast: Cast, kz_pack: Pack, state: IncidentState
) -> None:
    incident = cast.incident()
    IncidentRow.objects.filter(pk=incident.pk).update(state=IncidentState.PUBLISHED)
    written = b"".join(
        sentence_memory.export_sentences(hidden_names(kz_pack.naming), "kk", "1.0", NOW)
    )
    SentencePairRow.objects.all().delete()
    import_sentences(written, "own.tmx", BOTH, NOW)
    sentence_memory.remember(incident)
    assert SentencePairRow.objects.count() == 2
    release_record.take_back(incident.number, state, "сот", cast.act(Role.PUBLISHER))
    assert SentencePairRow.objects.count() == 0
    assert sentence_memory.catch_up() == 0
    # Nor does a file that was written before bring it back.
    assert import_sentences(written, "own.tmx", BOTH, NOW).barred == 1


def test_a_forgotten_pair_is_not_learnt_again(cast: Cast, kz_pack: Pack) -> None:
    incident = cast.incident()
    (offer,) = asked(kz_pack)
    sentence_memory.forget_pair(offer.key, cast.act(Role.EDITOR))
    sentence_memory.remember(incident)
    assert asked(kz_pack) == ()
    (noted,) = AuditRow.objects.filter(action="forgot a sentence")
    assert noted.subject == incident.number
    with pytest.raises(NotFoundError):
        sentence_memory.forget_pair(offer.key, cast.act(Role.EDITOR))


def test_a_name_that_the_rule_hides_is_offered_only_at_home(cast: Cast, kz_pack: Pack) -> None:
    incident = cast.incident(f"{KK} Сарымов шағым түсірді.", f"{RU} Сарымов подал жалобу.")
    hide(incident, cast.members[Role.EDITOR], **hiding(kz_pack))
    assert asked(kz_pack) == ()
    assert asked(kz_pack, "Сарымов кеше шағым түсірді.") == ()
    assert [one.other for one in asked(kz_pack, here=incident.pk)] == [RU]
    found = page_of("", BOTH, 1, hidden_names(kz_pack.naming))
    assert (found.pairs, found.hidden, found.total) == ((), 2, 2)
    written = b"".join(
        sentence_memory.export_sentences(hidden_names(kz_pack.naming), "kk", "1.0", NOW)
    )
    assert "Сарымов" not in written.decode()


def test_somebody_hidden_in_one_incident_is_hidden_in_files_too(cast: Cast, kz_pack: Pack) -> None:
    incident = cast.incident("Сот шешім шығарды.", "Суд вынес решение.")
    hide(incident, cast.members[Role.EDITOR], **hiding(kz_pack))
    import_sentences(file(unit(KK, RU)), "a.tmx", BOTH, NOW)
    assert asked(kz_pack) == ()


def test_words_are_found_in_either_language_and_any_form(cast: Cast, kz_pack: Pack) -> None:
    cast.incident()
    hidden = hidden_names(kz_pack.naming)
    for query, total in (
        ("сотының айыппұлы", 1), ("судом", 1), ("сот тенге", 1), ("редакция", 0), ("!?", 0),
    ):  # fmt: skip
        assert page_of(query, BOTH, 1, hidden).total == total, query
    assert page_of("", BOTH, 9, hidden).page == 1


def test_strange_sentences_are_asked_for_without_harm(cast: Cast, kz_pack: Pack) -> None:
    cast.incident()
    for text in ("", "'; DROP TABLE x; --", '" OR 1 * NEAR(', "\\' & | !", "а" * 5000, "😀 %s"):
        assert asked(kz_pack, text) == ()
        page_of(text, BOTH, 1, hidden_names(kz_pack.naming))


def test_what_is_asked_costs_few_queries(
    cast: Cast, kz_pack: Pack, django_assert_max_num_queries: object
) -> None:
    import_sentences(
        file(*(unit(f"{KK} {place}", f"{RU} {place}") for place in range(300))), "a.tmx", BOTH, NOW
    )
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(3):
        assert len(asked(kz_pack)) == 5


def test_a_model_is_shown_no_example_with_withdrawn_words(cast: Cast) -> None:
    incident = cast.incident()
    assert len(translation_memory.pairs_of("kk", "ru")) == 1
    withdraw(["78 640 тенге"], "ошибка", cast.act(Role.PUBLISHER))
    assert translation_memory.pairs_of("kk", "ru") == ()
    cast.incident("Сот шешім шығарды.", "Суд вынес решение.")
    assert len(translation_memory.pairs_of("kk", "ru")) == 1
    IncidentRow.objects.exclude(pk=incident.pk).update(state=IncidentState.WITHDRAWN)
    assert translation_memory.pairs_of("kk", "ru") == ()


def test_a_model_is_shown_no_example_that_was_forgotten_or_came_with_a_file(cast: Cast) -> None:
    cast.incident()
    import_sentences(file(unit("Шешім күшіне енді.", "Решение вступило в силу.")), "a", BOTH, NOW)
    ((mine, theirs),) = [
        (one.source, one.target) for one in translation_memory.pairs_of("kk", "ru")
    ]
    assert [(one.target, one.source) for one in translation_memory.pairs_of("ru", "kk")] == [
        (mine, theirs)
    ]
    sentence_memory.forget_pair(SentencePairRow.objects.get(first=mine).pk, cast.act(Role.EDITOR))
    assert translation_memory.pairs_of("kk", "ru") == ()
