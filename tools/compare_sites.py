"""How long do other makers of static sites take for the same record?

python tools/compare_sites.py --pelican BIN --hugo BIN [--incidents N]: each entry is an article
in two languages, with its section and its words of the codebook as tags; each maker gives articles,
lists of sections and tags cut into pages of fifteen, and feeds. Seconds are the processor's; Hugo
works on all processors at once. Figures for docs/measurements.md.
"""

import argparse
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dalel.domain.snapshot import Snapshot
from dalel.publish.bench import invented

PELICAN = """
SITENAME = "Rights monitor"
SITEURL = "https://monitor.test"
PATH = "content"
AUTHOR = "Newsroom"
TIMEZONE = "Asia/Almaty"
DEFAULT_LANG = "kk"
DEFAULT_PAGINATION = 15
ARTICLE_URL = ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "{lang}/i/{slug}/index.html"
ARTICLE_LANG_URL = ARTICLE_URL
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.xml"
FEED_MAX_ITEMS = 30
"""
HUGO = """
baseURL = "https://monitor.test/"
title = "Rights monitor"
defaultContentLanguage = "kk"
defaultContentLanguageInSubdir = true
[pagination]
pagerSize = 15
[services.rss]
limit = 30
[taxonomies]
tag = "tags"
category = "categories"
[languages.kk]
contentDir = "content/kk"
[languages.ru]
contentDir = "content/ru"
"""
#: How each wants an article to begin.
AS_PELICAN = """Title: {title}
Date: {date}
Category: {section}
Tags: {comma}
Lang: {language}
Slug: {slug}

"""
AS_HUGO = """---
title: "{title}"
date: {date}
categories: ["{section}"]
tags: [{quoted}]
url: "/{language}/i/{slug}/"
---
"""
#: Hugo comes without any layout; these show what Pelican's own theme does.
LAYOUTS = {
    "baseof.html": """<!doctype html><html lang="{{ .Site.Language }}"><head><meta charset="utf-8">
<title>{{ .Title }} · {{ .Site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" href="{{ .Permalink }}">{{ end }}
</head><body><header><a href="{{ "" | relLangURL }}">{{ .Site.Title }}</a>
<nav><ul>{{ range .Site.Taxonomies.categories }}<li><a href="{{ .Page.RelPermalink }}">
{{ .Page.Title }}</a></li>{{ end }}</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>Newsroom</footer></body></html>""",
    "single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1>
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time>
{{ range .GetTerms "categories" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>
{{ end }}</ul></article>{{ end }}""",
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Paginator.Pages }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<time>{{ .Date.Format "2006-01-02" }}</time>{{ .Content }}</article>{{ end }}
{{ template "_internal/pagination.html" . }}{{ end }}""",
}


def main() -> None:
    """Write the record down as each maker reads it, and let it work."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pelican")
    parser.add_argument("--hugo")
    parser.add_argument("--incidents", type=int, default=10_000)
    chosen = parser.parse_args()
    snapshot = invented(chosen.incidents)
    with tempfile.TemporaryDirectory() as place:
        if chosen.pelican:
            folder = written(
                Path(place) / "pelican", articles(snapshot, AS_PELICAN), PELICAN, "conf.py"
            )
            timed("Pelican", [chosen.pelican, "-q", "-s", "conf.py", "-o", "out"], folder)
        if chosen.hugo:
            folder = written(Path(place) / "hugo", articles(snapshot, AS_HUGO), HUGO, "hugo.toml")
            for name, layout in LAYOUTS.items():
                (folder / "layouts/_default").mkdir(parents=True, exist_ok=True)
                (folder / "layouts/_default" / name).write_text(layout)
            timed("Hugo", [chosen.hugo, "--quiet", "-d", "out"], folder)


def articles(snapshot: Snapshot, shape: str) -> Iterator[tuple[str, str]]:
    """Path and words of each article."""
    for incident in snapshot.incidents:
        for language, text in incident.texts.items():
            codes = incident.codes
            tags = [] if codes is None else [codes.event_type, *codes.rights, *codes.targets]
            links = "\n".join(f"- <{link.url}>" for link in incident.links)
            values = {
                "title": text.title,
                "date": incident.date.iso if incident.date else "2020-01-01",
                "section": f"section-{incident.section}",
                "language": language,
                "slug": incident.number.lower(),
            }
            tagged = {"comma": ", ".join(tags), "quoted": ", ".join(f'"{tag}"' for tag in tags)}
            body = "\n\n".join([*text.paragraphs, links])
            yield f"{language}/{incident.number}.md", shape.format(**values, **tagged) + body


def written(
    folder: Path, files: Iterator[tuple[str, str]], settings: str, settings_name: str
) -> Path:
    """A maker's folder with its settings and the articles."""
    for path, words in files:
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
    (folder / settings_name).write_text(settings)
    return folder


def timed(name: str, command: list[str], folder: Path) -> None:
    """Run a maker and say how many pages it made, and in which time of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - named by whoever measures
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = sum(1 for _ in (folder / "out").rglob("*.html"))
    print(f"{name}: {pages} pages in {took:.1f} s of the processor, {pages / took:.0f} a second")


if __name__ == "__main__":
    main()
