"""Documents of the two office formats: archives of XML that may hold programs, other files and calls to the network.

Everything is judged by the parts themselves; nothing is opened by an office program, computed or fetched.
"""

import io
import re
import zipfile
from typing import BinaryIO
from xml.etree import ElementTree as ET

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core.files import kinds
from opora.core.files.archives import BROKEN, OLE, TooLarge, parts
from opora.core.files.facts import Facts

INFLATED = 150 * 1024 * 1024
"""Bytes of all parts of a document together, unpacked."""
PARTS = 10_000

_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": kinds.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": kinds.XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": kinds.PPTX,
    # A presentation saved so that it starts by itself is one all the same, under another name.
}
_ODF = {kind.media_type: kind for kind in (kinds.ODT, kinds.ODS, kinds.ODP)}
_TYPES = "[content_types].xml"
_MACROS = re.compile(r"vba(project|data)|(^|/)(macrosheets|dialogsheets|activex|customui|basic|scripts)/|\.(bas|cls)$")
_PROGRAMS = re.compile(rb"<(?:\w+:)?event-listener\b", re.IGNORECASE)
_PLAIN_INSIDE = (".docx", ".xlsx", ".pptx")
# No pattern may run past the next "<": a part that never closes a bracket would be read again from each of them.
_FIELD = re.compile(rb"<w:instrText[^<>]*>([^<]*)|<w:fldSimple[^<]*\bw:instr\s*=\s*[\"']([^\"'<]*)")
_DDE = re.compile(rb"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_DDE_LINK = re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink|dde-source|dde-link|dde-connection\b)", re.IGNORECASE)
_FETCHED = re.compile(
    rb"<(?:\w+:)?(?:image|object|object-ole|plugin|applet|floating-frame|section-source|table-source|fill-image)\b"
    rb"[^<]*\bhref\s*=\s*[\"'](?:\w[\w+.-]*:|//|\\\\|\.\./|/)",
    re.IGNORECASE,
)


def check(stream: BinaryIO, *, inside: bool = False) -> Facts:
    """What a document is; ValidationError when it is damaged, locked, active or no document at all.

    `inside`: it is itself a part of a document, such as the table behind a chart, and may hold no further one.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            return Facts(_kind_of(archive, inside=inside))
    except TooLarge:
        raise _refused("bomb", _too_large()) from None
    except BROKEN:
        message = _("The file is damaged or incomplete: open it, save it anew and choose it again.")
        raise _refused("damaged", message) from None


def _kind_of(archive: zipfile.ZipFile, *, inside: bool) -> kinds.Kind:
    listed = archive.infolist()
    names = [part.filename.lower() for part in listed]
    if len(listed) > PARTS:
        raise _refused("bomb", _too_large())
    if any(part.flag_bits & 1 for part in listed):
        raise locked()
    if _TYPES not in names and "mimetype" not in names:
        message = _("Archives are not accepted: unpack it and choose the files themselves.")
        raise _refused("archive", message)
    if len(set(names)) < len(names):
        raise _refused("damaged", _("The file holds two parts of one name: save it anew and choose it again."))
    if any(_MACROS.search(name) for name in names):
        raise _macros()
    opened = _TYPES in names
    kind: kinds.Kind | None = None
    for name, content in parts(archive, INFLATED):
        kind = kind or _told_kind(name.lower(), content)
        _check_part(name.lower(), content, opened=opened, inside=inside)
    if kind is None:
        message = _("This kind of office file is not accepted. Save it as one of: %(suffixes)s.")
        raise _refused("kind", message % {"suffixes": ".docx, .xlsx, .pptx, .odt, .ods, .odp"})
    return kind


def _told_kind(name: str, content: bytes) -> kinds.Kind | None:
    if name == "mimetype":
        return _ODF.get(content.decode("ascii", "replace").strip())
    if name != _TYPES:
        return None
    told = [one.get("ContentType", "") for one in _xml(content)]
    if any("macroenabled" in one.lower() for one in told):
        raise _macros()
    return next((_MAIN[one] for one in told if one in _MAIN), None)


def _check_part(name: str, content: bytes, *, opened: bool, inside: bool) -> None:
    if name.endswith((".xml", ".rels", ".vml")):
        _check_xml(name, content)
    if name.endswith(".rels") and opened:
        _check_relations(content)
    if content.startswith(OLE) or "/embeddings/" in name or name.startswith("embeddings/"):
        _check_embedded(name, content, inside=inside)


def _check_xml(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content:
        raise _refused(
            "entities", _("A part of the file is written in a way that office programs do not use: save it anew.")
        )
    if _PROGRAMS.search(content):
        raise _macros()
    if name == "meta-inf/manifest.xml" and b"encryption-data" in content:
        raise locked()
    instructions = b"".join(one or other for one, other in _FIELD.findall(content))
    if _DDE_LINK.search(content) or _DDE.search(instructions):
        message = _(
            "The file asks other programs for data when it is opened (DDE): replace such fields by their values."
        )
        raise _refused("dde", message)
    if _FETCHED.search(content):
        raise _external()


def _check_relations(content: bytes) -> None:
    """Links that are followed when somebody presses them may stay; all that is fetched on opening may not."""
    for one in _xml(content):
        if one.get("TargetMode", "").lower() == "external" and not one.get("Type", "").lower().endswith("/hyperlink"):
            raise _external()


def _check_embedded(name: str, content: bytes, *, inside: bool) -> None:
    """A table behind a chart is a workbook of its own and is checked as one; nothing else may lie inside."""
    if name.endswith(_PLAIN_INSIDE) and not inside and not content.startswith(OLE):
        check(io.BytesIO(content), inside=True)
        return
    if name.endswith((".xml", ".rels")) and not content.startswith(OLE):
        return
    message = _("Another file is embedded in this one: take it out, save, and choose both files separately.")
    raise _refused("embedded", message)


def _xml(content: bytes) -> ET.Element:
    """A small part as a tree; ValueError when it is not XML, or has a declaration that could expand."""
    if b"<!" in content.replace(b"<!--", b"") or b"\x00" in content:
        raise ValueError("a declaration")
    try:
        return ET.fromstring(content)  # noqa: S314 - without declarations nothing expands
    except ET.ParseError as error:
        raise ValueError(str(error)) from None


def locked() -> ValidationError:
    """It opens with a password only."""
    return _refused("locked", _("The file is locked with a password: save it without one and choose it again."))


def _macros() -> ValidationError:
    message = _("The file holds macros or other programs. Save it without them, as .docx, .xlsx, .pptx or PDF.")
    return _refused("macros", message)


def _external() -> ValidationError:
    message = _(
        "The file fetches something from elsewhere when it is opened (a template, a picture, another workbook). "
        "Break these links or save it as PDF, and choose it again."
    )
    return _refused("external", message)


def _too_large() -> str:
    return _("The file is too large inside: divide it, or save it as PDF.")


def _refused(code: str, message: str) -> ValidationError:
    return ValidationError(message, code=code)
