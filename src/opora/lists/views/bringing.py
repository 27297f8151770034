"""Bringing a list in: the file, what it would do, writing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock, journal
from opora.core.attachments import attachment
from opora.core.components.links import Link
from opora.core.files.models import StoredFile
from opora.core.imports import papers
from opora.core.imports.files import read_content
from opora.core.imports.plans import Kind, kinds
from opora.core.imports.workbooks import Unreadable
from opora.core.jobs.queries import under_way_of
from opora.core.spreadsheets import XLSX
from opora.lists import bringing, jobs, keeping
from opora.lists.bringing import Check
from opora.lists.forms.bringing import BringingForm
from opora.lists.found import Lists, lists_of
from opora.lists.unclear import names_in
from opora.lists.views.shared import PAGES, form_page, to, trail


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: AskingRequest, kind: str) -> HttpResponse:
    """Choose a file; it is kept and checked on the next page."""
    lists, chosen = _asked(request, kind)
    form = BringingForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        kind=chosen,
        latest=lists.latest,
        initial={"on": lists.latest if chosen.from_today else None},
    )
    if request.method == "POST" and form.is_valid():
        stored = _kept(request, form)
        if stored:
            on, basis = form.cleaned_data.get("on"), form.cleaned_data.get("basis", "")
            asked = {**({"on": on.isoformat()} if on else {}), **({"basis": basis} if basis else {})}
            return redirect(to(request, "lists:check", kind, stored.pk, **asked))
    context = {
        "crumbs": _trail(request, kind, _("Bring in")),
        "title": _("Bring in: %(title)s") % {"title": chosen.title},
        "programme": lists.programme if chosen.of_year else None,
        "columns": chosen.columns,
        "form": form,
        "past": lists.past,
        "template_url": to(request, "lists:template", kind),
    }
    return form_page(request, "lists/bring.html", context, form if request.method == "POST" else None)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: AskingRequest, kind: str, file: int) -> HttpResponse:
    """What the file would do, and writing it: much of it in the background."""
    lists, chosen = _asked(request, kind)
    stored = keeping.kept(pk=file, by=request.actor)
    if stored is None:
        messages.warning(request, _("The file is not kept any more. Choose it again."))
        return redirect(to(request, "lists:bring", kind))
    if running := under_way_of(journal.key_of(stored)):
        return redirect("core:job", running.pk)
    checked = _checked(lists, chosen, stored)
    partial = request.POST.get("step") == "partial"
    if request.method == "POST" and checked.may_be_written(partial=partial):
        return _write(request, checked, stored, partial=partial)
    given = {name: value for name in ("on", "basis") if (value := request.GET.get(name, ""))}
    context = {
        "crumbs": _trail(request, kind, _("What it would do")),
        "title": checked.file.name,
        "lead": str(chosen.title),
        "check": checked,
        "counts": checked.plan.counts,
        "problems": checked.problems[: bringing.SHOWN],
        "more": max(len(checked.problems) - bringing.SHOWN, 0),
        "unclear": names_in(lists, checked.problems),
        "past": lists.past,
        "again_url": to(request, "lists:bring", kind),
        "annotated_url": to(request, "lists:annotated", kind, file, **given),
    }
    return render(request, "lists/check.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def annotated(request: AskingRequest, kind: str, file: int) -> HttpResponse:
    """The file with what is wrong in a column before the others."""
    lists, chosen = _asked(request, kind)
    stored = keeping.kept(pk=file, by=request.actor)
    if stored is None:
        raise Http404("not kept")
    checked = _checked(lists, chosen, stored)
    content = papers.annotated(checked.file, checked.plan.problems, made_at=clock.now())
    name = _("%(name)s, what is wrong.xlsx") % {"name": stored.name.rpartition(".")[0]}
    return attachment(content, kind=XLSX, name=name, plain_name=f"opora-{kind}-remarks.xlsx")


def _asked(request: AskingRequest, kind: str) -> tuple[Lists, Kind]:
    """404 for a list that nobody brings in, and for one of a year while there is none."""
    lists, chosen = lists_of(request), kinds().get(kind)
    if chosen is None or (chosen.of_year and lists.programme is None):
        raise Http404(f"no list {kind!r}")
    return lists, chosen


def _write(request: AskingRequest, checked: Check, stored: StoredFile, *, partial: bool) -> HttpResponse:
    """Write it at once and show the import, or show the work that does."""
    if checked.to_write > bringing.AT_HAND:
        return redirect(
            "core:job", jobs.start_import(checked=checked, stored=stored, partial=partial, by=request.actor).pk
        )
    try:
        batch = bringing.commit(checked=checked, stored=stored, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join([*error.messages, _("Look at what the file would do now.")]))
        return redirect(request.get_full_path())
    assert batch is not None, "there was something to write"
    messages.success(request, bringing.told(batch))
    return redirect(to(request, "lists:import", batch.pk))


def _kept(request: AskingRequest, form: BringingForm) -> StoredFile | None:
    """The file, kept; None when it cannot be, or cannot be read, which the form then says."""
    file: UploadedFile = form.cleaned_data["file"]
    try:
        stored = keeping.keep(content=file, name=file.name or "", by=request.actor)
    except ValidationError as error:
        form.add_error("file", error)
        return None
    try:
        read_content(stored.name, keeping.content_of(stored))
    except Unreadable as error:
        form.add_error("file", str(error))
        keeping.drop(stored=stored, by=request.actor)
        return None
    return stored


def _checked(lists: Lists, kind: Kind, stored: StoredFile) -> Check:
    where = bringing.asked_with(lists, kind, lists.request.GET)
    return bringing.check(kind=kind, stored=stored, where=where, by=lists.request.actor)


def _trail(request: AskingRequest, kind: str, last: str) -> list[Link]:
    return trail(request, *([kind] if kind in PAGES else []), last=last)
