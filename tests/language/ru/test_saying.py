from dalel.domain.lexicon import Lexicon
from dalel.language.ru.saying import sentence
from language.said_again import trees


def test_words_are_left_out_and_put_in_the_place_of_others(kz_lexicon: Lexicon) -> None:
    text = "12 мая полиция уже задержала её в Алматы."
    ((tree, clause),) = trees(text, kz_lexicon)
    places = {word.text: word.at for word in tree.words}
    said = sentence(
        tree,
        clause,
        {places["в"], places["Алматы"]},
        {places["12"]: "12 мая 2026 года", places["мая"]: "", places["её"]: "Анну Тан"},
    )
    assert said == "12 мая 2026 года полиция задержала Анну Тан."


def test_marks_stand_close_to_their_words(kz_lexicon: Lexicon) -> None:
    text = "Комитет , по словам министра , заблокировал газету «Тау» ."
    ((tree, clause),) = trees(text, kz_lexicon)
    assert sentence(tree, clause) == "Комитет, по словам министра, заблокировал газету «Тау»."
