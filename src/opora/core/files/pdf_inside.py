"""What a PDF holds besides its pages. Runs inside `confined`: a PDF can be made to keep its reader busy for ever."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from opora.core.files.confined import PAGES

OBJECTS = 300_000

_ACTS = frozenset(
    ("/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/RichMediaExecute", "/Movie", "/Sound", "/Rendition")
)
_MEDIA = frozenset({"/RichMedia", "/3D", "/Movie", "/Screen", "/Sound"})
_FILES = frozenset({"/EmbeddedFiles", "/EF"})
_RAW = {re.compile(rb"/(?:JavaScript|RichMedia)\b"): "script", re.compile(rb"/Launch\b"): "launch"}
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def inspect(path: Path) -> dict[str, Any]:
    """`{"pages": n}`, or `{"refused": code}`: damaged, locked, empty, many, script, launch, embedded, forms, media."""
    try:
        return _inspect(path)
    except Exception:  # noqa: BLE001 - the readers raise anything at all for a file that is not as it should be
        return {"refused": "damaged"}


def _inspect(path: Path) -> dict[str, Any]:
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted:
        return {"refused": "locked"}
    for code in _found(reader):
        return {"refused": code}
    if code := _seen_raw(path):
        return {"refused": code}
    pages = reader.root_object["/Pages"].get_object()
    if not (isinstance(pages, DictionaryObject) and pages.get("/Kids")):
        return {"refused": "empty"}
    drawn = pypdfium2.PdfDocument(path)
    count = len(drawn)
    if count > PAGES:
        return {"refused": "many"}
    drawn[0].get_size()
    return {"pages": count}


def _found(reader: PdfReader) -> Iterator[str]:
    """The code of everything active, over every object of the file whether or not a page refers to it.

    An object that cannot be read raises: another reader might read it, so nobody can say what it does.
    """
    keys = {(number, generation) for generation, found in reader.xref.items() for number in found}
    keys |= {(number, 0) for number in reader.xref_objStm}
    if len(keys) > OBJECTS:
        yield "many"
        return
    yield from _within(reader.trailer)
    for number, generation in sorted(keys):
        yield from _within(reader.get_object(IndirectObject(number, generation, reader)))


def _within(found: object) -> Iterator[str]:
    """One object with all that is written inside it; what it refers to comes by itself."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield from _active(one)
            waiting += [value for value in dict.values(one) if not isinstance(value, IndirectObject)]
        elif isinstance(one, ArrayObject):
            waiting += [value for value in list.__iter__(one) if not isinstance(value, IndirectObject)]


def _active(one: DictionaryObject) -> Iterator[str]:
    action, subtype = _name(one, "/S"), _name(one, "/Subtype")
    if "/JS" in one or "/JavaScript" in one or action == "/JavaScript":
        yield "script"
    elif action == "/Launch":
        yield "launch"
    elif _FILES & one.keys() or _name(one, "/Type") == "/EmbeddedFile" or subtype == "/FileAttachment":
        yield "embedded"
    elif "/XFA" in one:
        yield "forms"
    elif subtype in _MEDIA or action in _ACTS:
        yield "media"


def _name(one: DictionaryObject, key: str) -> str:
    value = one.raw_get(key) if key in one else ""
    return str(value) if not isinstance(value, IndirectObject) else str(value.get_object())


def _seen_raw(path: Path) -> str:
    """A second look that no other reader's idea of the file can evade: names as they stand in its bytes."""
    content = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), path.read_bytes())
    return next((code for pattern, code in _RAW.items() if pattern.search(content)), "")
