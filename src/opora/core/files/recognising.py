"""What a file is, by its content, and whether it may be kept. Its name is believed only where content tells nothing."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core.files import kinds, office, pdf, pictures, plain
from opora.core.files.archives import LOCKED, OLE
from opora.core.files.facts import Facts

_HEAD = 16
_OTHER_PICTURES = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x1cftyp")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08")


def recognise(path: Path, name: str, families: Collection[str]) -> tuple[Facts, bytes | None]:
    """What a file is, and other bytes to keep in its place (a picture without its notes) or None.

    ValidationError when it is of no accepted family, too large for its kind, damaged or active.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise ValidationError(_("The file is empty: choose another."), code="empty")
    facts, instead = _opened(path, head, name, families)
    if facts.kind not in kinds.accepted(families):
        raise unaccepted(families)
    refuse_larger(path.stat().st_size, facts.kind.limit)
    return facts, instead


def refuse_larger(size: int, limit: int) -> None:
    """ValidationError when a file has more bytes than the limit."""
    if size > limit:
        message = _("The file is larger than %(size)d MB. Make it smaller or divide it.")
        raise ValidationError(message % {"size": limit // kinds.MEGABYTE}, code="large")


def unaccepted(families: Collection[str]) -> ValidationError:
    """The file is none of what was asked for."""
    message = _("This kind of file is not accepted here. Accepted are: %(suffixes)s.")
    return ValidationError(message % {"suffixes": kinds.suffixes(families)}, code="kind")


def _opened(path: Path, head: bytes, name: str, families: Collection[str]) -> tuple[Facts, bytes | None]:
    if head.startswith(b"%PDF-"):
        return pdf.check(path), None
    if head.startswith(b"PK\x03\x04"):
        with path.open("rb") as stream:
            return office.check(stream), None
    if head.startswith((pictures.JPEG_START, pictures.PNG_START)):
        return pictures.check(path.read_bytes())
    _refuse_known(path, head)
    kind = kinds.of_suffix(PurePosixPath(name).suffix)
    if kind not in (kinds.CSV, kinds.TEXT, kinds.WEB_PAGE):
        raise _strange(kind, families)
    if kind is kinds.WEB_PAGE and kind not in kinds.accepted(families):
        raise unaccepted(families)
    refuse_larger(path.stat().st_size, kind.limit)
    return plain.check(path.read_bytes(), kind), None


def _refuse_known(path: Path, head: bytes) -> None:
    """What people often choose and what they can do about it."""
    if head.startswith(OLE):
        if LOCKED in path.read_bytes():
            raise office.locked()
        message = _("This is a file of the old Office. Open it and save it as .docx, .xlsx, .pptx or PDF.")
    elif head.startswith(b"{\\rtf"):
        message = _("RTF is not accepted: open it and save it as .docx or PDF.")
    elif head.startswith(_OTHER_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        message = _("This kind of picture is not accepted: save it as JPEG or PNG.")
    elif head.startswith(_ARCHIVES):
        message = _("Archives are not accepted: unpack it and choose the files themselves.")
    else:
        return
    raise ValidationError(message, code="kind")


def _strange(told: kinds.Kind | None, families: Collection[str]) -> ValidationError:
    if told is None:
        return unaccepted(families)
    message = _(
        "The name says %(kind)s, but the content is something else, or damaged. Save it anew and choose it again."
    )
    return ValidationError(message % {"kind": told.label}, code="damaged")
