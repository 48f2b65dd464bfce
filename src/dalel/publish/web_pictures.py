"""Makes of a picture the two sizes in which a page shows it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image

#: The longest side in pixels: of what fills a column on a sharp screen, and of what a phone gets.
_LARGE: Final = 1280
_SMALL: Final = 640
#: JPEG's own scale; below it letters in screenshots get a halo.
_QUALITY: Final = 78


@dataclass(frozen=True, kw_only=True)
class WebPicture:
    """A picture as JPEG, and its size in pixels."""

    content: bytes
    width: int
    height: int


def web_pictures(png: bytes) -> tuple[WebPicture, WebPicture]:
    """The large and the small one, on white, of pixels alone; never larger than the original.

    ``png`` is a picture that Dalel drew itself.
    """
    with Image.open(BytesIO(png), formats=("PNG",)) as given:
        drawn = given.convert("RGBA")
    ground = Image.new("RGB", drawn.size, "white")
    ground.paste(drawn, mask=drawn.getchannel("A"))
    return _within(ground, _LARGE), _within(ground, _SMALL)


def _within(picture: Image.Image, longest: int) -> WebPicture:
    made = picture.copy()
    made.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    out = BytesIO()
    made.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return WebPicture(content=out.getvalue(), width=made.width, height=made.height)
