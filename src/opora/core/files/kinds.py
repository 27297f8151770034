"""The closed list of what is accepted. What is not named here is refused, whatever its name says."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MEGABYTE = 1024 * 1024


class Family(StrEnum):
    """What a form may ask for."""

    DOCUMENT = "document"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    PICTURE = "picture"
    TEXT = "text"
    WEB = "web"
    """Pages that a browser would run: only for who reads them without a browser."""


EVERYTHING = tuple(family for family in Family if family is not Family.WEB)


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of file. `suffixes`: the first replaces a wrong one; `icon` is a name of the Tabler set."""

    family: Family
    suffixes: tuple[str, ...]
    media_type: str
    label: str | Promise
    icon: str

    @property
    def suffix(self) -> str:
        """The usual end of its names, with the dot."""
        return self.suffixes[0]

    @property
    def limit(self) -> int:
        """Bytes that a file of this kind may have; a picture half of a document."""
        megabytes: int = settings.FILE_LIMIT_MB
        return (max(1, megabytes // 2) if self.family is Family.PICTURE else megabytes) * MEGABYTE


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

PDF = Kind(Family.DOCUMENT, (".pdf",), "application/pdf", "PDF", "file-type-pdf")
DOCX = Kind(
    Family.DOCUMENT,
    (".docx",),
    f"{_OFFICE}wordprocessingml.document",
    pgettext_lazy("kind of file", "Word document"),
    "file-type-docx",
)
ODT = Kind(
    Family.DOCUMENT,
    (".odt",),
    f"{_ODF}text",
    pgettext_lazy("kind of file", "OpenDocument text"),
    "file-text",
)
XLSX = Kind(
    Family.SPREADSHEET,
    (".xlsx",),
    f"{_OFFICE}spreadsheetml.sheet",
    pgettext_lazy("kind of file", "Excel workbook"),
    "file-type-xls",
)
ODS = Kind(
    Family.SPREADSHEET,
    (".ods",),
    f"{_ODF}spreadsheet",
    pgettext_lazy("kind of file", "OpenDocument spreadsheet"),
    "file-spreadsheet",
)
CSV = Kind(Family.SPREADSHEET, (".csv",), "text/csv", pgettext_lazy("kind of file", "CSV table"), "file-type-csv")
PPTX = Kind(
    Family.PRESENTATION,
    (".pptx",),
    f"{_OFFICE}presentationml.presentation",
    pgettext_lazy("kind of file", "PowerPoint presentation"),
    "file-type-ppt",
)
ODP = Kind(
    Family.PRESENTATION,
    (".odp",),
    f"{_ODF}presentation",
    pgettext_lazy("kind of file", "OpenDocument presentation"),
    "presentation",
)
JPEG = Kind(Family.PICTURE, (".jpg", ".jpeg"), "image/jpeg", _("JPEG picture"), "photo")
PNG = Kind(Family.PICTURE, (".png",), "image/png", _("PNG picture"), "photo")
TEXT = Kind(Family.TEXT, (".txt",), "text/plain", pgettext_lazy("kind of file", "plain text"), "file-text")
WEB_PAGE = Kind(
    Family.WEB, (".html", ".htm"), "application/x-web-page", pgettext_lazy("kind of file", "web page"), "file-type-html"
)

KINDS = (PDF, DOCX, ODT, XLSX, ODS, CSV, PPTX, ODP, JPEG, PNG, TEXT, WEB_PAGE)


def of_media_type(media_type: str) -> Kind:
    """The kind of a stored file; KeyError for none of ours."""
    return {kind.media_type: kind for kind in KINDS}[media_type]


def of_suffix(suffix: str) -> Kind | None:
    """The kind whose names end so (".JPG"); None when it is none of ours."""
    return next((kind for kind in KINDS if suffix.lower() in kind.suffixes), None)


def accepted(families: Collection[str]) -> Iterator[Kind]:
    """The kinds of these families; ValueError for a family that does not exist."""
    asked = {Family(family) for family in families}
    return (kind for kind in KINDS if kind.family in asked)


def suffixes(families: Collection[str]) -> str:
    """The ends of names that may be chosen, for a sentence: ".pdf, .docx"."""
    return ", ".join(suffix for kind in accepted(families) for suffix in kind.suffixes)


def megabytes(families: Collection[str]) -> int:
    """The greatest size that a file of these families may have."""
    return max(kind.limit for kind in accepted(families)) // MEGABYTE
