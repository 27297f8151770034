"""Names that were learned: looked through, taught by hand, forgotten with a reason."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.lists.forms.names import TeachForm
from opora.lists.found import Lists, lists_of
from opora.lists.learned import Filters, Row, aliases, learned_rows
from opora.lists.views.pages import PAGE
from opora.lists.views.shared import form_page, list_page, to, trail, written
from opora.organisations.models import Municipality, School
from opora.organisations.names.actions import forget_alias, learn_alias
from opora.organisations.names.loading import municipality_names, school_names
from opora.roadmap.forms.control import ReasonForm


@require_safe
def names(request: AskingRequest) -> HttpResponse:
    """What was learned, as far as it fits what is asked for."""
    lists = lists_of(request)
    filters = Filters.read(request.GET)
    every = learned_rows(lists)
    rows = [row for row in every if filters.fit(row)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row["url"] = to(request, "lists:learned", row["pk"]) if lists.may_write else ""
        row["of_url"] = to(request, f"lists:{row['of']}", row["of_pk"])
    n = len(every)
    context = {
        "rows": page.object_list,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "shown": len(rows),
        "total": n,
        "lead": ngettext("%(n)d learned name.", "%(n)d learned names.", n) % {"n": n} if n else "",
        "filters": filters,
        "clear_url": to(request, "lists:names") if filters.asked else "",
        "add_url": to(request, "lists:teach"),
        "doubles_url": to(request, "lists:doubles"),
    }
    return list_page(lists, "names", "lists/names.html", context, filters.asked)


@require_http_methods(["GET", "HEAD", "POST"])
def teach(request: AskingRequest) -> HttpResponse:
    """Decide what a text means; said too when it stays unclear in spite of it."""
    lists = lists_of(request)
    form = TeachForm(
        request.POST if request.method == "POST" else None,
        schools=lists.schools.select_related("municipality"),
        municipalities=lists.municipalities.order_by("name"),
    )
    if request.method == "POST" and form.is_valid():
        text, basis, of = form.cleaned_data["text"], form.cleaned_data["basis"], form.of
        assert of is not None, "a valid form knows it"
        if written(form, lambda: learn_alias(region=lists.region, text=text, of=of, basis=basis, by=request.actor)):
            messages.success(request, _("“%(text)s” means %(code)s from now on.") % {"text": text, "code": of.code})
            if not is_sure(lists, text, of):
                told = _("Where a list says nothing else, “%(text)s” stays unclear: others are called so too.")
                messages.warning(request, told % {"text": text})
            return redirect(to(request, "lists:names"))
    context = {
        "crumbs": trail(request, "names", last=_("Teach")),
        "title": _("Teach a name"),
        "lead": _("It counts at once, in every list that comes in."),
        "form": form,
        "past": lists.past,
        "button": _("Teach the name"),
        "back_url": to(request, "lists:names"),
    }
    return form_page(request, "lists/add.html", context, form if request.method == "POST" else None)


@require_http_methods(["GET", "HEAD", "POST"])
def learned(request: AskingRequest, pk: int) -> HttpResponse:
    """One learned name, and forgetting it."""
    lists = lists_of(request)
    row = _row(lists, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        alias = get_object_or_404(aliases(lists), pk=pk)
        if written(form, lambda: forget_alias(alias=alias, reason=form.cleaned_data["reason"], by=request.actor)):
            messages.success(request, _("“%(text)s” is forgotten.") % {"text": row["text"]})
            return redirect(to(request, "lists:names"))
    context = {
        "crumbs": trail(request, "names", last=row["text"]),
        "title": row["text"],
        "row": row,
        "form": form,
        "past": lists.past,
    }
    return form_page(request, "lists/learned.html", context, form if request.method == "POST" else None)


def is_sure(lists: Lists, text: str, of: School | Municipality, beside: str = "") -> bool:
    """Whether a text is surely taken for a school or a municipality, with what stands beside it."""
    if isinstance(of, School):
        school = school_names(lists.region.pk).match(text, beside).found
        return school is not None and school.id == of.pk
    municipality = municipality_names(lists.region.pk).match(text).found
    return municipality is not None and municipality.id == of.pk


def _row(lists: Lists, pk: int) -> Row:
    row = next((one for one in learned_rows(lists) if one["pk"] == pk), None)
    if row is None:
        raise Http404("no such name")
    return {**row, "of_url": to(lists.request, f"lists:{row['of']}", row["of_pk"])}
