"""Compare the Kazakh and the Russian side of every entry of the pack's past bulletins.

python tools/measure_bulletin_parity.py
"""

from dalel.pack.lexicon import lexicon
from dalel.pack.loading import default_folder, load
from dalel.steps.bulletins import parse, read
from dalel.steps.check.parity import LanguageVersion, check_parity


def main() -> None:
    folder = default_folder()
    pack = load(folder)
    words = lexicon(folder, pack)
    for edition_folder, past in pack.bulletins.items():
        name = past.files["kk"]
        lines = read((edition_folder / name).read_bytes(), name)
        bulletin = parse(lines, pack.codebook, pack.addresses, pack.sources, "kk")
        found = 0
        for entry in bulletin.entries:
            russian = past.entries[f"{entry.section}.{entry.order}"].texts["ru"]
            report = check_parity(
                LanguageVersion(language="kk", text=_joined(entry.title, entry.summary)),
                LanguageVersion(language="ru", text=_joined(russian.title, *russian.paragraphs)),
                words,
                day=past.period_end,
            )
            for each in report.mismatches:
                found += 1
                place = f"{entry.section}.{entry.order}"
                print(f"{place} {each.kind}: {each.first_text} | {each.second_text}")
        print(f"{len(bulletin.entries)} entries, {found} findings")


def _joined(title: str | None, *paragraphs: str) -> str:
    return "\n\n".join([f"{title}." if title else "", *paragraphs]).strip()


if __name__ == "__main__":
    main()
