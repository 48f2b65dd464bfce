"""Are boxes that hide something cut to the picture that they lie in?"""

import pytest

from dalel.domain.saved_file import Box


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ((10, 20, 30, 30), (10, 20, 30, 30)),
        ((-5, -5, 10, 10), (0, 0, 5, 5)),
        ((90, 40, 30, 30), (90, 40, 10, 10)),
        ((100, 0, 10, 10), None),
        ((0, 50, 10, 10), None),
        ((-10, 0, 10, 10), None),
    ],
)
def test_a_box_is_what_of_it_lies_in_the_picture(
    box: tuple[int, int, int, int], left: tuple[int, int, int, int] | None
) -> None:
    def made(of: tuple[int, int, int, int]) -> Box:
        x, y, width, height = of
        return Box(x=x, y=y, width=width, height=height)

    assert made(box).within(100, 50) == (made(left) if left else None)
