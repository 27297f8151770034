"""Who holds up what, the list of gaps by school, their files, and a reminder to one holder."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from opora.accounts.guard import AskingRequest
from opora.core.actors import Scope
from opora.core.attachments import attachment
from opora.core.components.links import Link
from opora.inbox import by_hand, exports
from opora.inbox import shown_holdups as showing
from opora.inbox.holdups import By, Choice, Holder, gaps_of, holders
from opora.inbox.school_gaps import SchoolGaps, school_gaps
from opora.indicators.nouns import counted
from opora.programmes.asked import carried
from opora.roadmap.found import asked_roadmap, asked_view
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links
from opora.roadmap.views.remind import is_today

PAGE = 50


@require_safe
def holdups(request: AskingRequest) -> HttpResponse:
    """People or organisations by number and age of the gaps they can close, and vacant posts apart."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    links, choice = Links(request), _choice(request, view)
    everything = holders(view, request.actor, Choice(choice.by))
    found = holders(view, request.actor, choice) if choice.action or choice.overdue else everything
    held, vacant = _apart(found)
    page = Paginator(held, PAGE).get_page(request.GET.get("page"))
    may = is_today(request)
    rows = [showing.show(one, links, remind=may) for one in page.object_list]
    context = {
        "title": _("Who holds up what"),
        "lead": _lead(found, everything),
        "segments": showing.segments(links, choice),
        "chips": showing.chips(everything, links, choice, view.as_of),
        "filtered": bool(choice.action or choice.overdue),
        "clear_url": showing.address(links, Choice(choice.by)),
        "rows": rows,
        "remind": any(one.whose for one in rows),
        "vacant": [showing.show(one, links, remind=False) for one in vacant],
        "held": len(held),
        "by_people": choice.by is By.PEOPLE,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "files": _files(request, choice),
        "schools_url": reverse("inbox:school_gaps") + carried(request.GET),
        "remind_url": reverse("inbox:remind_holder") + carried(request.GET),
        "asked": {"by": choice.by.value, "action": choice.action, "overdue": "yes" if choice.overdue else ""},
    }
    return render(request, "inbox/holdups.html", context)


@require_safe
def file(request: AskingRequest, form: str) -> HttpResponse:
    """The lines of the page as a spreadsheet, all of them."""
    view = _asked(request, form)
    links, choice = Links(request), _choice(request, view)
    held, vacant = _apart(holders(view, request.actor, choice))
    rows = [showing.show(one, links, remind=False) for one in (*held, *vacant)]
    said = [_("action No. %(number)s") % {"number": choice.action}] if choice.action else []
    said += [_("only overdue")] * choice.overdue
    content = exports.holdups_file(view, rows, form, said)
    return _answer(view, content, form, _("Who holds up what"), f"holdups-{choice.by}")


@require_POST
def remind(request: AskingRequest) -> HttpResponse:
    """Prepare a reminder to one holder of the gaps the filters leave, and show the draft."""
    view = asked_view(request)
    links, choice = Links(request), _choice(request, view, post=True)
    back = redirect(showing.address(links, choice))
    asked = request.POST.get("whose", "")
    holder = next((one for one in holders(view, request.actor, choice) if ":".join(one.whose) == asked), None)
    if not is_today(request):
        messages.error(request, _("Reminders follow what is open today: choose today as the day of the page."))
        return back
    if holder is None:
        messages.info(request, _("There is nothing to remind of any more: the gaps of this line are closed."))
        return back
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        mailing = by_hand.remind(view=view, holder=holder, site=site, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back
    return redirect("outbox:mailing", mailing.pk)


@require_safe
def schools(request: AskingRequest) -> HttpResponse:
    """What each school lacks and who is to be called about it, for the printer."""
    view = asked_roadmap(request)
    if view is None:
        return render(request, "roadmap/none.html")
    rows, links = school_gaps(view, request.actor, contacts=_contacts(request)), Links(request)
    context = {
        "crumbs": [Link(_("Who holds up what"), reverse("inbox:holdups") + carried(request.GET))],
        "title": _("List of gaps by school"),
        "lead": _schools_lead(rows),
        "groups": _by_municipality(rows, links),
        "contacts": _contacts(request),
        "files": [
            Link(form.upper(), reverse("inbox:school_gaps_file", args=[form]) + carried(request.GET))
            for form in exports.FORMS
        ],
    }
    return render(request, "inbox/school_gaps.html", context)


@require_safe
def schools_file(request: AskingRequest, form: str) -> HttpResponse:
    """The same list as a spreadsheet."""
    view = _asked(request, form)
    contacts = _contacts(request)
    rows = school_gaps(view, request.actor, contacts=contacts)
    content = exports.school_gaps_file(view, rows, form, contacts=contacts)
    return _answer(view, content, form, _("List of gaps by school"), "school-gaps")


def _asked(request: AskingRequest, form: str) -> RoadmapView:
    if form not in exports.FORMS:
        raise Http404(f"no list as {form!r}")
    return asked_view(request)


def _choice(request: AskingRequest, view: RoadmapView, *, post: bool = False) -> Choice:
    return Choice.read(request.POST if post else request.GET, [action.number for action in view.actions])


def _apart(found: list[Holder]) -> tuple[list[Holder], list[Holder]]:
    """Who holds something, and the vacant posts."""
    return [one for one in found if not one.vacant], [one for one in found if one.vacant]


def _contacts(request: AskingRequest) -> bool:
    """Whether the reader may read telephones. They have no date: those of who left are for the region."""
    scope = request.actor.scope("person", "contact")
    return scope is Scope.REGION or (scope is Scope.OWN and is_today(request))


def _lead(found: list[Holder], everything: list[Holder]) -> str:
    """ "38 пробелов, из них просрочено 12."; with a filter how many there are without it."""
    gaps, whole = gaps_of(found).values(), len(gaps_of(everything))
    if not gaps:
        return ""
    day = found[0].day
    said = {"gaps": counted("gap", len(gaps)), "overdue": sum(1 for one in gaps if one.days(day)), "whole": whole}
    if len(gaps) == whole:
        return _("%(gaps)s, overdue: %(overdue)d.") % said
    return _("%(gaps)s of %(whole)d, overdue: %(overdue)d.") % said


def _schools_lead(rows: list[SchoolGaps]) -> str:
    total = sum(len(one.lines) for one in rows)
    text = ngettext("%(gaps)s in %(n)d school.", "%(gaps)s in %(n)d schools.", len(rows))
    return text % {"gaps": counted("gap", total), "n": len(rows)} if rows else ""


def _by_municipality(rows: list[SchoolGaps], links: Links) -> list[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in rows:
        lines = [{"what": exports.what_is_missing(line), "line": line} for line in one.lines]
        shown = {"name": one.name, "url": links.thing("school", one.number), "lines": lines}
        groups.setdefault(one.municipality, []).append(shown)
    return list(groups.items())


def _files(request: AskingRequest, choice: Choice) -> list[Link]:
    links = Links(request)
    return [Link(form.upper(), showing.address(links, choice, "inbox:holdups_file", form)) for form in exports.FORMS]


def _answer(view: RoadmapView, content: bytes, form: str, name: str, plain: str) -> HttpResponse:
    return attachment(
        content,
        kind=exports.FORMS[form],
        name=exports.file_name(view, name, form),
        plain_name=exports.plain_name(view, plain, form),
    )
