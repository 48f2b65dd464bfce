"""List the deeds of the pack's table that no word of a language tells.

    python tools/list_wordless_deeds.py [LANGUAGE ...]

Without a language every language of the pack's screens. Ends with 1 where a deed is without words.
"""

import sys

from dalel.pack import default_folder, load


def main() -> None:
    pack = load(default_folder())
    found = 0
    for language in sys.argv[1:] or pack.ui_languages:
        wordless = pack.deeds.wordless(language)
        found += len(wordless)
        print(f"{language}: {len(wordless)} of {len(pack.deeds.deeds)} deeds without words")
        print(*(f"  {deed}" for deed in wordless), sep="\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
