"""Measure language identification on sentences, short titles and Kazakh in Latin letters.

    python tools/measure_language.py SIB200 [ARTICLES] [--split dev]

SIB200 is a folder of https://huggingface.co/datasets/Davlan/sib200 (CC BY-SA 4.0, only measured
on, not part of this work): <language>/{train,dev}.tsv. ARTICLES is a file of JSON Lines with
``lang`` and ``title``.
"""

import argparse
import csv
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dalel.language.identify import identify
from dalel.language.wordlist import words

LANGUAGES = {"kaz_Cyrl": "kk", "rus_Cyrl": "ru", "eng_Latn": "en", "kir_Cyrl": "other"}
#: Kazakh in the letters of 2021, of 2018 and of messages typed without accents.
ALPHABETS = {
    "2021": "a ä b v g ğ d e j z i y k q l m n ñ o ö p r s t u ū ü f h h ts ç ş ı i e iu ia io",
    "2018": "a á b v g ǵ d e j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh y i e ıý ıa ıo",
    "plain": "a a b v g g d e zh z i i k q l m n n o o p r s t u u u f h h ts ch sh y i e yu ya yo",
}
CYRILLIC = words("а ә б в г ғ д е ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш ы і э ю я ё")


def sentences(folder: Path, splits: Iterable[str]) -> list[str]:
    found = []
    for split in splits:
        with (folder / f"{split}.tsv").open(encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    return found


def transliterated(text: str, alphabet: str) -> str:
    table = dict(zip(CYRILLIC, ALPHABETS[alphabet].split(), strict=True))
    table |= {"щ": "sh", "ь": "", "ъ": ""}
    return "".join(
        table.get(c, c)
        if c.islower() or c not in "".join(CYRILLIC).upper()
        else table[c.lower()].capitalize()
        for c in text
    )


def report(name: str, texts: Iterable[str], expected: str) -> None:
    started, answers = time.perf_counter(), Counter(identify(text) for text in texts)
    seconds, size = time.perf_counter() - started, sum(answers.values())
    print(
        f"{name:28} {answers[expected] / size:.4f} of {size}  {size / seconds:6.0f}/s",
        dict(answers),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sib200", type=Path)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--split", choices=("train", "dev"))
    arguments = parser.parse_args()
    splits = (arguments.split,) if arguments.split else ("train", "dev")
    for folder, language in LANGUAGES.items():
        texts = sentences(arguments.sib200 / folder, splits)
        report(f"{folder} sentences", texts, language)
        report(f"{folder} four words", (" ".join(t.split()[:4]) for t in texts), language)
    kazakh = sentences(arguments.sib200 / "kaz_Cyrl", splits)
    for alphabet in ALPHABETS:
        report(f"kk-Latn {alphabet}", (transliterated(t, alphabet) for t in kazakh), "kk-Latn")
    if arguments.articles:
        lines = arguments.articles.read_text(encoding="utf-8").splitlines()
        articles = [json.loads(line) for line in lines]
        for language in ("kk", "ru", "en"):
            own = [a for a in articles if a["lang"] == language]
            report(f"{language} titles", (a["title"] for a in own), language)
            report(f"{language} texts", (a["text"] for a in own), language)
            shortened = (" ".join(a["title"].split()[:4]) for a in own)
            report(f"{language} four words of titles", shortened, language)


if __name__ == "__main__":
    main()
