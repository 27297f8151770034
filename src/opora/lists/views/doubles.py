"""Schools entered twice: finding them, making one of two, and two of one again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.core.merging import Clashing
from opora.core.models import Merge
from opora.lists.doubles import Pair, ShownMerge, merges, pairs
from opora.lists.forms.names import MergeForm, PairForm
from opora.lists.found import Lists, lists_of
from opora.lists.views.shared import form_page, to, trail
from opora.organisations.merging import merge_schools, preview_of_schools, undo_merge
from opora.organisations.models import School
from opora.organisations.queries import schools_at
from opora.roadmap.forms.control import ReasonForm


@require_safe
def doubles(request: AskingRequest) -> HttpResponse:
    """Likely doubles, two entries by their codes, and the merges so far."""
    lists = lists_of(request)
    asked = "one" in request.GET or "other" in request.GET
    form = PairForm(request.GET if asked else None, schools=lists.schools) if lists.may_write else None
    if form and asked and form.is_valid():
        return redirect(to(request, "lists:merge", form.cleaned_data["one"].pk, form.cleaned_data["other"].pk))
    found = [] if lists.past else pairs(lists)
    context = {
        "crumbs": trail(request, "names", last=_("Schools entered twice")),
        "title": _("Schools entered twice"),
        "pairs": [(pair, *_urls(lists, pair)) for pair in found],
        "merges": [(one, to(request, "lists:merged", one.number)) for one in merges(lists)],
        "form": form,
        "past": lists.past,
    }
    return form_page(request, "lists/doubles.html", context, form if asked else None)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: AskingRequest, kept: int, double: int) -> HttpResponse:
    """What making one of two would carry over and what is in the way; then doing it, with a reason."""
    lists = lists_of(request)
    one, other = (get_object_or_404(lists.schools.select_related("municipality"), pk=pk) for pk in (kept, double))
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = merge_schools(kept=one, double=other, reason=form.cleaned_data["reason"], by=request.actor)
        except ValidationError as error:
            refused(form, error)
        else:
            told = {"double": other.code, "kept": one.code, "count": len(done.voided)}
            messages.success(request, _("%(double)s is now %(kept)s. Records taken over: %(count)d.") % told)
            return redirect(to(request, "lists:merged", done.pk))
    preview, never = None, ""
    try:
        preview = preview_of_schools(kept=one, double=other)
    except ValidationError as error:
        never = " ".join(error.messages)
    states = {
        state.id: state
        for state in schools_at(School.objects.filter(pk__in=(kept, double)), lists.as_of, lists.known_at)
    }
    context = {
        "crumbs": _trail(request, _("Merge")),
        "title": _("Make one of two entries"),
        "kept": (states[kept], one.municipality, to(request, "lists:school", kept)),
        "double": (states[double], other.municipality, to(request, "lists:school", double)),
        "turned_url": to(request, "lists:merge", double, kept),
        "preview": preview,
        "never": never,
        "form": form,
        "past": lists.past,
        "button": _("Merge %(double)s with %(kept)s") % {"double": other.code, "kept": one.code},
    }
    return form_page(request, "lists/merge.html", context, form if request.method == "POST" else None)


@require_http_methods(["GET", "HEAD", "POST"])
def merged(request: AskingRequest, pk: int) -> HttpResponse:
    """One merge, and making two of one again."""
    lists = lists_of(request)
    shown = _shown(lists, pk)
    may_undo = lists.may_write and not shown.undone_at
    form = ReasonForm(request.POST if request.method == "POST" else None)
    obstacles: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            undo_merge(merged=Merge.objects.get(pk=pk), reason=form.cleaned_data["reason"], by=request.actor)
        except Clashing as clashing:
            obstacles = clashing.obstacles
            form.add_error(None, _("Nothing was taken back: something rests on this merge."))
        except ValidationError as error:
            refused(form, error)
        else:
            messages.success(request, _("The merge is taken back: the two schools are as they were."))
            return redirect(to(request, "lists:merged", pk))
    context = {
        "crumbs": _trail(request, shown.double_code),
        "title": _("Merge %(number)d: %(double)s is %(kept)s")
        % {"number": pk, "double": shown.double_code, "kept": shown.kept_code},
        "shown": shown,
        "kept_url": to(request, "lists:school", shown.kept_id),
        "form": form if may_undo else None,
        "obstacles": obstacles,
    }
    return form_page(request, "lists/merged.html", context, form if request.method == "POST" else None)


def _urls(lists: Lists, pair: Pair) -> tuple[str, str, str]:
    """Of the two schools, and where they are merged ("" for who may not)."""
    one, other = (to(lists.request, "lists:school", state.id) for state in (pair.one, pair.other))
    merging = to(lists.request, "lists:merge", pair.one.id, pair.other.id) if lists.may_write else ""
    return one, other, merging


def _trail(request: AskingRequest, last: str) -> list[Link]:
    *above, name = trail(request, last=last)
    return [*above, Link(_("Schools entered twice"), to(request, "lists:doubles")), name]


def _shown(lists: Lists, pk: int) -> ShownMerge:
    found = merges(lists, pk)
    if not found:
        raise Http404("no such merge")
    return found[0]
