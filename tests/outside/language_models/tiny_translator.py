"""Real CTranslate2 models with weights set by hand: word for word, in the order of the source.

The transformer has one layer. Its embeddings are one-hot, so are its positions; the decoder looks
at the word of its own position in the source, and says what stands for it. With a SentencePiece
model that is trained on the spot it is loaded and asked like any other.
"""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ctranslate2.specs
import numpy as np
import sentencepiece

POSITIONS = 320
SHARP = 30.0
SPECIAL = ("<unk>", "<s>", "</s>")
CODES = {
    "nllb": ("rus_Cyrl", "kaz_Cyrl", "eng_Latn"),
    "madlad": ("<2ru>", "<2kk>", "<2en>"),
}
#: In which forms placeholders may stand, so that the tokenizer learns their letters.
MARKS = " ".join(f"Z{n}Z [{n}] <{n}>" for n in range(10))


def tiny_translator(
    folder: Path,
    words: Mapping[str, str],
    family: str = "nllb",
    lines: Sequence[str] = (),
    marks: str = MARKS,
) -> Path:
    """A folder with a model that says these words for those and copies all others.

    ``lines`` are what its tokenizer learns beside them.
    """
    folder.mkdir(parents=True)
    pieces = _pieces(words, [*lines, marks])
    (folder / "sentencepiece.bpe.model").write_bytes(pieces)
    cutter = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    known = [cutter.id_to_piece(at) for at in range(cutter.get_piece_size())]
    vocabulary = [*SPECIAL, *(one for one in known if one not in SPECIAL), *CODES[family]]
    told = {_piece(word): _piece(other) for word, other in words.items()}
    # A model that is told the target in the source alone begins a position earlier.
    spec = _weights(vocabulary, told, 1 if family == "madlad" else 0)
    spec.save(str(folder))
    return folder


def damage(folder: Path, name: str) -> None:
    """Cut a file in half."""
    file = folder / name
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])


def forget_a_code(folder: Path, code: str) -> None:
    """Rename a word of the vocabulary."""
    file = folder / "shared_vocabulary.json"
    words = json.loads(file.read_text("utf-8"))
    words[words.index(code)] = "xxx_Xxxx"
    file.write_text(json.dumps(words), "utf-8")


def _piece(word: str) -> str:
    return "▁" + word.replace(" ", "▁")


def _pieces(words: Mapping[str, str], lines: Sequence[str]) -> bytes:
    symbols = list(dict.fromkeys(_piece(word) for pair in words.items() for word in pair))
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*lines, *words, *words.values()] * 3),
        model_writer=written,
        vocab_size=400,
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=symbols,
        num_threads=1,
        minloglevel=2,
    )
    return written.getvalue()


def _weights(vocabulary: Sequence[str], told: Mapping[str, str], offset: int) -> Any:
    count = len(vocabulary)
    size = 2 * count + POSITIONS
    said = count + POSITIONS
    spec = ctranslate2.specs.TransformerSpec.from_config(num_layers=1, num_heads=1, pre_norm=True)
    words = np.zeros((count, size), np.float32)
    words[np.arange(count), np.arange(count)] = 1
    places = np.zeros((POSITIONS, size), np.float32)
    places[np.arange(POSITIONS), count + np.arange(POSITIONS)] = 1
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = places
        _norm(side.layer_norm, size)
        layer = side.layer[0]
        _norm(layer.self_attention.layer_norm, size)
        _norm(layer.ffn.layer_norm, size)
        _linear(layer.self_attention.linear[0], np.zeros((3 * size, size)))
        _linear(layer.self_attention.linear[1], np.zeros((size, size)))
        _linear(layer.ffn.linear_0, np.zeros((4, size)))
        _linear(layer.ffn.linear_1, np.zeros((size, 4)))
    spec.encoder.embeddings[0].weight = words
    spec.decoder.embeddings.weight = words
    looked, seen = np.zeros((size, size)), np.zeros((2 * size, size))
    for place in range(POSITIONS - offset):
        looked[count + place + offset, count + place] = SHARP
    for place in range(POSITIONS):
        seen[count + place, count + place] = SHARP
    for at, word in enumerate(vocabulary):
        seen[size + said + vocabulary.index(told.get(word, word)), at] = SHARP
    across = spec.decoder.layer[0].attention
    _norm(across.layer_norm, size)
    _linear(across.linear[0], looked)
    _linear(across.linear[1], seen)
    _linear(across.linear[2], np.eye(size))
    answered = np.zeros((count, size))
    answered[np.arange(count), said + np.arange(count)] = SHARP
    _linear(spec.decoder.projection, answered)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    spec.config.decoder_start_token = SPECIAL[2]
    spec.validate()
    spec.optimize(quantization=None)
    return spec


def _linear(layer: Any, weight: Any) -> None:
    layer.weight = weight.astype(np.float32)
    layer.bias = np.zeros(weight.shape[0], np.float32)


def _norm(layer: Any, size: int) -> None:
    layer.gamma = np.ones(size, np.float32)
    layer.beta = np.zeros(size, np.float32)
