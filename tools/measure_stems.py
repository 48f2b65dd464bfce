"""Measure the Kazakh stemmer on the inflected nouns of UniMorph.

    python tools/measure_stems.py UNIMORPH

UNIMORPH is a file of https://github.com/unimorph/kaz (CC BY-SA, only measured on): stem, form,
tags. A form counts as right when it has the stem of its lemma.
"""

import sys
from pathlib import Path

from dalel.language.stems import stem


def main() -> None:
    right, wrong = 0, []
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        lemma, _, rest = line.partition("\t")
        form, _, tags = rest.partition("\t")
        if not tags.startswith("N"):
            continue
        if stem(form, "kk") == stem(lemma, "kk") and len(stem(form, "kk")) >= min(3, len(lemma)):
            right += 1
        else:
            wrong.append(f"{lemma} {form} {stem(form, 'kk')}")
    print(f"{right / (right + len(wrong)):.3f} of {right + len(wrong)}")
    print(*wrong[:60], sep="\n")


if __name__ == "__main__":
    main()
