"""Tables and texts without a form of their own: anything that could be something else is refused."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core.files import kinds
from opora.core.files.facts import Facts
from opora.core.files.texts import decoded

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_MARKUP = re.compile(r"[\s\ufeff]*<(?:!|\?|[a-z])", re.IGNORECASE)
_SCRIPT = re.compile(r"<\s*(?:script|html|svg|iframe|object|embed|body)\b", re.IGNORECASE)
_CALL = re.compile(r"\s*[=+\-@][^|\n]{0,200}\|[^\n]{0,200}!")
"""A cell that makes a spreadsheet program start another one: =cmd|'/C …'!A1."""


def check(content: bytes, kind: kinds.Kind) -> Facts:
    """ValidationError unless the bytes are text, without markup that a browser would run if it is not to be a page."""
    text = decoded(content)
    if text is None or _CONTROL.search(text):
        message = _("This is no text, whatever its name says: save it as “CSV UTF-8” or as .xlsx.")
        raise ValidationError(message, code="damaged")
    if not text.strip():
        raise ValidationError(_("The file is empty: choose another."), code="empty")
    if kind is not kinds.WEB_PAGE and (_MARKUP.match(text) or _SCRIPT.search(text)):
        message = _(
            "Pages and drawings with scripts (HTML, SVG, XML) are not accepted: save it as PDF or as a picture."
        )
        raise ValidationError(message, code="active")
    if kind is kinds.CSV and any(_CALL.match(cell) for cell in _cells(text)):
        message = _(
            "A cell of the table starts another program when it is opened: delete it and choose the file again."
        )
        raise ValidationError(message, code="dde")
    return Facts(kind)


def _cells(text: str) -> list[str]:
    """Cells, whatever separates them: more pieces than there are cells do no harm."""
    return [cell.strip("\"'") for line in text.splitlines() for cell in re.split("[;,\t]", line)]
