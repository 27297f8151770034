"""Works: the list, one of them with what happened to it, handing one in."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Chip, Link
from opora.practices import actions, codes, exports
from opora.practices.actions import NewWork
from opora.practices.authors import author, authors
from opora.practices.forms import WorkForm
from opora.practices.found import Found, found_for
from opora.practices.models import Work
from opora.practices.showing import Filters, WorkRow, work_rows
from opora.practices.states import State
from opora.practices.views.shared import PAGE, form_page, let_go, received, tabs, to, trail, written
from opora.practices.views.work import work
from opora.programmes.asked import carried

__all__ = ["add", "save", "work", "works"]


@require_safe
def works(request: AskingRequest) -> HttpResponse:
    """Works of the programme by state; who has nothing to do with works is led to the bank."""
    found = found_for(request)
    if not found.sees_works:
        return redirect(to(request, "bank"))
    filters = Filters.read(request.GET)
    every = work_rows(found)
    rows = [row for row in every if filters.fit(row)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(found, "works"),
        "lead": _lead(len(every)),
        "rows": page.object_list,
        "carried": carried(request.GET),
        "total": len(every),
        "chips": _chips(found, filters, every),
        "hand_in_url": to(request, "hand_in") if found.may_hand_in else "",
        "files": [Link(form.upper(), to(request, "save", form, **filters.pairs)) for form in exports.FORMS],
        "page": page.number,
        "pages": page.paginator.num_pages,
    }
    return render(request, "practices/works.html", context)


@require_safe
def save(request: AskingRequest, form: str) -> HttpResponse:
    """The rows that the list shows for the same address, as a file."""
    if form not in exports.FORMS:
        raise Http404(f"no form {form!r}")
    found, filters = found_for(request), Filters.read(request.GET)
    return exports.works_file(found, [row for row in work_rows(found) if filters.fit(row)], form)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: AskingRequest) -> HttpResponse:
    """Hand a work in."""
    found = found_for(request)
    if found.programme is None:
        raise Http404("no programme")
    offered = authors(found, heading=_("People"))
    form = WorkForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        authors=offered,
        occasions=_occasions(found),
        kinds=_kinds(found),
        latest=found.latest,
        initial={name: request.GET[name] for name in ("author", "at", "kind") if name in request.GET},
    )
    if request.method == "POST" and form.is_valid():
        stored = received(form, form.cleaned_data["file"], request.actor)
        if not form.errors and written(form, lambda: _hand_in(found, form.cleaned_data, stored)):
            messages.success(request, _("The work is handed in and waits for acceptance."))
            return redirect(to(request, "works"))
        let_go([stored], request.actor)
    context = {
        "crumbs": trail(request, "works", _("Hand in")),
        "title": _("Hand a work in"),
        "lead": _("The institute accepts it or returns it with remarks; both are seen on the page of the work."),
        "form": form,
        "button": _("Hand in"),
        "back_url": to(request, "works"),
        "past": found.past,
        "nobody": "" if offered else _("Your post covers no school in whose name a work could be handed in."),
    }
    return form_page(request, "practices/form.html", context, form)


def _hand_in(found: Found, said: dict[str, Any], stored: Any) -> Work:
    assert found.programme is not None
    row = NewWork(
        at=said["at"],
        kind=said["kind"],
        title=said["title"],
        author=author(found, said["author"]),
        on=said["on"],
        link=said["link"],
    )
    return actions.hand_in(programme=found.programme, work=row, file=stored, by=found.actor)


def _occasions(found: Found) -> dict[str, str]:
    """Codes to choose from: those that are known, those of works there are, and the one of the address."""
    return {code: codes.occasion(code) for code in _codes(found, "at", codes.OCCASIONS)}


def _kinds(found: Found) -> dict[str, str]:
    return {code: codes.kind(code) for code in _codes(found, "kind", codes.KINDS)}


def _codes(found: Found, column: str, known: Any) -> list[str]:
    used = Work.objects.standing().filter(programme=found.programme).order_by().values_list(column, flat=True)
    asked = found.request.GET.get(column, "")
    return list(dict.fromkeys([*known, *sorted(set(used)), *([asked] if codes.is_code(asked) else [])]))


def _chips(found: Found, filters: Filters, every: list[WorkRow]) -> list[Chip]:
    """By state and by kind; a chip pressed again lets go."""
    pairs = filters.pairs
    others = [row for row in every if filters.fit(row, but_state=True)]
    states = Counter(row.course.state for row in others)
    chips = [
        _chip(found, pairs, "state", state.value, str(state.label), states[state])
        for state in State
        if states[state] or filters.state == state
    ]
    kinds = Counter(row.course.work.kind for row in every)
    if len(kinds) > 1 or filters.kind:
        chips += [_chip(found, pairs, "kind", code, codes.kind(code), kinds[code]) for code in sorted(kinds)]
    return chips


def _chip(found: Found, pairs: dict[str, str], name: str, value: str, label: str, count: int) -> Chip:
    on = pairs.get(name) == value
    rest = {key: said for key, said in pairs.items() if key != name}
    url = to(found.request, "works", **rest, **({} if on else {name: value}))
    return Chip(label=label, url=url, count=count, on=on)


def _lead(n: int) -> str:
    return ngettext("%(n)d work was handed in.", "%(n)d works were handed in.", n) % {"n": n} if n else ""
