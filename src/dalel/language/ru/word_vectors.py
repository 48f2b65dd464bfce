"""The vectors and the list of words that natasha's models share, held once and read in place.

Each of the models brings the list of all words along, 45 MB, and navec's reader takes 100 MB more
for 25 MB of vectors. The same answers come from one list, and from vectors that are read where they
lie: of those only the pages of words that occur are in memory, once for all processes.
"""

import struct
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: navec's file within its archive, and how it begins: words, numbers of a vector, pieces of a
#: vector, and how many pieces there are to choose from. All little-endian.
_FILE: Final = "pq.bin"
_HEAD: Final = struct.Struct("<4I")


@dataclass(frozen=True, kw_only=True)
class PieceVectors:
    """Vectors that are put together of pieces (product quantisation).

    ``indexes``: of each word which piece stands at each place; ``codes``: the numbers of each piece
    at each place.
    """

    indexes: "NDArray[np.uint8]"
    codes: "NDArray[np.float32]"


@dataclass(frozen=True, kw_only=True)
class WordVectors:
    """What natasha's models ask vectors for: by which name they are known, and the pieces."""

    meta: Any
    pq: PieceVectors


@cache
def embedding() -> WordVectors:
    """The vectors of words."""
    # With the models, and only where a text is Russian.
    import numpy as np  # noqa: PLC0415
    from natasha.data import NEWS_EMBEDDING  # noqa: PLC0415
    from navec.meta import Meta  # noqa: PLC0415
    from navec.navec import META  # noqa: PLC0415

    # Its files lie in the archive as they are: in a packed one nothing could be read in place.
    with tarfile.open(NEWS_EMBEDDING, "r:") as archive:
        meta = Meta.from_file(archive.extractfile(META))
        start = archive.getmember(_FILE).offset_data
    with Path(NEWS_EMBEDDING).open("rb") as file:
        file.seek(start)
        words, length, places, pieces = _HEAD.unpack(file.read(_HEAD.size))
    begin, shape = start + _HEAD.size, (words, places)
    indexes = np.memmap(NEWS_EMBEDDING, np.uint8, "r", begin, shape)
    shape_of_pieces = (places, pieces, length // places)
    codes = np.memmap(NEWS_EMBEDDING, "<f4", "r", begin + words * places, shape_of_pieces)
    # Plain arrays: a memmap makes an object of its own of each row that is taken.
    return WordVectors(
        meta=meta, pq=PieceVectors(indexes=np.asarray(indexes), codes=np.array(codes, np.float32))
    )


_sharing: Final = Lock()
_lists: Final[list[Any]] = []


def with_shared_words(model: Any) -> Any:
    """A model of natasha's with the list of words of an earlier one, where it is the same.

    A model that was trained with other words keeps its own.
    """
    encoder = model.infer.encoder
    with _sharing:
        for known in _lists:
            if known.items == encoder.words_vocab.items:
                encoder.words_vocab = known
                return model
        _lists.append(encoder.words_vocab)
    return model
