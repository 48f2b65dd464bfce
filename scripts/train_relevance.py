"""Train the classifier that the pack ships, from the pack's training articles.

    python scripts/train_relevance.py [FOLDER]

FOLDER is a pack, by default Kazakhstan's. The same articles, cues and packages give the same bytes
on one machine.
"""

import argparse
from pathlib import Path

from threadpoolctl import threadpool_limits

from dalel.language.vectors import bundled
from dalel.pack import default_folder, load
from dalel.pack.cues import cues
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.examples import fingerprint, shipped_examples
from dalel.steps.classify.judging import MODEL
from dalel.steps.classify.reading import Reader
from dalel.steps.classify.training import learn
from dalel.steps.classify.weights import save


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=default_folder())
    folder = parser.parse_args().folder
    pack = load(folder)
    examples = shipped_examples(folder)
    embedder = bundled()
    with threadpool_limits(1):
        vectors = embedder.vectors([e.article for e in examples]) if embedder else None
        model = learn(
            examples,
            Reader(pack, lexicon(folder, pack), cues(folder)),
            vectors,
            trained_from=fingerprint(folder),
            vectors_by=embedder.name if embedder else "",
        )
    save(model, folder / MODEL)
    size = (folder / MODEL).stat().st_size
    print(f"{len(examples)} articles, {model.vocabulary.size} features, {size:,} bytes")


if __name__ == "__main__":
    main()
