"""Recognises Kazakh in Latin letters.

Reads the alphabets of 2017 (apostrophes), 2018 (acutes) and 2021 (umlauts), and plain ASCII as in
messages. Marks of Kazakh are words that nearly every sentence has and endings that harmonise.
"""

import re
from collections.abc import Sequence
from typing import Final

from dalel.language.wordlist import words

_FOLD: Final = str.maketrans("äáöóüúşşñńğǵıīūŭýçâ", "aaoouusşnnggıiuuycA".lower())
#: Frequent words, after accents are folded away.
_WORDS: Final = frozenset(
    words(
        "jane men ben pen ushin usin boldy bolady bolyp degen dep bul ol osy sol bir eki da de "
        "ta te emes joq bar edi eken turaly boiynsha boyınsa boiynsa kerek qazaq qazaqstan "
        "qazaqstannyn memleket jyl jyly jylgy jylı jılı bizdin onyn onın olardyn olar kop kopp "
        "arqyly arqılı keiin keyin deyin dein sonday sondai barlyq adam adamdar qala qalasy "
        "elimizdin qol zan zang sot ekenin ozinin sebebi birak biraq bugin keshe kese endi tek "
        "eger nemese siyaqty siaqty qatar retinde arasynda negizinde zhane zhyly zhok zhoq goi "
        "goy sen men biz siz ma me ne nege qalai qalay qashan qaida qayda kim mynday jana zhana "
        "ult halqy halqynyn tili tilin ulken"
    )
)
_ENGLISH: Final = frozenset(
    words(
        "the of and to in is for on that with as at by from it be are was were has have this or "
        "an not will its after over into new says said he she they his her their which more "
        "than but who what how why when up out about under against may can all one two no court "
        "law man"
    )
)
_ENDING: Final = re.compile(
    r"(?:l[ae]r|d[ae]r|t[ae]r|[ldt][ae]r[dgnt]?[aeyiı]n?|n[yiı]n|d[yiı]n|t[yiı]n|d[yiı]|t[yiı]|"
    r"[gqk][ae]|g[ae]n|q[ae]n|k[ae]n|d[ae]g[yiı]|[dtn][ae]n|[sz]?[yiı]nd?[ae]|l[yiı]q|l[yiı]k|"
    r"[aeyiı]d[yiı]|[yiı]p|m[ae]n|b[ae]n|p[ae]n|s[yiı]z|sh?[yiı]l[yiı]q|[yiı]ly?p)$"
)
#: q before a letter that is no u, or at a word's end: not so in English.
_Q: Final = re.compile(r"q(?!u)|qy|q[aeıioö]")
_OWN_LETTER: Final = re.compile("[ğǵñńıäşúÿŭý]|[aouns]['’ʼ]")
_WORD_PART: Final = re.compile(r"['’ʼ]")
_ENOUGH: Final = 0.34
#: From this many words on a text is no title.
_MANY: Final = 6


def is_kazakh(words: Sequence[str]) -> bool:
    """Whether most signs of these words, in Latin letters, speak for Kazakh."""
    low = [_WORD_PART.sub("", word.lower()) for word in words]
    folded = [word.translate(_FOLD) for word in low]
    if not any(_Q.search(word) or word in _WORDS for word in folded):
        return False
    english = sum(1 for word in low if word in _ENGLISH)
    weights = [_weight(word, plain) for word, plain in zip(low, folded, strict=True)]
    # A single sure sign may be a name in an English title.
    enough = 1 if len(words) >= _MANY else 2
    sure = sum(1 for weight in weights if weight == 1)
    kazakh = sum(weights)
    return sure >= enough and kazakh > 1.5 * english and kazakh / len(words) >= _ENOUGH


def _weight(word: str, plain: str) -> float:
    if plain in _WORDS and word not in _ENGLISH:
        return 1.0
    if _Q.search(plain):
        return 1.0
    if _ENDING.search(plain) and len(plain) > 4:
        return 1.0 if _OWN_LETTER.search(word) else 0.6
    return 0.5 if _OWN_LETTER.search(word) else 0.0
