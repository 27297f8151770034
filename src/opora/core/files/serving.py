"""Answers with stored files. THE CALLER CHECKS FIRST whether the reader may see the file: nothing here does.

A file is only ever saved, never opened inside the browser by our address; pages are shown as pictures drawn anew.
"""

import re
from typing import IO
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from opora.core.files import kinds, previews
from opora.core.files.models import StoredFile
from opora.core.files.reading import open_stored

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
_PLAIN = re.compile(r"[^0-9A-Za-z._-]+")


def attachment(stored: StoredFile, *, request: HttpRequest | None = None) -> HttpResponseBase:
    """The file to be saved, under its name; 304 when the `request` says that the reader has it, no body for HEAD.

    FileNotFoundError when its content is lost. Call it after the owner's own access check.
    """
    answer = _answer(open_stored(stored), stored.media_type, stored.size, stored.sha256, request)
    name = f"{stored.name}.txt" if stored.kind is kinds.WEB_PAGE else stored.name  # it opens as text, not as a page
    plain = _PLAIN.sub("_", name).strip("_") or "file"
    if plain.startswith("."):
        plain = f"file{plain}"
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return answer


def preview(stored: StoredFile, page: int = 1, *, request: HttpRequest | None = None) -> HttpResponseBase:
    """A page (from 1) of a PDF, or a picture, as PNG; NoPreview when there is none. After the owner's access check."""
    drawn = previews.preview(stored, page)
    return _answer(drawn.open("rb"), previews.MEDIA_TYPE, drawn.stat().st_size, f"{stored.sha256}-{page}", request)


def _answer(content: IO[bytes], media_type: str, size: int, tag: str, request: HttpRequest | None) -> HttpResponseBase:
    etag = f'"{tag}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag) if request else None
    if response is None and request is not None and request.method == "HEAD":
        response = HttpResponse(content_type=media_type, headers={"Content-Length": str(size)})
    if response is None:
        response = FileResponse(content, content_type=media_type, headers={"Content-Length": str(size)})
    else:
        content.close()
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
