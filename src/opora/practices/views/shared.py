"""What the pages of practices have in common."""

from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from opora.accounts.guard import AskingRequest
from opora.core.actors import Actor
from opora.core.components.links import Link
from opora.core.files import actions as files
from opora.core.forms import refused
from opora.core.models import StoredFile
from opora.practices.forms import ACCEPTED
from opora.practices.found import Found
from opora.programmes.asked import carried

PAGE = 50
"""Rows on one page."""


def to(request: HttpRequest, name: str, *args: object, **more: str) -> str:
    """A page that shows the same moment."""
    return reverse(f"practices:{name}", args=args) + carried(request.GET, **more)


def tabs(found: Found, current: str) -> list[Link]:
    """The three lists, as far as the reader sees them."""
    return [
        Link(label, to(found.request, name), current=name == current)
        for name, label in _lists().items()
        if name != "works" or found.sees_works
    ]


def trail(request: HttpRequest, tab: str, last: str) -> list[Link]:
    """The way up: the list, and where one is."""
    return [Link(_lists()[tab], to(request, tab)), Link(last)]


def _lists() -> dict[str, str]:
    return {"works": _("Works"), "bank": _("Bank of practices"), "sites": _("Innovation sites")}


def written(form: Form, write: Callable[[], object]) -> bool:
    """Whether it was written; what the action refuses is put into the form."""
    try:
        write()
    except ValidationError as error:
        refused(form, error)
        return False
    return True


def form_page(request: AskingRequest, template: str, context: dict[str, Any], form: Form | None = None) -> HttpResponse:
    """A page with a form: 422 when what was sent is wrong."""
    status = 422 if form is not None and form.errors else 200
    return render(request, template, context, status=status)


def received(form: Form, upload: UploadedFile | None, by: Actor) -> StoredFile | None:
    """The file that was sent, kept for its sender alone until it is attached; what is wrong with it is put into the
    form. None without a file."""
    if upload is None:
        return None
    try:
        return files.store(content=upload, name=upload.name or "", accept=ACCEPTED, of=f"sent:{by.key}", by=by)
    except ValidationError as error:
        form.add_error("file", error)
        return None


def let_go(stored: Collection[StoredFile | None], by: Actor) -> None:
    """Take away what was sent and not attached."""
    for one in stored:
        if one is not None:
            files.remove(stored=one, by=by)
