"""How is a snapshot changed a little, and a page asked what it holds?"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lxml.etree import _Element

from dalel.domain.advice import Advice, AdviceBox
from dalel.domain.diary import DiaryKind
from dalel.domain.evidence_disclosure import PublicEvidence
from dalel.domain.incident import Passed
from dalel.domain.public_record import (
    ComingDay,
    PublicCase,
    PublicMention,
    PublicOutlet,
    PublicPerson,
    Region,
)
from dalel.domain.snapshot import Snapshot
from dalel.domain.states import ArticleState


def ask(node: _Element, path: str, namespaces: dict[str, str] | None = None) -> Any:
    """What an XPath expression finds: its type depends on the expression."""
    return node.xpath(path, namespaces=namespaces)


def with_incident(snapshot: Snapshot, place: int, **changes: object) -> Snapshot:
    """The snapshot with one incident changed."""
    incidents = list(snapshot.incidents)
    incidents[place] = replace(incidents[place], **changes)  # type: ignore[arg-type]
    return replace(snapshot, incidents=tuple(incidents))


def with_text(snapshot: Snapshot, place: int, language: str, **changes: object) -> Snapshot:
    """The snapshot with one text of one incident changed."""
    texts = dict(snapshot.incidents[place].texts)
    texts[language] = replace(texts[language], **changes)  # type: ignore[arg-type]
    return with_incident(snapshot, place, texts=texts)


def contents(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def inodes(site: Path) -> dict[str, int]:
    return {
        str(path.relative_to(site)): path.stat().st_ino
        for path in site.rglob("*")
        if path.is_file()
    }


def with_everything_beside(snapshot: Snapshot) -> Snapshot:
    """The snapshot with regions, a case, a person, an outlet, a day to come, advice and a proof."""
    number = snapshot.incidents[1].number
    labels = {"kk": "Ойдан шыққан атау", "ru": "Выдуманное название", "en": "Invented name"}
    steps = {language: (f"{words}.",) for language, words in labels.items()}
    proof = PublicEvidence(
        outlet="aimaq",
        link=snapshot.incidents[1].links[0].url,
        title=labels["kk"],
        time=snapshot.time,
        sha256="0" * 64,
        life=ArticleState.REMOVED,
        excerpt=labels["kk"],
        outside_copy="https://archive.test/1",
    )
    passed = Passed(language="kk", number=1, time=snapshot.time)
    snapshot = with_incident(
        snapshot, 1, proofs=(proof,), established=("unknown",), history=(passed,)
    )
    snapshot = with_text(snapshot, 1, "kk", by_model=True)
    advice = AdviceBox(types=("outage",), check=steps, secure=steps, complain=steps, aid=steps)
    return replace(
        snapshot,
        regions=(Region(code="XX-1", labels=labels, column=2, row=1),),
        within={"XX": "XX-1"},
        matters=(
            PublicCase(number=1, names=labels, incidents=(snapshot.incidents[0].number, number)),
        ),
        persons=(
            PublicPerson(
                number=1,
                names=labels,
                named=(PublicMention(incident=number, role=labels, stage=labels),),
            ),
        ),
        outlets=(
            PublicOutlet(number=1, names=labels, host="oidan.test", source="", incidents=(number,)),
        ),
        diary=(ComingDay(day=date(2026, 3, 1), kind=DiaryKind.HEARING, incident=number),),
        advice=Advice(prepared=date(2026, 1, 1), boxes=(advice,)),
    )
