"""Photographs and drawings. Kept to the pixel, without what the camera wrote beside them.

A telephone writes the place and the moment of a photograph into it; that is personal data nobody asked for. So only the
parts that make up the picture are kept, and the one word that says which way is up.
"""

import io
import struct
import warnings
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile

from opora.core.files import kinds
from opora.core.files.facts import Facts

PIXELS = 50_000_000
"""Of a picture: a telephone's largest, or a sheet of A4 at 600 dots an inch."""
SIDE = 20_000

JPEG_START = b"\xff\xd8\xff"
PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYS", b"sBIT", b"bKGD"}
)
_KEPT = (b"JFIF\x00", b"ICC_PROFILE\x00", b"Adobe")
"""Of the remarks in a JPEG those without which its colours would change."""
_EXIF = b"Exif\x00\x00"
_ORIENTATION = 0x0112


def check(content: bytes) -> tuple[Facts, bytes]:
    """What a picture is, and its bytes without anything beside it; ValidationError when it cannot be shown whole."""
    jpeg = content.startswith(JPEG_START)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets half a picture pass, in the entire process
    try:
        cleaned = _clean_jpeg(content) if jpeg else _clean_png(content)
        with warnings.catch_warnings(), Image.open(io.BytesIO(cleaned), formats=["JPEG" if jpeg else "PNG"]) as picture:
            warnings.simplefilter("error")
            width, height = picture.size
            if width * height > PIXELS or max(width, height) > SIDE:
                raise _huge()
            turned = picture.getexif().get(_ORIENTATION, 1) in range(5, 9)
            if jpeg:
                picture.draft("RGB", (width // 8, height // 8))  # all bytes are read, an eighth of the memory is used
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _huge() from None
    except (OSError, ValueError, SyntaxError, Warning, struct.error, LookupError):
        message = _("The picture is damaged or incomplete: open it, save it as JPEG or PNG, and choose it again.")
        raise ValidationError(message, code="damaged") from None
    size = (height, width) if turned else (width, height)
    return Facts(kinds.JPEG if jpeg else kinds.PNG, None, *size), cleaned


def _huge() -> ValidationError:
    told = {"millions": PIXELS // 1_000_000, "side": SIDE}
    message = _(
        "The picture has more than %(millions)d million points or a side of more than %(side)d: make it smaller."
    )
    return ValidationError(message % told, code="bomb")


def _clean_jpeg(content: bytes) -> bytes:
    kept = [JPEG_START[:2]]
    orientation = 1
    for marker, segment in _segments(content):
        if marker == 0xE1 and segment[4:10] == _EXIF:
            orientation = _orientation(segment[4:])
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE) or segment[4:].startswith(_KEPT):
            kept.append(segment)
    if orientation != 1:
        kept.insert(1, _oriented(orientation))
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each part up to the end of the first picture; ValueError when it does not end."""
    at = 2
    while True:
        if at + 4 > len(content) and content[at : at + 2] != b"\xff\xd9":
            raise ValueError("cut off")
        if content[at] != 0xFF:
            raise ValueError("no marker")
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == 0xD9:
            yield marker, content[at : at + 2]
            return
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        yield marker, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands that is neither an escaped 0xFF nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        if at + 1 >= len(content):
            raise ValueError("cut off")
        if content[at + 1] and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _orientation(segment: bytes) -> int:
    exif = Image.Exif()
    try:
        exif.load(segment)
        told = exif.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - what a broken note of the camera raises is not told anywhere
        return 1
    return told if told in range(1, 9) else 1


def _oriented(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    body = exif.tobytes()
    if not body.startswith(_EXIF):
        body = _EXIF + body
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _clean_png(content: bytes) -> bytes:
    kept, at = [PNG_START], len(PNG_START)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise ValueError("cut off")
        if name in _PNG_KEPT:
            kept.append(content[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
