"""Measure the checks of facts and parity: on the exam, on mutations and on rewordings.

    PYTHONPATH=tests python tools/measure_checks.py [--mutations 2000] [--seed 7] [--wrong]
        [--held-out]

--wrong prints what was missed and what was found wrongly. The operators held out of the writing of
rules are measured, and shown with --wrong, only with --held-out.
"""

import argparse
import time
from collections import Counter

from dalel.steps.check.facts import CheckedClaim, check_facts
from steps.check.mutations import mutations
from steps.check.pairs import Pair, faithful_pairs, words
from steps.check.rewordings import is_held_out, rewordings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    pairs = faithful_pairs()
    flagged = [pair.id for pair in pairs if _doubts(pair, pair.text)]
    print(f"{len(pairs)} faithful texts, false alarms on {len(flagged)}: {' '.join(flagged)}")
    _mutations(pairs, arguments.mutations, arguments.seed, wrong=arguments.wrong)
    quiet = [pair for pair in pairs if pair.id not in flagged]
    for held_out in (False, True) if arguments.held_out else (False,):
        _rewordings(quiet, held_out=held_out, wrong=arguments.wrong)


def _doubts(pair: Pair, text: str) -> tuple[CheckedClaim, ...]:
    return check_facts(text, pair.language, pair.evidence, words()).unsupported


def _mutations(pairs: list[Pair], count: int, seed: int, *, wrong: bool) -> None:
    whole, right = Counter[str](), Counter[str]()
    by_language = Counter[tuple[str, bool]]()
    started = time.perf_counter()
    for mutation in mutations(pairs, count, seed):
        doubts = _doubts(mutation.pair, mutation.text)
        hit = any(d.span.start < mutation.end and mutation.start < d.span.end for d in doubts)
        whole[mutation.kind] += 1
        right[mutation.kind] += hit
        by_language[mutation.pair.language, hit] += 1
        if wrong and not hit:
            told = mutation.text[mutation.start : mutation.end]
            print(f"missed {mutation.kind} «{told}» {mutation.pair.id}: {mutation.text}")
    seconds = time.perf_counter() - started
    for kind, number in sorted(whole.items()):
        print(f"  {kind:18} {right[kind] / number:.3f} of {number}")
    number = sum(whole.values())
    print(f"  {'all':18} {sum(right.values()) / number:.3f} of {number}, {number / seconds:.0f}/s")
    for language in ("kk", "ru", "en"):
        hits, misses = by_language[language, True], by_language[language, False]
        print(f"  {language} {hits / max(hits + misses, 1):.3f} of {hits + misses}")


def _rewordings(pairs: list[Pair], *, held_out: bool, wrong: bool) -> None:
    whole, false = Counter[str](), Counter[str]()
    for pair in pairs:
        for name, text in rewordings(pair.text, pair.language, pair.evidence.day.year):
            if is_held_out(name, pair.language) is not held_out:
                continue
            doubts = _doubts(pair, text)
            whole[name] += 1
            false[name] += bool(doubts)
            if wrong and doubts:
                told = [(d.kind.value, d.text, d.reason.code) for d in doubts]
                print(f"false {name} {pair.id}: {text} {told}")
    title = "held out" if held_out else "known"
    print(f"rewordings, {title}: {sum(false.values())} of {sum(whole.values())} false")
    for name in sorted(whole):
        print(f"  {name:18} {false[name]} of {whole[name]}")


if __name__ == "__main__":
    main()
