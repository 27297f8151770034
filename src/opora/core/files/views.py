"""The page of a file, the file itself, its pages as pictures: one door for the files of every app."""

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from opora.core.actors import Actor
from opora.core.files import doors, previews, serving
from opora.core.files.models import StoredFile

logger = logging.getLogger(__name__)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file is, one of its pages (`?page=2`), and the way to save it."""
    stored = _seen(request, pk)
    given = request.GET.get("page", "1")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    page = min(max(number, 1), max(stored.previews, 1))
    drawn = stored.previews > 0 and _drawn(stored, page)
    return render(request, "core/file.html", {"file": stored, "page": page, "drawn": drawn})


@require_safe
def download(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The file itself, only under its own name."""
    stored = _seen(request, pk)
    if name != stored.name:
        raise Http404
    try:
        return serving.attachment(stored, request=request)
    except FileNotFoundError:
        logger.error("the content of file %d is lost: run opora files sweep", pk)  # noqa: TRY400 - the message says it
        raise Http404 from None


@require_safe
def preview(request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
    """One page as a picture."""
    try:
        return serving.preview(_seen(request, pk), page, request=request)
    except previews.NoPreview:
        raise Http404 from None


def _seen(request: HttpRequest, pk: int) -> StoredFile:
    """The file, if the app that owns its object lets the reader see it; else 404, as for one that is not there."""
    stored = get_object_or_404(StoredFile, pk=pk)
    actor = getattr(request, "actor", Actor(key="anonymous"))
    if not doors.may_see(actor, stored.of):
        raise Http404
    return stored


def _drawn(stored: StoredFile, page: int) -> bool:
    try:
        previews.preview(stored, page)
    except previews.NoPreview:
        return False
    return True
