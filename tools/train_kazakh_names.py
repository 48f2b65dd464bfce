"""Train the model of Kazakh names from KazNERD and measure it on what it has not seen.

    python tools/train_kazakh_names.py FOLDER [--measure]

FOLDER holds IOB2 files of KazNERD (https://github.com/IS2AI/KazNERD, CC BY 4.0). With --measure
every fifth sentence is kept back and scored, and no model is written; without it all sentences
train the model that the package ships.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from dalel.language.kazakh_names import MODEL, features

#: KazNERD's classes in ours; the others are no names.
CLASSES = {
    "PERSON": "PER",
    "ORGANISATION": "ORG",
    "GPE": "LOC",
    "LOCATION": "LOC",
}
HELD_BACK = 5
Sentence = list[tuple[str, str]]


def sentences(folder: Path) -> list[Sentence]:
    """Words and tags of every IOB2 file in the folder."""
    found = []
    for path in sorted(folder.glob("IOB2_*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            pairs = (line.split() for line in block.splitlines())
            found.append([(pair[0], _ours(pair[1])) for pair in pairs if len(pair) == 2])
    return [sentence for sentence in found if sentence]


def _ours(tag: str) -> str:
    part, _, name = tag.partition("-")
    return f"{part}-{CLASSES[name]}" if name in CLASSES else "O"


def train(examples: Iterable[Sentence], path: Path) -> None:
    """Write the model trained on these sentences."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in examples:
        trainer.append(features([word for word, _ in sentence]), [tag for _, tag in sentence])
    trainer.set_params({"c1": 0.2, "c2": 0.01, "max_iterations": 120, "feature.minfreq": 2})
    trainer.train(str(path))


def names(tags: Iterable[str]) -> set[tuple[str, int, int]]:
    """Kind, first and last place of each name."""
    found, start, kind = set(), 0, ""
    for place, tag in enumerate([*tags, "O"]):
        if kind and not tag.startswith("I-"):
            found.add((kind, start, place - 1))
            kind = ""
        if tag.startswith("B-"):
            start, kind = place, tag[2:]
    return found


def measure(examples: list[Sentence]) -> None:
    """Print precision, recall and F1 of each kind on every fifth sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        train((one for at, one in enumerate(examples) if at % HELD_BACK), path)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        right, said, true = Counter[str](), Counter[str](), Counter[str]()
        for sentence in examples[::HELD_BACK]:
            found = names(tagger.tag(features([word for word, _ in sentence])))
            gold = names(tag for _, tag in sentence)
            right.update(kind for kind, _, _ in found & gold)
            said.update(kind for kind, _, _ in found)
            true.update(kind for kind, _, _ in gold)
    for kind in sorted(true):
        precision, recall = right[kind] / said[kind], right[kind] / true[kind]
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{kind}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} of {true[kind]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    examples = sentences(arguments.folder)
    if arguments.measure:
        measure(examples)
    else:
        MODEL.parent.mkdir(exist_ok=True)
        train(examples, MODEL)


if __name__ == "__main__":
    main()
