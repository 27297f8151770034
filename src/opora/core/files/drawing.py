"""Pages and pictures as PNG or JPEG of a bounded size. Runs inside `confined`, so it knows nothing of Django."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

WIDTH, HEIGHT = 1400, 2000
"""Pixels that a preview has at most."""
PIXELS = 50_000_000
SHARPEST = 3.0
"""Pixels for a point of the page: a small page is not blown up beyond it."""


def draw_page(path: Path, number: int, target: Path) -> None:
    """Page `number`, from 1, of a PDF as PNG. Scripts, forms and links are not drawn and not run."""
    pdf = pypdfium2.PdfDocument(path)
    page = pdf[number - 1]
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1), SHARPEST)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    picture.save(target, "PNG")


def draw_picture(path: Path, target: Path) -> None:
    """A picture the right way up, no larger than a preview, drawn anew: nothing of the original's bytes remains."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(path, formats=["JPEG", "PNG"]) as original:
        original.draft("RGB", (WIDTH, HEIGHT))
        picture = ImageOps.exif_transpose(original)
        picture.thumbnail((WIDTH, HEIGHT))
        drawn = Image.new("RGB", picture.size, "white")
        whole = picture.convert("RGBA")
        drawn.paste(whole, mask=whole.getchannel("A"))
        drawn.save(target, "PNG")
