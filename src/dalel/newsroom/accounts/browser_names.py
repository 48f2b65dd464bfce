"""Readable names of browsers and devices, from their user agents."""

from typing import Final

#: What a browser says of itself, by the name that people know. The first that fits is right: most
#: say that they are Chrome and Safari too.
_BROWSERS: Final = (
    ("YaBrowser/", "Yandex Browser"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
#: The same for devices; an Android says that it is Linux too, an iPhone that it is like Mac OS X.
_DEVICES: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def named(agent: str) -> str:
    """``Firefox, Android``; what nobody knows stands as it says of itself."""
    told = [
        next((name for mark, name in marks if mark in agent), "") for marks in (_BROWSERS, _DEVICES)
    ]
    return ", ".join(filter(None, told)) or agent
