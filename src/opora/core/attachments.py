"""Files that are answered to be saved, never shown inside the browser and never kept by anything on the way."""

import re
from urllib.parse import quote

from django.http import HttpResponse

_PLAIN = re.compile(r"[^0-9A-Za-z._-]+")
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def attachment(content: bytes, *, kind: str, name: str, plain_name: str) -> HttpResponse:
    """An answer with a file of a media type; `plain_name` is for programs that read only ASCII."""
    response = HttpResponse(content, content_type=kind)
    plain, full = _PLAIN.sub("_", plain_name), quote(_REFUSED.sub("_", name), safe="")
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
