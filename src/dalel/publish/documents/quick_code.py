"""An address as a QR code."""

from io import BytesIO

import segno


def quick_code(address: str) -> str:
    """The address as a QR code, an SVG without a margin; empty while there is no address."""
    if not address:
        return ""
    target = BytesIO()
    segno.make(address, error="m", micro=False).save(
        target, kind="svg", border=0, xmldecl=False, svgns=True, dark="#191b1c"
    )
    return target.getvalue().decode()
