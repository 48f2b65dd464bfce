"""What Kazakh articles tell is said in Russian surely or not at all, with words beside."""

import pytest

from dalel.domain.article import Article
from dalel.domain.draft import DraftMatter, Maker
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.domain.names import KnownName, KnownNames, NameKind, Sureness
from dalel.pack import Pack
from dalel.steps.draft import Drafter
from dalel.steps.draft.telling_kazakh import KazakhTeller
from steps.draft.stories import RULING_KK, article

_NAMES = {"Әсел Темірова": "Асель Тимурова", "Ерлан Беков": "Ерлан Беков"}
KNOWN = KnownNames(
    known=tuple(
        KnownName(kind=NameKind.PERSON, names={"kk": kazakh, "ru": russian}, sure=Sureness.CHOSEN)
        for kazakh, russian in _NAMES.items()
    )
)
#: A Kazakh sentence, and what is told of it in Russian.
TOLD = [
    (
        "Алматы соты 2031 жылғы 3 маусымда Derek.test сайтының редакторы Әсел Теміроваға "
        "ӘҚБтК-нің 456-2-бабының 3-бөлігі бойынша 20 АЕК айыппұл салды.",
        "3 июня 2031 года суд Алматы оштрафовал редактора сайта Derek.test Асель Тимурову "
        "на 20 МРП по части 3 статьи 456-2 КоАП.",
    ),
    (
        "Полиция журналист Әсел Темірованы 4 маусымда Алматыда ұстады.",
        "4 июня 2031 года в Алматы полиция задержала журналиста Асель Тимурову.",
    ),
    ("Әсел Темірова ұсталды.", "Асель Тимурову задержали."),
    (
        "Сот Әсел Темірованы екі айға қамауға алды.",
        "Суд арестовал Асель Тимурову на 2 месяца.",
    ),
    (
        "Алматының тергеу соты Ерлан Бековті екі айға қамауға санкция берді.",
        "Следственный суд Алматы санкционировал арест Ерлана Бекова на 2 месяца.",
    ),
    (
        "Полицияның мәліметінше, Әсел Темірова ұсталды.",
        "По данным полиции, Асель Тимурову задержали.",
    ),
    (
        "Әсел Темірованың айтуынша, полиция Ерлан Бековті ұстады.",
        "По словам Асель Тимуровой, полиция задержала Ерлана Бекова.",
    ),
    (
        "Ұлттық қауіпсіздік комитеті Ерлан Бековті ұстағанын хабарлады.",
        "Комитет национальной безопасности сообщил, что задержал Ерлана Бекова.",
    ),
    (
        "Әсел Темірова мен Ерлан Беков күдікті деп танылды.",
        "Асель Тимурову и Ерлана Бекова признали подозреваемыми.",
    ),
    (
        "Әсел Теміроваға қатысты ҚК-нің 274-бабы бойынша іс қозғалды.",
        "В отношении Асель Тимуровой возбудили дело по статье 274 УК.",
    ),
    (
        "Сот 27 жастағы блогер Әсел Темірованы кінәлі деп таныды.",
        "Суд признал виновной блогера Асель Тимурову.",
    ),
    (
        "Сот Ерлан Бековті алты жылға бас бостандығынан айырды.",
        "Суд приговорил Ерлана Бекова к 6 годам лишения свободы.",
    ),
    (
        "Ерлан Беков пен Әсел Темірова күдікті мәртебесін алды.",
        "Ерлан Беков и Асель Тимурова получили статус подозреваемых.",
    ),
    ("Екі компьютер қайтарылды.", "Два компьютера вернули."),
    ("Он тоғыз адам қаза тапты.", "Погибли 19 человек."),
    ("Алматы соты бес журналисті ақтап шықты.", "Суд Алматы оправдал пятерых журналистов."),
    (
        "Екібастұз полициясы екі азаматты ұстады.",
        "Полиция Экибастуза задержала двоих граждан.",
    ),
    (
        "Derek.test сайты 5 маусымда бұғатталды.",
        "Сайт Derek.test заблокировали 5 июня 2031 года.",
    ),
    (
        "Келесі отырыс 27 маусымға белгіленді.",
        "Следующее заседание назначили на 27 июня 2031 года.",
    ),
    (
        "Президент «Масс-медиа туралы» заңға қол қойды.",
        "Президент подписал Закон «О масс-медиа».",
    ),
    (
        "Сыбайлас жемқорлыққа қарсы қызмет Алматыда Ерлан Бековті ұстады.",
        "В Алматы антикоррупционная служба задержала Ерлана Бекова.",
    ),
    (
        "Редакция Әділет министрлігіне сауал жолдады.",
        "Редакция направила запрос в Министерство юстиции.",
    ),
    ("Ерлан Беков полицияға шағымданды.", "Ерлан Беков пожаловался в полицию."),
    (
        "Қонаев қалалық сотында Ерлан Бековтен жауап алынды.",
        "Ерлана Бекова допросили в городском суде Конаева.",
    ),
    (
        "Ерлан Беков 2031 жылғы 2 маусымда Алматыда ұсталған болатын.",
        "Ерлана Бекова задержали 2 июня 2031 года в Алматы.",
    ),
    (
        "Полиция Ерлан Бековтің редакциясында тінту жүргізді.",
        "Полиция провела обыск в редакции Ерлана Бекова.",
    ),
    (
        "Сот Ерлан Бековті 15 тәулікке қамады.",
        "Суд арестовал Ерлана Бекова на 15 суток.",
    ),
    (
        "Қаржы мониторингі агенттігі 2 маусымда Алматыда Ерлан Бековті ұстады, ал газет жабылды.",
        "2 июня 2031 года в Алматы Агентство по финансовому мониторингу задержало Ерлана Бекова.",
    ),
    (
        "Ерлан Беков пен Әсел Темірова 50 мың теңге төледі.",
        "Ерлан Беков и Асель Тимурова заплатили 50 000 тенге.",
    ),
    (
        "Қазақстандағы ұйым Ерлан Бековті қолдады.",
        "Организация в Казахстане поддержала Ерлана Бекова.",
    ),
    ("Ерлан Беков өткен жылы қайтыс болды.", "Ерлан Беков умер в 2030 году."),
    (
        "Kontur.test басылымының редакторы Ерлан Беков жұмыстан шығарылды.",
        "Редактора издания Kontur.test Ерлана Бекова уволили.",
    ),
    ("Apple компаниясы Ерлан Бековті марапаттады.", "Компания Apple наградила Ерлана Бекова."),
    (
        "Алматыда 10 мыңнан астам адам ұсталды.",
        "Более 10 000 человек задержали в Алматы.",
    ),
    (
        "Екі айға қамауға алынған Әсел Темірова аштық жариялады.",
        "Асель Тимурова объявила голодовку.",
    ),
]
#: What is not told, and would be false or more than is known.
UNTOLD = [
    # Denied, planned, asked, possible, or only if.
    "Полиция журналист Әсел Темірованы ұстамады.",
    "Полиция журналист Әсел Темірованы ұстаған жоқ.",
    "Әсел Темірова ұсталады.",
    "Әсел Темірова ұсталуы тиіс.",
    "Прокурор Әсел Темірованы екі айға қамауға алуды сұрады.",
    "Сот Әсел Темірованы екі айға қамауға алуы мүмкін.",
    "Егер сот Әсел Темірованы қамауға алса, редакция жабылады.",
    "Әсел Теміроваға 20 АЕК айыппұл салу ұсынылды.",
    "Министрлік Derek.test сайтын бұғаттады ма?",
    # What is heard, or somebody's who is not told.
    "Әсел Темірова ұсталған екен.",
    "Әсел Темірова ұсталды-мыс.",
    "Желіде Әсел Темірова ұсталды деп тарады.",
    "Министрлік Derek.test сайтын бұғаттады деген ақпарат тарады.",
    "Министрлік Derek.test сайтын бұғаттады, деп хабарлады редакция.",
    "«Министрлік Derek.test сайтын бұғаттады», – деді Ерлан Беков.",
    # Less than it looks.
    "Сот Әсел Темірованы үш жылға шартты түрде соттады.",
    "Derek.test сайты ішінара бұғатталды.",
    "Әсел Теміроваға 20 АЕК-ке дейін айыппұл салынды.",
    "Сот Әсел Теміроваға бұрын 20 АЕК айыппұл салған.",
    "Полиция Ерлан Бековті 22 тәулікке қамады.",
    "Сот Ерлан Бековті 3-5 жылға соттады.",
    "Сот Ерлан Бековті қамады.",
    # Who did it, or to whom it was done, is not known.
    "Ол 5 маусымда Алматыда ұсталды.",
    "5 маусымда Алматыда ұстады.",
    "Ерлан Беков полиция оны ұстағанын айтты.",
    "Үкімет басшысы Әсел Темірованы қызметінен босатты.",
    # Without what somebody is prosecuted for, or what people died of.
    "Сот блогер Әсел Темірованы жалған ақпарат таратқаны үшін кінәлі деп таныды.",
    "Полиция Әсел Темірованы алаяқтық жасады деген күдікпен ұстады.",
    "Қостанай соты дипломсыз ем-шара жасаған әйелді алты жылға бас бостандығынан айырды.",
    "Қақтығыстарда он тоғыз адам қаза тапты.",
    # What only somebody's post says.
    "Онда аштық жариялаған марафоншы Ерлан Бековтің халі ауыр екені айтылған.",
    # No name and no value.
    "Полиция журналисті ұстады.",
]


