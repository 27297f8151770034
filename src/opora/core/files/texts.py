"""Text as people wrote it: in which encoding it came, and without the signs that nobody sees."""

import re
import unicodedata

from opora.core.spreadsheets import legible

_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def clean(text: str) -> str:
    """A text as people see it: composed letters, single plain spaces, no control, zero-width or direction signs."""
    return " ".join(_UNSEEN.sub("", legible(unicodedata.normalize("NFC", text))).split())


def decoded(content: bytes) -> str | None:
    """UTF-8 or UTF-16 with their marks, UTF-8 without one, else the encoding of a Russian Windows; None: no text."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1251")
    if encodings == ("utf-16",) or b"\x00" not in content:
        for encoding in encodings:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
