"""The pack of Kazakhstan with a handful of invented articles to learn from."""

import json
import shutil
from pathlib import Path

from dalel.pack import default_folder
from steps.classify.invented_news import OTHERS, OURS

SECTIONS = (5, 5, 1, 2, 4)
TYPES = ("administrative_case", "administrative_case", "ddos", "data_leak", "act_adopted")


def small_pack(folder: Path, times: int = 4) -> Path:
    """A folder ``small`` with the pack; its articles stand there several times, as other cases."""
    pack = folder / "small"
    left_out = shutil.ignore_patterns("training", "bulletins")
    shutil.copytree(default_folder(), pack, ignore=left_out)
    (pack / "training").mkdir()
    lines = [
        {
            "id": f"{turn}-{at}",
            "event": f"{turn}-{at}",
            "lang": one.language,
            "title": one.title,
            "text": one.text,
            "relevant": at < len(OURS),
            "section": SECTIONS[at] if at < len(OURS) else None,
            "event_type": TYPES[at] if at < len(OURS) else None,
        }
        for turn in range(times)
        for at, one in enumerate([*OURS, *OTHERS])
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (pack / "training" / "articles.jsonl").write_text(text, "utf-8")
    return pack
