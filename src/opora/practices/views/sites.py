"""Regional innovation sites: which schools host internships, naming one, ending one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Chip
from opora.core.numbers import natural
from opora.core.spans import end_of
from opora.organisations.models import School
from opora.practices import actions
from opora.practices.authors import schools
from opora.practices.forms import EndForm, ReasonForm, SiteForm
from opora.practices.found import Found, found_for
from opora.practices.models import InnovationSite, InnovationSiteEnd, Practice
from opora.practices.views.shared import form_page, tabs, to, trail, written


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site with the name of its school; `over` when it ended by the day. `practice` only while it is in the bank."""

    site: InnovationSite
    school: str
    place: str
    end: InnovationSiteEnd | None
    over: bool
    practice: Practice | None
    url: str


@require_safe
def sites(request: AskingRequest) -> HttpResponse:
    """Schools that host internships on the day, or, asked for, those that did."""
    found = found_for(request)
    every = _rows(found, list(found.sites))
    ended = request.GET.get("state") == "ended"
    rows = [row for row in every if row.over is ended]
    n = sum(not row.over for row in every)
    lead = ngettext("%(n)d school hosts internships.", "%(n)d schools host internships.", n) % {"n": n}
    gone = len(every) - n
    let_go = to(request, "sites") if ended else to(request, "sites", state="ended")
    context = {
        "tabs": tabs(found, "sites"),
        "lead": lead if n else "",
        "rows": rows,
        "total": len(every),
        "chips": [Chip(label=pgettext("site", "ended"), url=let_go, count=gone, on=ended)] if gone or ended else [],
        "add_url": to(request, "name_site") if found.may_write else "",
    }
    return render(request, "practices/sites.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def site(request: AskingRequest, pk: int) -> HttpResponse:
    """One site; who keeps the list ends it or takes it back."""
    found = found_for(request)
    (row,) = _rows(found, [get_object_or_404(found.sites, pk=pk)])
    step = request.POST.get("step", "")
    if request.method == "POST" and (not found.may_write or step not in ("end", "take-back")):
        raise Http404("only looked at")
    if step == "end" and row.end:
        messages.warning(request, _("This site ended already."))
        return redirect(to(request, "site", pk))
    ending = EndForm(request.POST if step == "end" else None, latest=found.latest, auto_id="end_%s")
    undoing = ReasonForm(request.POST if step == "take-back" else None, auto_id="back_%s")
    if step == "end" and ending.is_valid() and written(ending, lambda: _end(row.site, ending, request)):
        messages.success(request, _("The end of the site is noted."))
        return redirect(to(request, "site", pk))
    if step == "take-back" and undoing.is_valid() and written(undoing, lambda: _take_back(row.site, undoing, request)):
        messages.success(request, _("The site is taken back: the school never was one."))
        return redirect(to(request, "sites"))
    context = {
        "crumbs": trail(request, "sites", row.school),
        "title": row.school,
        "row": row,
        "practice_url": to(request, "practice", row.practice.pk) if row.practice else "",
        "ending": ending if found.may_write and not row.end else None,
        "undoing": undoing if found.may_write else None,
    }
    return form_page(request, "practices/site.html", context, {"end": ending, "take-back": undoing}.get(step))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskingRequest) -> HttpResponse:
    """Name a school an innovation site."""
    found = found_for(request)
    entries = {str(one.pk): one for one in found.practices.order_by("title", "pk")}
    form = SiteForm(
        request.POST if request.method == "POST" else None,
        schools=schools(found),
        practices=[(pk, one.title) for pk, one in entries.items()],
        latest=found.latest,
    )
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "practice": entries.get(form.cleaned_data["practice"])}
        school = School.objects.get(pk=said.pop("school"))
        if written(form, lambda: actions.name_site(school=school, by=request.actor, **said)):
            messages.success(request, _("The school is an innovation site."))
            return redirect(to(request, "sites"))
    context = {
        "crumbs": trail(request, "sites", _("Add")),
        "title": _("Name an innovation site"),
        "lead": _("A school that hosts internships for others, by a document of the region."),
        "form": form,
        "button": _("Name the site"),
        "back_url": to(request, "sites"),
        "past": found.past,
    }
    return form_page(request, "practices/form.html", context, form)


def _end(one: InnovationSite, form: EndForm, request: AskingRequest) -> object:
    return actions.end_site(site=one, by=request.actor, **form.cleaned_data)


def _take_back(one: InnovationSite, form: ReasonForm, request: AskingRequest) -> None:
    actions.take_back_site(site=one, reason=form.cleaned_data["reason"], by=request.actor)


def _rows(found: Found, chosen: list[InnovationSite]) -> list[SiteRow]:
    names = found.names(one.school_id for one in chosen)
    rows = [_row(found, one, names[one.school_id]) for one in chosen]
    return sorted(rows, key=lambda row: (natural(row.place), natural(row.school)))


def _row(found: Found, one: InnovationSite, school: str) -> SiteRow:
    end = end_of(one)
    over = end is not None and end.occurred_on <= found.as_of
    shown = one.practice if one.practice and not one.practice.voided_at else None
    return SiteRow(one, school, one.school.municipality.name, end, over, shown, to(found.request, "site", one.pk))