@pytest.fixture
def teller(pack: Pack, words: Lexicon) -> KazakhTeller:
    return KazakhTeller(pack, words)


def _told(teller: KazakhTeller, text: str, names: KnownNames = KNOWN) -> list[str]:
    said = teller.tell(*teller.read([article("kk", text)], names))
    return [one.text.replace("\u00a0", " ") for one in said if one.sure]


@pytest.mark.parametrize(("text", "russian"), TOLD)
def test_a_claim_is_told_by_the_wording_of_its_deed(
    teller: KazakhTeller, text: str, russian: str
) -> None:
    assert _told(teller, text) == [russian]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_not_surely_so_is_not_told(teller: KazakhTeller, text: str) -> None:
    assert _told(teller, text) == []


def test_a_title_has_no_date(teller: KazakhTeller) -> None:
    (said,) = teller.tell(*teller.read([article("kk", TOLD[1][0])], KNOWN))
    assert said.title == "В Алматы полиция задержала журналиста Асель Тимурову"


def test_a_name_that_only_the_rule_knows_is_told_beside_and_not_in_the_draft(
    drafter: Drafter, teller: KazakhTeller
) -> None:
    text = "Алматы соты Ерлік Қасымовқа 20 АЕК айыппұл салды."
    (said,) = teller.tell(*teller.read([article("kk", text)]))
    assert not said.sure
    (russian,) = (
        one
        for one in drafter.draft(DraftMatter(story="s", articles=(article("kk", text),)))
        if one.language == "ru"
    )
    assert russian.sentences == ()
    assert russian.beside[0].said.startswith("Суд Алматы оштрафовал Ерлика Касымова")


