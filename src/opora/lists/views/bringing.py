"""Bringing a list in: the file, what it would do, writing it."""

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core import clock
from opora.core.attachments import attachment
from opora.core.components.links import Link
from opora.core.imports import papers
from opora.core.imports.plans import Kind, kinds
from opora.core.imports.workbooks import Unreadable
from opora.core.spreadsheets import XLSX
from opora.lists import bringing, keeping
from opora.lists.bringing import Check
from opora.lists.forms.bringing import BringingForm
from opora.lists.found import Lists, lists_of
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
        token = _kept(lists, chosen, form)
        if token:
            on, basis = form.cleaned_data.get("on"), form.cleaned_data.get("basis", "")
            asked = {**({"on": on.isoformat()} if on else {}), **({"basis": basis} if basis else {})}
            return redirect(to(request, "lists:check", kind, token, **asked))
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
def check(request: AskingRequest, kind: str, token: str) -> HttpResponse:
    """What the file would do, and writing it; the file is found by the hash of what was checked."""
    lists, chosen = _asked(request, kind)
    path = keeping.kept(token=token, owner=request.actor.key)
    if path is None:
        messages.warning(request, _("The file is not kept any more. Choose it again."))
        return redirect(to(request, "lists:bring", kind))
    checked = _checked(lists, chosen, path)
    partial = request.POST.get("step") == "partial"
    if request.method == "POST" and checked.may_be_written(partial=partial):
        try:
            batch = bringing.commit(checked=checked, by=request.actor)
        except ValidationError as error:
            messages.error(request, " ".join([*error.messages, _("Look at what the file would do now.")]))
            return redirect(request.get_full_path())
        assert batch is not None, "there was something to write"
        told = {"created": batch.created, "updated": batch.updated, "failed": batch.failed}
        text = _("Written: created %(created)d, changed %(updated)d, left out as wrong %(failed)d.")
        messages.success(request, text % told)
        return redirect(to(request, "lists:import", batch.pk))
    given = {name: value for name in ("on", "basis") if (value := request.GET.get(name, ""))}
    context = {
        "crumbs": _trail(request, kind, _("What it would do")),
        "title": checked.file.name,
        "lead": str(chosen.title),
        "check": checked,
        "counts": checked.plan.counts,
        "problems": checked.problems[: bringing.SHOWN],
        "more": max(len(checked.problems) - bringing.SHOWN, 0),
        "past": lists.past,
        "again_url": to(request, "lists:bring", kind),
        "annotated_url": to(request, "lists:annotated", kind, token, **given),
    }
    return render(request, "lists/check.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def annotated(request: AskingRequest, kind: str, token: str) -> HttpResponse:
    """The file with what is wrong in a column before the others."""
    lists, chosen = _asked(request, kind)
    path = keeping.kept(token=token, owner=request.actor.key)
    if path is None:
        raise Http404("not kept")
    checked = _checked(lists, chosen, path)
    content = papers.annotated(checked.file, checked.plan.problems, made_at=clock.now())
    name = _("%(name)s, what is wrong.xlsx") % {"name": path.stem}
    return attachment(content, kind=XLSX, name=name, plain_name=f"opora-{kind}-remarks.xlsx")


def _asked(request: AskingRequest, kind: str) -> tuple[Lists, Kind]:
    """404 for a list that nobody brings in, and for one of a year while there is none."""
    lists, chosen = lists_of(request), kinds().get(kind)
    if chosen is None or (chosen.of_year and lists.programme is None):
        raise Http404(f"no list {kind!r}")
    return lists, chosen


def _kept(lists: Lists, kind: Kind, form: BringingForm) -> str:
    """The hash under which the file is kept; "" when it cannot be read, which the form then says."""
    file: UploadedFile = form.cleaned_data["file"]
    path = keeping.keep(content=file.read(), name=file.name or "", owner=lists.request.actor.key)
    try:
        _checked(lists, kind, path)
    except Unreadable as error:
        form.add_error("file", str(error))
        return ""
    return path.parent.name


def _checked(lists: Lists, kind: Kind, path: Path) -> Check:
    where = bringing.asked_with(lists, kind, lists.request.GET)
    return bringing.check(kind=kind, path=path, where=where, by=lists.request.actor)


def _trail(request: AskingRequest, kind: str, last: str) -> list[Link]:
    return trail(request, *([kind] if kind in PAGES else []), last=last)
