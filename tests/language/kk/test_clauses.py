"""Are the claims of Kazakh clauses read: what was done, by whom, to whom, whether, who says so?"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dalel.domain.claim import Claim, ClaimRole, Mention, Mode, Polarity
from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.kk.clauses import read_clauses

Read = Callable[[str], tuple[Claim, ...]]


@pytest.fixture
def read(kz_lexicon: Lexicon) -> Read:
    def _read(text: str) -> tuple[Claim, ...]:
        day = date(2026, 3, 2)
        return read_clauses(
            LazyPassage(text=text, language="kk", lexicon=kz_lexicon, published=day)
        )

    return _read


def _one(claims: tuple[Claim, ...], deed: str) -> Claim:
    found = [claim for claim in claims if claim.deed == deed]
    assert len(found) == 1, [claim.deed for claim in claims]
    return found[0]


def _words(mention: Mention | None) -> str | None:
    return mention.words if mention else None


def _other(claim: Claim, role: ClaimRole) -> str | None:
    return next((each.mention.words for each in claim.others if each.role is role), None)


@pytest.mark.parametrize(
    ("text", "deed", "agent", "patient"),
    [
        ("Судья тілші Бақыт Орынбековке айыппұл салды.", "fine", "Судья",
         "тілші Бақыт Орынбековке"),
        ("Полиция «Шырақ» сайтының редакторын ұстады.", "detain", "Полиция",
         "«Шырақ» сайтының редакторын"),
        ("Белсенді Сәуле Мырзаева қамауға алынды.", "arrest", None, "Белсенді Сәуле Мырзаева"),
        ("Тілшінің үйінде тінту жүргізілді.", "search", None, "Тілшінің үйінде"),
        ("Портал шабуылға ұшырады.", "attack", None, "Портал"),
        ("Үкім күшінде қалды.", "uphold", None, "Үкім"),
        ("Министрлік тарапынан сайт бұғатталды.", "block", "Министрлік", "сайт"),
        ("Жеке деректер желіге тарап кетті.", "leak", None, "Жеке деректер"),
        ("Президент жарлыққа қол қойды.", "sign", "Президент", "жарлыққа"),
        ("Көлігін белгісіз біреу қиратқан тілшіге ескерту жасалды.", "damage",
         "белгісіз біреу", "Көлігін"),
        ("Сайттың бұғатталуы заңсыз болды.", "block", None, "Сайттың"),
        ("Сот наурызда ақтаған блогер елге оралды.", "acquit", "Сот", "блогер"),
        ("Аудандық сот Алматыда журналиске 80 мың теңге айыппұл салды.", "fine",
         "Аудандық сот", "журналиске"),
    ],
)  # fmt: skip
def test_doer_and_the_one_it_is_done_to_are_read(
    read: Read, text: str, deed: str, agent: str | None, patient: str
) -> None:
    claim = _one(read(text), deed)
    assert (_words(claim.agent), _words(claim.patient)) == (agent, patient)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Полиция тілшіні ұстаған жоқ.", "detain"),
        ("Сайт бұғатталмаған.", "block"),
        ("Комитет деректердің тарағанын жоққа шығарды.", "leak"),
        ("Редакция мақаланы өшіруден бас тартты.", "delete"),
        ("Журналист қамауда емес.", "arrest"),
        ("Айыппұлды төлей алмады.", "pay_fine"),
        ("Қалалық сот шағымды әлі қарап бітпеген.", "consider"),
        ("Айырылып қала жаздаған сайт бұғатқа түсе жаздады.", "block"),
    ],
)
def test_what_is_denied_is_read_as_denied(read: Read, text: str, deed: str) -> None:
    assert _one(read(text), deed).polarity is Polarity.DENIED


def test_a_denial_of_a_denial_denies_nothing(read: Read) -> None:
    claim = _one(read("Полиция тілшінің ұсталғанын жоққа шығарған жоқ."), "detain")
    assert claim.polarity is Polarity.DONE


@pytest.mark.parametrize(
    ("text", "deed", "mode"),
    [
        ("Министрлік сайтты бұғаттауды жоспарлап отыр.", "block", Mode.PLANNED),
        ("Министрлік сайтты бұғаттамақшы.", "block", Mode.PLANNED),
        ("Прокурор блогерді соттауды сұрады.", "sentence", Mode.ASKED),
        ("Депутат тілшілерді тіркеуді ұсынды.", "register", Mode.PROPOSED),
        ("Комитет провайдерлерге сайтты бұғаттауды тапсырды.", "block", Mode.ORDERED),
        ("Платформа мақаланы өшіруі тиіс.", "delete", Mode.ORDERED),
        ("Портал ертең бұғатталуы мүмкін.", "block", Mode.POSSIBLE),
        ("Тергеуші телефонды тінтіп жатыр.", "search", Mode.ONGOING),
        ("Бұл бап бойынша 200 АЕК-ке дейін айыппұл салынады.", "fine", Mode.LIMIT),
        ("Егер сот шешімді өзгертсе, сайт бұғатталады.", "block", Mode.CONDITIONAL),
        ("Комитет деректердің тарағанын растамады.", "leak", Mode.POSSIBLE),
        ("Тілшінің шоты бұғатталған сияқты.", "block", Mode.POSSIBLE),
    ],
)
def test_the_mode_is_read(read: Read, text: str, deed: str, mode: Mode) -> None:
    assert _one(read(text), deed).mode is mode


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Адвокаттың айтуынша, тілші ұсталған.", "Адвокаттың"),
        ("Полиция департаментінің мәліметінше, тілші ұсталған.", "Полиция департаментінің"),
        ("Тілші ұсталды, деп хабарлады адвокаты.", "адвокаты"),
        ("Тілші, деді адвокат Асылбек Нұров, ұсталған.", "адвокат Асылбек Нұров"),
        ("Адвокат тілшінің ұсталғанын айтты.", "Адвокат"),
        ("Адвокат тілші ұсталды деп мәлімдеді.", "Адвокат"),
        ("Тілші ұсталған.", None),
    ],
)
def test_who_says_so_is_read(read: Read, text: str, voice: str | None) -> None:
    assert _words(_one(read(text), "detain").voice) == voice


def test_who_asks_and_who_is_asked_stand_in_their_roles(read: Read) -> None:
    claim = _one(read("Қорғаушы соттан айыпталушыны ақтауды өтінді."), "acquit")
    assert _words(claim.agent) == "соттан"
    assert _other(claim, ClaimRole.ASKER) == "Қорғаушы"


def test_a_demand_to_delete_is_one_deed(read: Read) -> None:
    claim = _one(read("Прокуратура редакциядан мақаланы өшіруді талап етті."), "demand_removal")
    assert (_words(claim.agent), _words(claim.patient)) == ("Прокуратура", "мақаланы")
    assert _other(claim, ClaimRole.RECIPIENT) == "редакциядан"


def test_of_one_it_is_true_and_of_the_other_denied(read: Read) -> None:
    claims = read("Сот айыппұлды тілшіге емес, редакторға салды.")
    told = {(claim.polarity, _words(claim.patient)) for claim in claims if claim.deed == "fine"}
    assert told == {(Polarity.DONE, "редакторға"), (Polarity.DENIED, "тілшіге")}


def test_one_verb_tells_of_two(read: Read) -> None:
    claims = read("Тілшіге 2 млн теңге, редакторға 300 мың теңге айыппұл салынды.")
    told = {(_words(claim.patient), int(claim.amounts[0].value)) for claim in claims}
    assert told == {("Тілшіге", 2_000_000), ("редакторға", 300_000)}


def test_converbs_share_their_subject(read: Read) -> None:
    claims = read("Полиция шағымды тіркеп, редакторды ұстап, телефонын тәркіледі.")
    assert {_words(claim.agent) for claim in claims} == {"Полиция"}
    assert [claim.deed for claim in claims] == ["register", "detain", "seize"]


@pytest.mark.parametrize(
    ("text", "deed", "slot", "name", "via"),
    [
        ("Редактор Айнұр Құлова сотқа келді. Полиция оны ұстады.", "detain", "patient",
         "Редактор Айнұр Құлова", "оны"),
        ("Полиция блогер Ерік Саинді ұстады. Блогерге айып тағылды.", "charge", "patient",
         "блогер Ерік Саинді", "Блогерге"),
        ("Комитет өкілі шағымды қарады. Кейін хаттама толтырды.", "protocol", "agent",
         "Комитет өкілі", None),
    ],
)  # fmt: skip
def test_what_stands_for_a_name_is_resolved(
    read: Read, text: str, deed: str, slot: str, name: str, via: str | None
) -> None:
    mention = getattr(_one(read(text), deed), slot)
    assert (mention.words, mention.via) == (name, via)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Сот тілшінің шағымын қанағаттандырмады.", "reject"),
        ("Судья айыпталушыға жеті жыл берді.", "sentence"),
        ("Айыппұл екі есе азайтылды.", "reduce_penalty"),
        ("Тілші залдан шығарылды.", "expel"),
        ("Тілші үкімге шағымданды.", "appeal"),
        ("Сенат заңды қабылдады.", "adopt"),
        ("Бұзушылықтар саны артты.", "count"),
    ],
)
def test_the_object_shows_which_deed_it_is(read: Read, text: str, deed: str) -> None:
    assert deed in {claim.deed for claim in read(text)}


def test_amount_date_place_and_law_stand_with_their_clause(read: Read) -> None:
    text = "Судья 12 ақпанда Семейде 274-бап бойынша блогерге 20 АЕК айыппұл салды."
    claim = _one(read(text), "fine")
    assert claim.when is not None
    assert claim.when.iso == "2026-02-12"
    assert (_words(claim.where), _words(claim.law)) == ("Семейде", "274-бап")
    assert [(int(each.value), each.unit) for each in claim.amounts] == [(20, "MRP")]


def test_a_count_says_what_is_counted(read: Read) -> None:
    claim = _one(read("Telegram 300 арнаны бұғаттады."), "block")
    assert [each.counted for each in claim.amounts] == ["арнаны"]


def test_words_and_places_agree_with_the_text(read: Read) -> None:
    text = "Адвокаттың айтуынша, полиция тілшінің үйін тінтіп, телефонын тәркілеген."
    for claim in read(text):
        for mention in (claim.voice, claim.agent, claim.patient):
            if mention is not None:
                assert text[mention.span.start : mention.span.end] == mention.words


def _told() -> dict[str, list[str]]:
    """The sentences of told.txt, each with the lines of its claims."""
    told: dict[str, list[str]] = {}
    text = ""
    for line in Path(__file__).with_name("told.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            told[text].append(line.strip())
        elif line and not line.startswith("#"):
            text = line
            told[text] = []
    return told


_TOLD = _told()


@pytest.mark.parametrize("text", _TOLD)
def test_all_claims_of_a_sentence_are_read(read: Read, text: str) -> None:
    lines = []
    for claim in sorted(read(text), key=lambda each: (each.trigger.start, each.trigger.end)):
        slots = (claim.voice, claim.agent, claim.patient)
        words = [_words(slot) or "-" for slot in slots]
        lines.append(" | ".join([claim.deed, claim.polarity, claim.mode, *words]))
    assert lines == _TOLD[text]


def test_words_without_a_verb_claim_nothing(read: Read) -> None:
    assert read("Журналистика факультеті. Жаңа оқу жылы.") == ()
