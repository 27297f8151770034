"""What the pages of lists have in common."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.core.imports.plans import kinds
from opora.lists.found import OF_PEOPLE, Lists
from opora.programmes.asked import carried, carried_pairs

PAGES: dict[str, tuple[str | Promise, str]] = {
    "municipalities": (gettext_lazy("Municipalities"), "lists:municipalities"),
    "schools": (gettext_lazy("Schools"), "lists:schools"),
    "cohort": (gettext_lazy("Schools of the programme"), "lists:cohort"),
    "low-results": (gettext_lazy("Schools with low results"), "lists:low_results"),
    "growth-points": (gettext_lazy("Growth Point centres"), "lists:growth_points"),
    "people": (gettext_lazy("People"), "people:people"),
    "appointments": (gettext_lazy("Appointments"), "people:coverage"),
    "names": (gettext_lazy("Learned names"), "lists:names"),
}
"""Lists with a page: title and URL."""


def pages_of(lists: Lists) -> list[str]:
    """The lists this reader may see on this page."""
    return [kind for kind in PAGES if kind not in OF_PEOPLE or lists.with_people]


def to(request: HttpRequest, name: str, *args: object, **more: str) -> str:
    """A page that shows the same moment."""
    return reverse(name, args=args) + carried(request.GET, **more)


def trail(request: HttpRequest, *kinds_above: str, last: str = "") -> list[Link]:
    """The way up: the lists, the list of a kind, and where one is."""
    above = [Link(str(PAGES[kind][0]), to(request, PAGES[kind][1])) for kind in kinds_above]
    return [Link(_("Lists"), to(request, "lists:index")), *above, *([Link(last)] if last else [])]


def brought(lists: Lists) -> list[str]:
    """Lists that this reader may bring in on this page."""
    return [name for name, kind in kinds().items() if lists.may_write and (lists.programme or not kind.of_year)]


def list_page(
    lists: Lists, kind: str, template: str, context: dict[str, Any], filters: Mapping[str, str] = MappingProxyType({})
) -> HttpResponse:
    """The page of a list with what every one has: the way up, files of the same rows, who may change it."""
    request = lists.request
    files = [
        Link(form.upper(), to(request, "lists:save", kind, form, **filters))
        for form in ("xlsx", "csv")
        if kind not in {"cohort"} or lists.programme
    ]
    shared = {
        "crumbs": trail(request, last=str(PAGES[kind][0])),
        "title": str(PAGES[kind][0]),
        "files": files,
        "template_url": reverse("lists:template", args=[kind]) if kind in kinds() and lists.may_write else "",
        "bring_url": to(request, "lists:bring", kind) if kind in brought(lists) else "",
        "may_write": lists.may_write,
        "whole": lists.whole,
        "kept": carried_pairs(request.GET),
        "as_of": lists.as_of,
    }
    return render(request, template, {**shared, **context})


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
