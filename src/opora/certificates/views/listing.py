"""Certificates within reach: to look through, to save as a spreadsheet, to print at once."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.certificates import exports, jobs, queries, showing
from opora.certificates.access import visible_to
from opora.certificates.models import Certificate
from opora.certificates.papers import papers
from opora.core import clock
from opora.core import pdf as making
from opora.core.actors import Actor, Scope
from opora.core.attachments import attachment
from opora.core.components.links import Chip
from opora.core.spreadsheets import XLSX

PAGE = 50
LONGEST = 100
"""Characters of a search."""
SUBJECTS = 200
"""Things to choose from."""
AT_ONCE = 50
"""Certificates that are printed while one waits; more go into the background."""
MINE = "mine"


class Choice:
    """What the address (or the form that prints) chooses: a part of what is said, one subject, only the own ones."""

    def __init__(self, parameters: Mapping[str, str], actor: Actor) -> None:
        self.text = parameters.get("q", "").replace("\0", "").strip()[:LONGEST]
        self.about = parameters.get("about", "").replace("\0", "")[:80]
        self.wide = _sees_others(actor)
        self.mine = parameters.get("whose") == MINE or not self.wide
        self._visible = queries.latest(visible_to(actor, Certificate.objects.select_related("region")))
        kind, _colon, number = actor.key.partition(":")
        self.own = self._visible.filter(person=int(number)) if kind == "user" else self._visible.none()

    @property
    def of_whom(self) -> QuerySet[Certificate]:
        """All within reach, or the own ones."""
        return self.own if self.mine else self._visible

    @property
    def found(self) -> QuerySet[Certificate]:
        """Those that fit."""
        return queries.matching(self.of_whom, text=self.text, about=self.about)

    @property
    def asked(self) -> dict[str, str]:
        """The same as parts of an address or fields of a form."""
        parts = {"q": self.text, "about": self.about, "whose": MINE if self.mine and self.wide else ""}
        return {name: value for name, value in parts.items() if value}

    def chips(self) -> list[Chip]:
        """The own ones alone, for who sees others too."""
        here = reverse("certificates:certificates")
        own = Chip(
            label=_("My own"), url=here if self.mine else f"{here}?whose={MINE}", count=self.own.count(), on=self.mine
        )
        return [own] if self.wide else []


@require_safe
def certificates(request: AskingRequest) -> HttpResponse:
    """The certificates within reach, the newest first."""
    chosen = Choice(request.GET, request.actor)
    page = Paginator(chosen.found, PAGE).get_page(request.GET.get("page"))
    whole = page.paginator.count if not (chosen.text or chosen.about) else chosen.of_whom.count()
    query = f"?{urlencode(chosen.asked)}" if chosen.asked else ""
    context = {
        "rows": showing.show_all(page.object_list),
        "total": page.paginator.count,
        "whole": whole,
        "wide": chosen.wide,
        "mine": chosen.mine,
        "chips": chosen.chips(),
        "text": chosen.text,
        "about": chosen.about,
        "subjects": queries.subjects(chosen.of_whom, SUBJECTS),
        "kept": [("whose", MINE)] if chosen.mine and chosen.wide else [],
        "asked": list(chosen.asked.items()),
        "export_url": reverse("certificates:export") + query if page.paginator.count else "",
        "print_url": reverse("certificates:print") if page.paginator.count and making.available() else "",
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    return render(request, "certificates/certificates.html", context)


@require_safe
def export(request: AskingRequest) -> HttpResponse:
    """The same certificates as a spreadsheet, all of them."""
    invented = _invented(request)
    content = exports.certificates_book(Choice(request.GET, request.actor).found, invented=invented)
    plain = "-".join(["opora", *["demo"] * invented, "certificates", clock.today().isoformat()])
    name = ", ".join([*[_("Demonstration")] * invented, _("Certificates")])
    return attachment(content, kind=XLSX, name=f"{name}.xlsx", plain_name=f"{plain}.xlsx")


@require_POST
def print_all(request: AskingRequest) -> HttpResponse:
    """The same certificates as one PDF, without the revoked; many are made in the background."""
    if not making.available():
        raise Http404("this system cannot make PDF")
    chosen = Choice(request.POST, request.actor)
    rows = list(queries.for_printing(chosen.found))
    if not rows:
        messages.error(request, _("None of these certificates holds: there is nothing to print."))
        return redirect(reverse("certificates:certificates") + f"?{urlencode(chosen.asked)}")
    if len(rows) > AT_ONCE:
        return redirect("core:job", jobs.start_printing(certificates=rows, site=site_of(request), by=request.actor).pk)
    return as_pdf(request, rows, name=_("Certificates"), plain="certificates")


def as_pdf(request: AskingRequest, rows: list[Certificate], *, name: str, plain: str) -> HttpResponse:
    """These certificates as a file; not found where the system cannot make it."""
    try:
        content = papers(rows, site=site_of(request), tell=lambda _done, _total: None)
    except making.PdfUnavailableError as missing:
        raise Http404(str(missing)) from missing
    invented = rows[0].region.demonstration_on is not None
    full = ", ".join([*[_("Demonstration")] * invented, name])
    plain = "-".join(["opora", *["demo"] * invented, plain])
    return attachment(content, kind=making.PDF, name=f"{full}.pdf", plain_name=f"{plain}.pdf")


def site_of(request: AskingRequest) -> str:
    """Where this installation is: "https://opora.example"."""
    return f"{request.scheme}://{request.get_host()}"


def _sees_others(actor: Actor) -> bool:
    """Whether certificates of other people can be within reach."""
    if actor.scope("certificate") is Scope.REGION:
        return True
    return actor.scope("person") is not None and bool(actor.municipality_ids or actor.school_ids)


def _invented(request: AskingRequest) -> bool:
    region: Any = request.presence.region
    return bool(region and region.demonstration_on)
