"""Renders the demo site's drawings, `pictures/*.svg`, to the PNG files beside them.

    python home/demo/draw.py [NAME …]      all of them, or those named (without ending)

The PNG files are committed, so that a demo needs no renderer. Each carries the SHA-256 of the drawing that it was
made from in a text field, `Drawn-From`, by which a test sees that a picture is not older than its drawing.
"""

import hashlib
import sys
from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image, PngImagePlugin

PICTURES = Path(__file__).parent / "pictures"
COLOURS = 128


def drawn_from(drawing: Path) -> str:
    """What a picture made from this drawing carries as `Drawn-From`."""
    return hashlib.sha256(drawing.read_bytes()).hexdigest()


def draw(drawing: Path) -> Path:
    """Flat drawings lose nothing visible on a palette, and a palette makes them a third of the size."""
    rendered = Image.open(BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=drawing.read_text())))).convert("RGB")
    picture = rendered.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    fields = PngImagePlugin.PngInfo()
    fields.add_text("Drawn-From", drawn_from(drawing))
    path = drawing.with_suffix(".png")
    picture.save(path, optimize=True, pnginfo=fields)
    return path


def main(names: list[str]) -> None:
    drawings = [PICTURES / f"{name}.svg" for name in names] or sorted(PICTURES.glob("*.svg"))
    for drawing in drawings:
        path = draw(drawing)
        sys.stdout.write(f"{path.name}  {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
