"""All lists on one page, the imports so far, and taking one of them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.accounts.queries import authors
from opora.core import journal
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.core.imports.plans import kinds
from opora.core.imports.undoing import Resting, obstacles, undo
from opora.core.jobs.queries import under_way_of
from opora.core.models import ImportBatch, ImportState
from opora.lists import bringing, jobs, keeping
from opora.lists.found import OF_PEOPLE, Lists, lists_of
from opora.lists.rows import ROWS
from opora.lists.views.shared import PAGES, brought, form_page, pages_of, to, trail
from opora.roadmap.forms.control import ReasonForm

HISTORY = 50
"""Imports that the page shows, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownImport:
    """One import; `author` is "" for the command line."""

    batch: ImportBatch
    title: str
    url: str
    author: str

    @property
    def undone(self) -> bool:
        """Whether it was taken back."""
        return self.batch.state == ImportState.UNDONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownList:
    """One list: how many rows the reader sees, its page and files, the last import that stands."""

    title: str
    url: str
    count: int
    files: Sequence[Link]
    template_url: str
    bring_url: str
    last: ShownImport | None


@require_safe
def index(request: AskingRequest) -> HttpResponse:
    """Every list with its page, and what was brought in."""
    lists = lists_of(request)
    imports = _imports(lists) if lists.whole else []
    shown = {kind: _list(lists, kind, imports) for kind in pages_of(lists)}
    context = {
        "title": _("Lists"),
        "lists": list(shown.values()),
        "imports": imports[:HISTORY],
        "more": max(len(imports) - HISTORY, 0),
        "whole": lists.whole,
        "empty": not any(one.count for kind, one in shown.items() if kind not in OF_PEOPLE),
        "brings": any(one.bring_url for one in shown.values()),
    }
    return render(request, "lists/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: AskingRequest, pk: int) -> HttpResponse:
    """One import, and taking it back as a whole."""
    lists = lists_of(request)
    if not lists.whole:
        raise Http404("imports are of the whole region")
    found = get_object_or_404(ImportBatch, pk=pk, of=journal.key_of(lists.region))
    running = under_way_of(journal.key_of(found))
    may_undo = lists.may_write and found.state != ImportState.UNDONE and running is None
    form = ReasonForm(request.POST if request.method == "POST" else None)
    resting: list[str] = []
    if request.method == "POST":
        if not may_undo:
            raise Http404("not to be taken back")
        if form.is_valid() and (done := _taken_back(request, found, form, resting)):
            return done
    shown = _shown(lists, [found])[0]
    file = keeping.file_of(found, request.actor)
    context: dict[str, Any] = {
        "crumbs": trail(request, last=_("Import %(number)d") % {"number": pk}),
        "title": _("Import %(number)d: %(title)s") % {"number": pk, "title": shown.title},
        "shown": shown,
        "form": form if may_undo else None,
        "obstacles": resting,
        "running": running,
        "file": file,
        "go_on_url": _go_on_url(lists, found) if may_undo else "",
        "undone_by": authors({found.undone_by}).get(found.undone_by, ""),
    }
    return form_page(request, "lists/import.html", context, form if request.method == "POST" else None)


def _taken_back(
    request: AskingRequest, batch: ImportBatch, form: ReasonForm, resting: list[str]
) -> HttpResponse | None:
    """Take it back, a long one in the background; None when it is refused, which the form and `resting` then say."""
    reason = form.cleaned_data["reason"]
    try:
        if batch.steps.count() > bringing.AT_HAND and not obstacles(batch):
            return redirect("core:job", jobs.start_undo(batch=batch, reason=reason, by=request.actor).pk)
        count = undo(batch=batch, reason=reason, by=request.actor)
    except Resting as refusal:
        resting += refusal.obstacles
        form.add_error(None, _("Nothing was taken back: later entries rest on this import."))
    except ValidationError as error:
        refused(form, error)
    else:
        text = _("Import %(number)d is taken back: %(count)d.")
        messages.success(request, text % {"number": batch.pk, "count": count})
        return redirect(to(request, "lists:index"))
    return None


def _go_on_url(lists: Lists, batch: ImportBatch) -> str:
    """Where an interrupted import goes on: whoever began it sees there what is left, or chooses the file once more."""
    actor = lists.request.actor
    if batch.state != ImportState.WRITING or batch.started_by != actor.key:
        return ""
    sent = keeping.sent(sha256=batch.sha256, by=actor)
    if sent is None:
        return to(lists.request, "lists:bring", batch.kind)
    asked = {name: str(value) for name in ("on", "basis") if (value := batch.asked[name])}
    return to(lists.request, "lists:check", batch.kind, sent.pk, **asked)


def _list(lists: Lists, kind: str, imports: Sequence[ShownImport]) -> ShownList:
    title, page = PAGES[kind]
    known = kind in kinds()
    request = lists.request
    saved = kind != "cohort" or lists.programme is not None
    return ShownList(
        title=str(title),
        url=to(request, page),
        count=len(ROWS[kind](lists)),
        files=[Link(form.upper(), to(request, "lists:save", kind, form)) for form in ("xlsx", "csv") if saved],
        template_url=reverse("lists:template", args=[kind]) if known and lists.may_write else "",
        bring_url=to(request, "lists:bring", kind) if kind in brought(lists) else "",
        last=next((one for one in imports if one.batch.kind == kind and not one.undone), None),
    )


def _imports(lists: Lists) -> list[ShownImport]:
    return _shown(lists, list(ImportBatch.objects.filter(of=journal.key_of(lists.region)).order_by("-pk")))


def _shown(lists: Lists, batches: Sequence[ImportBatch]) -> list[ShownImport]:
    """One query for the authors."""
    names, known = authors({one.started_by for one in batches}), kinds()
    return [
        ShownImport(
            batch=one,
            title=str(known[one.kind].title) if one.kind in known else one.kind,
            url=to(lists.request, "lists:import", one.pk),
            author=names.get(one.started_by, ""),
        )
        for one in batches
    ]
