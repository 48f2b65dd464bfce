"""Train the classifier that the pack ships, from the pack's training articles.

    python tools/train_relevance.py [FOLDER] [--vectors CACHE]

FOLDER is a pack, by default Kazakhstan's. The same articles, cues and packages give the same bytes
on one machine. CACHE keeps vectors between runs.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from threadpoolctl import threadpool_limits

from dalel.language.vector_cache import Remembering
from dalel.language.vectors import bundled
from dalel.pack import default_folder, load
from dalel.pack.lexicon import lexicon
from dalel.steps.classify.classifier import MODEL
from dalel.steps.classify.retraining import learn_from
from dalel.steps.classify.weights import save


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=default_folder())
    parser.add_argument("--vectors", type=Path)
    given = parser.parse_args()
    folder = given.folder
    pack = load(folder)
    embedder = bundled()
    if embedder and given.vectors:
        embedder = replace(embedder, model=Remembering(embedder.model, given.vectors))
    with threadpool_limits(1):
        model = learn_from(
            folder,
            pack,
            lexicon(folder, pack),
            embed=embedder.vectors if embedder else None,
            embed_name=embedder.name if embedder else "",
        )
    save(model, folder / MODEL)
    size = (folder / MODEL).stat().st_size
    print(f"{model.vocabulary.size} features, {size:,} bytes")


if __name__ == "__main__":
    main()
