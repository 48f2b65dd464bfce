"""Take the means of the bundled model by language, from articles on the same happenings.

    python tools/centre_vectors.py ARTICLES

ARTICLES is JSON Lines with lang, title, text and event, as ``packs/kz/training/articles.jsonl``.
An article without an event counts as one happening of its own.
"""

import argparse
import hashlib
import json
from pathlib import Path

from dalel.domain.article import Article
from dalel.language import vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    path = parser.parse_args().articles
    text = path.read_text("utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    articles = [
        Article(id=one["id"], language=one["lang"], title=one["title"], text=one["text"])
        for one in records
    ]
    embedder = vectors.bundled()
    if embedder is None:
        raise SystemExit("this machine cannot run the bundled model")
    raw = embedder.model.encode([vectors.passage(article) for article in articles])
    happenings = [one["event"] or one["id"] for one in records]
    centres = vectors.centres_of(raw, [one["lang"] for one in records], happenings)
    vectors.save_centres(centres, vectors.CENTRES)
    digest = hashlib.sha256(text.encode()).hexdigest()
    print(f"{sorted(centres.by_language)}: spread {centres.spread:.4f}, of {path.name} {digest}")


if __name__ == "__main__":
    main()
