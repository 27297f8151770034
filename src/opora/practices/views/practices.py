"""The bank of practices: the list, one entry, adding one."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core.actors import names_of
from opora.core.components.links import Chip
from opora.core.imports.cells import folded
from opora.core.models import StoredFile
from opora.core.spans import end_of
from opora.organisations.models import School
from opora.practices import actions
from opora.practices.actions import NewPractice
from opora.practices.authors import schools
from opora.practices.forms import FileForm, PracticeForm, ReasonForm
from opora.practices.found import Found, found_for
from opora.practices.models import InnovationSite, Practice
from opora.practices.papers import files_of
from opora.practices.showing import PracticeRow, practice_rows
from opora.practices.views.shared import PAGE, form_page, let_go, received, tabs, to, trail, written
from opora.programmes.asked import carried, carried_pairs


@require_safe
def bank(request: AskingRequest) -> HttpResponse:
    """Entries of the bank, by topic and by words, the newest first."""
    found = found_for(request)
    q, topic = request.GET.get("q_practice", "").replace("\0", "").strip()[:100], request.GET.get("topic", "")[:100]
    every = practice_rows(found, found.practices.order_by("-occurred_on", "-pk"))
    rows = [row for row in every if topic in ("", row.practice.direction) and _fits(row, q)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(found, "bank"),
        "lead": _lead(len(every)),
        "rows": page.object_list,
        "carried": carried(request.GET),
        "total": len(every),
        "q": q,
        "kept": _kept(found, topic),
        "clear_url": to(request, "bank") if q or topic else "",
        "chips": _chips(found, every, topic, q),
        "add_url": to(request, "add_practice") if found.may_write else "",
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    return render(request, "practices/bank.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: AskingRequest, pk: int) -> HttpResponse:
    """One entry with its files and the sites that show it; who keeps the bank adds a file or withdraws it."""
    found = found_for(request)
    entry = get_object_or_404(found.practices.select_related("work"), pk=pk)
    step = request.POST.get("step", "")
    if request.method == "POST" and (not found.may_write or step not in ("file", "withdraw")):
        raise Http404("only looked at")
    attaching = FileForm(
        request.POST if step == "file" else None, request.FILES if step == "file" else None, auto_id="file_%s"
    )
    withdrawing = ReasonForm(request.POST if step == "withdraw" else None, auto_id="withdraw_%s")
    if step == "file" and attaching.is_valid() and _attached(attaching, entry, request):
        messages.success(request, _("The file is attached."))
        return redirect(to(request, "practice", pk))
    if (
        step == "withdraw"
        and withdrawing.is_valid()
        and written(withdrawing, lambda: _withdraw(withdrawing, entry, request))
    ):
        messages.success(request, _("The entry is withdrawn. Pages of earlier moments still show it."))
        return redirect(to(request, "bank"))
    forms = {"attaching": attaching, "withdrawing": withdrawing} if found.may_write else {}
    sent = {"file": attaching, "withdraw": withdrawing}.get(step)
    return form_page(request, "practices/practice.html", {**_context(found, entry), **forms}, sent)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskingRequest) -> HttpResponse:
    """Put a practice into the bank that is not one of the works."""
    found = found_for(request)
    form = PracticeForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        schools=schools(found),
        latest=found.latest,
    )
    if request.method == "POST" and form.is_valid():
        stored = received(form, form.cleaned_data["file"], request.actor)
        if not form.errors and written(form, lambda: _add(found, form.cleaned_data, stored)):
            messages.success(request, _("The practice is an entry of the bank."))
            return redirect(to(request, "bank"))
        let_go([stored], request.actor)
    context = {
        "crumbs": trail(request, "bank", _("Add")),
        "title": _("Add a practice"),
        "lead": _("An accepted work gets into the bank from its own page, with its files."),
        "form": form,
        "button": _("Put into the bank"),
        "back_url": to(request, "bank"),
        "past": found.past,
    }
    return form_page(request, "practices/form.html", context, form)


@transaction.atomic
def _add(found: Found, said: dict[str, Any], stored: StoredFile | None) -> Practice:
    school = School.objects.get(pk=said["school"])
    row = NewPractice(**{name: said[name] for name in ("title", "direction", "summary", "link")})
    made = actions.add_practice(school=school, practice=row, on=said["on"], by=found.actor)
    if stored:
        actions.attach(to=made, file=stored, by=found.actor)
    return made


def _withdraw(form: ReasonForm, entry: Practice, request: AskingRequest) -> None:
    actions.withdraw(practice=entry, reason=form.cleaned_data["reason"], by=request.actor)


def _attached(form: FileForm, entry: Practice, request: AskingRequest) -> bool:
    stored = received(form, form.cleaned_data["file"], request.actor)
    if stored is None:
        return False
    actions.attach(to=entry, file=stored, by=request.actor)
    return True


def _context(found: Found, entry: Practice) -> dict[str, Any]:
    request = found.request
    stored = list(files_of(entry))
    hosts = [site for site in found.sites.filter(practice=entry) if not _over(site, found)]
    names = found.names([entry.school_id, *(site.school_id for site in hosts)])
    people = names_of({one.stored_by for one in stored})
    seen = entry.work is not None and found.sees_works and found.works.filter(pk__in=[entry.work_id]).exists()
    return {
        "crumbs": trail(request, "bank", entry.direction),
        "title": entry.title,
        "entry": entry,
        "school": names[entry.school_id],
        "place": entry.school.municipality.name,
        "stored": [(one, people.get(one.stored_by, "")) for one in stored],
        "work_url": to(request, "work", entry.work_id) if seen else "",
        "hosts": [(names[site.school_id], site.topic, to(request, "site", site.pk)) for site in hosts],
    }


def _over(site: InnovationSite, found: Found) -> bool:
    end = end_of(site)
    return end is not None and end.occurred_on <= found.as_of


def _fits(row: PracticeRow, q: str) -> bool:
    text = folded(f"{row.practice.title} {row.practice.summary} {row.school} {row.place}")
    return all(word in text for word in folded(q).split())


def _chips(found: Found, every: list[PracticeRow], topic: str, q: str) -> list[Chip]:
    counts = Counter(row.practice.direction for row in every)
    searched = {"q_practice": q} if q else {}
    return [
        Chip(
            label=name,
            count=counts[name],
            on=name == topic,
            url=to(found.request, "bank", **searched, **({} if name == topic else {"topic": name})),
        )
        for name in sorted(counts)
    ]


def _kept(found: Found, topic: str) -> list[tuple[str, str]]:
    return [*carried_pairs(found.request.GET), *([("topic", topic)] if topic else [])]


def _lead(n: int) -> str:
    return ngettext("%(n)d practice of a school.", "%(n)d practices of schools.", n) % {"n": n} if n else ""
