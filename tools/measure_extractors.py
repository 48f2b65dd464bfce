"""Measure every extractor on the marked sentences, and its speed.

    PYTHONPATH=tests python tools/measure_extractors.py [LANGUAGE ...] [--wrong]

--wrong prints what was missed and what was found wrongly.
"""

import argparse
import time

from dalel.language.facts import extract_facts
from dalel.pack.lexicon import lexicon
from dalel.pack.loading import default_folder, load
from language.marked import compare, exam, score, speakers, value_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=["kk", "ru", "en"])
    parser.add_argument("--wrong", action="store_true")
    arguments = parser.parse_args()
    folder = default_folder()
    words = lexicon(folder, load(folder))
    for language in arguments.languages:
        day, sentences = exam(language)
        extract_facts(sentences[0].text, language, words, day)
        started = time.perf_counter()
        found = [extract_facts(each.text, language, words, day) for each in sentences]
        seconds = time.perf_counter() - started
        pairs = [
            p for each, facts in zip(sentences, found, strict=True) for p in compare(each, facts)
        ]
        print(f"{language}: {len(sentences)} sentences, {len(sentences) / seconds:.0f}/s")
        for kind, counted in sorted(score(pairs).items()):
            print(
                f"  {kind:13} precision {counted.precision:.3f} recall {counted.recall:.3f} "
                f"exact {counted.exact / max(counted.right, 1):.2f} of {counted.true}"
            )
        print("  speakers", dict(speakers(zip(sentences, found, strict=True))))
        if arguments.wrong:
            for each, facts in zip(sentences, found, strict=True):
                missed = [f"-{m.kind}:{m.value}" for _, m, f in compare(each, facts) if m and not f]
                extra = [
                    f"+{k}:{value_of(f)} «{f.text}»"
                    for k, m, f in compare(each, facts)
                    if f and not m
                ]
                if missed or extra:
                    print(each.text, "|", *missed, *extra)


if __name__ == "__main__":
    main()
