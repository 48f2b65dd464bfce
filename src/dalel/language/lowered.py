"""Lower-case copies of texts, in which every character keeps its place."""


def lowered(text: str) -> str:
    """The text in lower case; a letter that would become two stays as it is."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
