"""The child that draws: reads one request on standard input, writes one JSON line [id, PNG in base64] a picture."""

from __future__ import annotations

import base64
import io
import json
import sys
from typing import Any

from dapipe.engine.guard import bound, lock

# Dots an inch; points of page that a picture covers at most beside its margins; memory that a document may take.
DPI = 100
TALLEST = 300.0
MEMORY = 2 * 1024**3
MARK = (255, 214, 10, 90)
MOST_PLACES = 20_000


def main() -> None:
    """Answer the request on standard input."""
    import pypdfium2
    from PIL import Image

    Image.init()
    bound(MEMORY)
    lock()
    request = json.load(sys.stdin)
    pages: dict[int, Any] = {}
    with pypdfium2.PdfDocument(request["path"]) as pdf:
        for key, number, box in request["places"][:MOST_PLACES]:
            if number not in pages:
                pages = {number: pdf[number - 1].render(scale=DPI / 72).to_pil()}
            picture = snippet(pages[number], boxes(box), request["margin"])
            print(json.dumps([key, base64.b64encode(picture).decode()]), flush=True)


def boxes(text: str) -> list[tuple[float, ...]]:
    """The boxes of a fact on its first page, in points: x0, top, x1, bottom."""
    every = [tuple(float(part) for part in box.split(",")) for box in text.split(";")]
    return [box for box in every if box[1] - every[0][1] < TALLEST and box[3] > every[0][1] - TALLEST]


def snippet(page: Any, marked: list[tuple[float, ...]], margin: float) -> bytes:
    """The stretch of a page around some boxes, with these marked, as PNG; `margin` in points."""
    from PIL import Image, ImageDraw

    scale = DPI / 72
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for box in marked:
        pen.rectangle([round(side * scale) for side in box], fill=MARK)
    top = max(0, round((min(box[1] for box in marked) - margin) * scale))
    bottom = min(page.size[1], round((max(box[3] for box in marked) + margin) * scale))
    picture = Image.alpha_composite(page.convert("RGBA"), layer).crop((0, top, page.size[0], max(bottom, top + 1)))
    file = io.BytesIO()
    picture.convert("RGB").quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