def test_whom_the_naming_rule_hides_is_told_nowhere(drafter: Drafter) -> None:
    names = KnownNames(known=KNOWN.known, hidden=("Әсел Темірова",))
    matter = DraftMatter(story="s", articles=(article("kk", TOLD[1][0]),), names=names)
    russian = next(one for one in drafter.draft(matter) if one.language == "ru")
    assert russian.sentences == ()
    (source,) = russian.beside
    assert "Тимуров" not in source.said + "".join(said for _, said in source.words)


def test_the_russian_draft_has_what_is_told_and_words_for_the_rest(drafter: Drafter) -> None:
    told = article("kk", RULING_KK.replace("Темироваға", "Теміроваға"))
    matter = DraftMatter(story="s", articles=(told,), names=KNOWN)
    russian = next(one for one in drafter.draft(matter) if one.language == "ru")
    assert russian.by is Maker.CLAIMS
    (sentence,) = russian.sentences
    assert sentence.text.startswith("3 июня 2031 года суд Алматы оштрафовал редактора сайта")
    assert sentence.doubted
    assert told.text[sentence.span.start :].startswith("Алматы соты")
    assert russian.title.startswith("Суд Алматы оштрафовал")


def test_what_the_check_doubts_is_not_told(drafter: Drafter) -> None:
    matter = DraftMatter(story="s", articles=(article("kk", TOLD[1][0]),), names=KNOWN)

    def doubts(text: str, language: str) -> tuple[TextSpan, ...]:
        at = text.find("задержала") if language == "ru" else -1
        return (TextSpan(start=at, end=at + 1),) if at >= 0 else ()

    russian = next(one for one in drafter.draft(matter, doubts) if one.language == "ru")
    assert russian.sentences == ()
    assert russian.beside[0].said


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Қылмыстық кодекстің 207-бабының 3-бөлігі бойынша үйінен 24 телефон, 50 млн теңге және "
            "үш сервер алынды.",
            {
                "Қылмыстық кодекстің 207-бабының 3-бөлігі": "часть 3 статьи 207 УК",
                "24 телефон": "24 телефона",
                "50 млн теңге": "50 млн тенге",
                "үш сервер": "3 сервера",
            },
        ),
        (
            "Бүгін Ұлттық қауіпсіздік комитеті Алматыдағы Derek.test сайтының тілшісімен сөйлесті.",
            {
                "Бүгін": "5 июня 2031 года",
                "Ұлттық қауіпсіздік комитеті": "Комитет национальной безопасности",
                "Алматыдағы": "в Алматы",
            },
        ),
        (
            "Қордың қоғам белсенділері туған күні туралы 42 оқиға тіркеді.",
            {
                "қоғам белсенділері": "общественные активисты",
                "туған күні": "дата рождения",
                "42 оқиға": "42 случая",
            },
        ),
        (
            "Цифрлық даму министрі Әсел Темірова туралы Қонаев қалалық соты 49 миллион теңгеден "
            "астам өтемақы мен 12 пайыз өсім туралы жеке деректер сұрады.",
            {
                "Цифрлық даму министрі Әсел Темірова": "министр цифрового развития Асель Тимурова",
                "Қонаев қалалық соты": "городской суд Конаева",
                "49 миллион теңгеден астам": "более 49 млн тенге",
                "12 пайыз": "12 %",
            },
        ),
    ],
)
def test_words_stand_beside_in_russian(drafter: Drafter, text: str, pairs: dict[str, str]) -> None:
    matter = DraftMatter(story="s", articles=(article("kk", text),), names=KNOWN)
    russian = next(one for one in drafter.draft(matter) if one.language == "ru")
    found = {
        word: said.replace("\u00a0", " ")
        for source in russian.beside
        for word, said in source.words
    }
    assert pairs.items() <= found.items()


@pytest.mark.parametrize(
    "text",
    [
        # Counted from another day, or of a night before it.
        "Бір күн бұрын 6 маусымға қараған түні келесі күні бәрі өшірілді.",
        # No number is told, or it is an adjective.
        "Миллиондаған теңге мен бірнеше жүз теңге бір жылдық есепте тұр.",
        # Of a year, which is not when.
        "Жария болған жазбалар 2022 жылғы.",
        # Several provisions, a region that is named with another one, words of a longer one.
        "ҚК-нің 258 және 405-баптары Маңғыстау мен Қарағанды облыстарында қолданылды.",
        "Халықаралық құқық қорғау қызметі жұмыс істейді.",
    ],
)
def test_what_is_not_sure_stands_not_beside(drafter: Drafter, text: str) -> None:
    matter = DraftMatter(story="s", articles=(article("kk", text),))
    russian = next(one for one in drafter.draft(matter) if one.language == "ru")
    assert [pair for source in russian.beside for pair in source.words] == []


def test_an_article_in_another_language_is_not_read_as_kazakh(teller: KazakhTeller) -> None:
    other = Article(id="en", language="en", title="", text="Police detained him.", day=None)
    assert teller.beside(teller.read([other], KNOWN), []) == ()
