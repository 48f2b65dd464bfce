import pytest

from dalel.language import identify as identification
from dalel.language.identify import identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сот шағымды қарады", "kk"),
        ("Суд рассмотрел жалобу", "ru"),
        ("The court heard the complaint", "en"),
        ("Министрлік хабарламаны жоққа шығарды", "kk"),
        ("Qazaqstan prezıdenti jańa zańǵa qol qoıdy", "kk-Latn"),
        ("Astana qalasynda bugin zhana zan turaly aityldy", "kk-Latn"),
        ("Sot onıñ şağımın qarağan joq dep habarladı", "kk-Latn"),
        ("Президент жаңы мыйзамга кол койду жана аны жарыялады", "other"),
        ("Жана мыйзам жөнүндө", "other"),
        ("Суд розглянув скаргу і ухвалив рішення у справі", "other"),
        ("Її заяву розглянуть", "other"),
        ("Съдът разгледа жалбата и отложи делото за следващата седмица", "other"),
        ("Das Gericht hat die Beschwerde der Journalisten geprüft", "other"),
        ("Mahkeme gazetecinin başvurusunu bugün reddetti", "other"),
        ("Meta пен TikTok туралы", "kk"),
        ("Қазақ тілінде жазылған «Здравствуйте» деген сөз тура сайтта тұр", "kk"),
        ("Наш автор пишет", "ru"),
        ("Гольф та, регби де", "kk"),
        ("Журналист Айдар Сериков оштрафован", "ru"),
        ("Министр ответил депутатам мажилиса вопрос закона", "ru"),
        ("Біз бұл іс туралы жаздық. Сот шешім шығарды. Автор: Иван Петров, Москва.", "kk"),
        ("12 345. 678. 9", None),
        ("12 345", None),
        ("", None),
    ],
)
def test_a_few_words_are_enough(text: str, language: str | None) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(
    "title",
    [
        "Бишкекте сот кабарчыны бошотту",
        "Журналисттерди коргоо боюнча мыйзам",
        "Өкмөт интернетти чектөөнү талкуулады",
        "Ош шаарында кармалгандар бар",
        "Казакстан чек арасын ачты",
        "Президент мекемелерди текшертет экен",
        "Депутаттар кайрадан добуш беришти",
        "Сайттар эмнеге бөгөттөлүп жатат",
        "Милиция 12 кишини издөөдө",
        "Кыргызстандын укук коргоочулары",
        "«Азат үн» телеканалы Қазақстандагы кабарчысын чакыртып алды",
    ],
)
def test_a_kyrgyz_title_is_not_taken_for_kazakh(title: str) -> None:
    assert identify(title) == "other"


@pytest.mark.parametrize(
    "title",
    [
        "Алматыда сот отырысы болады",
        "Министр депутаттармен кездесті",
        "Редакторды босату туралы талап",
        "Жаңа талаптар туралы баяндама",
        "Сайт жабылды, редактор сотта",
        "Талап бойынша автоматты түрде болуы шарт.",
        "Шынын айтсам, алдын ала ойланды",
        "Экипаж, эксперттер мен энергетиктер жиналды",
    ],
)
def test_a_kazakh_title_without_letters_of_its_own_stays_kazakh(title: str) -> None:
    assert identify(title) == "kk"


@pytest.mark.parametrize(
    "title",
    [
        "Восемь сайтов Кыргызстана отключили хакеры",
        "Три кыргызских издания признаны экстремистскими",
        "Мажилис принял запрет «пропаганды»",
        "Здравоохранение и правоохранительные органы сообщили",
        "Кызылординская область, Караганда",
    ],
)
def test_russian_about_neighbours_stays_russian(title: str) -> None:
    assert identify(title) == "ru"


@pytest.mark.parametrize(
    ("text", "language", "is_long"),
    [
        ("Съдът разгледа жалбата и отложи делото за следващата седмица", "other", False),
        ("Съдът разгледа жалбата и отложи делото. " * 5, "other", True),
        ("The court heard the complaint of the journalist. " * 4, "en", True),
    ],
)
def test_only_a_short_text_asks_for_the_large_models(
    text: str, language: str, *, is_long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    detector = identification._detector  # noqa: SLF001 - what loads the models

    def noted(*strangers: object, is_long: bool) -> object:
        asked.append(is_long)
        return detector(*strangers, is_long=is_long)

    monkeypatch.setattr(identification, "_detector", noted)
    assert identify(text) == language
    assert set(asked) == {is_long}
