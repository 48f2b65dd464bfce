import pytest

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
